"""Whatever the text, the converter answers: a record whose facts have a place, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph.errors import Refused
from councilgraph.model import Record, Span
from councilgraph.pipeline import Conversion, convert_bytes
from councilgraph.publish.facts import facts_json
from councilgraph.rdf import write

PILOT = (Path(__file__).parent / "documents" / "S-2020-1166" / "source.txt").read_text("utf-8")
LINES = [line for line in PILOT.splitlines() if line.strip()]

LETTER = (
    "S/2031/901\n\nLetter dated 3 May 2031 from the President of the Security Council addressed to "
    "the Secretary-General\n\nI have the honour to report.\n\n"
)
HEADS = st.sampled_from([
    "", "United Nations\nS/RES/9001 (2031)\n\nThe Security Council,\n\n",
    "S/PRST/2031/901\n\nStatement by the President of the Security Council\n\n",
    LETTER, "联合国\nS/RES/9001(2031)\n\n安全理事会，\n\n",
])  # fmt: skip
PIECES = st.sampled_from([
    "Recalling its resolutions 1325 (2000) and 2250 (2015) on youth,", "1. Decides:", "(a) To go;",
    "(i) Now;", "2. Requests the Secretary-General to report by 1 May 2032;", "Annex", "A", "B",
    "In favour:", "Belgium, France and the Niger.", "Against:", "None.", "Abstaining:", "20-16350",
    "7/9", "*", "^{*}", r"\mathbf{S} /2020/1", "第七章", "赞成:", "比利时、中国和越南。", "反对:",
    "决议草案获得 3 票赞成。", "(Signed) Nobody", "President of the Security Council", "¹",
    "\u202e", "under Chapter VII of the Charter",
    "draft resolution contained in document S/2031/900",
    "United Nations", "Adopted at the 631st meeting by 9 votes to 1", "____", "附件", "联合国",
    "has not been adopted", "received 3 votes in favour", "99999. Ends.", "S/RES/2553 (1999)",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.tuples(HEADS, st.lists(PIECES, max_size=30).map("\n".join)).map("".join),
    st.tuples(HEADS, st.lists(PIECES, max_size=15).map(" ".join), st.text(max_size=80)).map(
        "".join
    ),
    st.lists(st.sampled_from(LINES), max_size=20).map("\n\n".join),
)


def converted(data: bytes) -> Conversion | None:
    """Return a conversion, or None where the document was refused by its name."""
    refused = None
    try:
        return convert_bytes(data, "any.txt")
    except Refused as error:
        refused = str(error)
    assert refused.startswith("any.txt")
    return None


def spans(record: Record) -> Iterator[Span | None]:
    for document in record.documents:
        for paragraph in document.paragraphs:
            yield paragraph.span
            yield from (c.span for c in paragraph.citations)
            yield from (v.span for v in paragraph.verbs)
            yield from (r.span for r in paragraph.requests)
            yield from (r.span for r in paragraph.remarks)
    for vote in record.votes:
        yield vote.span
        yield from (b.span for b in vote.ballots)
        yield from (r.span for r in vote.remarks)


def answers(text: str) -> None:
    made = converted(text.encode("utf-8", "surrogatepass"))
    if made is None:
        return
    assert facts_json(made.record)
    length = made.record.source.length
    assert all(0 <= s.start < s.end <= length for s in spans(made.record) if s is not None)
    turtle = write(made.triples, "ttl")
    quads = list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    assert len({(str(q.subject), str(q.predicate), str(q.object)) for q in quads}) == len(
        set(made.triples)
    )


@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    answers(text)


@pytest.mark.slow
@settings(max_examples=1000)
@given(TEXTS)
def test_many_texts_are_read_or_refused(text: str) -> None:
    answers(text)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.data())
def test_the_pilot_cut_or_spoiled_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(PILOT)))
    end = data.draw(st.integers(start, min(len(PILOT), start + 300)))
    new = data.draw(st.one_of(st.just(""), st.text(max_size=10), PIECES))
    answers(PILOT[:start] + new + PILOT[end:])
    answers(PILOT[:start])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    converted(data)
