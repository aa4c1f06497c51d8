"""Documents that were read are laid out anew, in their own language or in another's frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.languages import codes, load
from councilgraph.link import gazetteer
from councilgraph.model import Paragraph, Record
from councilgraph.parse import parse_record
from councilgraph.read import read
from councilgraph.render import invent, render

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).resolve().parents[1] / "documents/S-2020-1166/source.txt"


def parsed(data: bytes) -> Record:
    result = read(data, "source.txt")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def outline(paragraph: Paragraph) -> tuple[object, ...]:
    cited = [(c.target, c.verb, c.topic, c.date) for c in paragraph.citations]
    return paragraph.path, paragraph.number, paragraph.text, cited


def test_the_sample_letter_is_read_back_from_its_own_layout() -> None:
    record = parsed(SAMPLE.read_bytes())
    again = parsed(render(record).encode())
    assert [d.symbol for d in again.documents] == [d.symbol for d in record.documents]
    for one, other in zip(record.documents, again.documents, strict=True):
        assert [outline(p) for p in other.paragraphs] == [outline(p) for p in one.paragraphs]
        assert (other.signatory_role and one.signatory_role) or one.signatory_role is None
    assert [b.state for v in again.votes for b in v.ballots] == [
        b.state for v in record.votes for b in v.ballots
    ]


@pytest.mark.parametrize("language", codes())
def test_a_letter_says_the_same_of_its_vote_in_every_language(language: str) -> None:
    record = parsed(SAMPLE.read_bytes())
    again = parsed(render(record, language).encode())
    assert again.main.language == language
    vote, other = record.votes[0], again.votes[0]
    for name in ("draft", "resolution", "outcome", "procedure", "tally", "date"):
        assert getattr(other, name) == getattr(vote, name), name
    assert {(b.state, b.choice) for b in other.ballots} == {
        (b.state, b.choice) for b in vote.ballots
    }
    assert [s.path for s in again.documents[1].sponsors] == [
        s.path for s in record.documents[1].sponsors
    ]
    assert [p.text for p in again.documents[2].paragraphs] == [
        p.text for p in record.documents[2].paragraphs
    ]


@pytest.mark.parametrize("language", codes())
def test_what_every_pack_needs_to_write_is_there(language: str) -> None:
    model = load("en").rendering
    mine = load(language).rendering
    assert list(mine) == list(model)
    assert all(mine.values())
    assert len(mine["letter_heads"]) == 4
    assert len(mine["distributions"]) == len(model["distributions"])


def test_points_are_marked_in_the_letters_of_the_language() -> None:
    record = next(
        r for r in (invent("ar", n) for n in range(200))
        if any(p.number.count("(") == 2 for p in r.main.paragraphs)
    )  # fmt: skip
    text = render(record)
    assert "\n1 - " in text
    assert "\n(أ) " in text
    assert "\n’1‘ " in text
