"""Alternations of a pack's phrases as patterns, and the articles before a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .pack import LanguagePack


def either(phrases: Iterable[str], *, spaced: bool) -> str:
    r"""Return the source of a pattern that matches any of the phrases, the longest first.

    A space stands for any white space. Where a language puts spaces between words (``spaced``), a
    phrase that begins or ends in a letter begins or ends a word; one that ends in an apostrophe
    (``l'``, ``qu'``) is followed by its word at once.

    >>> bool(re.match(either(["la", "l'"], spaced=True), "laos"))
    False
    >>> re.match(either(["la", "l'"], spaced=True), "l'est").group()
    "l'"
    """
    parts = [
        ("(?<!\\w)" if spaced and p[:1].isalnum() else "")
        + re.escape(p).replace(r"\ ", r"\s+")
        + ("(?!\\w)" if spaced and p[-1:].isalnum() else "")
        for p in sorted(phrases, key=len, reverse=True)
    ]
    return "|".join(parts) or "(?!)"


def article_length(text: str, pack: LanguagePack) -> int:
    """Return how many characters of a text are the article, or preposition, before a name.

    >>> from .pack import load
    >>> article_length("the Secretary-General", load("en")), article_length("l'Iraq", load("fr"))
    (4, 2)
    """
    spaced = pack.traits["word_boundary"] == "space"
    words = either(pack.votes["articles"], spaced=spaced)
    match = re.compile(rf"(?:{words})\s*", re.IGNORECASE).match(text)
    return match.end() if match else 0
