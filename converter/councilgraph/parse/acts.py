"""What the Council does to a thing, and to what: *to extend …*, *that … shall be replaced*."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ..languages import LanguagePack, either, glued_words, load
from .block import Reading
from .periods import NEAR, last_day, timed
from .verbs import VerbMatch

ACTIONS = ("extends", "ends", "establishes", "replaces", "modifies")
FINITE = {"extends": "extends", "renews": "extends", "terminates": "ends",
          "establishes": "establishes"}  # fmt: skip
"""Leading verbs that are the action themselves; after *decides* it follows."""
_DECIDES = "decides"
_POINT = r"\.(?!\d|\s*[a-zа-яё])"
"""A full stop that ends a sentence: not one in *i.e.*, *т. е.*"""
STOP = re.compile(rf";|:(?!\d)|{_POINT}|,(?!\s*(?:\w{{1,3}}\s+)?\d)")
_END = re.compile(rf";|:(?!\d)|{_POINT}")
_ASIDE = re.compile(r"\s*,[^,;.:\d]{0,40},\s*")
"""*Decides to lift, with immediate effect, the measures*."""


@dataclass(frozen=True, slots=True)
class Act:
    """One action in a clause: what it does, its place, the clause, whether its thing is before."""

    action: str
    begin: int
    start: int
    end: int
    stop: int
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    active: re.Pattern[str]
    passive: re.Pattern[str]
    actions: tuple[dict[str, str], dict[str, str]]
    first: re.Pattern[str]
    between: re.Pattern[str]
    joined: re.Pattern[str]
    clause: re.Pattern[str]
    again: re.Pattern[str]


@cache
def _words(code: str) -> _Words:
    pack = load(code)
    table = pack.decisions
    spaced = pack.traits["word_boundary"] == "space"
    active = {w: a for a in ACTIONS for w in table[a]}
    passive = {w: a for a in ACTIONS if a != "establishes" for w in table[f"passive_{a}"]}
    said = (*table["lasting"], *table["until"], *table["since"])
    fillers = glued_words((*table["fillers"], *pack.connectives["modifiers"], *said), pack)
    that = either(table["object_first"], spaced=spaced)
    joins = either(pack.connectives["joins"], spaced=spaced)
    aside = r"(?:,[^,;.:]*,)?"
    particle = pack.traits["prefix_particles"]
    glued = f"(?:{particle})?" if particle else ""
    return _Words(
        re.compile(_named(active, pack), re.IGNORECASE),
        re.compile(_named(passive, pack), re.IGNORECASE),
        (_folded(active), _folded(passive)),
        re.compile(rf"{aside}[\s,]*(?:{that})", re.IGNORECASE),
        re.compile(rf"\s*{aside}[\s,]*(?:(?:{fillers})[\s,]*)*", re.IGNORECASE),
        re.compile(rf"(?:{joins})\s*{aside}[\s,]*(?:(?:{fillers})[\s,]*)*{glued}$", re.IGNORECASE),
        re.compile(rf"[\s,]*(?:{joins})\s*(?:{that})", re.IGNORECASE),
        re.compile(rf"(?:{joins})+\s*(?:{that})", re.IGNORECASE),
    )


def _folded(forms: dict[str, str]) -> dict[str, str]:
    return {word.casefold(): action for word, action in forms.items()}


def _named(forms: dict[str, str], pack: LanguagePack) -> str:
    """Return the pattern of words, ``word`` being the one met."""
    spaced = pack.traits["word_boundary"] == "space"
    particle = pack.traits["prefix_particles"]
    glue = f"(?:{particle})?" if particle else ""
    edge = r"(?<!\w)" if spaced else ""
    after = r"(?!\w)" if spaced else ""
    ordered = sorted(forms, key=len, reverse=True)
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
    return rf"{edge}{glue}(?P<word>{body}){after}"


def acts(reading: Reading, end: int, verbs: list[VerbMatch]) -> list[Act]:
    """Return the actions of a paragraph, by its leading verbs: *Decides to extend … and to end …*.

    A form that is not a verb of the Council's for certain counts only where it opens the paragraph.
    """
    verbs = [v for i, v in enumerate(verbs) if not (i and v.side == "both" and v.lemma in FINITE)]
    found = []
    for i, verb in enumerate(verbs):
        stop = verbs[i + 1].lead if i + 1 < len(verbs) else end
        closed = _END.search(reading.folded, verb.end, stop)
        stop = closed.start() if closed else stop
        if verb.lemma in FINITE:
            found.append(Act(FINITE[verb.lemma], verb.start, verb.start, verb.end, stop))
        elif verb.lemma == _DECIDES:
            found += _active(reading, verb.end, stop) or _inverted(reading, verb.end, stop)
    return found


def _active(reading: Reading, begin: int, stop: int) -> list[Act]:
    """Return the actions that come before their things: *to extend … and to end …*."""
    folded, words = reading.folded, _words(reading.pack.code)
    found: list[Act] = []
    for match in words.active.finditer(folded, begin, stop):
        action = words.actions[0][_key(match["word"])]
        if not found and _directly(reading, begin, match.start()):
            found.append(Act(action, begin, *match.span(), stop))
        elif found and words.joined.search(folded[found[-1].end : match.start()]):
            found[-1] = replace(found[-1], stop=match.start())
            found.append(Act(action, match.start(), *match.span(), stop))
    return found


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word).casefold()


def _directly(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but adverbs, an aside, or how long stands between two places."""
    kept, at = "", start
    for first, last in timed(reading, start, end):
        kept += reading.folded[at:first] + " "
        at = last
    kept += reading.folded[at:end]
    return bool(_words(reading.pack.code).between.fullmatch(kept))


def _inverted(reading: Reading, start: int, stop: int) -> list[Act]:
    """Return the actions whose things come first: *Decides that the mandate … shall be extended*.

    Where the words for an action are its noun too, as in Chinese, how long must follow at once.
    """
    folded, words = reading.folded, _words(reading.pack.code)
    spaced = reading.pack.traits["word_boundary"] == "space"
    found: list[Act] = []
    first = words.first.match(folded, start, stop)
    while first is not None:
        begin = first.end()
        first = None
        for match in words.passive.finditer(folded, begin, stop):
            action = words.actions[1][_key(match["word"])]
            if spaced and STOP.search(folded, begin, match.start()):
                break
            said = timed(reading, match.end(), min(stop, match.end() + NEAR))
            if action == "extends" and not (
                said and (spaced or said[0][0] <= match.end() + 1)
            ):
                continue
            found.append(Act(action, begin, match.start(), match.end(), stop, inverted=True))
            first = words.again.search(folded, match.end(), stop)
            break
    return found


def thing(reading: Reading, act: Act) -> tuple[int, int] | None:
    """Return the place of the words for what is set up, extended or ended, None where none are."""
    folded = reading.folded
    if act.inverted:
        return _trimmed(folded, act.begin, act.start)
    said = last_day(reading, act.end, act.stop, date.min, ends=act.action == "ends")
    place = said[1] if said else (act.stop, act.stop)
    start = act.end
    aside = _ASIDE.match(folded, start, place[0])
    start = aside.end() if aside and place[0] == act.stop else start
    if _directly(reading, start, place[0]):
        start = place[1]
        place = (act.stop, act.stop)
    start += len(folded[start:]) - len(folded[start:].lstrip(" ,"))
    words = _words(reading.pack.code)
    ends = [
        m.start() for p in (STOP, words.clause) if (m := p.search(folded, start, place[0]))
    ]
    return _trimmed(folded, start, min([*ends, place[0]]))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    text = folded[start:end]
    first = start + len(text) - len(text.lstrip(" ,"))
    last = start + len(text.rstrip(" ,"))
    return (first, last) if first < last else None
