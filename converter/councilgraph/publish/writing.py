"""What is done for each unit that is sound, in whichever process: written, its dumps in pieces.

Every function here is one of a module and takes and gives values that can be sent between
processes; what is large stays in files, see ``Place``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol

from ..errors import Refused
from ..formats import RDF_FORMATS
from ..identifiers import source_text_path
from ..pages import pages_at, site_of, source_pages, standing
from ..rdf import Block, Iri, Triple, write_blocks
from ..rdf.jsonld import part_of
from ..rdf.namespaces import CG, RDF
from ..rdf.turtle import turtle_part
from .csvs import csv_rows
from .files import kept_at, names_kept
from .layout import documents_of
from .merge import Contribution, Merged, merge
from .packing import gzipped, piece_of
from .pieces import Pieces, keep_pieces, place_of
from .putting import File, put
from .quads import segment_at
from .signposts import LINKSET, linkset
from .sql import sql_rows
from .surface import Surroundings
from .tables import TABLES, filled
from .texts import texts_of
from .things import Thing, spooled
from .units import Told, Unit

_BESIDE, _PACKED = ("ttl", "jsonld"), ("nt", "rdfxml")
"""The syntaxes in which each document is published, and those that are far smaller packed."""


Documents = Mapping[str, Mapping[Iri, Block]]
"""What is said of each document, by its path."""


class Store(Protocol):
    """Where what sources say is kept; it can be sent to other processes."""

    def contribution(self, key: str) -> Contribution:
        """Return what the member of a unit says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is: what sources say, what is kept of units, the new version; and the base.

    ``kept`` is a folder for the quads of units and the pieces of dumps.
    """

    store: Store
    kept: Path
    new: Path
    base: str

    def said(self, unit: Unit) -> list[Contribution]:
        """Return what the sources of a unit say."""
        return [self.store.contribution(m.key) for m in unit.members]

    def quads_of(self, key: str) -> Path:
        """Return where the quads of a unit are."""
        return Path(kept_at(self.kept / "quads", key))

    def keys(self) -> Iterator[str]:
        """Yield the keys of the units whose quads are there."""
        return names_kept(self.kept / "quads")

    @property
    def pieces(self) -> Path:
        """Return where pieces of dumps are."""
        return self.kept / "pieces"


@dataclass(frozen=True, slots=True)
class Around:
    """A unit with what its pages show of the rest; ``changed`` if its files are to be written."""

    unit: Unit
    surroundings: Surroundings
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Units beside each other; ``common`` is what values have in common, see ``rdf.jsonld``."""

    units: tuple[Around, ...]
    common: Mapping[Iri, str]
    first: bool


@dataclass(slots=True)
class Written:
    """The files of each unit that were written, and under which name the run's pieces are kept."""

    files: dict[str, list[File]] = field(default_factory=dict)
    pieces: str = ""


def written(run: Run, place: Place) -> Written:
    """Write the files of a run's units that changed, and return them with the run's pieces."""
    done = Written()
    said_here: dict[Iri, Block] = {}
    others: list[Triple] = []
    for one in run.units:
        said = place.said(one.unit)
        merged, rest = merge(said), one.surroundings.nodes()
        documents = documents_of(merged.nodes, place.base)
        for told_of in documents.values():
            said_here |= told_of
        others += ((s, CG["symbol"], t) for s, block in rest.items()
                   for t in block.get(CG["symbol"], ()))  # fmt: skip
        if one.changed:
            files = _files(merged, rest, one, documents, said, place.base)
            done.files[one.unit.name] = [put(place.new, *file) for file in files]
    pieces = _pieces(run, said_here, others, place.base)
    done.pieces = keep_pieces(place.pieces, pieces)
    return done


def _files(
    merged: Merged, rest: dict[Iri, Block], one: Around, documents: Documents,
    contributions: list[Contribution], base: str,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    texts = {source_text_path(c.sha256): c.text for c in contributions if c.text}
    data = dict(chain(_data_files(merged, documents, base), texts_of(contributions)))
    yield from data.items()
    site = site_of({**merged.nodes, **rest}, base, data, texts, one.surroundings.counted())
    votes = (s for s, said in merged.nodes.items() if CG["Vote"] in said.get(RDF["type"], ()))
    yield from pages_at(site, [*documents, *sorted(v.removeprefix(base) for v in votes)])
    yield from source_pages(site, texts)


def _data_files(
    merged: Merged, documents: Documents, base: str
) -> Iterator[tuple[str, bytes]]:
    for path, said in documents.items():
        for syntax in _BESIDE:
            yield path + RDF_FORMATS[syntax].suffix, _text(path, said, syntax, base)
        yield path + LINKSET, linkset(merged.nodes, path, base)
        for syntax in _PACKED:
            yield f"{path}{RDF_FORMATS[syntax].suffix}.gz", gzipped(_text(path, said, syntax, base))


def _text(path: str, said: Mapping[Iri, Block], syntax: str, base: str) -> bytes:
    """Return what is said of a document in a syntax; where that cannot hold it, tell of which."""
    try:
        return write_blocks(said, syntax, base).encode()
    except Refused as error:
        raise Refused(path + RDF_FORMATS[syntax].suffix, error.found) from error


def _pieces(
    run: Run, said: Mapping[Iri, Block], others: list[Triple], base: str
) -> Pieces:
    text, names = turtle_part(said, base, first=run.first)
    part = part_of(said, run.common, base)
    between = "" if run.first else ",\n"
    content = {"ttl": text.encode(), "jsonld": (between + ",\n".join(part.lines)).encode()}
    for table, rows in filled(TABLES, said, base, others):
        content[f"csv/{table.name}"] = csv_rows(rows)
        content[f"sql/{table.name}"] = sql_rows(table, rows).encode()
    packed = {name: piece_of(data) for name, data in content.items()}
    return Pieces(packed, {"ttl": names, "jsonld": part.names}, part.relative)


def quads_written(segments: Sequence[Told], place: Place) -> str:
    """Keep a piece of the quads of all, and return its name, which its segments tell."""
    name = quads_name(segments)
    if not place_of(place.pieces, name).exists():
        data = (segment_at(place.quads_of(unit), segment) for segment, unit, _ in segments)
        keep_pieces(place.pieces, Pieces({"nq": piece_of(b"".join(data))}), name)
    return name


def quads_name(segments: Sequence[Told]) -> str:
    """Return what tells a piece of quads of some segments."""
    told = "\n".join(f"{segment} {unit}" for segment, unit, _ in segments)
    return hashlib.sha256(told.encode()).hexdigest()


def shown(things: Path, place: Place) -> list[File]:
    """Write the pages of things that are in a file, which is removed, and return them."""
    files = [put(place.new, *page) for thing in spooled(things) for page in _page(thing, place)]
    things.unlink()
    return files


def _page(thing: Thing, place: Place) -> Iterator[tuple[str, bytes]]:
    found = thing.surroundings
    site = site_of(found.nodes(), place.base, counted=found.counted())
    if thing.standing:
        before = (place.new / f"{thing.path}.html").read_text("utf-8")
        site.standing = standing(before, thing.path, map(Iri, thing.standing), place.base)
        site.pages.add(thing.path)
    return pages_at(site, [thing.path])
