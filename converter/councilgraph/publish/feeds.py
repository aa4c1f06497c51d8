"""What finds the documents: a sitemap, a feed, a word to robots.

Dates are those of the documents: nothing is dated by the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from ..rdf.namespaces import LICENCE
from ..xmltext import escape
from .dcat import TITLE
from .described import Described
from .ledger import Ledger

SITEMAP, FEED, ROBOTS = "sitemap.xml", "feed.atom", "robots.txt"
MOST = 50_000
"""How many addresses a sitemap may hold."""
_AT_ONCE = 4096
"""How many addresses are written at once; no path holds the character that parts them then."""
_NEVER = "1945-10-24"
"""Dates a feed of nothing: the day from which there are United Nations."""


class Pages(Protocol):
    """What knows the pages of a dataset."""

    def number_of_pages(self) -> int:
        """Return how many pages there are."""

    def pages(self) -> Iterator[tuple[str, str | None]]:
        """Yield the path of each page, and the day of what it is of, if there is one; by path."""


def feeds_of(ledger: Ledger, newest: str, base: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the feed and robots.txt, in parts; ``newest`` is the last day that there is."""
    yield FEED, _feed(ledger.described("NOT is_vote", order="date DESC, path"), newest, base)
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}{SITEMAP}\n"
    yield ROBOTS, [robots.encode()]


def sitemaps(ledger: Pages, base: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the addresses of all pages (sitemaps.org, protocol 0.9), some in each file.

    More than a file may hold stand in several, which the first lists.
    """
    number = ledger.number_of_pages()
    pages = ledger.pages()
    if number <= MOST:
        yield SITEMAP, _sitemap("urlset", "url", pages, base)
        return
    names = [f"sitemap-{n + 1}.xml" for n in range(-(-number // MOST))]
    for name in names:
        yield name, _sitemap("urlset", "url", islice(pages, MOST), base)
    yield SITEMAP, _sitemap("sitemapindex", "sitemap", ((name, None) for name in names), base)


def _sitemap(
    kind: str, row: str, listed: Iterator[tuple[str, str | None]], base: str
) -> Iterator[bytes]:
    """Yield a list of addresses, each told by its path and a day or nothing."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'.encode()
    before, after = f"<{row}><loc>{escape(base)}", f"</{row}>\n"
    while some := list(islice(listed, _AT_ONCE)):  # there are very many
        told = escape("\0".join(path for path, _ in some)).split("\0")
        yield "".join(
            f"{before}{path}</loc><lastmod>{day}</lastmod>{after}" if day
            else f"{before}{path}</loc>{after}" for path, (_, day) in zip(told, some, strict=True)
        ).encode()  # fmt: skip
    yield f"</{kind}>\n".encode()


def _feed(documents: Iterable[Described], newest: str, base: str) -> Iterator[bytes]:
    """Yield documents, the newest first, as a feed (RFC 4287)."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(base)}{FEED}</id>\n<title>{TITLE.value}: documents</title>\n"
        f"<author><name>{TITLE.value}</name></author>\n"
        f'<link rel="self" href="{escape(base)}{FEED}"/>\n<link href="{escape(base)}"/>\n'
        f'<rights>CC BY 4.0, {LICENCE}</rights>\n'
        f"<updated>{newest or _NEVER}T00:00:00Z</updated>\n"
    ).encode()
    yield from (_entry(d, base).encode() for d in documents)
    yield b"</feed>\n"


def _entry(one: Described, base: str) -> str:
    """Return one document; a document without a date is dated by the oldest of all feeds."""
    title, address = one.title, escape(base + one.path)
    told = f": {title.value}" if title and title.value != one.symbol else ""
    tag = f' xml:lang="{title.language}"' if title and title.language else ""
    return (
        f"<entry><id>{address}</id><title{tag}>{escape(one.symbol + told)}</title>"
        f'<link href="{address}"/>'
        f"<updated>{one.date or _NEVER}T00:00:00Z</updated></entry>\n"
    )
