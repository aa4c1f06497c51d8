"""Lists of member states as votes and sponsor lists write them.

Names are matched, longest first, never split: "Saint Vincent and the Grenadines" is one state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..languages import LanguagePack, either, fold, load, plain, without_article
from ..model import Gazetteer


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in a list: offsets in the cleaned text, and the path of the state, None if unknown."""

    start: int
    end: int
    path: str | None


@dataclass(frozen=True, slots=True)
class _Index:
    by_name: Mapping[str, str]
    names: re.Pattern[str]
    between: re.Pattern[str]
    articles: re.Pattern[str]
    particle: re.Pattern[str]
    unknown: re.Pattern[str]


def bare_name(name: str, pack: LanguagePack) -> str:
    """Return a name as the index keeps it: folded, without accents or an article one with it."""
    return without_article(re.sub(r"\s+", " ", plain(fold(name))).strip().casefold(), pack)


def _either(phrases: tuple[str, ...] | list[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) or "(?!)"


@lru_cache(maxsize=64)
def _index(gazetteer: Gazetteer, code: str) -> _Index:
    """Return what is needed to read a list in one language, compiled once."""
    pack = load(code)
    by_name = {bare_name(name, pack): path for name, path in gazetteer.states.get(code, {}).items()}
    spaced = pack.traits["word_boundary"] == "space"
    edge = r"(?!\w)" if spaced else ""
    table = pack.votes
    signs = _either(table["separators"])
    last = _either(table["last_separator"])
    words = either(table["articles"], spaced=spaced)
    particle = pack.traits["prefix_particles"]
    between = rf"(?:\s*(?:{signs}))*\s*(?:(?:{last}){edge}\s*)?"
    stop = rf"(?:{signs})|\s(?:{last})\s|[.。]\s*$" if spaced else rf"(?:{signs})|[.。]\s*$"
    return _Index(
        by_name,
        re.compile(
            rf"(?:{pack.traits['article_prefix']})?(?:{_either(list(by_name))}){edge}",
            re.IGNORECASE,
        ),
        re.compile(between, re.IGNORECASE),
        re.compile(rf"(?:(?:{words})\s*)+", re.IGNORECASE),
        re.compile(particle or "(?!)"),
        re.compile(stop),
    )


def states_in(
    folded: str, start: int, end: int, pack: LanguagePack, gazetteer: Gazetteer
) -> list[Listed]:
    """Return the states of a list, in order; what is no known name comes back without a path.

    >>> names = {"Bosnia and Herzegovina": "state/BIH", "Niger": "state/NER"}
    >>> known = Gazetteer(states={"en": names})
    >>> text = "Bosnia and Herzegovina, the Niger and Freedonia."
    >>> [(text[n.start:n.end], n.path) for n in states_in(text, 0, len(text), load("en"), known)]
    [('Bosnia and Herzegovina', 'state/BIH'), ('Niger', 'state/NER'), ('Freedonia', None)]
    """
    index = _index(gazetteer, pack.code)
    unaccented = plain(folded)
    found: list[Listed] = []
    at = start
    while at < end:
        gap = index.between.match(folded, at, end)
        at = gap.end() if gap else at
        while at < end and folded[at] in " .。\n":
            at += 1
        if at >= end:
            break
        name = _longest(index, unaccented, at, end)
        for before in (index.particle, index.articles):
            skipped = None if name else before.match(folded, at, end)
            if skipped:
                name = _longest(index, unaccented, skipped.end(), end)
                at = skipped.end() if name or before is index.articles else at
        if name is None:
            stop = index.unknown.search(folded, at, end)
            finish = stop.start() if stop else end
            found.append(Listed(at, max(finish, at + 1), None))
            at = max(finish, at + 1)
        else:
            found.append(Listed(at, name.end(), index.by_name[bare_name(name.group(), pack)]))
            at = name.end()
    return found


def _longest(index: _Index, folded: str, at: int, end: int) -> re.Match[str] | None:
    """Return the longest known name at a place that a separator or the end follows."""
    name = index.names.match(folded, at, end)
    if name is None:
        return None
    rest = folded[name.end() : end]
    if not rest.strip(" .。") or index.unknown.match(rest) or rest[0] in " ,;、.":
        return name
    between = index.between.match(rest)
    return name if between and between.end() else None
