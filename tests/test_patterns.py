"""Patterns mean the same in every Python that is promised (CONTRIBUTING.md, "Patterns")."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import councilgraph
from councilgraph.languages.fold import _MARKED
from councilgraph.rdf.laid_out import _LITERAL, _LONG
from councilgraph.read.xml.lexer import _TOKEN

PACKAGE = Path(councilgraph.__file__).parent
TABLES = [f for kind in ("py", "toml", "ttl") for f in sorted(PACKAGE.rglob(f"*.{kind}"))]
REPEATED = re.compile(r"(?P<last>\(\?!\)\s*)?\)(?:[*+?]|\{+[^{}\s]*(?:\{\w+\})?\}+)\+")
"""A group that is repeated possessively, and its last way if that fails at once."""


def repeated(text: str) -> Iterator[str]:
    """Yield lines with a group that is repeated possessively and may fail half way."""
    for line in text.splitlines():
        if "(?" in line and any(not m["last"] for m in REPEATED.finditer(line)):
            yield line.strip()


@pytest.mark.parametrize("line", [
    "(?:ab?c)*+", "(?:ab?c)++", "(?:a)?+", "(?:a){2,8}+", "(?:{a}){{0,{MOST}}}+", "(?: a )*+",
])  # fmt: skip
def test_a_group_that_is_repeated_possessively_is_seen(line: str) -> None:
    assert [*repeated(f"x\n{line}")] == [line]


@pytest.mark.parametrize(
    "line", ["(?>(?:ab?c)*)", "(?:ab?c|(?!))*+", "(?: a | (?!) )*+", "(?:a)+x+"]
)
def test_what_means_the_same_everywhere_is_not(line: str) -> None:
    assert [*repeated(line)] == []


def test_no_pattern_depends_on_the_version_of_python() -> None:
    assert len(TABLES) > 200
    found = {file.name: [*repeated(file.read_text("utf-8"))] for file in TABLES}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("pattern", "text"), [
    (_TOKEN, "<a " + "b='' " * 20_000 + ">"),
    (_MARKED, "e\u0301" * 20_000),
    (_LITERAL, b'"' + b"\\n" * 20_000 + b'"'),
    (_LONG, b'    e:b """' + b"\\n" * 20_000 + b'"""'),
], ids=["attributes", "marks", "escapes", "lines"])  # fmt: skip
def test_what_is_repeated_takes_no_memory_a_round(pattern: re.Pattern[Any], text: Any) -> None:
    pattern.match(text)
    tracemalloc.start()
    try:
        found = pattern.match(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found
    assert found.end() == len(text)
    assert peak < 100_000
