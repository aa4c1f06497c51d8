"""What finds the documents: a sitemap, a feed, a word to robots, and a linkset a document.

Dates are those of the documents: nothing is dated by the day of publication.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from ..formats import RDF_FORMATS
from ..rdf import Iri, Term
from ..rdf.namespaces import LICENCE, RDF
from .dcat import TITLE
from .described import Described

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]
File = tuple[str, bytes]

SITEMAP, FEED, ROBOTS = "sitemap.xml", "feed.atom", "robots.txt"
LINKSET = ".linkset"
"""The suffix of a document's linkset, which is of the type application/linkset+json."""
_HTML = ".html"
_PARTS = (".jsonld", ".ttl")
_NEVER = "1945-10-24"
"""Dates a feed of nothing: the day from which there are United Nations."""


def feeds_of(
    described: Sequence[Described], pages: Iterable[str], newest: str, base: str
) -> Iterator[File]:
    """Yield sitemap, feed and robots.txt.

    ``pages`` are the paths of all pages, sorted; ``newest`` is the last day that there is.
    """
    yield SITEMAP, _sitemap({d.path: d.date for d in described}, pages, base).encode()
    yield FEED, _feed([d for d in described if not d.is_vote], newest, base).encode()
    yield ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {base}{SITEMAP}\n".encode()


def _sitemap(days: Mapping[str, str], pages: Iterable[str], base: str) -> str:
    """Return the addresses of all pages (sitemaps.org, protocol 0.9)."""
    rows = []
    for page in pages:
        day = days.get(page.removesuffix(_HTML), "")
        dated = f"<lastmod>{day}</lastmod>" if day else ""
        rows.append(f"<url><loc>{escape(base + page)}</loc>{dated}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(rows)}</urlset>\n"
    )


def _feed(documents: Iterable[Described], newest: str, base: str) -> str:
    """Return the documents as a feed (RFC 4287), the newest first."""
    ordered = sorted(sorted(documents, key=lambda d: d.path), key=lambda d: d.date, reverse=True)
    entries = "".join(_entry(d, base) for d in ordered)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(base)}{FEED}</id>\n<title>{TITLE.value}: documents</title>\n"
        f"<author><name>{TITLE.value}</name></author>\n"
        f'<link rel="self" href="{escape(base)}{FEED}"/>\n<link href="{escape(base)}"/>\n'
        f'<rights>CC BY 4.0, {LICENCE}</rights>\n'
        f"<updated>{newest or _NEVER}T00:00:00Z</updated>\n{entries}</feed>\n"
    )


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


def linkset(nodes: Nodes, document: str, base: str) -> bytes:
    """Return the links of a document (RFC 9264, section 4.2; Signposting, FAIR profile level 2).

    ``document`` is its path below the base.
    """
    iri = Iri(base + document)
    suffixes = {f.suffix: f for f in RDF_FORMATS.values()}
    described = [{"href": f"{iri}{s}", "type": suffixes[s].media_type} for s in _PARTS]
    kinds = [{"href": str(kind)} for kind in nodes.get(iri, {}).get(RDF["type"], [])]
    context = {
        "anchor": iri,
        "cite-as": [{"href": iri}],
        "type": [*kinds, {"href": "https://schema.org/AboutPage"}],
        "license": [{"href": LICENCE}],
        "describedby": described,
        "alternate": [{"href": f"{iri}{_HTML}", "type": "text/html"}],
        "collection": [{"href": f"{base}dataset"}],
    }
    parts = [
        {"anchor": part["href"], "describes": [{"href": iri, "type": "text/html"}]}
        for part in described
    ]
    content = {"linkset": [context, *parts]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
