"""Whole tables for other tools in a published folder, read by these tools.

The documents are the sample and generated ones.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS

from councilgraph import resources
from councilgraph.cli import main
from councilgraph.handover import PUBLISHED, handed_over
from councilgraph.query import Answer, Embedded
from councilgraph.serve.media import media_type_of

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
FORMS = ",".join(PUBLISHED)


def tables(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((folder / "handover").iterdir())}


def published(folder: Path, out: str, *more: str) -> Path:
    documents, made = str(folder / "documents"), folder / out
    assert main(["publish", documents, "--quiet", "--jobs", "1", "--out", str(made),
                 "--handover", FORMS, *more]) == 0  # fmt: skip
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tables")
    assert main(["render", "--random", "6", "--distinct", "--quiet",
                 "-o", str(place / "documents")]) == 0  # fmt: skip
    shutil.copy(SAMPLE, place / "documents" / "sample.txt")
    published(place, "out")
    return place


@pytest.mark.slow
def test_each_table_has_the_forms_that_its_columns_fill(folder: Path) -> None:
    any_table = {f"{name}{end}" for name in handed_over() for end in (".parquet", ".csv")}
    networks = {"citation-network.graphml", "co-sponsorship.graphml"}
    references = {f"references{end}" for end in (".csl.json", ".bib", ".ris")}
    calendars = {"deadlines.ics", "mandate-ends.ics"}
    found = tables(folder / "out")
    assert found.keys() == any_table | networks | references | calendars
    listed = json.loads((folder / "out" / "manifest.json").read_bytes())["files"]
    for name, data in found.items():
        assert listed[f"handover/{name}"] == {
            "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()
        }  # fmt: skip


@pytest.mark.slow
def test_each_table_is_a_distribution_and_on_the_first_page(folder: Path) -> None:
    base = "https://w3id.org/councilgraph/"
    graph = Graph().parse(folder / "out" / "dcat.ttl")
    said = {}
    for one in graph.objects(URIRef(f"{base}dataset"), DCAT.distribution):
        path = str(graph.value(one, DCAT.downloadURL)).removeprefix(base)
        if path.startswith("handover/"):
            kind = str(graph.value(one, DCAT.mediaType)).rpartition("media-types/")[2]
            said[path.removeprefix("handover/")] = (int(str(graph.value(one, DCAT.byteSize))), kind)
            assert graph.value(one, DCTERMS.title)
            assert media_type_of(path).partition(";")[0] in (kind, "application/json")
    page = (folder / "out" / "index.html").read_text("utf-8")
    kinds = {"parquet": "application/vnd.apache.parquet", "graphml": "application/xml",
             "json": "application/vnd.citationstyles.csl+json", "bib": "text/plain",
             "ris": "text/plain", "ics": "text/calendar", "csv": "text/csv"}  # fmt: skip
    found = tables(folder / "out")
    assert said == {n: (len(d), kinds[n.rpartition(".")[2]]) for n, d in found.items()}
    assert all(f"href=handover/{name}>" in page for name in found)
    shapes = Graph().parse(resources.path("shapes/catalogue/dcat-ap.ttl"))
    assert pyshacl.validate(graph, shacl_graph=shapes)[0]


@pytest.mark.slow
def test_other_tools_count_what_the_graph_holds(folder: Path) -> None:
    import duckdb
    import icalendar
    import igraph
    import networkx as nx
    import polars as pl
    from citeproc.source.json import CiteProcJSON

    store = Embedded(folder / "out")
    answers: dict[str, Answer] = {n: store.ask(q.bound({})) for n, q in handed_over().items()}
    assert all(answers[n].rows for n in ("ballots", "citation-network", "references", "deadlines"))
    found = tables(folder / "out")
    for name, answer in answers.items():
        count = len(answer.rows)
        place = str(folder / "out" / "handover" / name)
        assert len(pl.read_parquet(f"{place}.parquet")) == count
        assert len(duckdb.read_parquet(f"{place}.parquet").fetchall()) == count
        assert pl.read_csv(f"{place}.csv").shape == (count, len(answer.variables))
        if f"{name}.graphml" in found:
            assert nx.read_graphml(io.BytesIO(found[f"{name}.graphml"])).size() == count
            assert igraph.Graph.Read_GraphML(f"{place}.graphml").ecount() == count
        if f"{name}.ics" in found:
            calendar = icalendar.Calendar.from_ical(found[f"{name}.ics"])
            assert len(calendar.walk("VEVENT")) == count
    count = len(answers["references"].rows)
    assert len(CiteProcJSON(json.loads(found["references.csl.json"]))) == count
    assert found["references.bib"].count(b"\n}\n") == count
    assert found["references.ris"].count(b"ER  - \r\n") == count


@pytest.mark.slow
def test_a_change_gives_with_a_cache_the_bytes_of_a_publication_from_scratch(folder: Path) -> None:
    kept = ("--cache", str(folder / "cache"), "--history", str(folder / "history"))
    before = tables(published(folder, "kept", *kept))
    assert before == tables(folder / "out")
    shutil.move(folder / "documents" / "sample.txt", folder / "sample.txt")
    try:
        after = published(folder, "kept", *kept)
        scratch = published(folder, "scratch")
    finally:
        shutil.move(folder / "sample.txt", folder / "documents" / "sample.txt")
    assert tables(after) == tables(scratch)
    assert (after / "dcat.ttl").read_bytes() == (scratch / "dcat.ttl").read_bytes()
    assert tables(after)["references.bib"] != before["references.bib"]
    assert (after / "manifest.json").read_bytes() == (scratch / "manifest.json").read_bytes()
    fewer = published(folder, "kept", *kept, "--handover", "bibtex")  # of the same documents
    assert tables(fewer).keys() == {"references.bib"}
    assert (fewer / "index.html").read_text("utf-8").count("href=handover/") == 1


def test_what_is_no_form_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["publish", str(SAMPLE), "--out", str(out), "--handover", "ics,xlsx"]) == 2
    assert "--handover 'xlsx'; expected some of parquet, " in capsys.readouterr().err
    assert not out.exists()


def test_parquet_without_polars_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    out = tmp_path / "out"
    assert main(["publish", str(SAMPLE), "--out", str(out), "--handover", "parquet"]) == 4
    assert "councilgraph[tables]" in capsys.readouterr().err
    assert not out.exists()
