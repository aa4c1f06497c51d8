"""The fast path gives the judge's report, whatever the data: pyshacl alone is the oracle."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.errors import Refused
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import Iri, Literal, Term, Triple, parse_triples
from councilgraph.rdf.namespaces import CG, DCTERMS, RDFS
from councilgraph.rdf.terms import DATE, INTEGER
from councilgraph.validate import judge, suspects, validate
from councilgraph.validate.compiled import compile_shapes
from councilgraph.validate.shapes_graph import Unsupported, load_shapes

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
BASE = "https://w3id.org/councilgraph/"


@pytest.fixture(scope="module")
def pilot() -> list[Triple]:
    return list(convert_bytes(SAMPLE.read_bytes(), "source.txt").triples)


@pytest.fixture(scope="module")
def small(pilot: list[Triple]) -> list[Triple]:
    """Return one of everything: the vote, two paragraphs with a citation, the documents."""
    kept = (
        "vote/", "doc/S/RES/2553/preamble/2", "doc/S/RES/2553/paragraph/25",
        "doc/S/RES/2553/en", "doc/S/2020/1158", "doc/S/2020/1166/zh",
    )  # fmt: skip
    whole = {f"{BASE}doc/S/RES/2553", f"{BASE}doc/S/2020/1166"}
    return [t for t in pilot if t[0] in whole or t[0].startswith(tuple(BASE + k for k in kept))]


@pytest.mark.slow
def test_what_conforms_has_no_suspect(pilot: list[Triple]) -> None:
    assert suspects(pilot) == frozenset()
    assert validate(pilot).conforms


def test_every_shape_is_compiled() -> None:
    shapes = load_shapes(("shapes/*.ttl",))
    targets = ox.NamedNode("http://www.w3.org/ns/shacl#targetClass")
    with_targets = {str(q.subject.value) for q in shapes.quads_for_pattern(None, targets, None)}  # type: ignore[union-attr]
    compiled = compile_shapes(shapes)
    ruled = {rule.shape for rules in compiled.rules.values() for rule in rules}
    assert ruled | {c.shape for c in compiled.checks} == with_targets


@pytest.mark.slow
@pytest.mark.parametrize(
    "edit",
    [
        (CG["inFavour"], Literal("14", INTEGER)),
        (CG["outcome"], CG["Vetoed"]),
        (DCTERMS["date"], Literal("1999-12-03", DATE)),
    ],
)
def test_a_fault_of_the_vote_gets_the_same_report(
    edit: tuple[Iri, Term], small: list[Triple]
) -> None:
    vote = Iri(f"{BASE}vote/S/RES/2553")
    triples = [(s, p, edit[1]) if s == vote and p == edit[0] else (s, p, o) for s, p, o in small]
    report = validate(triples)
    assert not report.conforms
    assert report.findings == judge(triples).findings


@pytest.mark.slow
@pytest.mark.parametrize(
    "turtle",
    [
        "<urn:a> <urn:p> [] .",
        "<urn:a> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:b> .",
        '<urn:a> cg:year "02020"^^xsd:gYear .',
    ],
)
def test_what_two_engines_may_read_differently_is_left_to_the_judge(turtle: str) -> None:
    assert suspects(read(turtle)) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "strange",
    ['"007"^^xsd:integer', '"2021-02-29"^^xsd:date', '"x"^^<urn:unknown>', '"P12M"^^xsd:duration'],
)
def test_a_literal_that_may_be_read_differently_concerns_whatever_reads_it(strange: str) -> None:
    turtle = f"""
        <urn:resolution> a cg:Resolution ; cg:hasParagraph <urn:paragraph> .
        <urn:paragraph> a cg:OperativeParagraph ; cg:makesRequest <urn:request> .
        <urn:request> a cg:Request ; cg:recurrence {strange} .
        <urn:remark> a cg:Remark ; cg:about <urn:request> ;
            cg:code "a" ; rdfs:comment "It is odd." ; cg:severity "note" .
    """
    found = suspects(read(turtle))
    assert found is not None
    assert {s.rpartition("#")[2] for s, node in found if node == "urn:request"} == {
        "Request",
        "Span",
    }
    assert {n for _, n in found} == {"urn:resolution", "urn:paragraph", "urn:request"}


def read(turtle: str) -> list[Triple]:
    prefixes = f"""
        @prefix cg: <{CG}> .
        @prefix rdfs: <{RDFS}> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    """
    return parse_triples((prefixes + turtle).encode(), "ttl", "doubtful.ttl")


@pytest.mark.parametrize(
    "shape",
    [
        "sh:targetNode <urn:a> ; sh:nodeKind sh:IRI",
        "sh:targetClass <urn:C> ; sh:closed true",
        "sh:targetClass <urn:C> ; sh:property [ sh:path ( <urn:p> <urn:q> ) ; sh:minCount 1 ]",
        "sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:pattern '(' ]",
        "sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:minInclusive 1.5 ]",
        "sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:minCount 2 ]",
        "sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:node <urn:other> ]",
    ],
)
def test_what_cannot_be_compiled_is_said_never_passed_over(shape: str) -> None:
    store = ox.Store()
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> ."
    turtle = f"{prefix} <urn:shape> a sh:NodeShape ; {shape} ."
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    with pytest.raises(Unsupported):
        compile_shapes(store)


def test_a_blank_node_is_no_iri() -> None:
    turtle = f"""
        @prefix cg: <{CG}> .
        <{BASE}doc/S/2031/901> a cg:Document ; cg:symbol "S/2031/901" ; cg:cites [] .
    """
    (wrong, _) = judge(parse_triples(turtle.encode(), "ttl", "blank.ttl")).findings
    assert wrong.component.endswith("#NodeKindConstraintComponent")
    assert wrong.value.startswith("_:")


@pytest.mark.slow
def test_what_pyshacl_cannot_judge_is_refused() -> None:
    turtle = "<urn:a> a cg:Citation ; cg:sourceStart 1 ; cg:sourceEnd [] ."
    with pytest.raises(Refused, match="compare a BlankNode"):
        validate(read(turtle))


@pytest.mark.parametrize("predicate", [CG["symbol"], CG["text"]])
def test_what_no_syntax_can_hold_is_refused_whether_it_is_read_or_not(predicate: Iri) -> None:
    with pytest.raises(Refused, match="no literal"):
        validate([(Iri("urn:a"), predicate, Literal("a\0"))])
