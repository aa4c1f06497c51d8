"""pyshacl as the judge: shapes over a graph, its verdicts as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from .. import resources
from ..errors import Refused
from ..rdf import Block, Iri, Triple, blocks, triples_in
from .finding import Finding
from .mending import excerpts
from .report import Report
from .seats import with_seats

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"

Suspect = tuple[str, str]
"""A shape, and a focus node that may break it; both IRIs."""

SHAPES = ("shapes/*.ttl",)
"""The resources that hold the shapes of the data."""


def judge(triples: Iterable[Triple], shapes: tuple[str, ...] = SHAPES) -> Report:
    """Return what the shapes find in a graph.

    ``triples`` is the data; the seats of the years in which it has votes are added from the
    authority table, since the shapes ask who sat on the Council. No inference is run and no
    import followed.

    Raises:
        Refused: pyshacl cannot judge the data.

    >>> judge([]).conforms
    True
    """
    said = blocks(triples)
    return report(verdicts(triples_in(with_seats(said)), shapes), said)


def report(findings: Iterable[Finding], said: Mapping[Iri, Block]) -> Report:
    """Return findings as a report on data, in order and with excerpts."""
    ordered = tuple(sorted(findings))
    triples = sum(len(terms) for block in said.values() for terms in block.values())
    return Report(ordered, triples, excerpts({f.focus for f in ordered}, said))


def verdicts(
    triples: Iterable[Triple], shapes: tuple[str, ...], suspects: Iterable[Suspect] | None = None
) -> Iterator[Finding]:
    """Yield what pyshacl finds in a graph; where suspects are given, only by them.

    Raises:
        Refused: pyshacl cannot judge the data: it compares no blank node with a number.
    """
    from pyshacl import validate as run
    from pyshacl.errors import ReportableRuntimeError

    from .oracle import to_rdflib

    rules = _shapes(shapes) if suspects is None else _targeted(_shapes(shapes), suspects)
    try:
        _, results, _ = run(to_rdflib(triples), shacl_graph=rules, inference="none",
                            advanced=False, do_owl_imports=False, meta_shacl=False)  # fmt: skip
    except ReportableRuntimeError as error:
        raise Refused("the data", str(error), expected="what the shapes can be held to") from error
    if isinstance(results, Exception):
        raise results
    yield from _findings(results)


@cache
def _shapes(patterns: tuple[str, ...]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    for pattern in patterns:
        for file in resources.files(pattern):
            graph.parse(file, format="turtle")
    return graph


def _targeted(shapes: rdflib.Graph, suspects: Iterable[Suspect]) -> rdflib.Graph:
    """Return the shapes with their suspects as targets, in place of classes.

    pyshacl's own ``focus_nodes`` also skips the values that nested shapes look at (0.40.1), and so
    passes what breaks an ``sh:or``.
    """
    import rdflib

    sh = rdflib.Namespace(_SH)
    found = rdflib.Graph()
    for triple in shapes:
        if triple[1] != sh.targetClass:
            found.add(triple)
    for shape, node in suspects:
        found.add((rdflib.URIRef(shape), sh.targetNode, rdflib.URIRef(node)))
    return found


def _findings(results: rdflib.Graph) -> Iterable[Finding]:
    """Yield the results of a report graph; those that explain another are left out."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    for node in results.objects(None, sh.result):
        value = results.value(node, sh.value)
        shape = results.value(node, sh.sourceConstraint) or results.value(node, sh.sourceShape)
        yield Finding(
            focus=_name(results.value(node, sh.focusNode)),
            shape=str(shape or ""),
            component=str(results.value(node, sh.sourceConstraintComponent) or ""),
            path=str(results.value(node, sh.resultPath) or ""),
            value=_name(value),
            severity=str(results.value(node, sh.resultSeverity) or "").removeprefix(_SH),
            message=_message(results.objects(node, sh.resultMessage)),
        )


def _name(node: object) -> str:
    """Return a node as text, a blank node by its label, as ``Iri`` has it."""
    import rdflib

    label = "" if node is None else str(node)
    return f"_:{label}" if isinstance(node, rdflib.BNode) else label


def _message(messages: Iterable[object]) -> str:
    return min((str(m) for m in messages), default="")
