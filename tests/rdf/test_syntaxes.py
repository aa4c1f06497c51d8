"""Each syntax says the same, to two libraries that do not know ours; always in the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from councilgraph.errors import UsageError
from councilgraph.formats import RDF_FORMATS
from councilgraph.rdf import Iri, Literal, Triple, canonical_quads, read_triples, write

CASES = Path(__file__).parent.parent / "documents"
SYMBOLS = sorted(p.parent.name for p in CASES.glob("*/expected.ttl"))
Judges = list[Callable[[str, str], set[Triple]]]
XSD = "http://www.w3.org/2001/XMLSchema#"
A, B, C = Iri("urn:a"), Iri("https://example.org/b#b"), Iri("https://example.org/c")

KINDS: list[Triple] = [
    (A, Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Iri("urn:T")),
    (A, B, C),
    (A, B, Literal("words")),
    (A, B, Literal("")),
    (A, B, Literal("words", language="en")),
    (A, B, Literal("слова", language="ru")),
    (A, B, Literal("words", language="en-gb")),
    *((A, Iri(f"https://example.org/{name}"), Literal(value, XSD + name)) for name, value in [
        ("integer", "15"), ("integer", "015"), ("integer", "-0"), ("integer", "9" * 40),
        ("boolean", "true"), ("boolean", "1"), ("boolean", "TRUE"), ("date", "2031-02-30"),
        ("gYear", "2031"), ("decimal", "1.50"), ("double", "1e3"), ("double", "INF"),
        ("language", "zh"),
    ]),
    (C, B, Literal("2031", XSD + "gYear")),
    (C, B, Literal("not a number", XSD + "integer")),
    (C, B, Literal("of its own", "https://example.org/type")),
]  # fmt: skip


def written(triples: list[Triple], syntax: str) -> str:
    return write(triples, syntax, graph="urn:g" if syntax in ("nq", "trig") else "")


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_kinds_of_terms_are_the_same_to_two_judges(syntax: str, judges: Judges) -> None:
    assert len(judges) == 2
    for judge in judges:
        assert judge(written(KINDS, syntax), syntax) == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_a_case_is_the_same_to_two_judges(syntax: str, judges: Judges) -> None:
    _same_to_all("S-PRST-2031-901", syntax, judges)


@pytest.mark.slow
@pytest.mark.parametrize("syntax", RDF_FORMATS)
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_case_is_the_same_to_two_judges(symbol: str, syntax: str, judges: Judges) -> None:
    _same_to_all(symbol, syntax, judges)


def _same_to_all(symbol: str, syntax: str, judges: Judges) -> None:
    triples = read_triples(CASES / symbol / "expected.ttl")
    assert len(triples) > 100
    for judge in judges:
        assert judge(written(triples, syntax), syntax) == set(triples)


def test_cases_are_found() -> None:
    assert "S-PRST-2031-901" in SYMBOLS


def test_what_is_said_twice_is_written_once() -> None:
    for syntax in RDF_FORMATS:
        assert written([*KINDS, *KINDS], syntax) == written(KINDS, syntax)


def test_the_canonical_dump_does_not_depend_on_the_order() -> None:
    forward = canonical_quads([("urn:g", KINDS), ("urn:h", KINDS)])
    assert forward == canonical_quads([("urn:h", KINDS[::-1]), ("urn:g", KINDS)])
    assert len(forward.splitlines()) == 2 * len(KINDS)


def test_a_syntax_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no RDF syntax 'n3'; expected one of ttl, nt"):
        write(KINDS, "n3")


_PROGRAM = """
import hashlib, sys
from councilgraph.formats import RDF_FORMATS
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import canonical_quads, write
triples = convert_bytes(sys.stdin.buffer.read(), "source.txt").triples
for name in RDF_FORMATS:
    print(name, hashlib.sha256(write(triples, name).encode()).hexdigest())
print("canonical", hashlib.sha256(canonical_quads([("urn:g", triples)]).encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_bytes_of_every_syntax_do_not_depend_on_the_hash_seed() -> None:
    source = (CASES / "S-2020-1166" / "source.txt").read_bytes()
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=source, capture_output=True, check=True,
            timeout=60, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.decode().splitlines()
        for seed in ("0", "1", "random")
    ]  # fmt: skip
    assert len(runs[0]) == len(RDF_FORMATS) + 1
    assert runs[0] == runs[1] == runs[2]
    golden = (CASES / "S-2020-1166" / "expected.ttl").read_bytes()
    assert f"ttl {hashlib.sha256(golden).hexdigest()}" in runs[0]
