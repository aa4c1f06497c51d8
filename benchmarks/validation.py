"""Validation timed: the plain ways, faults planted, and the verdict that all ways must share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rdflib

from councilgraph import resources
from councilgraph.rdf import Iri, Literal, Triple, blocks, triples_in, write
from councilgraph.rdf.namespaces import CG
from councilgraph.rdf.terms import DATE, INTEGER
from councilgraph.validate import Report
from councilgraph.validate.seats import with_seats

FAULTY = 20
Verdict = frozenset[tuple[str, str]]
"""Focus nodes and the components of SHACL that they break."""
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def spoilt(triples: list[Triple]) -> list[Triple]:
    """Return data with twenty resolutions whose year and first paragraph are wrong.

    Raises:
        ValueError: there are not so many resolutions.
    """
    adopted = dict.fromkeys(s for s, p, _ in triples if p == CG["adoptionDate"])
    faulty = list(adopted)[:FAULTY]
    if len(faulty) < FAULTY:
        raise ValueError(f"{len(faulty)} resolutions; expected {FAULTY} or more")
    first: dict[Iri, object] = {}
    for s, p, o in triples:
        if p == CG["hasParagraph"] and s in faulty:
            first.setdefault(s, o)
    paragraphs = set(first.values())
    wrong: dict[Iri, tuple[set[object], Literal]] = {
        CG["adoptionDate"]: (set(faulty), Literal("1946-01-17", DATE)),
        CG["position"]: (paragraphs, Literal("0", INTEGER)),
    }
    return [
        (s, p, wrong[p][1]) if p in wrong and s in wrong[p][0] else (s, p, o) for s, p, o in triples
    ]


def _with_seats(triples: list[Triple]) -> Iterator[Triple]:
    return triples_in(with_seats(blocks(triples)))


def pyshacl_alone(triples: list[Triple]) -> rdflib.Graph:
    """Return pyshacl's report, as it comes."""
    from pyshacl import validate

    data = rdflib.Graph()
    data.parse(data=write(_with_seats(triples), "nt"), format="nt")
    shapes = rdflib.Graph()
    for file in resources.files("shapes/*.ttl"):
        shapes.parse(file, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    return report


def pyrudof(triples: list[Triple]) -> Any:
    """Return pyrudof's report, as it comes."""
    from pyrudof import RDFFormat, Rudof, RudofConfig

    session = Rudof(RudofConfig())
    session.read_shacl("\n".join(f.read_text("utf-8") for f in resources.files("shapes/*.ttl")))
    session.read_data(write(_with_seats(triples), "nt"), RDFFormat.NTriples)
    return session.validate_shacl()


def verdict(report: Any) -> Verdict:
    """Return what a report of any of these programs comes to."""
    if isinstance(report, Report):
        return frozenset((f.focus, f.component) for f in report.findings)
    if isinstance(report, rdflib.Graph):
        return frozenset(
            (str(report.value(r, SH.focusNode)), str(report.value(r, SH.sourceConstraintComponent)))
            for r in report.objects(None, SH.result)
        )
    return frozenset((r.focus_node, r.constraint_component) for r in report)
