"""Where the words of a place stand in a text: as an expression finds them, however spaced."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from councilgraph.pages.texts import Mark, marked

SIGNS = st.text("ab-,é議 \n\u00a0", max_size=30)


def expected(text: str, quote: str, offset: int) -> str | None:
    words = [re.escape(word) for word in re.findall(r"\w+|[^\w\s]", quote)]
    found = list(re.finditer(r"\s*".join(words), text)) if words else []
    return min(found, key=lambda m: abs(m.start() - offset)).group() if found else None


@given(SIGNS, SIGNS, st.integers(-5, 40))
def test_the_nearest_words_are_marked(text: str, quote: str, offset: int) -> None:
    pieces = list(marked(text, [Mark(offset, quote, "c", "")]))
    assert "".join(piece for piece, _ in pieces) == text
    found = [piece for piece, mark in pieces if mark]
    assert found == ([] if (one := expected(text, quote, offset)) is None else [one])


def test_a_place_is_chosen_by_how_near_it_is() -> None:
    text = "a b, a\nb, ab"
    found = marked(text, [Mark(7, "a b", "c", "")])
    assert [(piece, bool(mark)) for piece, mark in found] == [
        ("a b, ", False), ("a\nb", True), (", ab", False),
    ]  # fmt: skip
