"""Alternations of a pack's phrases as patterns, and the articles before a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from .pack import LanguagePack, load


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
    ordered = sorted(phrases, key=len, reverse=True)
    parts = [re.escape(p).replace(r"\ ", r"\s+") for p in ordered]
    if spaced and parts and all(p[:1].isalnum() and p[-1:].isalnum() for p in ordered):
        return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"  # as below, looked at once
    parts = [
        ("(?<!\\w)" if spaced and p[:1].isalnum() else "")
        + part
        + ("(?!\\w)" if spaced and p[-1:].isalnum() else "")
        for p, part in zip(ordered, parts, strict=True)
    ]
    return "|".join(parts) or "(?!)"


def literals_of(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return words of which every phrase holds one: of its own that which most phrases have.

    >>> literals_of(["United Nations Charter", "Charter of the United Nations", "the Charter"])
    ('Charter',)
    """
    words = [re.findall(r"\w+", phrase) or [""] for phrase in phrases]
    times = Counter(word for found in words for word in set(found))
    chosen = (max(found, key=lambda word: (times[word], len(word))) for found in words)
    return tuple(dict.fromkeys(chosen))


def glued_words(phrases: Iterable[str], pack: LanguagePack) -> str:
    r"""Return the source of a pattern of whole words, with what is written as one before them.

    >>> from .fold import fold
    >>> from .pack import load
    >>> pattern = glued_words(load("ar").citations["resolution"], load("ar"))
    >>> [bool(re.fullmatch(pattern, fold(w))) for w in ("القرار", "وبالقرار", "للقرارين", "قراره")]
    [True, True, True, True]
    """
    if not pack.traits["article_prefix"]:
        return either(phrases, spaced=pack.traits["word_boundary"] == "space")
    ordered = sorted({without_article(p, pack) for p in phrases}, key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    return rf"{glue(pack)}(?:{pack.traits['article_prefix']})?(?:{words})(?!\w)"


def glue(pack: LanguagePack) -> str:
    """Return the source of the pattern of where a word begins, particles before it taken."""
    edge = r"(?<!\w)" if pack.traits["word_boundary"] == "space" else ""
    particles = (pack.traits[key] for key in ("prefix_particles", "case_particles"))
    return edge + "".join(f"(?:{particle})?" for particle in particles if particle)


def names_pattern(names: Iterable[str], pack: LanguagePack) -> str:
    """Return the source of a pattern of names, the longest first, particles before them taken.

    Its group ``whole`` is the name as written, ``name`` the name ``without_article``.

    >>> from .pack import load
    >>> match = re.match(names_pattern(["امين العام"], load("ar")), "وللامين العام")
    >>> match["whole"], match["name"]
    ('لامين العام', 'امين العام')
    """
    ordered = sorted(names, key=len, reverse=True)
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in ordered if n) or "(?!)"
    prefix = pack.traits["article_prefix"]
    article = f"(?:{prefix})?" if prefix else ""
    edge = r"(?!\w)" if pack.traits["word_boundary"] == "space" else ""
    return f"{glue(pack)}(?P<whole>{article}(?P<name>{body})){edge}"


def without_article(name: str, pack: LanguagePack) -> str:
    """Return a name without the article that is written as one with it.

    >>> from .pack import load
    >>> without_article("النيجر", load("ar")), without_article("the Niger", load("en"))
    ('نيجر', 'the Niger')
    """
    prefix = pack.traits["article_prefix"]
    match = re.match(prefix, name) if prefix else None
    return name[match.end() :] if match else name


def article_length(text: str, pack: LanguagePack) -> int:
    """Return how many characters of a text are the article, or preposition, before a name.

    >>> article_length("the Secretary-General", load("en")), article_length("l'Iraq", load("fr"))
    (4, 2)
    """
    match = _article(pack.code).match(text)
    return match.end() if match else 0


@cache
def _article(code: str) -> re.Pattern[str]:
    pack = load(code)
    words = either(pack.votes["articles"], spaced=pack.traits["word_boundary"] == "space")
    return re.compile(rf"(?:{words})\s*", re.IGNORECASE)
