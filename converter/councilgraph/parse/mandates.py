"""What the Council sets up, extends or ends, and until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..languages import LanguagePack, either, glued_words, load
from ..model import MandateDecision
from .block import Reading
from .bodies import Body, bodies
from .periods import NEAR, last_day, timed
from .verbs import VerbMatch

ARTICLE = 6
"""Characters that an article before a name takes at most."""
ACTIONS = ("extends", "ends", "establishes")
FINITE = {"extends": "extends", "renews": "extends", "terminates": "ends",
          "establishes": "establishes"}  # fmt: skip
"""Leading verbs that are the action themselves; after *decides* it follows."""
_DECIDES = "decides"
_POINT = r"\.(?!\d|\s*[a-zа-яё])"
"""A full stop that ends a sentence: not one in *i.e.*, *т. е.*"""
_STOP = re.compile(rf"[;:]|{_POINT}|,(?!\s*(?:\w{{1,3}}\s+)?\d)")
_END = re.compile(rf"[;:]|{_POINT}")


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
    mandate: re.Pattern[str]
    set_up: re.Pattern[str]
    clause: re.Pattern[str]


@cache
def _words(code: str) -> _Words:
    pack = load(code)
    table = pack.decisions
    spaced = pack.traits["word_boundary"] == "space"
    active = {w: a for a in ACTIONS for w in table[a]}
    passive = {w: a for a in ACTIONS[:2] for w in table[f"passive_{a}"]}
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
        re.compile(glued_words((*table["mandate"], *table["panel"]), pack), re.IGNORECASE),
        re.compile(glued_words(table["set_up"], pack), re.IGNORECASE),
        re.compile(rf"[\s,]*(?:{joins})\s*(?:{that})", re.IGNORECASE),
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


def mandates(
    reading: Reading, end: int, verbs: list[VerbMatch], adopted: date | None
) -> tuple[MandateDecision, ...]:
    """Return what a paragraph sets up, extends or ends, in order.

    What is set up is a body known; what is extended or ended is a known body, or a mandate,
    authorization or measure in so many words.
    """
    found: list[MandateDecision] = []
    verbs = [v for i, v in enumerate(verbs) if not (i and v.side == "both" and v.lemma in FINITE)]
    for i, verb in enumerate(verbs):
        stop = verbs[i + 1].lead if i + 1 < len(verbs) else end
        for act in acts(reading, verb, stop):
            decision = _decision(reading, act, adopted)
            if decision:
                found.append(decision)
    return tuple(found)


def acts(reading: Reading, verb: VerbMatch, stop: int) -> list[Act]:
    """Return the actions that a leading verb's clause holds: *Decides to extend … and to end …*."""
    folded = reading.folded
    closed = _END.search(folded, verb.end, stop)
    stop = closed.start() if closed else stop
    if verb.lemma in FINITE:
        return [Act(FINITE[verb.lemma], verb.start, verb.start, verb.end, stop)]
    if verb.lemma != _DECIDES:
        return []
    words = _words(reading.pack.code)
    found: list[Act] = []
    for match in words.active.finditer(folded, verb.end, stop):
        action = words.actions[0][_key(match["word"])]
        if not found and _directly(reading, verb.end, match.start()):
            found.append(Act(action, verb.end, *match.span(), stop))
        elif found and words.joined.search(folded[found[-1].end : match.start()]):
            begin = found[-1].end
            found[-1] = _until(found[-1], match.start())
            found.append(Act(action, max(begin, match.start()), *match.span(), stop))
    if found:
        return found
    inverted = _inverted(reading, verb.end, stop)
    return [inverted] if inverted else []


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word).casefold()


def _until(act: Act, stop: int) -> Act:
    return Act(act.action, act.begin, act.start, act.end, stop, act.inverted)


def _directly(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but adverbs, an aside, or how long stands between two places."""
    kept, at = "", start
    for first, last in timed(reading, start, end):
        kept += reading.folded[at:first] + " "
        at = last
    kept += reading.folded[at:end]
    return bool(_words(reading.pack.code).between.fullmatch(kept))


def _inverted(reading: Reading, start: int, stop: int) -> Act | None:
    """Return the action whose thing comes first: *Decides that the mandate … shall be extended*."""
    words = _words(reading.pack.code)
    folded = reading.folded
    first = words.first.match(folded, start, stop)
    if first is None:
        return None
    spaced = reading.pack.traits["word_boundary"] == "space"
    for match in words.passive.finditer(folded, first.end(), stop):
        action = words.actions[1][_key(match["word"])]
        if spaced and _STOP.search(folded, first.end(), match.start()):
            return None
        said = timed(reading, match.end(), min(stop, match.end() + NEAR))
        if said and (spaced or said[0][0] <= match.end() + 1):
            return Act(action, first.end(), match.start(), match.end(), stop, inverted=True)
    return None


def thing(reading: Reading, act: Act) -> tuple[int, int] | None:
    """Return the place of the words for what is set up, extended or ended, None where none are."""
    folded = reading.folded
    if act.inverted:
        return _trimmed(folded, act.begin, act.start)
    said = last_day(reading, act.end, act.stop, date.min, ends=act.action == "ends")
    place = said[1] if said else (act.stop, act.stop)
    start = act.end
    if _directly(reading, start, place[0]):
        start = place[1]
        place = (act.stop, act.stop)
    start += len(folded[start:]) - len(folded[start:].lstrip(" ,"))
    words = _words(reading.pack.code)
    ends = [
        m.start() for p in (_STOP, words.clause) if (m := p.search(folded, start, place[0]))
    ]
    return _trimmed(folded, start, min([*ends, place[0]]))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    text = folded[start:end]
    first = start + len(text) - len(text.lstrip(" ,"))
    last = start + len(text.rstrip(" ,"))
    return (first, last) if first < last else None


def _decision(reading: Reading, act: Act, adopted: date | None) -> MandateDecision | None:
    place = thing(reading, act)
    if place is None:
        return None
    named = [b for b in bodies(reading, place[0], act.stop) if b.start < place[1]]
    words = _words(reading.pack.code)
    nouns = words.set_up if act.action == "establishes" else words.mandate
    itself = [b for b in named if b.start <= place[0] + ARTICLE]
    if not itself and nouns.search(reading.folded, *place) is None:
        return None
    ends = act.action == "ends"
    said = last_day(reading, act.begin, act.stop, adopted, ends=ends)
    last = max(place[1], act.end, said[1][1] if said else 0)
    return MandateDecision(
        action=act.action,
        subject=_only(named),
        subject_text=reading.text(*place),
        span=reading.span(min(act.start, place[0], said[1][0] if said else place[0]), last),
        until=said[0] if said else None,
        until_text=reading.text(*said[1]) if said else None,
    )


def _only(named: list[Body]) -> str | None:
    """Return the one body that is named, None where there are several or none."""
    paths = {b.path for b in named}
    return next(iter(paths)) if len(paths) == 1 else None
