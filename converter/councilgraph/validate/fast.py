"""Validation at the speed of Oxigraph, with the judge's verdicts.

Oxigraph finds the focus nodes that may break a shape, by queries compiled from the shapes;
pyshacl judges those, and those only, on what their verdicts depend on. Where the two could read a
statement differently (a literal that is not in canonical form), pyshacl judges every node that it
concerns; where that may be any (a blank node, a class hierarchy in the data), everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache

import pyoxigraph as ox

from ..rdf import Iri, Literal, Term, Triple, is_blank, write
from ..rdf.namespaces import RDF
from ..rdf.terms import BOOLEAN, DATE, DURATION, INTEGER, LANGUAGE, MONTH, STRING, YEAR
from .compiled import Check, compile_shapes, targets
from .finding import Finding
from .judge import SHAPES, Suspect, report, verdicts
from .reach import SUBCLASS, Reach, reach_of
from .report import Report
from .seats import with_seats
from .shapes_graph import XSD, Unsupported, load_shapes

_CANONICAL = {
    STRING: re.compile(r"(?s:.*)"),
    INTEGER: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    f"{XSD}nonNegativeInteger": re.compile(r"0|[1-9][0-9]{0,17}"),
    BOOLEAN: re.compile(r"true|false"),
    DATE: re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"),
    YEAR: re.compile(r"[1-9][0-9]{3}"),
    MONTH: re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"),
    DURATION: re.compile(r"P(?:[1-9][0-9]{0,8}[DY]|(?:[1-9]|1[01])M)"),
    LANGUAGE: re.compile(r"[a-z]{2,3}"),
    f"{XSD}anyURI": re.compile(r"[^\s]+"),
}
"""The lexical forms of which no two engines differ; what has others is left to the judge."""


def validate(triples: Iterable[Triple], shapes: tuple[str, ...] = SHAPES) -> Report:
    """Return what the shapes find in a graph: the same report as ``judge``, sooner.

    Raises:
        Refused: pyshacl cannot judge the data.

    >>> validate([]).conforms
    True
    """
    found = list(dict.fromkeys(triples))
    return report(findings(with_seats(found), shapes), found)


def findings(
    triples: list[Triple], shapes: tuple[str, ...], of: Callable[[str], bool] = bool
) -> Iterable[Finding]:
    """Return what the shapes find in data with its seats, of the focus nodes that ``of`` names."""
    doubted = _suspects(triples, shapes)
    if doubted is None:
        return [f for f in verdicts(triples, shapes) if of(f.focus)]
    asked = {(shape, node) for shape, node in doubted if of(node)}
    if not asked:
        return ()
    reach = reach_by(shapes)
    seen = reach.around({node for _, node in asked}, triples) if reach else triples
    return verdicts(seen, shapes, asked)


def suspects(triples: list[Triple], shapes: tuple[str, ...] = SHAPES) -> frozenset[Suspect] | None:
    """Return the shapes and focus nodes that may break them; None means that any may."""
    return _suspects(with_seats(triples), shapes)


def _suspects(triples: list[Triple], shapes: tuple[str, ...]) -> frozenset[Suspect] | None:
    checks = _checks(shapes)
    strange = [t for t in triples if not _plain(*t)]
    if checks is None or (strange and not _confined(strange, shapes)):
        return None
    store = ox.Store()
    store.bulk_load(input=write(triples, "nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    found: set[Suspect] = set()
    for check in checks:
        rows = store.query(check.query)
        assert isinstance(rows, ox.QuerySolutions)
        found.update((check.shape, row["this"].value) for row in rows)
    return frozenset(found | _readers(strange, triples, shapes))


def _confined(strange: Iterable[Triple], shapes: tuple[str, ...]) -> bool:
    """Tell whether strange statements concern only what reads of their subjects."""
    reach = reach_by(shapes)
    return reach is not None and all(
        isinstance(term, Literal) and not is_blank(subject) and predicate not in reach.everywhere
        for subject, predicate, term in strange
    )


def _readers(
    strange: Collection[Triple], triples: list[Triple], shapes: tuple[str, ...]
) -> set[Suspect]:
    """Return every shape with its targets whose verdicts depend on strange statements."""
    # How shapes read takes long to find out, and nearly no data are strange.
    reach = reach_by(shapes) if strange else None
    if reach is None:
        return set()
    nodes = reach.readers({s for s, _, _ in strange}, triples)
    by_class = targets(load_shapes(shapes))
    return {
        (shape, s)
        for s, p, o in triples
        if p == RDF["type"] and s in nodes
        for shape in by_class.get(str(o), ())
    }


@cache
def _checks(shapes: tuple[str, ...]) -> tuple[Check, ...] | None:
    try:
        return compile_shapes(load_shapes(shapes))
    except Unsupported:
        return None


@cache
def reach_by(shapes: tuple[str, ...]) -> Reach | None:
    """Return how shapes read, None where that is not known."""
    if _checks(shapes) is None:
        return None
    try:
        return reach_of(load_shapes(shapes))
    except Unsupported:
        return None


def _plain(subject: Iri, predicate: Iri, term: Term) -> bool:
    """Tell whether Oxigraph and rdflib read a statement alike, beyond doubt."""
    if is_blank(subject) or predicate == SUBCLASS:
        return False
    if not isinstance(term, Literal):
        return not is_blank(term)
    return bool(term.language) or _canonical(term.value, term.datatype)


def _canonical(value: str, datatype: str) -> bool:
    """Tell whether a literal is the one way of writing its value.

    >>> _canonical("2020-12-03", DATE), _canonical("2021-02-29", DATE), _canonical("015", INTEGER)
    (True, False, False)
    """
    form = _CANONICAL.get(datatype)
    if form is None or not form.fullmatch(value):
        return False
    if datatype != DATE:
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
