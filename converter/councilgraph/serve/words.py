"""What a text is found by: its words folded, in every script the same way.

Scripts without spaces are cut into pairs of characters, so that any two in a row find their place
(character bigrams, as usual for Chinese). A word with an article written as one with it is found
without it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..languages import packs
from ..languages.fold import FILLER, fold, plain

LONGEST_QUERY, MOST_WORDS = 200, 12
"""Characters and words of a search that are looked at; what has more is refused."""


@cache
def _unspaced() -> str:
    """Return the characters of scripts that are written without spaces, as a class."""
    return "".join(p.traits["script"][1:-1] for p in packs() if p.traits["word_boundary"] == "none")


@cache
def _token() -> re.Pattern[str]:
    run = f"[{_unspaced()}]"
    return re.compile(rf"(?P<run>{run}+)|(?:(?!{run})\w)+")


@cache
def _article() -> re.Pattern[str]:
    """Return what may be written as one before a noun: a conjunction, a preposition, an article."""
    found = []
    for pack in packs():
        traits = pack.traits
        if traits["article_prefix"]:
            case = f"(?:{traits['case_particles']})?" if traits["case_particles"] else ""
            before = f"(?:{traits['prefix_particles']})?" if traits["prefix_particles"] else ""
            article = f"(?:{traits['article_prefix']})"
            found.append(f"{before}{case}{article}(?={traits['script']}{{3}})")
    return re.compile("|".join(found) or "(?!)")


def folded(text: str) -> str:
    """Return a text as it is compared: one character for each, case and accents aside.

    >>> folded("Réaffirmant ٢٥٥٣"), folded("سلّم").rstrip(FILLER) == "سلم"
    ('reaffirmant 2553', True)
    """
    twin = plain(fold(text))
    lower = twin.lower()
    if len(lower) == len(twin):
        return lower
    return "".join(c if len(low := c.lower()) != 1 else low for c in twin)


def words(text: str) -> Iterator[str]:
    """Yield the words that a text is indexed by.

    >>> list(words("S/RES/2553 维护国际")), list(words("الأمن")) == ["الامن", "امن"]
    (['s', 'res', '2553', '维护', '护国', '国际'], True)
    """
    for match in _token().finditer(folded(text).replace(FILLER, "")):
        word = match[0]
        if match["run"]:
            yield from pairs(word)
            continue
        yield word
        if joined := _article().match(word):
            yield word[joined.end() :]


def pairs(run: str) -> list[str]:
    """Return the pairs of neighbours in a run of characters, or the one there is."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def expression(query: str) -> str:
    """Return a search as a full-text expression: every word, the last one perhaps unfinished.

    >>> expression("sécur"), expression("安理会"), expression("* ( ) -")
    ('"secur" *', '"安理 理会"', '')
    """
    found = []
    matches = list(_token().finditer(folded(query).replace(FILLER, "")))
    for number, match in enumerate(matches):
        word, last = match[0], number == len(matches) - 1
        if match["run"]:
            found.append(_phrase(word, last=last))
            continue
        forms = [word]
        if joined := _article().match(word):
            forms.append(word[joined.end() :])
        said = [f'"{form}"' + (" *" if last else "") for form in forms]
        found.append(said[0] if len(said) == 1 else f"({' OR '.join(said)})")
    return " AND ".join(found)


def _phrase(run: str, *, last: bool) -> str:
    """Return a run as neighbouring pairs; one character alone begins a pair, if it is the last."""
    text = " ".join(pairs(run))
    return f'"{text}"' + (" *" if last and len(run) == 1 else "")
