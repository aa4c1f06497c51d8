"""The files of a dataset: a pure function of its sources, made unit by unit.

The paths are the addresses below the base IRI::

    doc/S/RES/2553.ttl       one document, with the vote that is named by it; beside it .jsonld,
                             .nt.gz and .rdf.gz say the same
    dump/                    everything, packed, in several forms; see ``dumps``
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

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from .. import __version__, resources
from ..errors import UsageError
from ..identifiers import source_text_path
from ..query import described as questions
from ..rdf import Iri, write
from .counts import Counts, counted, kinds_of
from .dcat import SERVICE, SPARQL, record
from .dumps import SUMS, Dump, Spool, dumps_of, sums_of
from .feeds import feeds_of
from .ledger import Ledger
from .links import checked_in, links_of
from .overview import overview_pages
from .service import described
from .swap import MARK as MANIFEST
from .swap import File, beside, put, put_all
from .units import Member, Unit, ends_run, runs
from .void import statistics
from .writing import Around, Place, Run, Thing, quads_piece, shown, written

QUESTIONS = "ontology/questions.ttl"
_COPIED = ("ontology/*.ttl", "ontology/*.jsonld", "ontology/vocabularies/*.ttl",
           "ontology/authority/*.ttl", "ontology/links/*.ttl", "ontology/questions/*.rq",
           "ontology/questions/federated/*.rq", "conformance/*.ttl")  # fmt: skip
WHOLE = "the whole"
"""Who owns the files that are made of all units."""
_TOGETHER = 32
"""How many small things are sent to a process at once."""

S = TypeVar("S")
T = TypeVar("T")


class Workers(Protocol):
    """Who does work, in this process or in others."""

    def each(self, work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
        """Yield what a function of a module makes of each item, in their order."""


@dataclass(frozen=True, slots=True)
class Made(Sequence[T]):
    """Items that are made when they are asked for, so that not all are there at once."""

    length: int
    make: Callable[[int], T]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        """Return the item at a place."""
        return self.make(place)


@dataclass(frozen=True, slots=True)
class Build:
    """A version that is built: where, from which ledger, by whom."""

    place: Place
    ledger: Ledger
    workers: Workers

    def put(self, path: str, data: bytes) -> File:
        """Write a file of the whole."""
        return put(self.place.new, path, data)

    def put_ttl(self, path: str, triples: Iterable[tuple[Iri, Iri, object]]) -> File:
        """Write a Turtle file of the whole."""
        return self.put(path, write(triples, "ttl", self.place.base).encode())  # type: ignore[arg-type]


def build(
    units: Sequence[Unit], inputs: Iterable[Member], others: Mapping[str, bytes], on: Build
) -> Counts:
    """Write every file of the dataset, the manifest last; the same bytes for the same sources.

    The surfaces of the units are in the ledger. ``inputs`` are the sources; ``others`` are files
    to be published beside the data, by their path.

    Raises:
        UsageError: one of the others has the path of a file of the dataset.
    """
    counts = counted(on.ledger.counts())
    with Spool(beside(on.place.new) / "spool") as spool:
        _write_units(units, counts.common, spool, on)
        dumps = list(dumps_of(spool, counts.common, on.place.new, on.place.base))
    files = [dump.file for dump in dumps]
    files += _data_files(dumps, counts, on)
    files += _pages(units, [file.path for file in files], on)
    on.ledger.wrote(WHOLE, files)
    pages = [f.path for f in on.ledger.files("path LIKE '%.html'")]
    _, days = on.ledger.totals()
    found = feeds_of(list(on.ledger.described()), pages, days[-1] if days else "", on.place.base)
    files += [on.put(*file) for file in found]
    on.ledger.wrote(WHOLE, files)
    known = {MANIFEST, *(f.path for f in on.ledger.files())} if others else ()
    for path, data in others.items():
        if path in known:
            raise UsageError(f"{path}: the dataset has a file of this name; expected another name")
        files.append(on.put(path, data))
    on.ledger.wrote(WHOLE, files)
    put_all(on.place.new, MANIFEST, _manifest(inputs, counts, on))
    return counts


def _write_units(
    units: Sequence[Unit], common: Mapping[Iri, str], spool: Spool, on: Build
) -> None:
    """Write the files of all units, and put their pieces into the spool."""
    beside_each_other = runs(units)

    def made(place: int) -> Run:
        units = (Around(u, *on.ledger.around(u.name)) for u in beside_each_other[place])
        return Run(tuple(units), common, place == 0)

    work = Made(len(beside_each_other), made)
    for done in on.workers.each(partial(written, place=on.place), work):
        for name, files in done.files.items():
            on.ledger.wrote(name, files)
        for name, piece in done.pieces.items():
            spool.add(name, piece)
        spool.use(done.names, relative=done.relative)
    segments = list(_segments(on.ledger))
    for piece in on.workers.each(partial(quads_piece, place=on.place), segments):
        spool.add("nq", piece)


def _segments(ledger: Ledger) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield runs of the segments of quads, as ``runs`` of units."""
    run: list[tuple[str, str]] = []
    for segment in ledger.segments():
        run.append(segment)
        if ends_run(segment[0]):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _data_files(dumps: Sequence[Dump], counts: Counts, on: Build) -> Iterator[File]:
    base, ledger = on.place.base, on.ledger
    entities, days = ledger.totals()
    documents = list(ledger.described("NOT is_vote"))
    yield on.put(SUMS, sums_of(dumps))
    for path, data in carried():
        yield on.put(path, data)
    yield on.put_ttl(QUESTIONS, questions(base))
    yield on.put_ttl("dcat.ttl", record(days, counts.languages, dumps, base))
    yield on.put_ttl(SERVICE, described(Iri(base + SPARQL), base))
    about = statistics(counts, entities, [d.path for d in documents], dumps, base)
    for path, said, links in links_of(documents, base):
        about += said
        yield on.put_ttl(path, [*said, *links])
    yield on.put_ttl("void.ttl", [*about, *checked_in()])


def _pages(units: Sequence[Unit], data: Sequence[str], on: Build) -> Iterator[File]:
    """Yield the pages that are no unit's: those of things, and those of everything."""
    things = list(on.ledger.things())

    def made(place: int) -> tuple[Thing, ...]:
        batch = things[place * _TOGETHER : (place + 1) * _TOGETHER]
        return tuple(Thing(path, *on.ledger.at(path)) for path in batch)

    work = Made(-(-len(things) // _TOGETHER), made)
    for files in on.workers.each(partial(shown, place=on.place), work):
        yield from files
    for file in overview_pages(on.ledger, units, things, data, on.place):
        yield on.put(*file)


def _manifest(inputs: Iterable[Member], counts: Counts, on: Build) -> Iterator[bytes]:
    """Yield the manifest in parts: it has a line for each file, and there may be many."""
    sources = sorted({(m.name, m.sha256, m.graph, m.language) for m in inputs})
    head = {
        "tool": f"councilgraph {__version__}",
        "base": on.place.base,
        "inputs": [
            {
                "name": name,
                "sha256": sha256,
                "document": graph,
                "language": language,
                "text": source_text_path(sha256),
            }
            for name, sha256, graph, language in sources
        ],
        "facts": kinds_of(counts.classes, counts.properties),
        "files": {},
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    yield text.removesuffix("{}\n}").encode() + b"{"
    between = "\n"
    for file in on.ledger.files():
        path = json.dumps(file.path, ensure_ascii=False)
        said = f'   "bytes": {file.size},\n   "sha256": "{file.sha256}"'
        yield f"{between}  {path}: {{\n{said}\n  }}".encode()
        between = ",\n"
    yield b"\n }\n}\n"


def carried() -> Iterator[tuple[str, bytes]]:
    """Yield the terms, vocabularies, tables and questions that every dataset carries."""
    for pattern in _COPIED:
        for file in resources.files(pattern):
            yield file.relative_to(resources.root()).as_posix(), file.read_bytes()
