"""Where the words of a Charter citation begin and end."""

from __future__ import annotations

import pytest

from councilgraph.languages import load
from councilgraph.parse.instruments import charter_mentions


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "under Article 41 of Chapter VII of the Charter of the United Nations",
         ["Article 41", "Chapter VII of the Charter of the United Nations"]),
        ("es", "en virtud del Artículo 41 del Capítulo VII de la Carta de las Naciones Unidas",
         ["Artículo 41", "Capítulo VII de la Carta de las Naciones Unidas"]),
    ],
)  # fmt: skip
def test_an_article_of_a_chapter_ends_at_its_number(
    code: str, text: str, expected: list[str]
) -> None:
    found = charter_mentions(text, 0, len(text), load(code))
    assert [text[m.start : m.end] for m in found] == expected
