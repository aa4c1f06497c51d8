"""Official Akoma Ntoso files: read as their plain rendering is, scored, each official error seen.

The documents are not part of the project: they are read beside it where they are at hand, and
these tests say so where they are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from explained import differences

from councilgraph.errors import Refused
from councilgraph.languages import fold
from councilgraph.model import Document
from councilgraph.pipeline import Conversion, convert_bytes
from councilgraph.rdf import write
from councilgraph.read.akn import extract

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"
KINDS = ("resolution", "draft_not_adopted", "presidential_statement")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the official documents are not at ../shared"),
]

_LINK_ONLY = "the words give a number that only the link dates"
_NOTE = "the plain text has the footnote in the middle of the sentence"
OTHERWISE_THAN_TEXT = {
    "S_RES_2509_(2020).fr": _LINK_ONLY,
    "S_RES_2530_(2020).en": _LINK_ONLY,
    "S_RES_2546_(2020).en": _LINK_ONLY,
    "S_RES_2557_(2020).ar": _LINK_ONLY,
    **{f"S_RES_2558_(2020).{code}": _NOTE for code in ("ar", "en", "es", "fr", "ru", "zh")},
}
"""Documents whose paragraphs are not those of their plain text, and why."""

OTHER_LINES = {
    "S_RES_2551_(2020).fr": "the plain text puts annex numbers on lines of their own",
    **{k: v for k, v in OTHERWISE_THAN_TEXT.items() if v == _NOTE},
}
"""Documents whose lines are not those of their plain text, and why."""

SUSPECT = {
    "tally": "tally-mismatch",
    "points are marked up irregularly": "irregular-markup",
    "paragraph numbers repeat": "irregular-markup",
    "preamble has lists or loose blocks": "footnote-apart",
    "sponsor words not mapped": "unknown-state",
    "date": "date-mismatch",
}
"""What the truth suspects, by its first words, and the code of the remark that says so."""


@pytest.fixture(scope="module")
def conversions() -> dict[str, Conversion]:
    files = [f for kind in KINDS for f in sorted((CORPUS / kind).glob("*.xml"))]
    assert len(files) > 400
    return {
        f"{f.parent.name}/{f.stem}": convert_bytes(f.read_bytes(), f.name) for f in files
    }  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    lines = (CORPUS / "truth.jsonl").read_text("utf-8").splitlines()
    return {row["file"]: row for line in lines if (row := json.loads(line))}


def lines(text: str) -> list[str]:
    return [" ".join(fold(line).split()) for line in text.splitlines() if line.strip()]


def test_blocks_are_those_of_the_plain_rendering() -> None:
    differing, total = [], 0
    for kind in KINDS:
        for file in sorted((CORPUS / kind).glob("*.xml")):
            total += 1
            plain = file.with_suffix(".txt").read_text("utf-8")
            if lines(extract(file.read_bytes(), file.name).text) != lines(plain):
                differing.append(file.stem)
    assert total > 400
    assert sorted(differing) == sorted(OTHER_LINES)


def facts(document: Document) -> object:
    return [
        (p.path, p.kind, p.number, " ".join(fold(p.text).split()), [v.lemma for v in p.verbs],
         [c.target for c in p.citations])
        for p in document.paragraphs
    ]  # fmt: skip


def test_paragraphs_and_citations_are_those_of_the_plain_text(
    conversions: dict[str, Conversion],
) -> None:
    differing = []
    for name, found in conversions.items():
        file = CORPUS / f"{name}.txt"
        plain = convert_bytes(file.read_bytes(), file.name).record.main
        if facts(plain) != facts(found.record.main):
            differing.append(file.stem)
    assert sorted(differing) == sorted(OTHERWISE_THAN_TEXT)


def test_every_span_holds_what_was_read_there(conversions: dict[str, Conversion]) -> None:
    checked = 0
    for found in conversions.values():
        for ballot in (b for v in found.record.votes for b in v.ballots):
            assert ballot.span is not None
            text = found.raw[ballot.span.start : ballot.span.end]
            assert text == ballot.name or "&" in text
            checked += 1
        for citation in (c for p in found.record.main.paragraphs for c in p.citations):
            text = found.raw[citation.span.start : citation.span.end]
            assert "<" in text or "&" in text or lines(text) == lines(citation.quote)
            checked += 1
    assert checked > 15_000


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(
    score: ModuleType,
    conversions: dict[str, Conversion],
    rows: dict[str, Any],
    folder: Path,
    form: str = "xml",
) -> Iterator[tuple[str, str]]:
    """Yield the file and field of each difference between graph and truth."""
    for name, found in conversions.items():
        file = folder / "graph.nt"
        file.write_text(write(found.triples, "nt"), "utf-8")
        for field, (got, want) in score.judge(rows[name], score.Graph(file), form).items():
            if got != want:
                yield name, field


def known(form: str) -> list[tuple[str, str]]:
    """Return the file and field of each difference that has its reason."""
    rows = differences()
    assert all(row["reason"].strip() for row in rows)
    return sorted((file, row["field"]) for row in rows if form in row["forms"]
                  for file in row["files"])  # fmt: skip


def test_the_graphs_are_what_the_truth_says(
    score: ModuleType, conversions: dict[str, Conversion], rows: dict[str, Any], tmp_path: Path
) -> None:
    assert sorted(judged(score, conversions, rows, tmp_path)) == known("xml")


def test_the_graphs_of_the_plain_texts_are_what_the_truth_says(
    score: ModuleType, rows: dict[str, Any], tmp_path: Path
) -> None:
    files = [CORPUS / f"{name}.txt" for name in rows]
    texts = {
        f"{f.parent.name}/{f.stem}": convert_bytes(f.read_bytes(), f.name) for f in files
    }  # fmt: skip
    assert len(texts) > 400
    assert sorted(judged(score, texts, rows, tmp_path, "txt")) == known("txt")


def remark_codes(found: Conversion) -> set[str]:
    return {n.remark.code for n in found.notes}


def test_what_the_truth_suspects_is_remarked(
    conversions: dict[str, Conversion], rows: dict[str, Any]
) -> None:
    """Hold each suspicion against the remarks.

    The truth suspects the points of every Arabic row, since it does not read their letters; where
    the French markup is regular, so is the Arabic, and there is nothing to remark.
    """
    seen: set[str] = set()
    for name, found in conversions.items():
        for suspicion in rows[name]["suspect"]:
            code = next(c for words, c in SUSPECT.items() if suspicion.startswith(words))
            seen.add(code)
            french = conversions.get(f"{name.removesuffix('.ar')}.fr")
            regular = french is not None and code not in remark_codes(french)
            if code == "irregular-markup" and regular and code not in remark_codes(found):
                continue
            assert code in remark_codes(found), (name, suspicion)
    assert seen == set(SUSPECT.values())


OFFICIAL_ERRORS = {
    ("resolution/S_RES_1506_(2003).en", "metadata-mismatch"),
    ("resolution/S_RES_2423_(2018).en", "date-mismatch"),
    ("resolution/S_RES_2423_(2018).en", "metadata-mismatch"),
    ("resolution/S_RES_2423_(2018).en", "link-mismatch"),
    ("resolution/S_RES_2510_(2020).es", "metadata-mismatch"),
    ("resolution/S_RES_2521_(2020).en", "tally-mismatch"),
    ("resolution/S_RES_2535_(2020).en", "missing-comma"),
    ("resolution/S_RES_2530_(2020).zh", "date-mismatch"),
    ("resolution/S_RES_2536_(2020).en", "date-mismatch"),
    ("resolution/S_RES_2537_(2020).en", "link-mismatch"),
    ("resolution/S_RES_2546_(2020).en", "metadata-mismatch"),
    ("resolution/S_RES_2546_(2020).en", "year-mismatch"),
    ("resolution/S_RES_2556_(2020).en", "link-mismatch"),
    ("presidential_statement/S_PRST_2007_22.en", "symbol-title-mismatch"),
}
"""Errors of the official files that the remarks tell, a selection."""


def test_official_errors_are_kept_and_remarked(conversions: dict[str, Conversion]) -> None:
    for name, code in OFFICIAL_ERRORS:
        assert code in remark_codes(conversions[name]), (name, code)


MALFORMED = {
    "S_PRST_2000_33-0075002E.en.xml": (103, 7, "</docTitle>"),
    "S_PRST_2000_37-0077211E.en.xml": (137, 7, "</docTitle>"),
    "S_PRST_2004_22-0440422E.en.xml": (134, 7, "</docTitle>"),
    "S_PRST_2007_42-0758512E.en.xml": (137, 7, "</docTitle>"),
    "S_RES_2575_(2021)-G.xx.xml": (52, 131, "refersTo twice"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_official_files_are_refused_or_recovered(name: str) -> None:
    data = (CORPUS / "malformed" / name).read_bytes()
    line, column, found = MALFORMED[name]
    with pytest.raises(Refused) as caught:
        convert_bytes(data, name)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert found in caught.value.found
    assert caught.value.expected
    if ".xx" in name:  # a German translation: well-formed or not, no language that is known
        with pytest.raises(Refused, match="no text in a language known"):
            convert_bytes(data, name, recover=True)
        return
    recovered = convert_bytes(data, name, recover=True)
    assert "malformed-xml" in remark_codes(recovered)
    symbol = recovered.record.main.symbol
    assert name.startswith(symbol.replace("/", "_"))
    assert all(p.text.startswith(("“", "*")) for p in recovered.record.main.paragraphs)
