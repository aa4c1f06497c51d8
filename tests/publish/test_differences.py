"""Two sources of one invented resolution, and each thing in which they may differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented import ENGLISH

from councilgraph.model import Severity
from councilgraph.pipeline import Input, compare
from councilgraph.publish.disagreements import Disagreement, as_json, as_text, as_triples
from councilgraph.rdf import parse_triples, write

pytestmark = pytest.mark.slow

SAMPLE = (Path(__file__).parents[1] / "read" / "akn" / "S_RES_9001.en.xml").read_text("utf-8")

LONG = (
    ", and stressing that the longest line of a text that is not wrapped is longer than a page "
    "is wide,"
)
PLAIN = ENGLISH.replace(" all of them,", f" all of them{LONG}").replace("\nThe Sec", "\n\nThe Sec")


def whole(text: str) -> str:
    """Return the sample with the line that its plain text has."""
    return text.replace(" all of them,</an:p>", f" all of them{LONG}</an:p>")


def found(tmp_path: Path, first: str, second: str, suffix: str = ".xml") -> list[Disagreement]:
    one, other = tmp_path / "one.xml", tmp_path / f"other{suffix}"
    one.write_text(first, "utf-8")
    other.write_text(second, "utf-8")
    own = compare(Input(str(one)), Input(str(one)))
    return [d for d in compare(Input(str(one)), Input(str(other))) if d not in own]


def test_text_and_markup_of_one_document_agree(tmp_path: Path) -> None:
    assert found(tmp_path, whole(SAMPLE), PLAIN, ".txt") == []


DIFFERENCES = {
    "a date": ("6 May 2020</an:docDate></an:docTitle>", "7 May 2020</an:docDate></an:docTitle>",
               ["adoptionDate", "date"], Severity.CONTRADICTION),
    "a meeting": (">9999th meeting<", ">9998th meeting<", ["meeting"], Severity.DOUBT),
    "a draft": ('as="S/2020/9000"', 'as="S/2020/9009"', ["draft", "voteOn"],
                Severity.CONTRADICTION),
    "a tally": ('value="003"', 'value="004"', ["inFavour"], Severity.CONTRADICTION),
    "a choice": ('refersTo="#abstaining"', 'refersTo="#against"',
                 ["choice", "against", "abstaining"], Severity.CONTRADICTION),
    "a voter": ("> CHINA <", ">FRANCE<", ["choice"], Severity.CONTRADICTION),
    "a sponsor": ("Viet&#160;Nam", "Cuba", ["sponsor"], Severity.DOUBT),
    "a number": ("<an:num>(b)</an:num>", "<an:num>(c)</an:num>", ["hasParagraph"],
                 Severity.DOUBT),
    "a citation": (">1325 (2000)<", ">2250 (2015)<", ["cited", "text"], Severity.DOUBT),
    "a verb": ("Reaffirms its", "Recalls its", ["verb", "text"], Severity.DOUBT),
    "words": ("listen;", "learn;", ["text"], Severity.DOUBT),
    "a job number": ("20-99999", "20-99998", ["jobNumber"], Severity.NOTE),
    "how the vote was held": ('by="Adopted 3-0-1, 9999th meeting"', 'by="Adopted by acclamation"',
                              ["procedure"], Severity.CONTRADICTION),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_differs_is_found(tmp_path: Path, case: str) -> None:
    old, new, names, severity = DIFFERENCES[case]
    assert old in SAMPLE
    got = [d for d in found(tmp_path, SAMPLE, SAMPLE.replace(old, new)) if d.name]
    assert {d.name for d in got} & set(names)
    assert {d.name for d in got} <= {*names, "date", "text"}
    assert severity in {d.severity for d in got}
    for one in got:
        first, second = one.places
        assert first.says != second.says
        assert (Path(first.file).name, Path(second.file).name) == ("one.xml", "other.xml")


def test_what_only_one_source_says_is_no_difference(tmp_path: Path) -> None:
    silent = SAMPLE[: SAMPLE.index("<an:analysis")] + SAMPLE[SAMPLE.index("<an:presentation") :]
    assert not [d for d in found(tmp_path, SAMPLE, silent) if d.name]


def test_typography_and_spaces_are_no_difference(tmp_path: Path) -> None:
    other = SAMPLE.replace("R&D <safe>", "R&D  <safe>").replace("listen;", "listen\u00a0;")
    assert not [d for d in found(tmp_path, SAMPLE, other) if d.name]


@pytest.fixture
def report(tmp_path: Path) -> list[Disagreement]:
    return found(tmp_path, SAMPLE, SAMPLE.replace("> CHINA <", ">FRANCE<"))


def test_the_text_gives_file_line_and_words(report: list[Disagreement]) -> None:
    lines = [line.rsplit("/one.xml:", 1)[-1] for line in as_text(report).splitlines()]
    line = SAMPLE[: SAMPLE.index("> CHINA <")].count("\n") + 1
    assert f"{line}: choice of vote/S/RES/9001/CHN: Abstaining" in lines


def test_the_json_gives_the_same(report: list[Disagreement]) -> None:
    rows = json.loads(as_json(report))
    row = next(r for r in rows if r["subject"].endswith("/CHN"))
    assert (row["property"], row["severity"]) == ("choice", "contradiction")
    assert [s["says"] for s in row["sources"]] == ["Abstaining", "no ballot"]
    start, end = row["sources"][0]["span"]
    assert SAMPLE[start:end] == "CHINA"


def test_the_remarks_are_rdf_with_a_place_each(report: list[Disagreement]) -> None:
    base = "https://example.org/"
    triples = as_triples(report, base)
    text = write(triples, "ttl", base)
    assert len(parse_triples(text.encode(), "ttl", "a.ttl", base)) == len(triples)
    assert '"source-disagreement"' in text
    assert "choice of vote/S/RES/9001/CHN: Abstaining here, no ballot in" in text
    subjects = {s for s, p, _ in triples if p.endswith("#sourceStart")}
    assert len(subjects) == len([s for s, p, _ in triples if p.endswith("#code")])
