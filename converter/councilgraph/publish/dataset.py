"""The files of a dataset: a pure function of its sources, made unit by unit.

The paths are the addresses below the base IRI::

    doc/S/RES/2553.ttl       one document, with the vote that is named by it; beside it .jsonld,
                             .nt.gz and .rdf.gz say the same
    dump/                    everything, packed, in several forms; see ``dumps``
    handover/                whole tables for other tools, where that is asked; see ``handover``
    links/undocs.ttl         where else its documents are, by rule; a set of links a file
    source/3b9fe51530f5fe0f.txt  the text of a file that was read, whose characters places count
    ontology/                the terms, vocabularies and authority tables that the data use
    ontology/questions.ttl   the named questions as things with titles, so that editors list them
    doc/S/RES/2553.html      a page of each document and vote; index.html leads to them
    dcat.ttl, service.ttl    the dataset as catalogues list it, and its SPARQL endpoint
    sitemap.xml, feed.atom   the pages, and the documents by date; robots.txt leads there
    void.ttl                 the dataset described, with counts
    manifest.json            what went in, what came out, and the hash of every file
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import resources
from ..errors import UsageError
from ..pages import fixed_pages, site_of
from ..rdf import Iri, Triple
from .counts import Counts, counted
from .dcat import SERVICE, SPARQL, record
from .dumps import SUMS, Dump, quads_dump, sums_of, unit_dumps
from .feeds import feeds_of, sitemaps
from .given import Units
from .links import checked_in, link_parts, links_of
from .making import Build, Made
from .manifest import manifest
from .overview import have_overview
from .parts import write_quads, write_units
from .putting import File, put_all
from .sections import thing_at
from .service import described
from .spare import sweep
from .surface import term_read, term_told
from .swap import MARK as MANIFEST
from .swap import beside, sync_whole
from .things import spool
from .void import EXAMPLES, statistics
from .writing import (
    shown,
)

if TYPE_CHECKING:
    from ..handover import WholeTable

QUESTIONS = "ontology/questions.ttl"
_COPIED = ("ontology/*.ttl", "ontology/*.jsonld", "ontology/vocabularies/*.ttl",
           "ontology/authority/*.ttl", "ontology/links/*.ttl", "ontology/questions/*.rq",
           "ontology/questions/federated/*.rq", "conformance/*.ttl")  # fmt: skip
_AT_TOP = "reports/bench.*"
"""How fast it all is, and the plot of it; these stand beside the page that shows them."""
_DUMPS, _FIXED, _CATALOGUE, _LINKS = ":dump", ":fixed", ":catalogue", ":links"
_TABLES = ":tables"
_SITEMAPS, _FEEDS, _OTHERS = ":sitemaps", ":feeds", ":others"
"""Who owns the files that are made of all units or of none; others are a unit's or a thing's."""
_TOGETHER, _PARTS = 32, 8
"""How many small things are sent to a process at once at most; in how many parts are sent such as
are few."""


def build(
    units: Units, others: Mapping[str, bytes], on: Build,
    derived: Callable[[Path], Iterable[WholeTable]] = lambda _: (),
) -> None:  # fmt: skip
    """Write every file of the dataset, the manifest last; the same bytes for the same sources.

    The sources and the surfaces of the units are in the ledger. ``others`` are files to be
    published beside the data, by their path, and ``derived`` tells the tables that are made of the
    packed dump in Turtle.

    Raises:
        UsageError: one of the others has the path of a file of the dataset.
    """
    counts = counted(on.ledger.counts())
    on.ledger.disown({*on.earlier.units, *on.earlier.pages} if on.earlier else None)
    on.ledger.wrote(_OTHERS, ())
    _have_things(on)
    dumps = _dumps(units, counts, on)
    on.ledger.wrote(_DUMPS, [*(dump.file for dump in dumps), on.put(SUMS, sums_of(dumps))])
    turtle = next(on.place.new / dump.path for dump in dumps if dump.slug == "ttl")
    tables = [
        Dump(t.name, on.put(t.path, t.data), t.title, t.description, t.media_type)
        for t in derived(turtle)
    ]
    on.ledger.wrote(_TABLES, [table.file for table in tables])
    _data_files([*dumps, *tables], counts, on)
    _have_pages(units, on)
    if others:
        known = {MANIFEST, *(f.path for f in on.ledger.files())}
        if taken := sorted(known & others.keys()):
            raise UsageError(
                f"{taken[0]}: the dataset has a file of this name; expected another name"
            )
        on.ledger.wrote(_OTHERS, [on.put(*file) for file in others.items()])
    if on.earlier:
        sweep(on.place.new, on.earlier.taken, on.ledger)
    before = on.earlier.manifest if on.earlier else None
    put_all(on.place.new, MANIFEST, manifest(counts, on.ledger, on.place.base, before))


def _dumps(units: Units, counts: Counts, on: Build) -> list[Dump]:
    """Write the files of units and all dumps.

    Of these another process writes most; meanwhile this one writes that of the quads, and what
    finds pages, if most of these stand.
    """
    place = on.place
    work = partial(unit_dumps, common=counts.common, pieces=place.pieces, new=place.new,
                   base=place.base)  # fmt: skip
    others = on.workers.begin(work, write_units(units, counts.common, on))
    quads = quads_dump(write_quads(on), place.pieces, place.new)
    if on.earlier:
        _have_feeds(on)
        _have_sitemaps(on)
    return [quads, *others.wait()]


def _data_files(dumps: Sequence[Dump], counts: Counts, on: Build) -> None:
    """Write the files that describe the whole and its documents."""
    base, ledger = on.place.base, on.ledger
    entities, days = ledger.totals()
    on.have(_FIXED, lambda: _fixed(on), anew=False)
    catalogue = [on.put_ttl("dcat.ttl", record(days, counts.languages, dumps, base))]
    first = [d.path for d in islice(ledger.described("NOT is_vote"), EXAMPLES)]
    about = statistics(counts, entities, sum(ledger.years().values()), first, dumps, base)
    if on.earlier is None or on.earlier.links or not on.has(_LINKS):
        links: list[File] = []
        linksets: list[Triple] = []
        for path, said, triples in links_of(partial(ledger.described, "NOT is_vote"), base):
            linksets += said
            links.append(put_all(on.place.new, path, link_parts(said, triples, base)))
        ledger.wrote(_LINKS, links)
        ledger.state(_LINKS, [(s, p, term_told(t)) for s, p, t in linksets])
    about += _told(ledger.state(_LINKS))
    catalogue.append(on.put_ttl("void.ttl", [*about, *checked_in()]))
    on.ledger.wrote(_CATALOGUE, catalogue)


def _told(linksets: Any) -> Iterator[Triple]:
    """Yield what linksets are, as the ledger keeps it."""
    return ((Iri(s), Iri(p), term_read(t)) for s, p, t in linksets)


def _fixed(on: Build) -> Iterator[File]:
    """Yield the files that depend on no document."""
    from ..query import described as questions

    base = on.place.base
    for path, data in carried():
        yield on.put(path, data)
    yield on.put_ttl(QUESTIONS, questions(base))
    yield on.put_ttl(SERVICE, described(Iri(base + SPARQL), base))
    for page in fixed_pages(site_of({}, base)):
        yield on.put(*page)


def _have_things(on: Build) -> None:
    """Have the pages of things, which are listed in the ledger."""
    number = on.ledger.list_things(on.earlier.pages if on.earlier else None)

    # Who has begun already can share in a few.
    size = min(_TOGETHER, -(-number // _PARTS) or 1) if on.workers.ready else _TOGETHER

    def made(place: int) -> Path:
        batch = on.ledger.unmade_things(place * size, (place + 1) * size)
        things = (thing_at(path, on) for path in batch)
        return spool(things, beside(on.place.new) / "things" / str(place))

    work = Made(-(-number // size), made)
    for place, files in enumerate(on.workers.each(partial(shown, place=on.place), work)):
        batch = on.ledger.unmade_things(place * size, (place + 1) * size)
        for path, file in zip(batch, files, strict=True):
            on.ledger.wrote(path, [file])


def _have_pages(units: Units, on: Build) -> None:
    """Have the pages of everything, and what finds all pages."""
    on.workers.prepare(sync_whole, on.place.new)  # for which the end would wait
    have_overview(units, (_DUMPS, _TABLES, _FIXED, _CATALOGUE), on)
    if not on.earlier:
        _have_feeds(on)
    if not on.earlier or on.ledger.moved:
        _have_sitemaps(on)


def _have_feeds(on: Build) -> None:
    _, days = on.ledger.totals()
    newest = days[-1] if days else ""
    on.have(_FEEDS, lambda: _put_each(feeds_of(on.ledger, newest, on.place.base), on),
            anew=on.earlier is None or on.earlier.lists)  # fmt: skip


def _have_sitemaps(on: Build) -> None:
    """Have the addresses of all pages; those that come or go after that are noted anew."""
    anew = on.earlier is None or on.earlier.links or on.ledger.moved
    on.have(_SITEMAPS, lambda: _put_each(sitemaps(on.ledger, on.place.base), on), anew=anew)
    on.ledger.moved = False


def _put_each(files: Iterable[tuple[str, Iterable[bytes]]], on: Build) -> Iterator[File]:
    return (put_all(on.place.new, path, parts) for path, parts in files)


def carried() -> Iterator[tuple[str, bytes]]:
    """Yield the terms, vocabularies, tables and questions that every dataset carries."""
    for pattern in _COPIED:
        for file in resources.files(pattern):
            yield file.relative_to(resources.root()).as_posix(), file.read_bytes()
    for file in resources.files(_AT_TOP):
        yield file.name, file.read_bytes()
