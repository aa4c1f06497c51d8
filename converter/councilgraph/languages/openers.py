"""Tell where a new block of text starts: a number, a leading verb, a heading, a set phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .fold import fold
from .pack import LanguagePack, packs

_NUMBER = re.compile(
    r"""
    (?: - \s+ )?                                   # a list mark before the number
    (?: \d{1,3} \s? [.)] \s                        # 1.   1)
      | \d{1,3} \s? - \s                           # 1 -   (Arabic)
      | \( \s? (?:[^\W\d_]{1,5}|\d{1,2}) \s? \) \s  # (a)  (iv)
      | [^\W\d_]{1,4} \) \s                        # a)   iv)
      | [a-z] \. \s                                # a.
      | ' \d{1,2} ' \s                             # ’1‘  (Arabic, third level)
      | [\u3220-\u3229]                            # ㈠
    )
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_NEVER = "(?!)"

_Phrases = Mapping[str, tuple[str, ...]]
"""Phrases by their first word; in a language without spaces, by their first character."""


@dataclass(frozen=True, slots=True)
class _Openings:
    """What opens a block in one language: phrases, and what may stand before one.

    That is a particle written as one with it, then an adverb. ``edge`` matches what may not follow
    a phrase.
    """

    head: re.Pattern[str]
    edge: re.Pattern[str]
    particle: re.Pattern[str]
    adverbs: _Phrases
    phrases: _Phrases

    def open(self, folded: str) -> bool:
        """Tell whether one of the phrases opens a line."""
        glued = self.particle.match(folded)
        for start in {0, glued.end() if glued else 0}:
            if self._phrase(folded, start):
                return True
            for adverb in self._met(self.adverbs, folded, start):
                space = _SPACE.match(folded, start + len(adverb))
                if space and self._phrase(folded, space.end()):
                    return True
        return False

    def _phrase(self, folded: str, start: int) -> bool:
        found = self._met(self.phrases, folded, start)
        return any(not self.edge.match(folded, start + len(phrase)) for phrase in found)

    def _met(self, phrases: _Phrases, folded: str, start: int) -> list[str]:
        """Return the phrases that stand at a place."""
        head = self.head.match(folded, start)
        known = phrases.get(head.group(), ()) if head else ()
        return [phrase for phrase in known if folded.startswith(phrase, start)]


@cache
def _openings() -> tuple[_Openings, ...]:
    return tuple(map(_openings_of, packs()))


def _openings_of(pack: LanguagePack) -> _Openings:
    verbs = {f for forms in pack.verbs.values() for side in forms.values() for f in side}
    starts = {v.split(" * ")[0] for v in verbs}
    adverbs = set(pack.connectives["modifiers"])
    fixed = {
        phrase
        for table, keys in (
            (pack.formulas, ("council", "assembly")),
            (pack.letter, ("opening",)),
            (pack.votes, ("in_favour", "against", "abstaining", "not_voting")),
            (pack.headings, ("annex", "annex_rest")),
        )
        for key in keys
        for phrase in table[key]
        if "{" not in phrase
    }
    spaced = pack.traits["word_boundary"] == "space"
    before = adverbs if pack.traits["opening_case"] == "any" and spaced else set()
    if not before:
        starts |= adverbs
    if pack.traits["capitals"] == "yes":
        capital = {s[:1].upper() + s[1:] for s in starts}
        starts = capital if pack.traits["opening_case"] == "upper" else starts | capital
    head = re.compile(r"\w+|\W" if spaced else ".")
    return _Openings(
        head,
        re.compile(r"\w" if spaced else _NEVER),
        re.compile(pack.traits["prefix_particles"] or _NEVER),
        _by_head(before, head),
        _by_head(starts | fixed, head),
    )


def _by_head(phrases: set[str], head: re.Pattern[str]) -> _Phrases:
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        match = head.match(phrase)
        found.setdefault(match.group() if match else "", []).append(phrase)
    return {first: tuple(rest) for first, rest in found.items()}


@cache
def _never_last() -> frozenset[str]:
    return frozenset(w for pack in packs() for w in pack.masthead["common_words"])


def stops_short(line: str) -> bool:
    """Tell whether a line ends in a word that never ends a block: an article, a conjunction.

    >>> stops_short("Letter dated 30 March 2020 from the President of the")
    True
    """
    return line.rsplit(None, 1)[-1] in _never_last()


@cache
def _letter_openings() -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(o) for pack in packs() for o in pack.letter["opening"]) or "(?!)"
    )


def opens_letter(line: str) -> bool:
    """Tell whether a line opens the body of a letter.

    >>> opens_letter("I have the honour to inform you")
    True
    """
    return bool(_letter_openings().match(fold(line)))


@cache
def _list_headings() -> tuple[str, ...]:
    keys = ("in_favour", "against", "abstaining", "not_voting")
    return tuple(fold(h).casefold() for pack in packs() for key in keys for h in pack.votes[key])


def heads_list(line: str) -> bool:
    """Tell whether a line is, or begins with, the heading of a list of who voted how.

    >>> heads_list("Votos en contra:"), heads_list("Against: none"), heads_list("Against all")
    (True, True, False)
    """
    return fold(line).casefold().startswith(_list_headings())


@cache
def _text_openings() -> tuple[tuple[str, ...], int]:
    """Return the formulas with which a text begins, and how many words the longest has."""
    openings = tuple(
        phrase.casefold()
        for pack in packs()
        for key in ("council", "assembly")
        for phrase in pack.formulas[key]
        if phrase.endswith(",")
    )
    return openings, max(len(phrase.split()) for phrase in openings)


def opens_text(line: str) -> bool:
    """Tell whether a folded line is the formula with which a resolution's text begins.

    A line that goes on in small letters is the end of a sentence: *of* / *the Security Council,*.

    >>> opens_text("The Security Council,"), opens_text("Security Council")
    (True, False)
    >>> opens_text("l'Assemblée générale,")
    False
    """
    if line.lstrip()[:1].islower():
        return False
    openings, longest = _text_openings()
    words = line.split(None, longest)[:longest]
    return " ".join(words).casefold().startswith(openings)


def starts_block(line: str) -> bool:
    """Tell whether a line, by its first characters, opens a block of its own in any language.

    >>> starts_block("20. Resolves to continue"), starts_block("Recalling its resolution")
    (True, True)
    >>> starts_block("in security sector reform"), starts_block("(b) Develop")
    (False, True)
    """
    folded = fold(line.lstrip())
    return bool(_NUMBER.match(folded)) or any(o.open(folded) for o in _openings())
