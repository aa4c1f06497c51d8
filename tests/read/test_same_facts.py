"""Real documents in two forms, the PDF file and its laid-out text: both give the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.model import Document, InstrumentRef, Record, Vote
from councilgraph.pipeline.conversion import convert_bytes

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
KINDS = ("draft_resolution", "verbatim_record", "ga_resolution")
PAIRS = sorted(f.with_suffix("") for kind in KINDS for f in CORPUS.glob(f"{kind}/*.pdf"))


def record(file: Path) -> Record:
    return convert_bytes(file.read_bytes(), file.name).record


def facts(document: Document) -> dict[str, object]:
    """Return what a document says, places in the file left out."""
    targets = [c.target for p in document.paragraphs for c in p.citations]
    return {
        "symbol": document.symbol,
        "kind": document.kind,
        "date": document.date,
        "adopted": document.adoption_date,
        "meeting": document.meeting,
        "title": document.title,
        "draft": document.draft,
        "sponsors": [s.path or s.text for s in document.sponsors],
        "paragraphs": [p.path for p in document.paragraphs],
        "verbs": [[v.lemma for v in p.verbs] for p in document.paragraphs],
        "cited": [t.part if isinstance(t, InstrumentRef) else t for t in targets],
        "footnotes": len(document.footnotes),
    }


def count(vote: Vote) -> tuple[object, ...]:
    cast = sorted((b.state, b.choice.value) for b in vote.ballots)
    return vote.draft, vote.resolution, vote.outcome, vote.procedure, vote.tally, vote.date, cast


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_documents_are_found(kind: str) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the documents in ../shared/corpus are not here")
    assert [f for f in PAIRS if f.parent.name == kind]


@pytest.mark.slow
@pytest.mark.parametrize("stem", PAIRS, ids=lambda f: f.name)
def test_a_pdf_and_its_text_say_the_same(stem: Path) -> None:
    pdf, text = (record(stem.parent / f"{stem.name}.{suffix}") for suffix in ("pdf", "txt"))
    assert [facts(d) for d in pdf.documents] == [facts(d) for d in text.documents]
    assert [count(v) for v in pdf.votes] == [count(v) for v in text.votes]
    assert pdf.source.media_type == "application/pdf"
