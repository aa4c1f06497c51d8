"""Requests of real documents, held against a table that was made by reading them."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from councilgraph.model import ParagraphKind, Request
from councilgraph.pipeline import convert_bytes

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
TABLE = Path(__file__).with_name("requests_by_hand.toml")
DOCUMENTS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["document"]
ENOUGH = 0.9

Row = tuple[str, ...]

pytestmark = pytest.mark.slow


def test_fifteen_documents_in_six_languages_were_read() -> None:
    assert len(DOCUMENTS) == 15
    assert {d["file"].split(".")[-2] for d in DOCUMENTS} == {"ar", "en", "es", "fr", "ru", "zh"}


def _asked(file: str, place: str, verb: str, paths: list[str]) -> list[Row]:
    """Return a row for each addressee, and one for a request of nobody known."""
    return [(file, place, verb, path) for path in paths or ["-"]]


def _due(file: str, place: str, verb: str, values: list[str], words: list[str]) -> list[Row]:
    """Return a row for each day or duration, and one for each wording."""
    squeezed = ["".join(w.replace("’", "'").split()) for w in words]
    return [(file, place, verb, one) for one in (*values, *squeezed)]


def _expected(document: dict[str, Any]) -> tuple[list[Row], list[Row]]:
    asked: list[Row] = []
    due: list[Row] = []
    for place, verb, paths, deadlines in document["requests"]:
        asked += _asked(document["file"], place, verb, paths)
        values, words = [v for v, _ in deadlines if v], [w for _, w in deadlines]
        due += _due(document["file"], place, verb, values, words)
    return asked, due


def _found(document: dict[str, Any]) -> tuple[list[Row], list[Row]]:
    file = CORPUS / document["file"]
    requests: list[tuple[str, Request]] = [
        ("/".join(p.path[1:]), request)
        for p in convert_bytes(file.read_bytes(), file.name).record.main.paragraphs
        if p.kind is not ParagraphKind.PREAMBULAR
        for request in p.requests
    ]
    asked: list[Row] = []
    due: list[Row] = []
    for place, r in requests:
        asked += _asked(document["file"], place, r.verb, list(r.addressees))
        values = [*r.deadlines, *r.recurrences]
        due += _due(document["file"], place, r.verb, values, list(r.deadline_texts))
    return asked, due


def _score(name: str, expected: list[Row], found: list[Row]) -> tuple[float, float]:
    """Print and return precision and recall, with every difference."""
    right = Counter(expected) & Counter(found)
    precision, recall = right.total() / len(found), right.total() / len(expected)
    shown = f"precision {precision:.3f} ({right.total()} of {len(found)} found)"
    lines = [f"{name}: {shown}, recall {recall:.3f} (of {len(expected)} read by eye)"]
    lines += [f"  missed: {' '.join(r)}" for r in sorted((Counter(expected) - right).elements())]
    lines += [f"  wrong:  {' '.join(r)}" for r in sorted((Counter(found) - right).elements())]
    sys.stdout.write("\n".join(lines) + "\n")
    return precision, recall


def test_requests_read_by_eye_are_found_and_few_others() -> None:
    if not CORPUS.exists():
        pytest.skip(f"the development corpus is not beside the checkout: {CORPUS}")
    expected, found = [_expected(d) for d in DOCUMENTS], [_found(d) for d in DOCUMENTS]
    for kind, name in enumerate(("verb and addressee", "deadlines")):
        precision, recall = _score(
            name,
            [row for rows in expected for row in rows[kind]],
            [row for rows in found for row in rows[kind]],
        )
        assert precision >= ENOUGH, name
        assert recall >= ENOUGH, name
