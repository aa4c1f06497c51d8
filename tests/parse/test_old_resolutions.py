"""Thirty resolutions of 1958 to 1999 against what a person read in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph.model import Document, InstrumentRef, Record
from councilgraph.pipeline.conversion import convert_bytes

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRUTH: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "old_resolutions.toml").read_text("utf-8")
)


def source(stem: str) -> Path:
    """Return the file of a document, or skip the test where the documents are not at hand."""
    if not CORPUS.is_dir():
        pytest.skip("the documents in ../shared/corpus are not here")
    found = list(CORPUS.glob(f"resolution_*/{stem.replace('[', '[[]')}.txt"))
    assert len(found) == 1, f"no file {stem}.txt in ../shared/corpus"
    return found[0]


def operative(document: Document) -> list[str]:
    paths = [p.path for p in document.paragraphs if p.path[0] == "paragraph"]
    return ["/".join(path[1:]) for path in paths if "text" not in path]


def cited(document: Document) -> set[str]:
    targets = (c.target for p in document.paragraphs for c in p.citations)
    return {
        "/".join(filter(None, (t.slug, t.part))) if isinstance(t, InstrumentRef) else t
        for t in targets
    }


def tally(record: Record) -> list[int] | None:
    if not record.votes:
        return None
    stated = record.votes[0].tally
    numbers = (stated.in_favour, stated.against, stated.abstaining, stated.not_voting)
    return [-1 if n is None else n for n in numbers]


def test_the_table_holds_thirty_documents() -> None:
    assert len(TRUTH) == 30


@pytest.mark.slow
@pytest.mark.parametrize("stem", TRUTH)
def test_an_old_resolution_says_what_its_reader_found(stem: str) -> None:
    row = TRUTH[stem]
    file = source(stem)
    record = convert_bytes(file.read_bytes(), file.name).record
    document = record.main
    assert document.symbol == row["symbol"]
    assert document.adoption_date == document.date == row["date"]
    assert document.meeting == row.get("meeting")
    preamble = [p for p in document.paragraphs if p.path[0] == "preamble"]
    assert len(preamble) == row["preambular"]
    assert all(p.verbs for p in preamble)
    assert operative(document) == row["operative"]
    assert cited(document) == set(row["cites"])
    procedure = row.get("procedure")
    assert (record.votes[0].procedure.value if record.votes else None) == procedure  # type: ignore[union-attr]
    assert tally(record) == row.get("tally", [-1] * 4 if procedure else None)
    cast = {b.state: b.choice.value for v in record.votes for b in v.ballots}
    assert cast == row.get("voters", {})
