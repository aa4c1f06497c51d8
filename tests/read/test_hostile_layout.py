"""Text made to make the reader of layouts slow: none takes long."""

from __future__ import annotations

import time

import pytest

from councilgraph.model import SourceText
from councilgraph.read import read
from councilgraph.read.gutters import columns

pytestmark = pytest.mark.slow

SIZE = 60_000
HEAD = "S/2030/9999\n\nThe Security Council, "
PIECES = {
    "one long line": "a" * 50 + " " * 50,
    "cells": "a    ",
    "two columns": "a" * 30 + " " * 30 + "b" * 30 + "\n",
    "rules": "________\n1 note\n",
    "rules and feeds": "________\n1\n\f\n",
    "feeds": "\fS/2030/9999 a title\n",
    "broken words": "politi-\ncal ",
    "run in": ", Recalling",
    "parentheses": "(a (b\n",
    "notes": "1 A note.\n",
    "marks": "^1",
    "numbers": "1\n",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_hostile_layout_takes_no_time(piece: str) -> None:
    text = HEAD + piece * (SIZE // len(piece))
    start = time.process_time()
    assert read(text.encode(), "a.txt").text.text
    assert time.process_time() - start < 2


def test_one_long_line_among_short_ones_is_no_page_of_columns() -> None:
    lines = ["a" * 30 + " " * 30 + "b" * 30] * 20
    assert columns(SourceText.of("\n".join(lines))).text.startswith("a" * 30 + "\n")
    source = SourceText.of("\n".join([*lines, "c" * 200_000]))
    start = time.process_time()
    assert columns(source) is source
    assert time.process_time() - start < 1
