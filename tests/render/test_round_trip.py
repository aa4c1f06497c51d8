"""What is put into a document is read out of it: parse(render(record)) is the record.

Every field must come back: kinds, symbols, dates, titles, distribution, languages, job number,
agenda item, meeting, draft, sponsors, annexes, addressees, signatory and office, footnotes;
paragraphs with kind, path, number, position, parent, text, leading verbs, citations (target, quote,
verb, topic, date) and requests (verb, addressee, deliverable, deadline); votes with draft,
resolution, outcome, procedure, tally, ballots, reporting letter and date. What cannot: places in a
file that was not written yet with the words there, and the file itself. Nothing may be remarked.
"""

from __future__ import annotations

import dataclasses as dc
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councilgraph.languages import codes
from councilgraph.link import gazetteer
from councilgraph.model import LanguageVersion, Record, Remark, Source, Span, VerbUse
from councilgraph.parse import parse_record
from councilgraph.read import read
from councilgraph.render import invent, invented, render

NOWHERE, UNWRITTEN = Span(0, 1), Source("", "", "", 0)
QUICK, SLOW = 2, 500


def parsed(text: str) -> Record:
    result = read(text.encode(), "generated.txt")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def facts(value: Any) -> Any:
    """Return a model value with every place and source replaced by one and the same, or none."""
    if isinstance(value, Source):
        return UNWRITTEN
    if isinstance(value, Span):
        return NOWHERE
    if isinstance(value, VerbUse | LanguageVersion):
        return value.lemma if isinstance(value, VerbUse) else value.language
    if isinstance(value, tuple):
        return tuple(facts(v) for v in value)
    if dc.is_dataclass(value) and not isinstance(value, type):
        named = {f.name: facts(getattr(value, f.name)) for f in dc.fields(value)
                 if f.name != "places"}  # fmt: skip
        spans = {"span": NOWHERE} if "span" in named else {}
        return type(value), {**named, **spans}
    return value


def remarks(value: Any) -> list[Remark]:
    if isinstance(value, Remark):
        return [value]
    if isinstance(value, tuple):
        return [r for v in value for r in remarks(v)]
    if dc.is_dataclass(value) and not isinstance(value, type):
        return [r for f in dc.fields(value) for r in remarks(getattr(value, f.name))]
    return []


def check(record: Record) -> None:
    found = parsed(render(record))
    assert remarks(found) == []
    for mine, read_back in zip(record.documents, found.documents, strict=True):
        for one, other in zip(mine.paragraphs, read_back.paragraphs, strict=False):
            assert facts(other) == facts(one)
        assert facts(read_back) == facts(mine)
    assert facts(found.votes) == facts(record.votes)


@pytest.mark.parametrize("language", codes())
def test_what_is_rendered_is_read_back(language: str) -> None:
    for seed in range(QUICK):
        check(invent(language, seed))


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
@settings(
    max_examples=SLOW, deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow,
                           HealthCheck.large_base_example],
)  # fmt: skip
@given(rng=st.randoms(use_true_random=False))
def test_whatever_is_rendered_is_read_back(language: str, rng: Random) -> None:
    check(invented(language, rng))


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
def test_five_hundred_documents_are_read_back(language: str) -> None:
    for seed in range(SLOW):
        check(invent(language, seed))


def test_equal_seeds_give_equal_documents() -> None:
    texts = [[render(invent("en", seed)) for seed in range(5)] for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == len(texts[0])


def test_a_changed_number_is_seen() -> None:
    record = next(r for r in (invent("en", n) for n in range(50)) if r.votes)
    text = render(record).replace(f"received {record.votes[0].tally.in_favour}", "received 99")
    assert facts(parsed(text)) != facts(record)
