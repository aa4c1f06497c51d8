"""Names of one language by their first word, so that a text is searched word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from ..languages import LanguagePack, names_pattern, without_article
from .words import TEXTS, words_of

_WORD = re.compile(r"\w+")

WORDS_KEPT = 1 << 16
"""Words of which it is remembered whether a name begins with them; the most are of a few."""

LONG = 1000
"""Characters of a text that is remembered, since each of its paragraphs is asked."""

_Beginnings = tuple[tuple[int, int, re.Pattern[str]], ...]


class _Places(NamedTuple):
    """Words of a text with which names may begin: where they start, and how names begin in them."""

    starts: list[int]
    found: list[_Beginnings]


class NameIndex:
    """Names and what they name; a name in a text is found whatever is written as one before it.

    Hundreds of names are one pattern each first word: a text of any length costs a look-up a word.
    Where a language puts no spaces between words, all names are one pattern.
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

    def _by_head(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for name in self._paths:
            if head := _WORD.match(name):
                names[head.group()].append(name)
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
        for i in range(bisect_left(places.starts, start), bisect_left(places.starts, end)):
            word = places.starts[i]
            if word < last:
                continue
            for begin, at, pattern in places.found[i]:
                found = pattern.match(folded, word + at, end)
                if found:
                    last = found.end()
                    yield word + begin, last, self._path(found.group())
                    break

    def _places(self, folded: str) -> _Places:
        """Return the words of a text with which names may begin."""
        words = words_of(folded) if len(folded) >= LONG else words_of.__wrapped__(folded)
        begun = list(map(self._begun, words.words))  # most words begin no name
        return _Places(list(compress(words.starts, begun)), list(filter(None, begun)))

    def _beginnings(self, word: str) -> _Beginnings:
        """Return where names may begin in a word, where their stems do, and their pattern."""
        heads = self._heads
        return tuple(
            (begin, at, _alternation(tuple(heads[stem])))
            for begin, at in self._stems(word.casefold())
            if (stem := word[at:].casefold()) in heads
        )

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


@cache
def _alternation(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of names with one first word, the longest first; made when it is met."""
    ordered = sorted(names, key=len, reverse=True)
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in ordered)
    return re.compile(rf"(?:{body})(?!\w)", re.IGNORECASE)
