"""Of whom something is asked: names known from the authority tables, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ..languages import article_length, either, fold, load, names_pattern, without_article
from ..model import Gazetteer
from .block import Reading


@dataclass(frozen=True, slots=True)
class _Known:
    """One language's names of states, organs and groups: a pattern of them all, and their paths.

    ``by_name`` leaves out an article that is written as one with its noun.
    """

    by_name: Mapping[str, str]
    pattern: re.Pattern[str]


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).casefold().strip(" ,")


@lru_cache(maxsize=16)
def _known(gazetteer: Gazetteer, code: str) -> _Known:
    pack = load(code)
    names = {**gazetteer.states.get(code, {}), **gazetteer.organs.get(code, {})}
    by_name = {without_article(_key(n), pack): path for n, path in names.items()}
    return _Known(by_name, re.compile(names_pattern(by_name, pack), re.IGNORECASE))


def name_at(reading: Reading, start: int, end: int) -> tuple[int, int, str] | None:
    """Return the longest known name that begins at a place, an article before it skipped.

    The result is its range and its path; a name that only begins a longer phrase (*the parties
    and …*) is none.
    """
    pack, folded = reading.pack, reading.folded
    known = _known(reading.gazetteer, pack.code)
    begin = start + article_length(folded[start:end], pack)
    match = known.pattern.match(folded, begin, end)
    if match is None or _goes_on(pack.code).match(folded, match.end(), end):
        return None
    return *match.span("whole"), known.by_name[_key(match["name"])]


@cache
def _goes_on(code: str) -> re.Pattern[str]:
    """Return the pattern of what goes on after a name: a list of names, or whose it is."""
    pack = load(code)
    words = pack.citations["list_and"] + tuple(w for w in pack.citations["part_of"] if w)
    joins = either(words, spaced=pack.traits["word_boundary"] == "space")
    glued = pack.traits["prefix_particles"]
    return re.compile(rf"\s+(?:{joins}|{glued}\w)" if glued else rf"\s+(?:{joins})")


def stands_alone(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a name that ends at a place is not narrowed by the words after it.

    *The parties to the conflict* are the parties; *the parties concerned*, *States' leaders* are
    somebody else.
    """
    rest = reading.folded[at:end].strip()
    word = re.match(r"\w+", rest)
    common = reading.pack.masthead["common_words"]
    return not rest or rest[0] in ",(" or (word is not None and word.group() in common)


def path_of(text: str, reading: Reading) -> str | None:
    """Return the path of what a phrase names, whole or up to its first comma, or None."""
    known = _known(reading.gazetteer, reading.pack.code)
    phrase = _key(text)
    for named in (phrase, _key(re.split(r",", text)[0])):
        for name in (named, named[article_length(named, reading.pack) :]):
            match = known.pattern.fullmatch(name)
            if match:
                return known.by_name[_key(match["name"])]
    return None
