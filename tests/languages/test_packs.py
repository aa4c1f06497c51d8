"""The packs read side by side: same tables, same keys, same order, phrases that can match."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from councilgraph import resources
from councilgraph.languages import FILLER, codes, fold, load

FOLDER = Path(__file__).resolve().parents[2] / "converter/councilgraph/languages"
MODEL = "en"


@cache
def _table(code: str) -> dict[str, Any]:
    table = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    assert table, f"{code}.toml is empty"
    return table


def _phrases(code: str) -> Iterator[tuple[str, str]]:
    for name, table in _table(code).items():
        if not isinstance(table, dict):
            continue
        for key, value in table.items():
            where = f"{code}.toml [{name}] {key}"
            sides = value.values() if isinstance(value, dict) else [value]
            for phrases in sides:
                if isinstance(phrases, list):
                    yield from ((where, phrase) for phrase in phrases)


def test_packs_are_found() -> None:
    assert MODEL in codes()
    assert len(codes()) > 1


@pytest.mark.parametrize("code", codes())
def test_keys_are_those_of_every_other_pack_in_the_same_order(code: str) -> None:
    mine, model = _table(code), _table(MODEL)
    assert list(mine) == list(model)
    for name, table in model.items():
        if isinstance(table, dict) and name != "verbs":
            assert list(mine[name]) == list(table), f"[{name}]"


@pytest.mark.parametrize("code", codes())
def test_verbs_are_lemmas_of_the_vocabulary_in_its_order(code: str) -> None:
    text = resources.text("ontology/vocabularies/verbs.ttl")
    known = re.findall(r"(?m)^verb:([a-z-]+)", text)
    lemmas = list(_table(code)["verbs"])
    assert len(lemmas) > 50
    assert set(lemmas) <= set(known)
    order = list(_table(MODEL)["verbs"])
    assert [v for v in order if v in lemmas] == [v for v in lemmas if v in order]


@pytest.mark.parametrize("code", codes())
def test_each_form_belongs_to_one_verb(code: str) -> None:
    owner: dict[str, str] = {}
    for lemma, sides in _table(code)["verbs"].items():
        for form in {form for forms in sides.values() for form in forms}:
            assert owner.setdefault(form.casefold(), lemma) == lemma, form


@pytest.mark.parametrize("code", codes())
def test_phrases_are_composed_and_nowhere_padded(code: str) -> None:
    found = list(_phrases(code))
    assert found
    for where, phrase in found:
        assert unicodedata.is_normalized("NFC", phrase), where
        if not where.endswith(("annex_rest", "addressee_stop")):  # spaces there end a word
            assert phrase == phrase.strip(), f"{where}: {phrase!r}"
        assert len(fold(phrase)) == len(phrase), where
        assert FILLER not in fold(phrase), f"{where}: {phrase!r} has marks on its letters"


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_every_template_compiles(code: str) -> None:
    pack = load(code)
    for name in ("dates", "masthead", "resolution", "headings", "votes", "letter"):
        for key in getattr(pack, name):
            assert pack.patterns(name, key) or not getattr(pack, name)[key]
    assert pack.patterns("requests", "deadline")


@pytest.mark.parametrize("code", codes())
def test_months_and_numerals_are_complete_and_apart(code: str) -> None:
    pack = load(code)
    assert [int(k) for k in pack.months] == list(range(1, 13))
    assert [int(k) for k in pack.numerals] == list(range(16))
    names = [n.casefold() for forms in pack.months.values() for n in forms]
    assert len(names) == len(set(names))
