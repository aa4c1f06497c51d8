"""Which files are loaded to answer about a place, and how a file gets into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from .. import resources
from ..errors import Refused
from ..formats import RDF_FORMATS, RdfFormat, rdf_format_of
from ..rdf import Triple, read_triples
from ..rdf.oxigraph import to_oxigraph
from .whole import check_present, check_whole, listed

_DIRECT = frozenset(("ttl", "nt"))
"""Syntaxes that cannot name graphs, nor make a reader fetch or expand anything."""


def data_files(place: Path) -> list[Path]:
    """Return the files of a folder that hold its facts, each fact once: Turtle, else a dump.

    Raises:
        Refused: there is no such place, or no RDF in it.
        EnvironmentFault: its manifest is damaged, or lists a file that is not there.
    """
    if place.is_file():
        return [place]
    expected = "a published dataset, as councilgraph publish makes it, or an RDF file"
    if not place.is_dir():
        raise Refused(str(place), "no such file or folder", expected=expected)
    found: dict[RdfFormat, list[Path]] = {}
    for path in sorted(place.rglob("*")):
        syntax = rdf_format_of(path.name)
        # A dataset carries the ontology that is loaded anyway.
        if syntax and path.is_file() and "ontology" not in path.relative_to(place).parts:
            found.setdefault(syntax, []).append(path)
    for syntax in RDF_FORMATS.values():
        if syntax in found:
            check_present(place, (p for p in listed(place) if rdf_format_of(p) == syntax))
            return found[syntax]
    raise Refused(str(place), "no RDF file in this folder", expected=expected)


def files_for(place: Path | None) -> tuple[Path, ...]:
    """Return what is loaded to ask a place: its facts, then the tables that explain them.

    Raises:
        Refused: there is no such place, or no RDF in it.
    """
    return (*(data_files(place) if place else ()), *_authority())


def check(place: Path | None) -> None:
    """Check that the facts of a published folder are those that its manifest lists.

    Raises:
        EnvironmentFault: a file is damaged.
    """
    if place is not None and place.is_dir() and (sums := listed(place)):
        check_whole(place, (f.relative_to(place).as_posix() for f in data_files(place)), sums)


def _authority() -> tuple[Path, ...]:
    return (
        resources.path("ontology/core.ttl"),
        *resources.files("ontology/authority/*.ttl"),
        *resources.files("ontology/links/*.ttl"),
        *resources.files("ontology/vocabularies/*.ttl"),
    )


def load(store: ox.Store, file: Path) -> None:
    """Load a file, directly where that is safe; what fails so is read again for a good message.

    Raises:
        Refused: it is not RDF.
    """
    syntax = direct(file)
    if syntax:
        try:
            store.load(path=str(file), format=syntax)
        except (OSError, SyntaxError, ValueError):
            pass
        else:
            return
    store.extend(quads_of(file))


def direct(file: Path) -> ox.RdfFormat | None:
    """Return the syntax of a file that the store may load itself, None if it is another."""
    syntax = rdf_format_of(file.name)
    if syntax is None or syntax.name not in _DIRECT:
        return None
    found: ox.RdfFormat = getattr(ox.RdfFormat, syntax.oxigraph)
    return found


def quads_of(file: Path) -> Iterator[ox.Quad]:
    """Yield the triples of a file of any syntax, in the default graph.

    Raises:
        Refused: it is not RDF.
    """
    return quads(read_triples(file))


def quads(triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    """Yield triples as pyoxigraph's, in the default graph."""
    return (
        ox.Quad(to_oxigraph(s), ox.NamedNode(p), to_oxigraph(o))  # type: ignore[arg-type]
        for s, p, o in triples
    )
