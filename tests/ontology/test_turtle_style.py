"""Turtle is code: one way to lay it out, in the ontology and the shapes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from councilgraph import resources

FILES = [*resources.files("ontology/**/*.ttl"), *resources.files("shapes/*.ttl")]
ORDER = ["ar", "zh", "en", "fr", "ru", "es"]
"""The official languages as every block of labels has them."""
TEXTS = re.compile(
    r'(?:label|prefLabel|definition)\n(?:^\s+"(?:[^"\\]|\\.)*"@[a-z]+ [,;.]\n){2,}', re.MULTILINE
)


def test_files_are_found() -> None:
    assert len(FILES) > 15


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_turtle_is_laid_out_alike(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "\t" not in text
    assert re.findall(r"[ \r]+\n", text) == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    prefixes = re.findall(r"^@prefix ([\w-]*):", text, re.MULTILINE)
    assert prefixes
    assert prefixes == sorted(set(prefixes))
    subjects = re.findall(r"^([^\s#@][^\s]*)(?:\s|$)", text, re.MULTILINE)
    assert len(subjects) == len(set(subjects)), "one block a subject"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_class_comes_first_in_a_block(file: Path) -> None:
    blocks = re.split(r"\n(?=[^\s#@])", file.read_text("utf-8"))
    assert len(blocks) > 1
    for block in blocks[1:]:
        predicates = re.findall(r"^(?:\S+[ ]+|    )(a|\w+:\w+)(?=\s)", block, re.MULTILINE)
        assert "a" not in predicates[1:], block


def test_labels_stand_in_the_order_of_languages() -> None:
    seen = 0
    for file in FILES:
        for match in TEXTS.finditer(file.read_text("utf-8")):
            tags = [ORDER.index(t) for t in re.findall(r'"@([a-z]+) [,;.]\n', match.group())]
            seen += 1
            assert all(a <= b for a, b in pairwise(tags)), f"{file.name}: {match.group()}"
    assert seen > 100
