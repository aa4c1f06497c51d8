"""What cleaning promises to undo, it undoes; other noise leaves every fact or is borne."""

from __future__ import annotations

import dataclasses as dc
from functools import cache
from typing import Any

import pytest

from councilgraph.errors import Refused
from councilgraph.languages import codes, fold
from councilgraph.link import gazetteer
from councilgraph.model import LanguageVersion, Record, Source, Span, VerbUse
from councilgraph.parse import parse_record
from councilgraph.read import read
from councilgraph.render import KINDS, UNDONE, invent, render
from councilgraph.render.noise import FOLDED

SLOW = 500
_ELSEWHERE = {"span", "remarks", "places"}


def parsed(text: str) -> Record:
    result = read(text.encode(), "generated.txt")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def facts(value: Any, *, folded: bool) -> Any:
    """Return what a model value says: no places, no sources, no remarks."""
    if isinstance(value, Source | Span):
        return None
    if isinstance(value, VerbUse | LanguageVersion):
        return value.lemma if isinstance(value, VerbUse) else value.language
    if isinstance(value, str):
        return fold(value) if folded else value
    if isinstance(value, tuple):
        return tuple(facts(v, folded=folded) for v in value)
    if dc.is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in dc.fields(value) if f.name not in _ELSEWHERE]
        return {name: facts(getattr(value, name), folded=folded) for name in kept}
    return value


def check(language: str, seed: int, kind: str) -> None:
    record = invent(language, seed)
    text = render(record, noise=[kind], seed=seed)
    found = parsed(text)
    folded = kind in FOLDED
    assert facts(found.documents, folded=folded) == facts(record.documents, folded=folded), text
    assert facts(found.votes, folded=folded) == facts(record.votes, folded=folded), text


@pytest.mark.slow
def test_each_kind_of_noise_is_undone() -> None:
    for place, kind in enumerate((*UNDONE, *sorted(FOLDED))):
        check(codes()[place % len(codes())], place, kind)


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
def test_noise_is_undone_in_five_hundred_documents(language: str) -> None:
    kinds = (*UNDONE, *sorted(FOLDED))
    for seed in range(SLOW):
        check(language, seed, kinds[seed % len(kinds)])


@pytest.mark.slow
def test_each_kind_of_noise_changes_documents() -> None:
    asked = [(language, seed) for seed in range(12) for language in codes()]
    clean = cache(lambda language, seed: render(invent(language, seed)))
    silent = {
        kind for kind in KINDS
        if all(render(invent(*a), noise=[kind], seed=n) == clean(*a) for n, a in enumerate(asked))
    }  # fmt: skip
    assert silent == set()


def bears(language: str, seed: int) -> bool:
    try:
        return bool(parsed(render(invent(language, seed), noise=KINDS, seed=seed)).documents)
    except Refused as refused:
        return bool(refused.found)


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
def test_all_noise_at_once_gives_a_record_or_a_refusal_with_its_reason(language: str) -> None:
    assert all(bears(language, seed) for seed in range(100))


@pytest.mark.slow
def test_equal_seeds_give_equal_noise() -> None:
    record = invent("en", 1)
    assert render(record, noise=KINDS, seed=3) == render(record, noise=KINDS, seed=3)
    assert render(record, noise=KINDS, seed=3) != render(record, noise=KINDS, seed=4)
