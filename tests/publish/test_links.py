"""Works are dated by adoption, by the statement, or by the vote in which a draft failed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from councilgraph.identifiers import BASE
from councilgraph.publish.links import AKN, link_parts, links_of
from councilgraph.publish.surface import surface_of
from councilgraph.rdf import Iri, Literal, Term, Triple, write
from councilgraph.rdf.namespaces import CG, DCTERMS, RDF
from councilgraph.rdf.terms import DATE

WORK = "/akn/un/statement/deliberation/unsc"
Nodes = dict[Iri, dict[Iri, list[Term]]]


def document(kind: str, symbol: str, date: str = "", adopted: str = "") -> dict[Iri, list[Term]]:
    said: dict[Iri, list[Term]] = {RDF["type"]: [CG[kind]], CG["symbol"]: [Literal(symbol)]}
    if date:
        said[DCTERMS["date"]] = [Literal(date, DATE)]
    if adopted:
        said[CG["adoptionDate"]] = [Literal(adopted, DATE)]
    return said


def vote(draft: str, outcome: str, date: str) -> dict[Iri, list[Term]]:
    return {
        CG["voteOn"]: [Iri(f"{BASE}doc/{draft}")],
        CG["outcome"]: [CG[outcome]],
        DCTERMS["date"]: [Literal(date, DATE)],
    }


INVENTED: Nodes = {
    Iri(f"{BASE}doc/S/RES/9001"): document(
        "Resolution", "S/RES/9001 (2031)", date="2031-05-04", adopted="2031-05-03"
    ),
    Iri(f"{BASE}doc/S/PRST/2031/98"): document(
        "PresidentialStatement", "S/PRST/2031/98", "2031-02-01"
    ),
    Iri(f"{BASE}doc/S/2031/9101"): document("DraftResolution", "S/2031/9101", "2031-03-01"),
    Iri(f"{BASE}doc/S/2031/9102"): document("DraftResolution", "S/2031/9102", "2031-03-02"),
    Iri(f"{BASE}doc/S/2031/9103"): document("DraftResolution", "S/2031/9103", "2031-03-03"),
    Iri(f"{BASE}doc/S/2031/9104"): document("Letter", "S/2031/9104", "2031-09-09"),
    Iri(f"{BASE}vote/S/2031/9101"): vote("S/2031/9101", "Vetoed", "2031-04-01"),
    Iri(f"{BASE}vote/S/2031/9102"): vote("S/2031/9102", "NotAdopted", "2031-04-02"),
    Iri(f"{BASE}vote/S/RES/9001"): vote("S/2031/9103", "Adopted", "2031-05-03"),
}

DESCRIBED = [d for d in surface_of(INVENTED, BASE).described if not d.is_vote]


def sets() -> dict[str, tuple[list[Triple], list[Triple]]]:
    return {path: (about, [*links]) for path, about, links in links_of(lambda: DESCRIBED, BASE)}


def test_works_have_the_day_that_names_them() -> None:
    _, links = sets()[AKN]
    found = {s.removeprefix(f"{BASE}doc/"): o.value for s, _, o in links if isinstance(o, Literal)}
    assert found == {
        "S/RES/9001": f"{WORK}/2031-05-03/9001-2031/",
        "S/PRST/2031/98": f"{WORK}/2031-02-01/2031-98/",
        "S/2031/9101": f"{WORK}/2031-04-01/2031-9101/",
        "S/2031/9102": f"{WORK}/2031-04-02/2031-9102/",
    }


def test_every_document_is_linked_and_each_set_is_dated_by_the_newest() -> None:
    documents = {s for s in INVENTED if "/doc/" in s}
    found = sets()
    assert set(found) == {AKN, "links/undocs.ttl", "links/digital-library.ttl"}
    for path, (about, links) in found.items():
        if path != AKN:
            assert {s for s, _, _ in links} == documents
        days = [o for _, p, o in about if p == DCTERMS["modified"]]
        assert days == [Literal("2031-05-03" if path == AKN else "2031-09-09", DATE)]


def test_a_file_in_parts_is_the_file_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("councilgraph.publish.links._TOGETHER", 40)
    monkeypatch.setattr("councilgraph.publish.links._READ", 1000)
    many = [replace(DESCRIBED[0], path=f"doc/S/RES/{n}") for n in range(500)]
    for _, about, links in links_of(lambda: many, BASE):
        triples = [*links]
        assert len(triples) == len(many)
        parts = list(link_parts(about, triples, BASE))
        assert len(parts) > 10
        assert b"".join(parts).decode() == write([*about, *triples], "ttl", BASE)
