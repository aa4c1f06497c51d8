"""A record becomes triples and comes back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from councilgraph.model import (
    Document,
    DocumentKind,
    LanguageVersion,
    Paragraph,
    ParagraphKind,
    Record,
    Source,
    Span,
    Symbol,
)
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import Triple, parse_triples, record_of, triples_of, write

CASES = Path(__file__).parent.parent / "documents"
SYMBOLS = sorted(p.parent.name for p in CASES.glob("*/source.txt"))
PILOT = "S-2020-1166"
SYNTAXES = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml")


def record(symbol: str) -> Record:
    return convert_bytes((CASES / symbol / "source.txt").read_bytes(), "source.txt").record


def test_cases_are_found() -> None:
    assert PILOT in SYMBOLS
    assert len(SYMBOLS) > 5


@pytest.mark.parametrize(
    "symbol", [pytest.param(s, marks=pytest.mark.slow if s == PILOT else ()) for s in SYMBOLS]
)
def test_every_case_comes_back_whole(symbol: str) -> None:
    made = record(symbol)
    triples = triples_of(made)
    assert record_of(triples) == made
    assert triples_of(record_of(triples)) == triples


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_record_comes_back_from_each_syntax(syntax: str) -> None:
    made = record("S-RES-9002")
    text = write(triples_of(made), syntax, graph="urn:g" if syntax in ("nq", "trig") else "")
    assert record_of(parse_triples(text.encode(), syntax, "case")) == made


def test_a_record_comes_back_under_another_base() -> None:
    made, base = record("S-RES-9003"), "https://example.org/un/"
    triples = triples_of(made, base)
    assert record_of(triples, base) == made
    assert all(s.startswith(base) for s, _, _ in triples)


def invented(**fields: object) -> Record:
    """Return the record of a resolution that does not exist."""
    source = Source("source.txt", "0" * 64, "text/plain", 90)
    document = Document(
        kind=DocumentKind.RESOLUTION, symbol=Symbol("S/RES/9001 (2031)"), language="en",
        version=LanguageVersion("en", source, Span(0, 90)),
        paragraphs=(
            Paragraph(
                ParagraphKind.OPERATIVE, ("paragraph", "1"), "1", 1, "Decides to go;", Span(10, 30)
            ),
        ),
    )  # fmt: skip
    return Record(source, (replace(document, **fields),))  # type: ignore[arg-type]  # test's own


def test_the_invented_record_comes_back() -> None:
    assert record_of(triples_of(invented())) == invented()


def test_a_draft_that_was_only_named_comes_back_as_a_document() -> None:
    made = invented(draft=Symbol("S/2031/900"))
    main, draft = record_of(triples_of(made)).documents
    assert main == made.main
    assert draft == Document(Symbol("S/2031/900"), DocumentKind.DRAFT_RESOLUTION, "en")


def test_a_meeting_that_was_only_named_comes_back_as_a_name() -> None:
    made = invented(meeting=Symbol("S/PV.9900"))
    assert record_of(triples_of(made)) == made


def test_an_empty_text_says_nothing_and_comes_back_as_none() -> None:
    assert record_of(triples_of(invented(title=""))) == invented(title=None)


def test_triples_without_a_language_version_are_no_record() -> None:
    triples: list[Triple] = [
        t for t in triples_of(invented()) if "LanguageVersion" not in t[1]
    ]
    with pytest.raises(ValueError, match="no document with a language version"):
        record_of(triples)


def test_a_paragraph_without_a_place_in_the_order_is_none() -> None:
    triples = [t for t in triples_of(invented()) if not t[1].endswith("#position")]
    with pytest.raises(ValueError, match=r"paragraph/1> has no <.*#position>"):
        record_of(triples)
