"""The checked-in linksets hold: counted, unique, of one target, written as they are read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.model import Linkset
from councilgraph.rdf import Literal, from_linkset, is_blank, read_triples, to_linkset, write
from councilgraph.rdf.namespaces import VOCABULARIES

pytestmark = pytest.mark.slow

FILES = resources.files("ontology/links/*.ttl")
NAMES = [f.stem for f in FILES]
COUNTRY_CODES = Path(__file__).parents[3] / "shared" / "reference" / "country-codes.csv"
VOID = VOCABULARIES["void"]
FORMS = {
    "states-wikidata": r"http://www\.wikidata\.org/entity/Q[1-9]\d*",
    "states-geonames": r"https://sws\.geonames\.org/[1-9]\d*/",
    "states-eu": r"http://publications\.europa\.eu/resource/authority/country/[A-Z]{3}",
    "states-unbis": r"http://metadata\.un\.org/thesaurus/\d{7}",
    "topics-unbis": r"http://metadata\.un\.org/thesaurus/\d{7}",
}
JUSTIFICATIONS = {
    "BackgroundKnowledgeBasedMatching", "LexicalMatching", "ManualMappingCuration", "MappingReview",
}  # fmt: skip


def load(path: Path) -> Linkset:
    return from_linkset(read_triples(path))


SETS = {f.stem: load(f) for f in FILES}


def subjects() -> set[str]:
    """Return the paths of all states in the authority tables, and of all topics."""
    files = (
        "ontology/authority/states.ttl",
        "ontology/authority/former-states.ttl",
        "ontology/vocabularies/topics.ttl",
    )
    return {
        s.removeprefix(BASE) for f in files for s, _, _ in read_triples(resources.path(f))
    }  # fmt: skip


def test_every_linkset_is_known_here() -> None:
    assert set(NAMES) == set(FORMS)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_linkset_is_written_as_it_is_read(path: Path) -> None:
    linkset = load(path)
    dump = path.relative_to(resources.root()).as_posix()
    assert write(to_linkset(linkset, dump), "ttl") == path.read_text("utf-8")
    assert linkset.name == path.stem


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_stated_count_is_that_of_its_links(path: Path) -> None:
    graph = Graph().parse(path)
    linkset = graph.value(None, RDF.type, URIRef(f"{VOID}Linkset"))
    predicate = graph.value(linkset, URIRef(f"{VOID}linkPredicate"))
    stated = graph.value(linkset, URIRef(f"{VOID}triples"))
    counted = sum(1 for _ in graph.triples((None, predicate, None)))
    assert str(stated) == str(counted)
    assert counted


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_links_are_between_things_that_exist_and_iris_of_the_target(path: Path) -> None:
    linkset = load(path)
    known = subjects()
    for mapping in linkset.mappings:
        assert mapping.subject in known
        assert mapping.target.startswith(linkset.target.space)
        assert re.fullmatch(FORMS[linkset.name], mapping.target)
        assert mapping.justification in JUSTIFICATIONS
        assert 0.5 < mapping.confidence <= 1


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_thing_and_its_target_are_linked_once_and_in_order(path: Path) -> None:
    mappings = load(path).mappings
    for values in ([m.subject for m in mappings], [m.target for m in mappings]):
        assert [v for v, n in Counter(values).items() if n > 1] == []
    assert [m.subject for m in mappings] == sorted(m.subject for m in mappings)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_there_are_no_blank_nodes_and_only_known_vocabularies(path: Path) -> None:
    for subject, predicate, term in read_triples(path):
        assert predicate.startswith(tuple(VOCABULARIES.values()))
        assert not is_blank(subject)
        assert isinstance(term, Literal) or not is_blank(term)


def test_present_members_are_linked_to_each_dataset_that_has_codes() -> None:
    for name in ("states-wikidata", "states-geonames", "states-eu"):
        assert len({m.subject for m in SETS[name].mappings} - FORMER) == 193
    assert {m.subject for m in SETS["states-wikidata"].mappings} >= FORMER


FORMER = {f"state/{code}" for code in ("CSK", "DDR", "SCG", "SUN", "YMD", "YUG")}


def test_an_address_of_the_eu_table_ends_with_the_code() -> None:
    for mapping in SETS["states-eu"].mappings:
        assert mapping.target.rpartition("/")[2] == mapping.subject.removeprefix("state/")


@pytest.mark.slow
def test_links_are_those_of_the_reference_table() -> None:
    if not COUNTRY_CODES.is_file():
        pytest.skip(f"{COUNTRY_CODES} is absent: the development references are not here")
    with COUNTRY_CODES.open(encoding="utf-8", newline="") as file:
        rows = {f"state/{row['ISO3166-1-Alpha-3']}": row for row in csv.DictReader(file)}
    unlisted = set()
    for mapping in SETS["states-wikidata"].mappings:
        page = rows[mapping.subject]["wikidata_id"] if mapping.subject in rows else ""
        if page:
            assert mapping.target.rpartition("/")[2] == page.rpartition("/")[2]
        else:
            unlisted.add(mapping.subject)
    # Its cell for Namibia is empty: there the code NA reads as "not available".
    assert unlisted == FORMER | {"state/NAM"}
    for mapping in SETS["states-geonames"].mappings:
        assert mapping.target.split("/")[-2] == rows[mapping.subject]["Geoname ID"]
