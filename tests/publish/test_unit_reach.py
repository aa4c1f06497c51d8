"""What the shapes read of other documents is in the unit that they judge. All is invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.publish import Contribution, Place, judged, member_of, units_of
from councilgraph.publish.units import LEADING
from councilgraph.rdf import Iri, Literal, Triple, read_triples
from councilgraph.rdf.names import local_name
from councilgraph.rdf.namespaces import CG, RDF, RDFS
from councilgraph.validate import Finding, validate
from councilgraph.validate.fast import reach_by
from councilgraph.validate.judge import SHAPES

CORE = read_triples(resources.path("ontology/core.ttl"))


def documents() -> set[Iri]:
    found = {CG["Document"]}
    while more := {s for s, p, o in CORE if p == RDFS["subClassOf"] and o in found} - found:
        found |= more
    return found


def told(subject: str, predicate: str) -> str:
    """Return what the ontology tells of a property, or nothing."""
    return next((str(o) for s, p, o in CORE if s == subject and p == RDFS[predicate]), "")


def crossing() -> list[str]:
    """Return the properties along which shapes read from one document on to another."""
    reach = reach_by(SHAPES)
    assert reach
    return sorted(p for p in reach.onward | reach.back if told(p, "range") in documents())


@pytest.mark.slow
def test_sources_are_one_unit_where_a_shape_reads_from_one_on_to_the_other() -> None:
    found = crossing()
    assert {CG["draft"], CG["voteOn"], CG["resultedIn"]} <= {*found}
    assert {*found} <= LEADING


@dataclass(frozen=True)
class Store:
    said: dict[str, Contribution]

    def contribution(self, key: str) -> Contribution:
        return self.said[key]


def source(name: str, path: str, kind: str, *more: Triple) -> Contribution:
    document = Iri(BASE + path)
    triples: tuple[Triple, ...] = (
        (document, RDF["type"], CG[kind]),
        (document, CG["symbol"], Literal(path.removeprefix("doc/"))),
        *more,
    )
    return Contribution(name, document, "en", f"hash of {name}", triples)


def found_by_unit(sources: dict[str, Contribution], folder: Path) -> list[Finding]:
    units = units_of([member_of(one, key, BASE) for key, one in sources.items()])
    place = Place(Store(sources), folder, folder, BASE)
    return [f for unit in units for one in judged((unit,), place) for f in one.findings]


@pytest.mark.slow
def test_a_fault_between_two_documents_is_found_in_their_unit(tmp_path: Path) -> None:
    for predicate in crossing():
        alone = found_with(predicate, tmp_path / local_name(Iri(predicate)))
        assert alone, predicate
        assert alone["Letter"] > alone["right"], f"a shape reads what {predicate} leads to"


def found_with(predicate: str, folder: Path) -> dict[str, set[Finding]]:
    """Return what is found at what has a property that leads to the right kind, and to a letter.

    In both, the units find what all documents together find.
    """
    kind = told(predicate, "domain")
    subject = Iri(f"{BASE}{'vote' if kind == CG['Vote'] else 'doc'}/S/RES/9001")
    other = Iri(f"{BASE}doc/S/2020/9002")
    told_of = source("a", "doc/S/RES/9001", "Resolution", (subject, RDF["type"], Iri(kind)),
                     (subject, Iri(predicate), other))  # fmt: skip
    apart = source("c", "doc/S/RES/9003", "Resolution")
    found: dict[str, set[Finding]] = {}
    for name, of in (("right", local_name(told(predicate, "range"))), ("Letter", "Letter")):
        both = source("b", "doc/S/2020/9002", of)
        findings = found_by_unit({"1": told_of, "2": both, "3": apart}, folder / name)
        triples = (*told_of.triples, *both.triples, *apart.triples)
        assert sorted(findings) == sorted(validate(triples).findings)
        found[name] = {f for f in findings if f.focus == subject}
    return found
