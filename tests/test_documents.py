"""Each document case says what its source says: facts and Turtle, byte for byte.

A case is a folder of `tests/documents`; `make golden` rewrites what the cases expect.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.cli import main
from councilgraph.model import Document, Record, Span
from councilgraph.pipeline import Conversion, convert_bytes
from councilgraph.publish.facts import facts_json
from councilgraph.rdf import write

CASES = Path(__file__).parent / "documents"
SYMBOLS = sorted(p.parent.name for p in CASES.glob("*/source.txt"))
PILOT = "S-2020-1166"


@cache
def conversion(symbol: str) -> Conversion:
    return convert_bytes((CASES / symbol / "source.txt").read_bytes(), "source.txt")


def turtle(made: Conversion) -> str:
    return write(made.triples, "ttl")


def expected(symbol: str, name: str, found: str, request: pytest.FixtureRequest) -> str:
    """Return what a case expects; rewrite it where that was asked for."""
    golden = CASES / symbol / name
    if request.config.getoption("--update-golden"):
        golden.write_text(found, "utf-8")
    if not golden.exists():
        pytest.fail(f"{golden} is missing: read what `make golden` writes there, then commit it")
    return golden.read_text("utf-8")


def test_cases_are_found() -> None:
    assert PILOT in SYMBOLS
    assert {p.name for p in CASES.iterdir() if p.is_dir()} == set(SYMBOLS)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_facts(symbol: str, request: pytest.FixtureRequest) -> None:
    found = facts_json(conversion(symbol).record)
    assert found == expected(symbol, "expected.json", found, request)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_turtle(symbol: str, request: pytest.FixtureRequest) -> None:
    found = turtle(conversion(symbol))
    golden = expected(symbol, "expected.ttl", found, request)
    assert _triples(found) == _triples(golden), "the graph says something else"
    assert found == golden, "the same graph, written otherwise"


def _triples(text: str) -> set[tuple[str, str, str]]:
    quads = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    found = {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}
    assert found
    return found


@pytest.mark.parametrize("name", ["expected.json", "expected.ttl"])
def test_a_missing_expectation_fails_and_names_the_command(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "S-2031-9000").mkdir()
    monkeypatch.setitem(globals(), "CASES", tmp_path)
    monkeypatch.setattr(request.config.option, "update_golden", False)
    with pytest.raises(pytest.fail.Exception, match="make golden"):
        expected("S-2031-9000", name, "", request)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_fact_stands_where_it_says(symbol: str) -> None:
    raw = (CASES / symbol / "source.txt").read_text("utf-8")
    record = conversion(symbol).record
    quotes = list(_quotes(record))
    assert quotes
    for words, span, as_written in quotes:
        assert 0 <= span.start < span.end <= len(raw)
        if as_written:
            assert _plain(raw[span.start : span.end]) == _plain(words)


def _quotes(record: Record) -> list[tuple[str, Span, bool]]:
    """Return the words of each fact, its place, and whether the place holds nothing else."""
    found: list[tuple[str, Span, bool]] = []
    for document in record.documents:
        found += _names(document)
        for paragraph in document.paragraphs:
            whole = not paragraph.number and paragraph.parent is None
            cut = _cut(document, paragraph.span)
            found.append((paragraph.text, paragraph.span, whole and not cut))
            found += [(c.quote, c.span, True) for c in paragraph.citations]
            found += [(v.lemma, v.span, False) for v in paragraph.verbs]
            found += [(r.deliverable, r.span, False) for r in paragraph.requests]
    for vote in record.votes:
        found += [(b.name, b.span, True) for b in vote.ballots if b.span is not None]
    return found


def _cut(document: Document, span: Span) -> bool:
    """Tell whether page furniture stands inside a span."""
    remarks = document.version.remarks if document.version else ()
    breaks = [r.span for r in remarks if r.code == "page-break" and r.span is not None]
    return any(span.start < b.start and b.end < span.end for b in breaks)


def _names(document: Document) -> list[tuple[str, Span, bool]]:
    named = [
        *document.sponsors, *document.addressees, document.signatory, document.signatory_role,
    ]  # fmt: skip
    return [(n.text, n.span, True) for n in named if n is not None and n.span is not None]


def _plain(text: str) -> str:
    """Return a text without the emphasis, raised marks and line ends that cleaning takes out."""
    for mark in ("^{*}", "*", "-\n", "\n", " "):
        text = text.replace(mark, "")
    return text


def test_offsets_of_the_pilot_are_those_of_its_file() -> None:
    record = conversion(PILOT).record
    raw = (CASES / PILOT / "source.txt").read_text("utf-8")
    (vote,) = record.votes
    places = [b.span for b in vote.ballots if b.span is not None]
    assert [raw[s.start : s.end] for s in places] == [b.name for b in vote.ballots]
    resolution = next(d for d in record.documents if d.symbol == "S/RES/2553 (2020)")
    cut = next(p for p in resolution.paragraphs if p.path == ("preamble", "7"))
    assert raw[cut.span.start :].startswith("Recalling the sovereign right")
    assert "2/9 20-16350" in raw[cut.span.start : cut.span.end]
    assert "20-16350" not in cut.text


@pytest.mark.slow
def test_every_case_conforms_to_the_shapes() -> None:
    assert main(["validate", *(str(CASES / symbol / "expected.ttl") for symbol in SYMBOLS)]) == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "20250531"])
def test_the_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "councilgraph", "convert", str(CASES / PILOT / "source.txt")],
        capture_output=True, check=True, timeout=60, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert run.stdout == (CASES / PILOT / "expected.ttl").read_bytes()


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_change_no_fact(ending: str) -> None:
    data = (CASES / PILOT / "source.txt").read_text("utf-8").replace("\n", ending)
    made = convert_bytes(data.encode(), "source.txt").record
    assert _said(made) == _said(conversion(PILOT).record)


def test_a_byte_order_mark_changes_no_fact() -> None:
    text = (CASES / PILOT / "source.txt").read_text("utf-8")
    encodings: list[Callable[[], bytes]] = [
        lambda: text.encode("utf-8-sig"),
        lambda: text.encode("utf-16"),
        lambda: b"\xfe\xff" + text.encode("utf-16-be"),
    ]
    for encoded in encodings:
        assert _said(convert_bytes(encoded(), "source.txt").record) == _said(
            conversion(PILOT).record
        )


def _said(record: Record) -> list[object]:
    """Return what a record says, places and the file left out."""
    said: list[object] = []
    for d in record.documents:
        said.append((d.symbol, d.kind, d.language, d.title, d.date, d.draft, d.annexes))
        said += [(p.path, p.text, [(c.target, c.verb, c.topic) for c in p.citations])
                 for p in d.paragraphs]  # fmt: skip
    for v in record.votes:
        said += [(v.tally, v.outcome, v.procedure), *((b.state, b.choice) for b in v.ballots)]
    return said
