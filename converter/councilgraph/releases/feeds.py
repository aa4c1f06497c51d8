"""What changed with each release, for those who follow: an event stream and an Atom feed.

The stream is a Linked Data Event Stream (LDES, SEMIC) over TREE: a first page that leads to one
page for each release, which is never written again. A member tells of one document that it came,
changed or went (Activity Streams 2.0), and leads to its state then. The feed (RFC 4287) has an
entry for each of the newest releases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..publish.dcat import TITLE
from ..rdf import Iri, Literal, Triple, write
from ..rdf.namespaces import DCTERMS, LICENCE, RDF, VOCABULARIES, XSD, Namespace
from ..xmltext import escape
from .changes import Kind
from .history import RELEASES, Counts, Release

STREAM, ATOM = "changes.ttl", "feed.atom"
LATEST, NAMED = 50, 20
"""How many releases the feed has, and how many documents an entry names."""

_AS, _LDES = Namespace(VOCABULARIES["as"]), Namespace(VOCABULARIES["ldes"])
_TREE, _VOID = Namespace(VOCABULARIES["tree"]), Namespace(VOCABULARIES["void"])
_ACTIVITIES = {Kind.ADDED: "Create", Kind.CHANGED: "Update", Kind.GONE: "Delete"}


def stream(releases: Sequence[Release], base: str) -> bytes:
    """Return the first page of the event stream, which leads to those of the releases."""
    events, node = _events(base), Iri(f"{base}{RELEASES}/{STREAM}")
    relations = [(r, Iri(f"{node}#from-{r.moment}")) for r in releases]
    said: list[Triple] = [
        (events, RDF["type"], _LDES["EventStream"]),
        (events, DCTERMS["title"], Literal(f"{TITLE.value}: changes", language="en")),
        (events, DCTERMS["license"], LICENCE),
        (events, _LDES["timestampPath"], _AS["published"]),
        (events, _LDES["versionOfPath"], _AS["object"]),
        (events, _TREE["view"], node),
        (node, RDF["type"], _TREE["Node"]),
        *((node, _TREE["relation"], relation) for _, relation in relations),
    ]
    for release, relation in relations:
        said += [
            (relation, RDF["type"], _TREE["GreaterThanOrEqualToRelation"]),
            (relation, _TREE["path"], _AS["published"]),
            (relation, _TREE["value"], _date(release)),
            (relation, _TREE["node"], _page(release, base)),
        ]
    return write(said, "ttl", base).encode()


def page(release: Release, base: str) -> bytes:
    """Return the page of the event stream that has the members of one release."""
    events, node = _events(base), _page(release, base)
    documents = [c for c in release.changes if c.document]
    said: list[Triple] = [
        (events, RDF["type"], _LDES["EventStream"]),
        (events, _VOID["subset"], node),
        *((events, _TREE["member"], _member(release, c, base)) for c in documents),
        (node, RDF["type"], _TREE["Node"]),
        (node, _LDES["immutable"], Literal("true", XSD["boolean"])),
    ]
    for counts in documents:
        said += _told(release, counts, base)
    return write(said, "ttl", base).encode()


def _told(release: Release, counts: Counts, base: str) -> Iterator[Triple]:
    member = _member(release, counts, base)
    yield member, RDF["type"], _AS[_ACTIVITIES[Kind(counts.kind)]]
    yield member, _AS["object"], Iri(base + counts.path)
    yield member, _AS["published"], _date(release)
    yield member, _AS["summary"], Literal(summary(counts), language="en")
    if counts.kind != Kind.GONE:
        state = f"{base}memento/{release.moment}/{counts.path}.ttl"
        yield member, _AS["result"], Iri(state)


def summary(counts: Counts | Release) -> str:
    """Return how many facts of a document or a release changed.

    >>> summary(Counts("doc/S/RES/9002", True, "changed", 1, 2, 0, 30))
    'facts: 1 added, 2 changed, 0 gone'
    """
    numbers = [(counts.total(k) if isinstance(counts, Release) else getattr(counts, k), k)
               for k in Kind]  # fmt: skip
    return "facts: " + ", ".join(f"{n:,} {k}" for n, k in numbers)


def atom(releases: Sequence[Release], base: str) -> bytes:
    """Return the newest releases as a feed, the newest first."""
    here, shown = f"{escape(base)}{RELEASES}/", releases[::-1][:LATEST]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{here}{ATOM}</id>",
        f"<title>{TITLE.value}: changes</title>",
        f"<author><name>{TITLE.value}</name></author>",
        f'<link rel="self" href="{here}{ATOM}"/>',
        f'<link href="{here}"/>',
        f"<rights>CC BY 4.0, {LICENCE}</rights>",
        f"<updated>{shown[0].date}</updated>",
        *(_entry(release, here) for release in shown),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(release: Release, here: str) -> str:
    titled = f"{release.date[:10]}, {release.name[:12]}: {summary(release)}"
    changes = sorted(release.changes, key=lambda c: not c.document)
    content = [f"{c.path} {c.kind} ({summary(c)})" for c in changes[:NAMED]]
    more = len(changes) - NAMED
    content += [f"… and {more:,} more"] if more > 0 else []
    return (
        f"<entry><id>{here}{release.moment}</id><title>{escape(titled)}</title>"
        f'<link type="text/plain" href="{here}{release.moment}.txt"/>'
        f"<updated>{release.date}</updated>"
        f"<content>{escape('; '.join(content) or 'no fact changed')}</content></entry>"
    )


def _events(base: str) -> Iri:
    return Iri(f"{base}{RELEASES}/changes")


def _page(release: Release, base: str) -> Iri:
    return Iri(f"{base}{RELEASES}/{release.moment}.ttl")


def _member(release: Release, counts: Counts, base: str) -> Iri:
    return Iri(f"{base}{RELEASES}/{release.moment}#{counts.path}")


def _date(release: Release) -> Literal:
    return Literal(release.date, XSD["dateTime"])
