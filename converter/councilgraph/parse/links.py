"""Links of the markup held against the words that they stand on.

The words say what is cited. A link that points elsewhere is remarked; where the words are a
resolution's number alone, the link tells its year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..identifiers import format_symbol, plausible_resolution, year_of_resolution
from ..languages import fold
from ..model import Citation, Document, Link, Paragraph, Remark, Severity, Span, Symbol
from .block import Reading
from .mention import noun

_ADDRESS = re.compile(r"https?://(?:www\.)?undocs\.org/+(?:[a-z]{2}/+)?(?P<symbol>[^?#]+)")
_ESCAPE = re.compile(r"%([0-7][0-9A-Fa-f])")
_COUNCIL = re.compile(r"S/RES/(?P<number>\d{1,4})(?:\((?P<year>\d{4})\))?")
_NUMBERED = re.compile(r"(?P<number>\d{1,4})\s?(?:\((?P<year>\d{4})\)?)?")
REACH = 200
"""Characters before a misdated number in which the text must speak of resolutions."""

_TAG = re.compile(r"<[^<>]*>")


def with_links(document: Document, links: Sequence[Link], reading: Reading) -> Document:
    """Return a document with its citations held against the links that stand on their words."""
    if not links:
        return document
    beside = [k for k in links if any(_overlap(k.span, c.span) for c in document.citations)]
    paragraphs = tuple(
        _linked(p, [k for k in links if k not in beside and _inside(k.span, p.span)], reading)
        for p in document.paragraphs
    )
    return replace(document, paragraphs=paragraphs, citations=_held(document.citations, beside))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _linked(paragraph: Paragraph, links: list[Link], reading: Reading) -> Paragraph:
    if not links:
        return paragraph
    citations = list(_held(paragraph.citations, links))
    remarks: list[Remark] = []
    for link in links:
        if _key(link) is None or any(_overlap(link.span, c.span) for c in paragraph.citations):
            continue
        cited = _numbered(link, paragraph, reading)
        if cited is not None:
            citations.append(cited)
        else:
            words = _words(link.span, reading)
            message = f"the markup links {words!r} to {_shown(link)}, which the words do not name"
            remarks.append(Remark("link-mismatch", message, link.span, Severity.DOUBT))
    citations.sort(key=lambda c: c.span)
    return replace(paragraph, citations=tuple(citations),
                   remarks=(*paragraph.remarks, *remarks))  # fmt: skip


def _held(citations: tuple[Citation, ...], links: Sequence[Link]) -> tuple[Citation, ...]:
    """Return citations, the first under each link that points to none of those under it remarked.

    One link may stand on two symbols of one document (``A/74/976-S/2020/773``).
    """
    held = list(citations)
    for link in links:
        under = [i for i, c in enumerate(held) if _overlap(link.span, c.span)]
        key = _key(link)
        if not under or key is None:
            continue
        named = [t for i in under if isinstance(t := held[i].target, str)]
        if not named or any(_path(t) == key for t in named):
            continue
        first = held[under[0]]
        message = f"the words name {named[0]}, the markup links them to {_shown(link)}"
        remark = Remark("link-mismatch", message, link.span, Severity.DOUBT)
        held[under[0]] = replace(first, remarks=(*first.remarks, remark))
    return tuple(held)


def _numbered(link: Link, paragraph: Paragraph, reading: Reading) -> Citation | None:
    """Return the citation of a resolution that words and link number alike, year aside.

    Where the words give the number alone, the link tells the year; where both give a year that
    is not the resolution's, the number tells it, if the text speaks of resolutions there: links
    made from the words alone also stand on ``2030 (2018)`` where an agenda is meant.
    """
    words = _words(link.span, reading)
    named = _NUMBERED.fullmatch(words)
    if named is None or _key(link) != f"S/RES/{named['number']}":
        return None
    number = int(named["number"])
    linked = re.search(r"\((\d{4})\)", _shown(link))
    year = int(linked[1]) if linked else 0
    known: int | None = year
    if not plausible_resolution(number, year):
        before = _words(Span(paragraph.span.start, link.span.start), reading)[-REACH:]
        named_so = noun(reading.pack, "resolution").search(fold(before))
        known = year_of_resolution(number) if named_so else None
    if known is None:
        return None
    symbol = format_symbol(number, known)
    if named["year"] and known != year:
        message = f"the text dates resolution {number} to {named['year']}; it is of {known}"
        remark = Remark("year-mismatch", message, link.span, Severity.DOUBT)
    else:
        message = f"the words give the number alone; the link says {symbol}"
        remark = Remark("link-target", message, link.span)
    leading = (v.lemma for v in reversed(paragraph.verbs) if v.span.start < link.span.start)
    return Citation(symbol, words, link.span, verb=next(leading, None), remarks=(remark,))


def _words(span: Span, reading: Reading) -> str:
    return " ".join(_TAG.sub("", reading.source.quote(span)).split())


def _shown(link: Link) -> str:
    """Return what a link points to: the symbol after the address, escapes replaced."""
    match = _ADDRESS.match(link.href)
    text = match["symbol"] if match else link.href
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text).strip()


def _key(link: Link) -> str | None:
    """Return what tells whether two symbols are of one document, None for other addresses."""
    return _path(Symbol(_shown(link))) if _ADDRESS.match(link.href) else None


def _path(symbol: str) -> str:
    """Return a symbol without spaces and case, a Council resolution's without its year."""
    text = re.sub(r"\s", "", symbol).upper()
    council = _COUNCIL.fullmatch(text)
    return f"S/RES/{council['number']}" if council else text
