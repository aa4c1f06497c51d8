"""The queries of `ontology/checks` find nothing in the ontology, and each finds its fault."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph import resources

CHECKS = {f.stem: f for f in resources.files("ontology/checks/*.rq")}
PREFIXES = """
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix cg: <https://w3id.org/councilgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <https://example.org/authority/> .
"""
SIX = ", ".join(f'"words"@{tag}' for tag in ("ar", "zh", "en", "fr", "ru", "es"))
FIVE = SIX.replace(', "words"@ru', "")
FAULTS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "faults.toml").read_text("utf-8")
)  # fmt: skip
"""A graph for each check, in which it finds one row."""


@cache
def ontology() -> ox.Store:
    """Return core, vocabularies and authority data, a named graph a file."""
    store = ox.Store()
    files = [
        f for room in ("", "vocabularies/", "authority/")
        for f in resources.files(f"ontology/{room}*.ttl")
    ]  # fmt: skip
    assert len(files) > 10
    for file in files:
        name = ox.NamedNode(file.resolve().as_uri())
        store.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=name)
    return store


def rows(store: ox.Store, check: str) -> list[str]:
    query = CHECKS[check].read_text("utf-8")
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [" ".join(str(row[v.value]) for v in found.variables) for row in found]


@pytest.mark.parametrize("check", CHECKS)
def test_the_ontology_passes(check: str) -> None:
    assert rows(ontology(), check) == []


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_its_fault(check: str) -> None:
    store = ox.Store()
    fault = FAULTS[check].replace("SIX", SIX).replace("FIVE", FIVE)
    store.load(
        (PREFIXES + fault).encode(), format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode("https://example.org/authority/file"),
    )  # fmt: skip
    assert len(rows(store, check)) == 1


def test_every_check_has_a_fault_and_says_what_it_is() -> None:
    assert FAULTS.keys() == CHECKS.keys()
    for file in CHECKS.values():
        title, description = Path(file).read_text("utf-8").splitlines()[:2]
        assert re.fullmatch(r"# title: [A-Z].*[^.]", title)
        assert re.fullmatch(r"# description: [A-Z].*\.", description)


def test_the_criteria_name_every_check_and_test_that_proves_them() -> None:
    text = resources.text("ontology/README.md").partition("## What is asked of it")[2]
    named = {name for row in re.findall(r"^\|.*\|$|`[^`]+`", text, re.MULTILINE)
             for name in re.findall(r"`([a-z0-9_.-]+)`", row)}  # fmt: skip
    assert CHECKS.keys() - named == set()
    tests = {name for name in named if name.startswith("test_")}
    assert tests
    for name in tests:
        assert (Path(__file__).parent / name).is_file(), name
    assert {n for n in named if re.match(r"(p\d\d|dl)-", n)} <= CHECKS.keys()


CLASSES = """Document Resolution DraftResolution Letter PresidentialStatement MeetingRecord
Instrument LanguageVersion Paragraph PreambularParagraph OperativeParagraph Citation Vote
Ballot MemberState Organ Seat Request Remark"""
PROPERTIES = """symbol originalLanguage distribution jobNumber adoptedBy adoptionDate meeting
agendaItem draft sponsor annex signedBy signatoryRole addressee hasLanguageVersion hasParagraph
number position text verb hasCitation cited citationVerb topic quote sourceStart sourceEnd source
cites voteOn resultedIn reportedIn procedure outcome inFavour against abstaining notVoting hasBallot
castBy choice holder year permanent requestedOf deliverable deadline deadlineText makesRequest
remark code"""
INDIVIDUALS = """WrittenProcedure MeetingVote Acclamation WithoutVote Adopted NotAdopted Vetoed
InFavour Against Abstaining NotVoting"""


def test_every_term_that_others_rely_on_is_there() -> None:
    declared = {
        q.subject.value.partition("#")[2]
        for q in ontology()
        if isinstance(q.subject, ox.NamedNode) and q.predicate.value.endswith("#isDefinedBy")
    }
    assert set(f"{CLASSES} {PROPERTIES} {INDIVIDUALS}".split()) - declared == set()
