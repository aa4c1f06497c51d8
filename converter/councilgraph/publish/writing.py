"""What is done for each unit, in whichever process: judged, then written, its dumps in pieces.

Every function here is one of a module and takes and gives values that can be sent between
processes; what is large stays in files, see ``Place``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol

from ..formats import RDF_FORMATS
from ..identifiers import source_text_path
from ..pages import pages_at, site_of, source_pages
from ..rdf import Block, Iri, Triple, blocks, write
from ..rdf.jsonld import part_of
from ..rdf.namespaces import CG, RDF
from ..rdf.turtle import turtle_part
from ..validate import Finding, validate
from .csvs import csv_rows
from .feeds import LINKSET, linkset
from .layout import documents_of, told
from .merge import Conflict, Contribution, Merged, merge
from .packing import Piece, gzipped, piece_of
from .quads import keep_segments, segment_at, segments_of
from .sql import sql_rows
from .surface import Pointer, Surface, around, surface_of
from .swap import File, put
from .tables import TABLES, filled
from .texts import texts_of
from .units import Member, Unit

_BESIDE, _PACKED = ("ttl", "jsonld"), ("nt", "rdfxml")
"""The syntaxes in which each document is published, and those that are far smaller packed."""


class Store(Protocol):
    """Where what sources say is kept; it can be sent to other processes."""

    def contribution(self, key: str) -> Contribution:
        """Return what the member of a unit says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is: what sources say, quads of units, the new version; and the base IRI."""

    store: Store
    quads: Path
    new: Path
    base: str

    def said(self, unit: Unit) -> list[Contribution]:
        """Return what the sources of a unit say."""
        return [self.store.contribution(m.key) for m in unit.members]

    def quads_of(self, key: str) -> Path:
        """Return where the quads of a unit are."""
        return self.quads / key[:2] / key[2:]


@dataclass(slots=True)
class Judged:
    """What speaks against a unit, its sources that are in doubt for it; else its surface."""

    unit: Unit
    conflicts: list[Conflict]
    findings: list[Finding] = field(default_factory=list)
    excerpts: dict[str, str] = field(default_factory=dict)
    doubted: list[Member] = field(default_factory=list)
    surface: Surface | None = None
    segments: tuple[str, ...] = ()


def judged(units: tuple[Unit, ...], place: Place) -> list[Judged]:
    """Return what becomes of units: merged, held against the shapes together, their quads kept."""
    found = [(Judged(u, m.conflicts), m) for u in units for m in (merge(place.said(u)),)]
    sound = [(one, merged) for one, merged in found if not merged.conflicts]
    report = validate(t for _, m in sound for t in told(m.nodes, m.nodes))
    for one, merged in found:
        doubted = {str(c.subject) for c in merged.conflicts}
        if not doubted:
            one.findings = [f for f in report.findings if Iri(f.focus) in merged.nodes]
            one.excerpts = {f.focus: report.excerpts[f.focus] for f in one.findings
                            if f.focus in report.excerpts}  # fmt: skip
            doubted = {f.focus for f in one.findings if f.severity == "Violation"}
        if doubted:
            documents = _documents_of(doubted, merged)
            one.doubted = [m for m in one.unit.members
                           if _speaks_of(place.store.contribution(m.key), documents)]  # fmt: skip
            continue
        one.surface = surface_of(merged.nodes, place.base)
        segments = segments_of(merged.graphs, _tops(merged))
        keep_segments(place.quads_of(one.unit.key), segments)
        one.segments = tuple(segments)
    return [one for one, _ in found]


def _tops(merged: Merged) -> Iterator[str]:
    """Yield the documents, and the votes named by them, that stand below no other."""
    top = ""
    for path in sorted((s for s, said in merged.nodes.items() if CG["symbol"] in said),
                       key=lambda s: f"{s}/"):  # fmt: skip
        if not top or not path.startswith(f"{top}/"):
            top = path
            yield path
            yield path.replace("/doc/", "/vote/", 1)


def _documents_of(subjects: Iterable[str], merged: Merged) -> frozenset[str]:
    """Return the documents that nodes are or stand below; a node of none stands for itself."""
    documents = {str(s) for s, said in merged.nodes.items() if CG["symbol"] in said}
    return frozenset(next((a for a in _above(s) if a in documents), s) for s in subjects)


def _speaks_of(contribution: Contribution, documents: frozenset[str]) -> bool:
    """Tell whether a source says anything of one of the documents or its vote."""
    subjects = dict.fromkeys(s for s, _, _ in contribution.triples)
    return any(above in documents for s in subjects for above in _above(s))


def _above(subject: str) -> Iterator[str]:
    """Yield an IRI and what stands above it in its path, a vote as the document it is named by."""
    path = subject.replace("/vote/", "/doc/", 1)
    while path:
        yield path
        path = path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Around:
    """A unit with what its pages show of the rest; ``changed`` if its files are to be written."""

    unit: Unit
    pointers: list[Pointer]
    heads: list[dict[Iri, Block]]
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Units beside each other; ``common`` is what values have in common, see ``rdf.jsonld``."""

    units: tuple[Around, ...]
    common: Mapping[Iri, str]
    first: bool


@dataclass(slots=True)
class Written:
    """The files of each unit that were written, and the pieces of dumps of the whole run.

    ``names`` are the prefixes that a dump uses, ``relative`` whether ids in JSON-LD are.
    """

    files: dict[str, list[File]] = field(default_factory=dict)
    pieces: dict[str, Piece] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    relative: bool = False


def written(run: Run, place: Place) -> Written:
    """Write the files of a run's units that changed, and return them with the run's pieces."""
    done = Written()
    triples: list[Triple] = []
    others: list[Triple] = []
    for one in run.units:
        said = place.said(one.unit)
        merged, rest = merge(said), around(one.pointers, one.heads)
        documents = documents_of(merged.nodes, place.base)
        triples += (t for told_of in documents.values() for t in told_of)
        others += ((s, CG["symbol"], t) for s, block in rest.items()
                   for t in block.get(CG["symbol"], ()))  # fmt: skip
        if one.changed:
            files = _files(merged, rest, documents, said, place.base)
            done.files[one.unit.name] = [put(place.new, *file) for file in files]
    _add_pieces(done, run, triples, others, place.base)
    return done


def _files(
    merged: Merged, rest: dict[Iri, Block], documents: Mapping[str, list[Triple]],
    contributions: list[Contribution], base: str,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    texts = {source_text_path(c.sha256): c.text for c in contributions}
    data = dict(chain(_data_files(merged, documents, base), texts_of(contributions)))
    yield from data.items()
    site = site_of({**merged.nodes, **rest}, base, data, texts)
    votes = (s for s, said in merged.nodes.items() if CG["Vote"] in said.get(RDF["type"], ()))
    yield from pages_at(site, [*documents, *sorted(v.removeprefix(base) for v in votes)])
    yield from source_pages(site, texts)


def _data_files(
    merged: Merged, documents: Mapping[str, list[Triple]], base: str
) -> Iterator[tuple[str, bytes]]:
    for path, triples in documents.items():
        for syntax in _BESIDE:
            yield path + RDF_FORMATS[syntax].suffix, write(triples, syntax, base).encode()
        yield path + LINKSET, linkset(merged.nodes, path, base)
        for syntax in _PACKED:
            packed = gzipped(write(triples, syntax, base).encode())
            yield f"{path}{RDF_FORMATS[syntax].suffix}.gz", packed


def _add_pieces(
    done: Written, run: Run, triples: list[Triple], others: list[Triple], base: str
) -> None:
    said = blocks(triples)
    text, done.names["ttl"] = turtle_part(said, base, first=run.first)
    part = part_of(said, run.common, base)
    done.names["jsonld"], done.relative = part.names, part.relative
    between = "" if run.first else ",\n"
    content = {"ttl": text.encode(), "jsonld": (between + ",\n".join(part.lines)).encode()}
    for table, rows in filled(TABLES, triples, base, others):
        content[f"csv/{table.name}"] = csv_rows(rows)
        content[f"sql/{table.name}"] = sql_rows(table, rows).encode()
    done.pieces = {name: piece_of(data) for name, data in content.items()}


def quads_piece(segments: tuple[tuple[str, str], ...], place: Place) -> Piece:
    """Return a piece of the quads of all: segments by their keys and those of their units."""
    data = (segment_at(place.quads_of(unit), key) for key, unit in segments)
    return piece_of(b"".join(data))


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that no unit describes and that has a page, with who points at it."""

    path: str
    pointers: list[Pointer]
    heads: list[dict[Iri, Block]]


def shown(things: tuple[Thing, ...], place: Place) -> list[File]:
    """Write the pages of things and return them."""
    return [
        put(place.new, *file)
        for thing in things
        for file in pages_at(
            site_of(around(thing.pointers, thing.heads), place.base), [thing.path]
        )
    ]
