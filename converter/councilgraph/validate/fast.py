"""Validation at the speed of Oxigraph, with the judge's verdicts.

Rules and queries compiled from the shapes find the focus nodes that may break a shape, the queries
by Oxigraph in a store of what they read; pyshacl judges those, and those only, on what their
verdicts depend on. Where programs could read a statement differently (a literal that is not in
canonical form), pyshacl judges every node that it concerns; where that may be any (a blank node, a
class hierarchy in the data), everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from ..rdf import Block, Iri, Literal, Triple, blocks, is_blank, triples_in, write, write_blocks
from ..rdf.namespaces import RDF
from .compiled import Compiled, compile_shapes, targets
from .finding import Finding
from .judge import SHAPES, Suspect, report, verdicts
from .reach import Reach, reach_of
from .report import Report
from .rules import broken
from .seats import with_seats
from .shapes_graph import Unsupported, load_shapes
from .strange import strange_in


def validate(triples: Iterable[Triple], shapes: tuple[str, ...] = SHAPES) -> Report:
    """Return what the shapes find in a graph: the same report as ``judge``, sooner.

    Raises:
        Refused: pyshacl cannot judge the data, or no syntax can hold a term.

    >>> validate([]).conforms
    True
    """
    said = blocks(triples)
    return report(findings(with_seats(said), shapes), said)


def findings(
    said: Mapping[Iri, Block], shapes: tuple[str, ...], of: Callable[[str], bool] = bool
) -> Iterable[Finding]:
    """Return what the shapes find in data with its seats, of the focus nodes that ``of`` names."""
    doubted = _suspects(said, shapes)
    if doubted is None:
        return [f for f in verdicts(triples_in(said), shapes) if of(f.focus)]
    asked = {(shape, node) for shape, node in doubted if of(node)}
    if not asked:
        return ()
    reach = reach_by(shapes)
    triples = list(triples_in(said))
    seen = reach.around({node for _, node in asked}, triples) if reach else triples
    return verdicts(seen, shapes, asked)


def suspects(
    triples: Iterable[Triple], shapes: tuple[str, ...] = SHAPES
) -> frozenset[Suspect] | None:
    """Return the shapes and focus nodes that may break them; None means that any may."""
    return _suspects(with_seats(blocks(triples)), shapes)


def _suspects(said: Mapping[Iri, Block], shapes: tuple[str, ...]) -> frozenset[Suspect] | None:
    compiled = _compiled(shapes)
    strange = list(strange_in(said))
    write(strange, "nt")  # is refused where no syntax can hold one of them
    if compiled is None or (strange and not _confined(strange, shapes)):
        return None
    store = _store(said, compiled.reads)
    found = set(broken(compiled.rules, said))
    for check in compiled.checks:
        rows = store.query(check.query)
        assert isinstance(rows, ox.QuerySolutions)
        found.update((check.shape, row["this"].value) for row in rows)
    return frozenset(found | _readers(strange, said, shapes))


def _store(said: Mapping[Iri, Block], reads: frozenset[str] | None) -> ox.Store:
    """Return what has these predicates in a store, None standing for all of them.

    Raises:
        Refused: N-Triples cannot hold a term.
    """
    if reads is not None:
        said = {s: {p: terms for p, terms in block.items() if p in reads}
                for s, block in said.items()}  # fmt: skip
    store = ox.Store()
    # What is written here needs no second look at its terms.
    store.load(input=write_blocks(said, "nt").encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def _confined(strange: Iterable[Triple], shapes: tuple[str, ...]) -> bool:
    """Tell whether strange statements concern only what reads of their subjects."""
    reach = reach_by(shapes)
    return reach is not None and all(
        isinstance(term, Literal) and not is_blank(subject) and predicate not in reach.everywhere
        for subject, predicate, term in strange
    )


def _readers(
    strange: Collection[Triple], said: Mapping[Iri, Block], shapes: tuple[str, ...]
) -> set[Suspect]:
    """Return every shape with its targets whose verdicts depend on strange statements."""
    # How shapes read takes long to find out, and nearly no data are strange.
    reach = reach_by(shapes) if strange else None
    if reach is None:
        return set()
    nodes = reach.readers({s for s, _, _ in strange}, list(triples_in(said)))
    by_class = targets(load_shapes(shapes))
    return {
        (shape, s)
        for s, block in said.items()
        if s in nodes
        for kind in block.get(RDF["type"], ())
        for shape in by_class.get(str(kind), ())
    }


@cache
def _compiled(shapes: tuple[str, ...]) -> Compiled | None:
    try:
        return compile_shapes(load_shapes(shapes))
    except Unsupported:
        return None


@cache
def reach_by(shapes: tuple[str, ...]) -> Reach | None:
    """Return how shapes read, None where that is not known."""
    if _compiled(shapes) is None:
        return None
    try:
        return reach_of(load_shapes(shapes))
    except Unsupported:
        return None
