"""What resolutions decide, against what was read in real documents by hand.

The documents are not part of the project: they are looked for in ``../shared/corpus``.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from councilgraph.model import Document
from councilgraph.pipeline import convert_bytes

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
BY_HAND = Path(__file__).with_name("meaning_by_hand.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(BY_HAND.read_text("utf-8"))["document"]
KINDS = ("acts", "mandates", "amends")
GOAL = 0.95

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def read() -> list[dict[str, list[str]]]:
    """Return what is read in each document, in the words of the table."""
    if not CORPUS.is_dir():
        pytest.skip("the documents read by hand are not there: ../shared/corpus")
    return [_facts(_document(CORPUS / row["file"])) for row in ROWS]


def _document(file: Path) -> Document:
    return convert_bytes(file.read_bytes(), file.name).record.main


def _facts(document: Document) -> dict[str, list[str]]:
    paragraphs = document.paragraphs
    acts = [
        f"{'/'.join(p.path)} {(part.path or '').rpartition('un-charter/')[2]}"
        for p in paragraphs
        for part in p.acts_under
    ]
    mandates = [
        f"{p.number} {m.action} {m.subject or '-'} {m.until or '-'}"
        for p in paragraphs
        for m in p.mandates
    ]
    amends = [f"{p.number} {a.kind} {a.target}" for p in paragraphs for a in p.amends]
    return dict(zip(KINDS, (acts, mandates, amends), strict=True))


def test_the_table_holds_documents_of_every_language() -> None:
    assert len(ROWS) >= 20
    assert {row["file"].split(".")[-2] for row in ROWS} == {"ar", "zh", "en", "fr", "ru", "es"}


def test_nearly_all_is_read_and_nearly_nothing_else(
    read: list[dict[str, list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    lines, low = [""], []
    for kind in KINDS:
        wanted = Counter((i, fact) for i, row in enumerate(ROWS) for fact in row[kind])
        found = Counter((i, fact) for i, facts in enumerate(read) for fact in facts[kind])
        right = (wanted & found).total()
        precision, recall = right / found.total(), right / wanted.total()
        figures = f"{precision:.3f} right, {recall:.3f} found"
        lines.append(f"{kind:9} {wanted.total():3} by hand: {figures}")
        if min(precision, recall) < GOAL:
            low.append((kind, sorted((wanted - found) | (found - wanted))))
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    assert not low


def test_a_mandate_keeps_the_words_and_the_place_it_was_read_from() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the documents read by hand are not there: ../shared/corpus")
    file = CORPUS / "resolution" / "S_RES_2530_(2020).en.txt"
    raw = file.read_text("utf-8")
    (decision,) = [m for p in _document(file).paragraphs for m in p.mandates]
    assert decision.subject_text == "the mandate of UNDOF"
    assert decision.until_text == "for a period of six months, that is, until 31 December 2020"
    quoted = raw[decision.span.start : decision.span.end]
    assert quoted == f"renew {decision.subject_text} {decision.until_text}"
