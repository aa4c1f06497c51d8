"""What the embedded engine loads: any RDF syntax, each fact once, nothing harmful."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import pytest

from councilgraph.errors import Refused
from councilgraph.formats import RDF_FORMATS
from councilgraph.query import Embedded
from councilgraph.query.deadline import within
from councilgraph.query.loading import data_files
from councilgraph.rdf import Iri, Literal, write

pytestmark = pytest.mark.slow

TRIPLES = (
    (Iri("https://example.org/a"), Iri("https://example.org/p"), Literal("007")),
    (
        Iri("https://example.org/a"),
        Iri("https://example.org/p"),
        Literal("圣文森特", language="zh"),
    ),
    (Iri("https://example.org/a"), Iri("https://example.org/q"), Iri("https://example.org/b")),
)
COUNT = "SELECT (COUNT(*) AS ?n) { <https://example.org/a> ?p ?o }"


def count(place: Path) -> str:
    found = Embedded(place).ask(COUNT).rows[0][0]
    assert isinstance(found, Literal)
    return found.value


@pytest.mark.parametrize("syntax", sorted(RDF_FORMATS))
def test_a_file_of_any_syntax_is_asked_without_naming_graphs(syntax: str, tmp_path: Path) -> None:
    file = tmp_path / f"data{RDF_FORMATS[syntax].suffix}"
    graph = "https://example.org/graph"
    file.write_text(write(TRIPLES, syntax, "https://example.org/", graph=graph), "utf-8")
    assert count(file) == "3"
    assert count(tmp_path) == "3"


def test_a_published_folder_is_read_once(dataset: Path) -> None:
    files = data_files(dataset)
    assert {f.suffix for f in files} == {".ttl"}
    assert not [f for f in files if "ontology" in f.relative_to(dataset).parts]
    assert (dataset / "doc/S/RES/2553.jsonld").is_file()


def test_without_turtle_the_dump_is_read(dataset: Path, tmp_path: Path) -> None:
    dump = gzip.decompress((dataset / "dump" / "councilgraph.nq.gz").read_bytes())
    (tmp_path / "dump.nq").write_bytes(dump)
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/councilgraph/ontology#Ballot> }"
    assert Embedded(tmp_path).ask(query) == Embedded(dataset).ask(query)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"<urn:a> <urn:b>\n <urn:c> , .", r"a\.ttl:2:\d+: not Turtle"),
        ("a.nt", b'<urn:a> <urn:b> "\xff" .', r"a\.nt:1:18: byte 0xff is not UTF-8"),
        ("a.rdf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "declares a document type"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/"}', "names a remote context"),
        ("a.txt", b"S/RES/2553", "the suffix names no RDF syntax"),
    ],
)
def test_a_file_that_is_no_rdf_is_refused(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=message):
        Embedded(tmp_path / name)


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no RDF file in this folder; expected a published dataset"):
        Embedded(tmp_path)
    with pytest.raises(Refused, match="no such file or folder"):
        Embedded(tmp_path / "missing")


def test_what_work_raises_is_raised_where_it_is_waited_for() -> None:
    def work() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        within(5, work)


def test_work_that_is_late_is_told_to_give_up() -> None:
    told = threading.Event()
    with pytest.raises(TimeoutError, match=r"nothing within 0\.01 s"):
        within(0.01, lambda: told.wait(5), told.set)
    assert told.is_set()
