"""The ontology: terms are explained in six languages, and what code writes is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from councilgraph import resources
from councilgraph.rdf.namespaces import CG, RDF, RDFS, SKOS

ROOM = Path(resources.__file__).parent
FILES = [f for f in resources.files("ontology/**/*.ttl") if "questions" not in f.parts]
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]


def load(*names: str) -> ox.Store:
    store = ox.Store()
    for name in names:
        store.load(path=str(resources.path(f"ontology/{name}")), format=ox.RdfFormat.TURTLE)
    return store


def subjects(store: ox.Store, kind: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(None, ox.NamedNode(RDF["type"]), ox.NamedNode(kind))
    found = [q.subject for q in quads if isinstance(q.subject, ox.NamedNode)]
    assert found
    return sorted(found, key=str)


def values(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
    return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def languages(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
    return sorted(q.object.language or "" for q in quads if isinstance(q.object, ox.Literal))


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_two_parsers_read_the_same_graph(file: Path) -> None:
    theirs = rdflib.Graph().parse(file)
    own = {q.triple for q in ox.parse(path=str(file))}
    assert own
    assert len(theirs) == len(own)


def test_every_term_has_label_and_definition_in_six_languages() -> None:
    store = load("core.ttl")
    terms = {q.subject for q in store if str(q.subject).startswith(f"<{CG}")}
    assert len(terms) > len(LANGUAGES)
    for term in terms:
        assert isinstance(term, ox.NamedNode)
        assert languages(store, term, RDFS["label"]) == LANGUAGES, term
        assert languages(store, term, SKOS["definition"]) == LANGUAGES, term
        assert values(store, term, RDFS["isDefinedBy"]) == [CG.rstrip("#")], term


def test_every_term_that_code_or_shapes_name_is_declared() -> None:
    declared = {
        str(q.subject.value) for q in load("core.ttl") if isinstance(q.subject, ox.NamedNode)
    }
    code = "\n".join(f.read_text("utf-8") for f in sorted(ROOM.rglob("*.py")))
    shapes = "\n".join(f.read_text("utf-8") for f in resources.files("shapes/*.ttl"))
    queries = "\n".join(f.read_text("utf-8") for f in resources.files("ontology/questions/*.rq"))
    named = {CG[n] for n in re.findall(r'\bCG\["(\w+)"\]', code)}
    named |= {CG[n] for n in re.findall(r"(?<![\w-])cg:([A-Za-z]\w*)", shapes + queries)}
    assert named
    assert named - declared == set()


def test_every_remark_of_the_reader_has_a_concept() -> None:
    store = load("vocabularies/remark-codes.ttl")
    concepts = {c.value.rpartition("/")[2] for c in subjects(store, SKOS["Concept"])}
    code = "\n".join(f.read_text("utf-8") for f in sorted(ROOM.rglob("*.py")))
    used = set(re.findall(r'\bRemark\(\s*"([a-z-]+)"', code))
    assert used
    assert used - concepts == set()
    assert {c for c in concepts if f'"{c}"' not in code} == set()


@pytest.mark.parametrize(
    "file", ["addressees", "document-types", "regional-groups", "remark-codes", "verbs"]
)
def test_every_concept_has_a_label_in_six_languages(file: str) -> None:
    store = load(f"vocabularies/{file}.ttl")
    for concept in subjects(store, SKOS["Concept"]):
        assert languages(store, concept, SKOS["prefLabel"]) == LANGUAGES, concept
