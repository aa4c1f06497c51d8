"""Later sentences of a statement in which the Council acts: *The Council further urges …*."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..languages import LanguagePack, either

REACH = 90
"""Characters between the full stop before a sentence and its verb."""
_STOP = r"(?<![\s.(][A-Za-z])[.。]"
"""A full stop that is not that of an initial."""
_NEXT = re.compile(r"[.。](?=[\s\"']|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between a full stop and a verb of the Council's, in one language."""

    named: re.Pattern[str]
    meant: re.Pattern[str]
    bare: re.Pattern[str]
    council: re.Pattern[str]

    def begin(self, folded: str, last: int, start: int, end: int) -> int | None:
        """Return where the sentence begins whose verb has this place, None where it is no such.

        The Council is named before its verb or right behind it (Arabic), or a pronoun stands for
        it, but only after a sentence in which it acted: one whose verb ended at ``last``.
        """
        near = max(last, start - REACH)
        before = folded[near:start]
        if match := self.named.search(before):
            return near + match.start()
        match = self.meant.search(before)
        if match and not _NEXT.search(folded, last, near + match.start()):
            return near + match.start()
        match = self.bare.search(before)
        return near + match.start() if match and self.council.match(folded, end) else None


def sentences(pack: LanguagePack, opening: str) -> Sentence:
    """Return the patterns of a pack; ``opening`` is that of adverbs and particles before a verb."""
    spaced = pack.traits["word_boundary"] == "space"
    pronouns = pack.formulas["pronoun"]
    named = either((p for p in pack.formulas["subject"] if p not in pronouns), spaced=spaced)
    meant = either(pronouns, spaced=spaced) if pronouns else "(?!)"
    aside = either(pack.connectives["joins"], spaced=spaced)
    lead = rf"{_STOP}[\s\"']*(?:(?:{aside})[\s,]*+|(?!))*+"
    return Sentence(
        re.compile(rf"{lead}(?:{named})[\s,]*{opening}$", re.IGNORECASE),
        re.compile(rf"{lead}(?:{meant})[\s,]*{opening}$", re.IGNORECASE),
        re.compile(rf"{lead}{opening}$", re.IGNORECASE),
        re.compile(rf"\s*(?:{named})", re.IGNORECASE),
    )
