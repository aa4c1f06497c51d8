"""Patterns mean the same in every Python that is promised (CONTRIBUTING.md, "Patterns")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import councilgraph

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
