"""What a graph must say to be read back, and what is no graph of ours; documents are invented."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
import pytest

from councilgraph.model import Linkset, Outcome, Record, Span, Symbol, TargetDataset, VerbUse, Vote
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import (
    BadTerm,
    Iri,
    Literal,
    Triple,
    canonical_quads,
    from_linkset,
    parse_triples,
    record_of,
    to_linkset,
    to_rule_linkset,
    triples_of,
    write,
)
from councilgraph.rdf.citations import with_year
from councilgraph.rdf.codecs import Context
from councilgraph.rdf.namespaces import CG, RDF
from councilgraph.rdf.oxigraph import from_oxigraph, to_oxigraph
from councilgraph.rdf.passages import to_verbs
from councilgraph.rdf.places import to_span
from councilgraph.rdf.terms import BOOLEAN
from councilgraph.rdf.votes import to_vote

TEXT = """United Nations
S/RES/2999 (2031)
Security Council

The Security Council,

Recalling its resolution 1325 (2000),

1. Decides to extend the mandate set out in resolution 2100 (2013) until 30 June 2032;

2. Decides to terminate the measures imposed by resolution 2100 (2013);
"""
BASE = "https://w3id.org/councilgraph/"
FIRST = f"{BASE}doc/S/RES/2999/paragraph/1"


def record() -> Record:
    return convert_bytes(TEXT.encode(), "a.txt").record


def without(subject: str, predicate: Iri) -> list[Triple]:
    triples = triples_of(record())
    left = [t for t in triples if t[:2] != (subject, predicate)]
    assert len(left) < len(triples)
    return left


def test_amendments_come_back_with_their_words() -> None:
    made = record()
    found = [(a.kind, a.target) for p in made.main.paragraphs for a in p.amends]
    assert ("extends", "S/RES/2100 (2013)") in found
    assert ("terminates", "S/RES/2100 (2013)") in found
    assert record_of(triples_of(made)) == made


@pytest.mark.parametrize(("subject", "predicate", "said"), [
    (FIRST, RDF["type"], "of no class of paragraphs"),
    (FIRST, CG["sourceStart"], "has no place in a source"),
    (f"{BASE}doc/S/RES/2999/preamble/1/citation/1", CG["cited"], "has no <"),
])  # fmt: skip
def test_a_graph_that_lacks_what_a_document_must_have_is_refused(
    subject: str, predicate: Iri, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        record_of(without(subject, predicate))


def test_a_paragraph_below_itself_is_refused() -> None:
    loop = (Iri(FIRST), CG["hasParagraph"], Iri(FIRST))
    with pytest.raises(ValueError, match="below two paragraphs, or below itself"):
        record_of([*triples_of(record()), loop])


def test_a_vote_on_nothing_is_refused() -> None:
    vote = Vote(draft=None, resolution=None, outcome=Outcome.ADOPTED)
    with pytest.raises(ValueError, match="neither a draft nor a resolution"):
        list(to_vote(vote, Context(BASE)))


def test_a_place_needs_a_source() -> None:
    with pytest.raises(ValueError, match="no source that it is in"):
        list(to_span(Iri("urn:a"), Span(0, 1), Context(BASE)))
    assert list(to_span(Iri("urn:a"), None, Context(BASE))) == []


def test_a_verb_without_words_has_no_quote() -> None:
    version = Iri(f"{BASE}doc/S/1/en")
    uses = (VerbUse("recalls", Span(0, 1), ""), VerbUse("notes", Span(2, 8), "Noting"))
    said = list(to_verbs(Iri("urn:a"), uses, Context(BASE, version=version)))
    assert [s for s, p, _ in said if p == CG["quote"]] == ["urn:a/verb/2"]


@pytest.mark.parametrize(("target", "quote", "symbol"), [
    ("S/RES/2999", "2999 (2031)", "S/RES/2999 (2031)"),
    ("S/RES/2999", "2999 (1946)", "S/RES/2999"),
    ("S/RES/2999", "2999", "S/RES/2999"),
    ("S/2031/1", "S/2031/1 (2031)", "S/2031/1"),
])  # fmt: skip
def test_a_year_comes_from_the_words_where_it_can_be(
    target: str, quote: str, symbol: str
) -> None:
    assert with_year(Symbol(target), quote) == symbol


LINKSET = Linkset(
    "a", "A", "Of a.", "http://www.w3.org/2004/02/skos/core#exactMatch",
    TargetDataset("t", "T", "urn:t:", "https://example.org/"), (),
)  # fmt: skip


def test_a_linkset_without_links_has_no_date() -> None:
    assert from_linkset(to_linkset(LINKSET, "links/a.ttl")) == LINKSET
    about, links = to_rule_linkset(LINKSET, [("a", "urn:t:a")], 1, None, "Lexical", BASE)
    assert list(links) == [(f"{BASE}a", LINKSET.predicate, "urn:t:a")]
    assert not [p for _, p, _ in about if p.endswith("modified")]
    dated, _ = to_rule_linkset(LINKSET, [], 0, dt.date(2031, 5, 4), "Lexical", BASE)
    assert [o for _, p, o in dated if p.endswith("modified")] == [
        Literal("2031-05-04", "http://www.w3.org/2001/XMLSchema#date")
    ]  # fmt: skip


def test_what_is_no_linkset_is_refused() -> None:
    with pytest.raises(ValueError, match="no void:Linkset"):
        from_linkset([])
    owl = "http://www.w3.org/2002/07/owl#"
    axiom = (Iri("urn:x"), RDF["type"], Iri(f"{owl}Axiom"))
    with pytest.raises(ValueError, match="<urn:x> has no <"):
        from_linkset([*to_linkset(LINKSET, "links/a.ttl"), axiom])


def test_terms_of_pyoxigraph_come_back_and_those_of_rdf_1_2_are_refused() -> None:
    for term in (Iri("urn:a"), Iri("_:b1"), Literal("a"), Literal("a", language="en")):
        assert from_oxigraph(to_oxigraph(term)) == term
    node = ox.NamedNode("urn:a")
    for new in (
        ox.Literal("a", language="en", direction=ox.BaseDirection.LTR),
        ox.Triple(node, node, node),
    ):
        with pytest.raises(BadTerm, match=r"RDF 1\.2"):
            from_oxigraph(new)


@pytest.mark.parametrize("triple", [
    (Iri("_:b1"), Iri("urn:p"), Literal("a")),
    (Iri("urn:a"), Iri("urn:p"), Iri("_:b1")),
])  # fmt: skip
def test_published_quads_have_no_blank_node(triple: Triple) -> None:
    with pytest.raises(BadTerm, match="is a blank node"):
        canonical_quads([("urn:g", [triple])])


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_truth_value_comes_back_from_turtle(value: str) -> None:
    said = [(Iri("urn:a"), CG["permanent"], Literal(value, BOOLEAN))]
    assert parse_triples(write(said, "ttl").encode(), "ttl", "a.ttl") == said
