"""Of whom something is asked: names known from the authority tables, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..languages import article_length, either, fold, glued_words, load
from ..model import Gazetteer
from .block import Reading
from .nameindex import NameIndex


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).casefold().strip(" ,")


@lru_cache(maxsize=16)
def _known(gazetteer: Gazetteer, code: str) -> NameIndex:
    """Return one language's names of states, organs and groups."""
    names = {**gazetteer.states.get(code, {}), **gazetteer.organs.get(code, {})}
    return NameIndex({_key(n): path for n, path in names.items()}, load(code))


@dataclass(frozen=True, slots=True)
class Listed:
    """Names in a row: the range from the first to the last, and the paths of those known."""

    start: int
    end: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    path: str


def listed(reading: Reading, start: int, end: int, *, whole: bool) -> Listed | None:
    """Return the known names of a list that begins at a place, or None where none is known.

    ``whole`` says that the range holds nothing but the list: names nobody knows may stand in it,
    and words that narrow a group (*all States in the region*), and it ends where an aside begins
    (*in consultation with …*). Otherwise every member must be known, and the list must end.
    """
    found: list[_Name] = []
    at, alone = start, True
    while at < end:
        name = _name(reading, at, end)
        close = name.end if name else at
        joint = (joins(reading.pack.code).search if whole else joins(reading.pack.code).match)(
            reading.folded, close, end
        )
        if name is None and not whole:
            return None
        rest = reading.folded[close : joint.start() if joint else end].strip(" ,")
        fits = name is not None and _fits(reading, name, rest, whole=whole, alone=alone)
        if name and fits:
            found.append(name)
        alone = fits and not rest
        if joint is None or _opens_aside(reading, joint.end(), end):
            break
        if not whole and _name(reading, joint.end(), end) is None:
            if "," in joint.group():
                break
            return None
        at = joint.end()
    paths = tuple(dict.fromkeys(n.path for n in found))
    return Listed(found[0].start, found[-1].end, paths) if found else None


def _fits(reading: Reading, name: _Name, rest: str, *, whole: bool, alone: bool) -> bool:
    """Tell whether a name in a list is a member, by the words between it and the next one.

    A State after a member that words narrow may belong to those words: *the parties in the Sudan
    and South Sudan*.
    """
    if name.path.startswith("state/") and not alone:
        return False
    if not whole or not rest or rest[0] == "(":
        return True
    narrows = _narrowing(reading.pack.code).match(rest)
    return name.path.startswith("concept/") and narrows is not None


def _name(reading: Reading, start: int, end: int) -> _Name | None:
    """Return the longest known name at a place: an organ, a group, a State or its Government."""
    pack, folded = reading.pack, reading.folded
    known = _known(reading.gazetteer, pack.code)
    begin = start + article_length(folded[start:end], pack)
    itself = found = known.at(folded, begin, end)
    government = _government(pack.code).match(folded, begin, end)
    if found is None and government:
        of = government.end() + article_length(folded[government.end() : end], pack)
        found = known.at(folded, of, end)
    if found is None:
        return None
    first, last, path = found
    first = begin if government else first
    after = _government_after(pack.code).match(folded, last, end)
    if path.startswith("state/"):
        return _Name(first, after.end() if after else last, path)
    return _Name(first, last, path) if itself and not after else None


@cache
def _government(code: str) -> re.Pattern[str]:
    pack = load(code)
    return re.compile(rf"(?:{glued_words(pack.requests['government'], pack)})\s*", re.IGNORECASE)


@cache
def _government_after(code: str) -> re.Pattern[str]:
    pack = load(code)
    words = either(pack.requests["government_after"], spaced=False)
    return re.compile(words if pack.requests["government_after"] else "(?!)")


@cache
def joins(code: str) -> re.Pattern[str]:
    """Return the pattern of what joins the members of a list: a comma, a word, or both."""
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    stops = pack.requests["addressee_stop"]
    words = either((w for w in pack.citations["list_and"] if w not in stops), spaced=spaced)
    glued = pack.traits["prefix_particles"]
    word = rf"\s+(?:{words})\s+|\s+(?={glued}\w)" if glued else rf"(?:{words})\s*"
    return re.compile(rf"\s*[,、]\s*(?:{word})?|\s*(?:{word})", re.IGNORECASE)


@cache
def _narrowing(code: str) -> re.Pattern[str]:
    """Return the pattern of words that narrow a group and leave it one: *in the region*."""
    pack = load(code)
    words = (*pack.requests["narrowing"], *pack.masthead["common_words"])
    return re.compile(either(words, spaced=True), re.IGNORECASE)


def _opens_aside(reading: Reading, at: int, end: int) -> bool:
    """Tell whether what follows a comma is no member of the list: *in consultation with …*."""
    return _aside(reading.pack.code).match(reading.folded[at:end]) is not None


@cache
def _aside(code: str) -> re.Pattern[str]:
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    return re.compile(either(pack.requests["aside"], spaced=spaced))
