"""The ontology: terms are explained in six languages, and what code writes is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from councilgraph import model, resources
from councilgraph.rdf.namespaces import CG, RDF, RDFS, SKOS

ROOM = Path(resources.__file__).parent
FILES = [f for f in resources.files("ontology/**/*.ttl") if "questions" not in f.parts]
STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
"""What marks a term that nothing uses, as "unstable" or "archaic"."""
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


def declared() -> set[str]:
    """Return the local names of the terms that the ontology declares."""
    subjects = {q.subject.value for q in load("core.ttl") if isinstance(q.subject, ox.NamedNode)}
    return {s.removeprefix(CG) for s in subjects if s.startswith(CG)}


def enumerated() -> set[str]:
    """Return the values of the model's enumerations, which are written as terms."""
    kinds = (model.DocumentKind, model.ParagraphKind, model.Choice, model.Procedure, model.Outcome)
    return {str(value.value) for kind in kinds for value in kind}


def texts(*patterns: str) -> str:
    found = [f.read_text("utf-8") for p in patterns for f in resources.files(p)]
    assert len(found) >= len(patterns)
    return "\n".join(found)


def named(text: str) -> set[str]:
    """Return the local names of terms in Turtle, SPARQL or JSON-LD."""
    return set(re.findall(r"(?<![\w-])cg:([A-Za-z]\w*)", text))


def in_code() -> set[str]:
    code = "\n".join(f.read_text("utf-8") for f in sorted(ROOM.rglob("*.py")))
    tables = "\n".join(f.read_text("utf-8") for f in sorted(ROOM.rglob("*.toml")))
    by_name = set(re.findall(r'\bCG\["(\w+)"\]', code))
    by_address = set(re.findall(r"\{BASE\}ontology#(\w+)", code))
    assert by_name
    assert by_address
    return by_name | by_address | named(tables) | enumerated()


def in_data() -> set[str]:
    """Return the names that the documents of the tests, as they are written, have."""
    files = sorted((Path(__file__).parents[1] / "documents").glob("*/expected.ttl"))
    assert files
    return named("\n".join(f.read_text("utf-8") for f in files))


TURTLE = ("ontology/authority/*.ttl", "ontology/vocabularies/*.ttl", "ontology/links/*.ttl")
ASKED = (
    "shapes/*.ttl", "ontology/questions/*.rq", "ontology/questions/handover/*.rq",
    "ontology/checks/*.rq",
)  # fmt: skip


def test_every_term_that_is_used_is_declared() -> None:
    used = in_code() | in_data()
    used |= named(texts(*TURTLE, *ASKED, "ontology/context.jsonld", "ontology/alignments.ttl"))
    assert used - declared() == set()


def test_every_declared_term_is_used_or_marked() -> None:
    """A class is used too where a property that is used leads to it."""
    store = load("core.ttl")
    used = in_code() | in_data() | named(texts(*TURTLE, *ASKED))
    assert used
    for name in sorted(used & declared()):
        term = ox.NamedNode(CG[name])
        for predicate in (RDFS["range"], RDFS["subClassOf"], RDF["type"]):
            used |= {v.removeprefix(CG) for v in values(store, term, predicate)}
    marked = {
        q.subject.value.removeprefix(CG)
        for q in store.quads_for_pattern(None, ox.NamedNode(STATUS), None)
        if isinstance(q.subject, ox.NamedNode)
    }
    assert declared() - used == marked


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
