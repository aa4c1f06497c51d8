"""Names of one language by their first word, so that a text is searched word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..languages import LanguagePack, caseless, names_pattern, without_article
from .words import TEXTS, WORD, places_of_words, word_start, words_of

WORDS_KEPT = 1 << 16
"""Words of which it is remembered whether a name begins with them; the most are of a few."""

NAMES_KEPT = 1 << 12
"""Names whose patterns are remembered, once a text had all their words."""

LONG = 1000
"""Characters of a text that is remembered, since each of its paragraphs is asked."""

_Patterns = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns of names, each with the path of what it names."""


class _Name(NamedTuple):
    """A name, what it names, and its words after the first."""

    name: str
    path: str
    others: frozenset[str]


class _Place(NamedTuple):
    """Where names may begin in a text: a word; and in it, they and their stems, with patterns."""

    start: int
    begun: tuple[tuple[int, int, _Patterns], ...]


class NameIndex:
    """Names and what they name; a name in a text is found whatever is written as one before it.

    There are hundreds: those are looked for of which a text has all the words. Where a language
    puts no spaces between words, all names are one pattern.
    """

    def __init__(self, names: Mapping[str, str], pack: LanguagePack) -> None:
        self._paths = {without_article(name, pack): path for name, path in names.items()}
        self._glued = tuple(
            re.compile(pack.traits[key])
            for key in ("prefix_particles", "case_particles", "article_prefix")
            if pack.traits[key]
        )
        self._spaced = pack.traits["word_boundary"] == "space"
        self._all = re.compile("(?!)")
        if not self._spaced:
            self._all = re.compile(names_pattern(self._paths, pack), re.IGNORECASE)
        self._heads = self._by_head() if self._spaced else {}
        self._begun = lru_cache(maxsize=WORDS_KEPT)(self._beginnings)
        self._met = lru_cache(maxsize=TEXTS)(self._places)

    def _by_head(self) -> dict[str, list[_Name]]:
        """Return the names by their first word, the longest first."""
        names: dict[str, list[_Name]] = defaultdict(list)
        for name in sorted(self._paths, key=len, reverse=True):
            head, *others = WORD.findall(caseless(name)) or [""]
            if name.startswith(head) and head:
                names[head].append(_Name(name, self._paths[name], frozenset(others)))
        return dict(names)

    def find(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield the range and the path of each name in a range of folded text, the longest first.

        >>> from councilgraph.languages import load
        >>> index = NameIndex({"safe schools declaration": "instrument/safe"}, load("en"))
        >>> list(index.find("the Safe Schools Declaration", 0, 28))
        [(4, 28, 'instrument/safe')]
        """
        if not self._spaced:
            for match in self._all.finditer(folded, start, end):
                yield *match.span("whole"), self._path(match["name"])
            return
        last = start
        places = self._met(folded) if len(folded) >= LONG else self._places(folded)
        for place in places[bisect_left(places, (start,)) : bisect_left(places, (end,))]:
            word = place.start
            if word < last:
                continue
            for begin, at, patterns in place.begun:
                found = _first(patterns, folded, word + at, end)
                if found:
                    last, path = found
                    yield word + begin, last, path
                    break

    def at(self, folded: str, start: int, end: int) -> tuple[int, int, str] | None:
        """Return the range and the path of the longest name that begins at a place, or None.

        What is written as one before the name is no part of the range.

        >>> from councilgraph.languages import load
        >>> index = NameIndex({"امين العام": "organ/secretary-general"}, load("ar"))
        >>> index.at("وللامين العام", 0, 13)
        (2, 13, 'organ/secretary-general')
        """
        if not self._spaced:
            match = self._all.match(folded, start, end)
            return (*match.span("whole"), self._path(match["name"])) if match else None
        head = WORD.match(folded, start, end)
        if head is None or word_start(folded, start) < start:
            return None
        for begin, at, word in self._begun(caseless(head.group())):
            names = tuple((_pattern(n.name), n.path) for n in self._heads[word])
            if found := _first(names, folded, start + at, end):
                return start + begin, *found
        return None

    def _places(self, folded: str) -> list[_Place]:
        """Return where names may begin in a text, in order."""
        words = words_of(folded).distinct
        found = {}
        for word in words if self._glued else words & self._heads.keys():
            begun = tuple(
                (begin, at, tuple((_pattern(n.name), n.path) for n in names))
                for begin, at, head in self._begun(word)
                if (names := [n for n in self._heads[head] if n.others <= words])
            )
            if begun:
                found[word] = begun
        return [_Place(start, found[word]) for start, word in places_of_words(folded, found)]

    def _beginnings(self, word: str) -> tuple[tuple[int, int, str], ...]:
        """Return where names may begin in a word, where their stems do, and their first word."""
        return tuple(
            (begin, at, word[at:])
            for begin, at in self._stems(word)
            if word[at:] in self._heads
        )  # fmt: skip

    def _stems(self, word: str) -> Iterable[tuple[int, int]]:
        """Return where a name may begin in a word, and where its stem does, after an article."""
        places = [(0, 0)]
        for i, pattern in enumerate(self._glued):
            article = i == len(self._glued) - 1
            places += [
                (begin if article else match.end(), match.end())
                for begin, at in places
                if (match := pattern.match(word, at))
            ]
        return places

    def _path(self, name: str) -> str:
        return self._paths[re.sub(r"\s+", " ", name).strip().casefold()]


def _first(patterns: _Patterns, folded: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where the first name ends that a place has, and what it names."""
    for pattern, path in patterns:
        if match := pattern.match(folded, start, end):
            return match.end(), path
    return None


@lru_cache(maxsize=NAMES_KEPT)
def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, in any case, with any white space between its words."""
    body = re.escape(name).replace(r"\ ", r"\s+")
    return re.compile(rf"{body}(?!\w)", re.IGNORECASE)
