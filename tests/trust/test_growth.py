"""A small part of what ``tests/trust/growth.py`` runs, and that it finds what it looks for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from growth import FRONT, everywhere, look, steep, text_of
from hypothesis import given
from hypothesis import strategies as st
from patterns import Found, hostile

from councilgraph.languages import compile_template, load
from councilgraph.model import SourceText
from councilgraph.read import clean

GROWTH = Path(__file__).with_name("growth.py")


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [r"\s*[\s,]\s*x", r"(?:a+)+b"])
def test_a_pattern_that_tries_again_is_found(pattern: str) -> None:
    failed, _ = look(Found(pattern, 0, "a"))
    assert failed


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [r"(?:\.{6,}\s*)+", r"(?:\d{1,3}/\d{1,3})+"])
def test_a_pattern_that_tries_again_to_hold_a_whole_is_found(pattern: str) -> None:
    strings = hostile(Found(pattern, 0, "a"))
    assert any(steep(re.compile(pattern).fullmatch, text_of(*string)) for string in strings)


@pytest.mark.slow
@pytest.mark.parametrize("string", [("", ".", ">"), ("", "-", "x"), ("1/", "111/", "x")])
def test_a_line_of_marks_that_is_none_is_told_at_once(string: tuple[str, str, str]) -> None:
    assert steep(lambda line: clean(SourceText.of(line)), text_of(*string)) is None


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [r"(?:\s++(?:,\s*+)?|,\s*+)x", r"[ab]*c", r"a{1,3}b"])
def test_a_pattern_that_does_not_is_none(pattern: str) -> None:
    failed, _ = look(Found(pattern, 0, "a"))
    assert not failed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "begins"),
    [
        ("{day} 日 {text} 的信 ({symbol})", "1日x"),
        ("安全理事会{rest}第 {meeting} 次会议通过", "安全理事会"),
        ("submitted by {list} in connection with", "submitted by "),
    ],
)  # fmt: skip
def test_a_search_for_a_template_that_begins_everywhere_is_linear(
    template: str, begins: str
) -> None:
    pack = load("zh")
    source = compile_template(template, pack.month_pattern, pack.traits["spaces"])
    call = everywhere(re.compile(source, re.IGNORECASE))
    assert steep(call, text_of("", begins, ""), short=FRONT, limit=30) is None


@pytest.mark.slow
@given(st.text(st.sampled_from(" \t\n\r\u00a0a,.("), max_size=60))
def test_the_reader_leaves_single_spaces(text: str) -> None:
    assert re.search(r"[ \t]{2}", clean(SourceText.of(text)).text) is None


@pytest.mark.slow
def test_some_patterns_are_linear(tmp_path: Path) -> None:
    command = [sys.executable, str(GROWTH), "--share", "400", "--out", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    outcome = json.loads((tmp_path / "growth.json").read_text("utf-8"))
    assert done.returncode == 0, outcome["rows"]
    assert outcome["tried"] > 100
