"""A paragraph that cites very much takes work in proportion; the texts are invented."""

from __future__ import annotations

from datetime import date

import pytest
from growth import FRONT, steep, text_of

from councilgraph.languages import load
from councilgraph.model import Symbol
from councilgraph.parse.citations import _dated
from councilgraph.parse.instruments import charter_mentions
from councilgraph.parse.mention import Mention
from councilgraph.parse.topics import topics
from councilgraph.parse.verbs import VerbMatch

PIECE = "1 May 2031 S/2031/1 on x "


def mentions(text: str) -> list[Mention]:
    starts = range(PIECE.index("S/"), len(text) - len(PIECE), len(PIECE))
    return [Mention(at, at + len("S/2031/1"), Symbol("S/2031/1")) for at in starts]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "zh"])
def test_topics_of_many_mentions(code: str) -> None:
    pack = load(code)

    def call(text: str) -> None:
        found = mentions(text)
        verbs = [VerbMatch("decides", m.start - 1, m.start, "operative", m.start - 1)
                 for m in found]  # fmt: skip
        topics(text, 0, len(text), found, verbs, pack)

    assert steep(call, text_of("", PIECE, ""), short=FRONT, limit=30) is None


@pytest.mark.slow
def test_dates_of_many_mentions() -> None:
    pack = load("en")

    def call(text: str) -> None:
        found = mentions(text)
        dates: list[tuple[date | None, int, int]] = [
            (date(2031, 5, 1), m.start - 11, m.start - 1) for m in found
        ]
        for mention in found:
            _dated(mention, dates, text, pack)

    assert steep(call, text_of("", PIECE, ""), short=FRONT, limit=30) is None


@pytest.mark.slow
def test_many_articles_of_the_charter() -> None:
    pack = load("en")
    make = text_of("", "Article 41 of the Charter of the United Nations, ", "")

    def call(text: str) -> None:
        charter_mentions(text, 0, len(text), pack)

    assert steep(call, make, short=4 * FRONT, limit=30) is None
