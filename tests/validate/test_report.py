"""A report is told as text, JSON and Turtle; pyshacl alone comes to the same verdict."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyshacl
import pytest
import rdflib

from councilgraph import resources
from councilgraph.cli import main
from councilgraph.errors import Refused
from councilgraph.validate import Finding, Report, validate_files

DOCUMENTS = Path(__file__).parents[1] / "documents"
SMALL, PILOT = (DOCUMENTS / name / "expected.ttl" for name in ("S-RES-100", "S-2020-1166"))
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
VIOLATION = Finding(
    "urn:a", "https://example.org/shapes#one", f"{SH}MinCountConstraintComponent",
    "urn:p", 'a "value"', "Violation", 'Say "how"\nto mend it.',
)  # fmt: skip
WARNING = Finding(
    "urn:b", "https://example.org/shapes#two", f"{SH}PatternConstraintComponent",
    "urn:p", "", "Warning", "Look at it.",
)  # fmt: skip
REPORTS = {
    "nothing": Report(triples=3),
    "a warning": Report((WARNING,), 3),
    "both": Report((VIOLATION, WARNING), 3),
}


@pytest.mark.parametrize("name", REPORTS)
def test_only_violations_break_conformance(name: str) -> None:
    assert REPORTS[name].conforms == (name != "both")


def test_the_text_names_each_finding_and_counts() -> None:
    text = REPORTS["both"].text()
    assert text.startswith('Violation: urn:a\n    Say "how"\nto mend it.\n    shape one, value a')
    assert "Warning: urn:b\n    Look at it.\n    shape two\n" in text
    assert text.endswith("does not conform: 3 triples, 1 violations, 1 warnings\n")
    assert REPORTS["nothing"].text() == "conforms: 3 triples, nothing to report\n"


@pytest.mark.parametrize("name", REPORTS)
def test_the_json_holds_every_field(name: str) -> None:
    report = REPORTS[name]
    said = json.loads(report.json())
    assert (said["conforms"], said["triples"]) == (report.conforms, 3)
    more = {"remedy", "excerpt", "file"}
    findings = [{k: v for k, v in f.items() if k not in more} for f in said["findings"]]
    assert [Finding(**found) for found in findings] == list(report.findings)
    assert all(more <= f.keys() and f["remedy"] for f in said["findings"])


@pytest.mark.parametrize("name", REPORTS)
def test_the_turtle_is_a_report_of_shacl(name: str) -> None:
    report = REPORTS[name]
    graph = rdflib.Graph().parse(data=report.ttl(), format="turtle")
    (node,) = graph.subjects(rdflib.RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == rdflib.Literal(report.conforms)
    results = list(graph.objects(node, SH.result))
    assert {
        tuple(str(graph.value(r, p)) for p in (SH.focusNode, SH.sourceShape, SH.resultMessage))
        for r in results
    } == {(f.focus, f.shape, f.message) for f in report.findings}
    severities = {str(graph.value(r, SH.resultSeverity)) for r in results}
    assert severities == {SH + f.severity for f in report.findings}


def test_the_gravest_come_first() -> None:
    report = Report((WARNING, VIOLATION), 3)
    assert report.first(1) == Report((VIOLATION,), 3)


def test_a_file_and_its_folder_are_the_same_to_it(tmp_path: Path) -> None:
    alone = validate_files([SMALL])
    (tmp_path / "doc" / "ontology").mkdir(parents=True)
    (tmp_path / "doc" / "a.ttl").write_bytes(SMALL.read_bytes())
    (tmp_path / "b.ttl").write_bytes(SMALL.read_bytes())
    (tmp_path / "dump.nt").write_text("no Turtle: left aside where there is some")
    (tmp_path / "doc" / "ontology" / "core.ttl").write_text("no data")
    assert alone.conforms
    assert alone.triples > 100
    assert validate_files([tmp_path]) == validate_files([SMALL, tmp_path]) == alone


def test_places_without_rdf_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    for place, found in [
        (tmp_path, "no RDF file in this folder"), (tmp_path / "x", "no such file or folder"),
        (tmp_path / "notes.txt", "the suffix names no RDF syntax"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=found):
            validate_files([place])


def test_a_folder_without_turtle_is_read_in_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    (tmp_path / "b.nq").write_text("<urn:a> <urn:b> <urn:d> <urn:g> .\n")
    assert validate_files([tmp_path]).triples == 2


Pairs = set[tuple[str, str]]
EDITS = {
    "nothing": (r"^", ""),
    "a ballot exchanged": (r"cg:choice cg:InFavour", "cg:choice cg:Against"),
    "a paragraph without position": (r"\n    cg:position 5 ;", ""),
    "a symbol of no form": (r'cg:symbol "S/2020/1166"', 'cg:symbol "S-2020-1166"'),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_pyshacl_alone_agrees(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, count = re.subn(*EDITS[name], PILOT.read_text("utf-8"), count=1)
    assert count == 1
    file = tmp_path / "pilot.ttl"
    file.write_text(text, "utf-8")
    code = main(["validate", str(file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    conforms, pairs = by_pyshacl(file)
    assert code == (0 if conforms else 3)
    assert found["conforms"] == conforms == (name == "nothing")
    assert {(f["focus"], f["shape"]) for f in found["findings"]} == pairs


def by_pyshacl(file: Path) -> tuple[bool, Pairs]:
    """Return the verdict of pyshacl on a file and the seats of 2020: focus nodes and shapes."""
    data = rdflib.Graph().parse(file)
    for triple in rdflib.Graph().parse(resources.path("ontology/authority/seats.ttl")):
        if "/seat/2020/" in str(triple[0]):
            data.add(triple)
    shapes = rdflib.Graph()
    for part in resources.files("shapes/*.ttl"):
        shapes.parse(part)
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(results, rdflib.Graph)
    found = results.subjects(rdflib.RDF.type, SH.ValidationResult)
    # Of a shape's SPARQL constraints, the report of the project names the one that is broken.
    pairs = {
        (
            str(results.value(r, SH.focusNode)),
            str(results.value(r, SH.sourceConstraint) or results.value(r, SH.sourceShape)),
        )
        for r in found
    }
    return bool(conforms), pairs
