"""Topic phrases: what a text says a cited document is about.

Some languages put the topic after the number (*resolution 2151 (2014) on security sector
reform*), Chinese before it (关于安全部门改革的第2151(2014)号决议). Documents listed together share
the topic of the list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ..languages import LanguagePack, load, packs
from ..model import InstrumentRef
from .block import without_end
from .mention import Mention
from .verbs import VerbMatch

LONGEST = 220
"""Characters: a longer phrase is a clause, not a topic."""


@dataclass(frozen=True, slots=True)
class _Words:
    between: re.Pattern[str]
    after: re.Pattern[str]
    stop: re.Pattern[str]
    noun_end: re.Pattern[str]
    before: re.Pattern[str]


def _either(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) or "(?!)"


@cache
def _words(code: str) -> _Words:
    pack = load(code)
    table = pack.citations
    word = r"(?!\w)" if pack.traits["word_boundary"] == "space" else ""
    nouns = _either(table["resolution"] + table["statement"] + table["letter"])
    joins = _either(table["list_and"])
    date = "|".join(p.pattern for p in pack.patterns("dates", "full"))
    date = re.sub(r"\?P<\w+>", "?:", date)
    heads = _either(tuple({p.split("{")[0].strip() for p in table["dated"]} - {""}))
    filler = rf"(?:{joins}){word}|(?:{heads}){word}|{date}|(?:{nouns})|[\s,、()号第]"
    stop = (
        rf";|,?\s+(?:(?:{joins}){word}\s+)?(?:{_either(table['topic_stop'])}){word}"
        rf"|,?\s+(?:(?:{joins}){word}\s+)?(?:[\w']+\s+){{0,2}}(?:{nouns}){word}(?=\s+\d)"
    )
    # la résolution 60/180 de l'Assemblée générale sur ...
    organs = _either(table["assembly"] + table["council"])
    organ = rf"(?:\s+(?:\w{{1,3}}['\s]\s*){{0,2}}(?:{organs}))?"
    before = "|".join(
        re.escape(t).replace(r"\{text\}", rf"(?P<t{i}>[^,;。]+?)")
        for i, t in enumerate(table["topic_before"])
    )
    return _Words(
        re.compile(rf"(?:{filler})*", re.IGNORECASE),
        # A run of commas belongs to the first of its two places: it is not divided in every way.
        re.compile(rf"{organ}[\s,)]*+(?:(?:{heads}){word}\s*)?(?:{date})?[\s,)]*+"
                   rf"(?P<lead>{_either(table['topic_after'])}){word}\s*", re.IGNORECASE),
        re.compile(stop, re.IGNORECASE),
        re.compile(rf"[\s,]+(?:(?:{_either(table['own'])})\s+)?(?:{nouns})\s*$", re.IGNORECASE),
        re.compile(rf"(?:{before or '(?!)'})第?\s*$"),
    )  # fmt: skip


def topics(
    folded: str,
    start: int,
    end: int,
    found: list[Mention],
    verbs: list[VerbMatch],
    pack: LanguagePack,
) -> dict[int, tuple[int, int]]:
    """Return the place of the topic of each mention that has one, by the mention's index."""
    words = _words(pack.code)
    ahead = pack.citations["topic_before"]
    result: dict[int, tuple[int, int]] = {}
    group: list[int] = []
    for i, mention in enumerate(found):
        if isinstance(mention.target, InstrumentRef):
            group = []
            continue
        linked = group and words.between.fullmatch(folded, found[group[-1]].end, mention.start)
        if not linked:
            group = []
        group.append(i)
        last = i + 1 == len(found) or not words.between.fullmatch(
            folded, mention.end, found[i + 1].start
        )
        if not last:
            continue
        place = (
            _ahead(folded, max(start, _passed(found, group[0])), found[group[0]].start, words)
            if ahead
            else _behind(folded, mention.end, _limit(found, i, end), words, verbs)
        )
        if place and place[1] - place[0] <= LONGEST:
            result |= dict.fromkeys(group, place)
    return result


def _limit(found: list[Mention], index: int, end: int) -> int:
    """Return where a topic must end: before the next mention of a document, or at the end."""
    later = (found[i] for i in range(index + 1, len(found)))
    return next((m.start for m in later if not isinstance(m.target, InstrumentRef)), end)


def _passed(found: list[Mention], index: int) -> int:
    """Return where a topic may begin at the earliest: after the mention of another document."""
    before = (found[i] for i in range(index - 1, -1, -1))
    return next((m.end for m in before if not isinstance(m.target, InstrumentRef)), 0)


def _ahead(folded: str, start: int, at: int, words: _Words) -> tuple[int, int] | None:
    match = words.before.search(folded, max(start, at - LONGEST), at)
    if match is None:
        return None
    return next(match.span(i) for i in range(1, len(match.groups()) + 1) if match[i] is not None)


def _behind(
    folded: str, at: int, limit: int, words: _Words, verbs: list[VerbMatch]
) -> tuple[int, int] | None:
    match = words.after.match(folded, at, limit)
    if match is None:
        return None
    begin = match.end()
    stop = words.stop.search(folded, begin, limit)
    finish = stop.start() if stop else limit
    at_verb = bisect_right(verbs, begin, key=lambda v: v.lead)
    verb = verbs[at_verb].lead if at_verb < len(verbs) else finish
    text = without_end(folded[begin : min(finish, verb)])
    for pattern in (_trailing(), words.noun_end, _trailing()):
        text = without_end(pattern.sub("", text))
    return (begin, begin + len(text)) if text else None


@cache
def _trailing() -> re.Pattern[str]:
    """Return the pattern of conjunctions at the end of a phrase that the next mention cut."""
    joins = {j for pack in packs() for j in pack.citations["list_and"] + pack.connectives["joins"]}
    words = sorted((re.escape(j) for j in joins if j.isalpha() or " " in j), key=len, reverse=True)
    return re.compile(rf"(?:[\s,]+(?:{'|'.join(words)}))+\s*$", re.IGNORECASE)
