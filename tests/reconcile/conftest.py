from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import resources
from councilgraph.rdf import read_triples
from councilgraph.reconcile import Index, Service, entities

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def index() -> Index:
    tables = resources.files("ontology/authority/*.ttl")
    assert tables
    topics = resources.path("ontology/vocabularies/topics.ttl")
    files = (*tables, topics, HERE / "documents.ttl")
    return Index(entities(triple for file in files for triple in read_triples(file)))


@pytest.fixture(scope="session")
def service(index: Index) -> Service:
    return Service(index, "http://127.0.0.1:8000/reconcile", "http://127.0.0.1:8000/")
