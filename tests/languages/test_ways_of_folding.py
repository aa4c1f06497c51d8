"""A text is folded in the fastest of several ways; all come to what each character alone does."""

from __future__ import annotations

import pytest

from councilgraph.languages import FILLER, fold

SETTINGS = {
    "ASCII": ("Recalling the text ", ", and so on; " * 20),
    "accented letters": ("Rappelant la décision ", ", d'être à la hâte: " * 20),
    "letters beyond": ("Rappelant l'œuvre ", ", à cœur; " * 20),
    "another script": ("Напоминая о решении ", ", и так далее; " * 20),
}
CHANGED = (
    "’“”–\u2011\u00a0‘—«»\u2010\u2012\u2212\u02bc„\u202f\u2007\u2009\u3000\t，（）／２٢،\u0640Ａ"
)
FOLDED = '\'""-- \'-""---\'"' + 5 * " " + ",()/22,-A"
KEPT = "?•éœÿжا第\U0001f600"


@pytest.mark.parametrize("around", SETTINGS.values(), ids=SETTINGS)
def test_a_character_is_folded_alike_in_any_text(around: tuple[str, str]) -> None:
    before, after = around
    assert (fold(before), fold(after)) == around
    assert fold(f"{before}{CHANGED}{after}") == f"{before}{FOLDED}{after}"
    assert fold(f"{before}{KEPT}{after}") == f"{before}{KEPT}{after}"


@pytest.mark.parametrize("around", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("sign", ["", "’", "é", "•"])
def test_a_mark_stands_after_its_word_in_any_text(around: tuple[str, str], sign: str) -> None:
    before, after = around
    folded = fold(f"{before}{sign}a\u0301b c{after}")
    assert folded == f"{before}{fold(sign)}ab{FILLER} c{after}"
