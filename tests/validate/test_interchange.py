"""A report is told with an excerpt and a way to mend it, and in the forms of other tools."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph.cli import main
from councilgraph.rdf import Iri, Literal, Triple, blocks
from councilgraph.rdf.namespaces import CG
from councilgraph.validate import Finding, Report, junit, sarif
from councilgraph.validate.mending import excerpts, remedy

SH = "http://www.w3.org/ns/shacl#"
FOCUS = "https://example.org/doc/S/RES/9001"
WRONG = f"""
@prefix cg: <{CG}> .
<{FOCUS}> a cg:Resolution ; cg:symbol "S-RES-9001" .
"""
TEXT = st.text(max_size=30)
COMPONENTS = st.sampled_from(["MinCount", "Pattern", "SPARQL", "Unheard"])
FINDINGS = st.builds(
    Finding, TEXT, TEXT, COMPONENTS.map(lambda c: f"{SH}{c}ConstraintComponent"), TEXT, TEXT,
    st.sampled_from(["Violation", "Warning", "Info"]), TEXT,
)  # fmt: skip


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    file = tmp_path / "wrong.ttl"
    file.write_text(WRONG, "utf-8")
    return str(file)


@pytest.mark.slow
def test_a_finding_is_told_with_its_place_an_excerpt_and_a_way_to_mend_it(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", wrong]) == 3
    told = capsys.readouterr().out
    assert f"Violation: {FOCUS} in {wrong}\n" in told
    assert "    To mend it: Write the value 'S-RES-9001' of symbol in the form" in told
    assert '    |     cg:symbol "S-RES-9001" ;\n' in told


@pytest.mark.slow
def test_sarif_has_a_rule_a_shape_and_a_result_a_finding(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", wrong, "--format", "sarif"]) == 3
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({r["id"] for r in rules}) == len(rules) > 1
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == "error"
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == f"file://{wrong}"
        assert location["logicalLocations"][0]["fullyQualifiedName"] == FOCUS


@pytest.mark.slow
@given(st.lists(FINDINGS, max_size=4))
@settings(deadline=None)
def test_any_report_is_well_formed(findings: list[Finding]) -> None:
    report = Report(tuple(findings), 1)
    suite = ET.fromstring(junit(report)).find("testsuite")  # noqa: S314 - our own text
    assert suite is not None
    failed = [f for f in findings if f.severity == "Violation"]
    assert suite.get("tests") == str(max(len(findings), 1)) == str(len(suite))
    assert suite.get("failures") == str(len(failed)) == str(len(suite.findall("*/failure")))
    (run,) = json.loads(sarif(report))["runs"]
    levels = {"Violation": "error", "Warning": "warning", "Info": "note"}
    assert [r["level"] for r in run["results"]] == [levels[f.severity] for f in findings]
    assert all(remedy(f).endswith(".") for f in findings)


def test_what_ends_badly_is_as_one_asks() -> None:
    found = Finding("urn:a", "urn:s", "", "", "", "Warning", "Look at it.")
    report = Report((found,), 1)
    assert [report.fails(s) for s in ("Violation", "Warning", "Info")] == [False, True, True]


def test_the_exit_code_is_that_of_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Finding("urn:a", "urn:s", "", "", "", "Warning", "Look at it.")
    monkeypatch.setattr("councilgraph.validate.validate_files", lambda _: Report((found,), 1))
    for severity, code in (("violation", 0), ("warning", 3), ("info", 3)):
        assert main(["validate", str(tmp_path), "--fail-on", severity]) == code
    with pytest.raises(SystemExit) as ended:
        main(["validate", str(tmp_path), "--fail-on", "nothing"])
    assert ended.value.code == 2


def test_an_excerpt_is_short_and_ends_with_the_place() -> None:
    node = Iri("urn:a")
    triples: list[Triple] = [(node, CG["cites"], Iri(f"urn:c{n}")) for n in range(30)]
    triples += [(node, CG["text"], Literal("w" * 500)), (node, CG["sourceStart"], Literal("7"))]
    lines = excerpts({"urn:a"}, blocks(triples))["urn:a"].splitlines()
    assert len(lines) < 12
    assert all(len(line) <= 96 for line in lines)
    assert "    # … and 24 more" in lines
    assert lines[-1] == '    cg:sourceStart "7" ;'
