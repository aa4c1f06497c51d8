"""What a hostile text holds comes back character by character, or is refused and named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from councilgraph.errors import Refused
from councilgraph.formats import RDF_FORMATS
from councilgraph.rdf import BadTerm, Iri, Literal, Triple, n_triples, parse_triples, write

pytestmark = pytest.mark.slow

Judges = list[Callable[[str, str], set[Triple]]]
S, P, O = Iri("urn:s"), Iri("https://example.org/p"), Iri("urn:o")  # noqa: E741  # of a triple

TEXTS = [
    '"', '""', '"""', '"""\n<urn:a> <urn:b> <urn:c> .', 'ends in a quotation mark"', "'''", "\\",
    "\\\\", '\\"', "ends in a backslash\\", "\\u0041", "\n", "\r", "\r\n", "\n\n", "\t", " ",
    "  spaces  ", "two\nlines", "ends in a line\n", "\nbegins with one", '\n"""\n', "a\u2028b",
    "a\u2029b", "a\x85b", "\ufeffa", "<script>alert(1)</script>", "</script>", "<!--", "]]>",
    "<![CDATA[", "&amp;", "&#10;", "&lt;", "<urn:a>", "{}", "{{x}}", "%", "@en", "^^", "_:b0",
    "#", "a\u202eb", "\u2066a\u2069", "e\u0301", "\U0001f54a", "\U0010fffd", "\ue000",
    "سلام", "安理会", '<<( "', "$x ?y", "null", "true", "15", "https://example.org/", "x" * 5000,
]  # fmt: skip
CONTROLS = ["\x01", "\b", "\f", "\x1b", "\ufffe", "\uffff"]
NO_CHARACTERS = ["\x00", "a\x00b", "\ud800", "\udfff", "\udc80 in a name"]
NO_IRIS = [
    "", "a", "/a", "#a", "//example.org/a", "urn:a b", "urn:a\n", "urn:<a>", 'urn:"', "urn:{a}",
    "urn:a|b", "urn:a^b", "urn:`", "urn:\\u0041", "urn:\x00", "urn:\x7f> <urn:b", "urn:\ud800",
    "1:a", ":a", 'urn:a> <http://evil.example/p> "x', "_:", "_:a b", "_:é",
]  # fmt: skip


def literals(texts: list[str]) -> list[Triple]:
    return [
        (S, P, literal)
        for text in texts
        for literal in (
            Literal(text), Literal(text, language="en"), Literal(text, "https://example.org/t"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_hostile_texts_come_back(syntax: str, judges: Judges) -> None:
    triples = literals(TEXTS)
    text = write(triples, syntax)
    text.encode()
    assert set(parse_triples(text.encode(), syntax, "hostile")) == set(triples)
    for judge in judges:
        assert judge(text, syntax) == set(triples)


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_hostile_texts_come_back_each_alone(syntax: str) -> None:
    for text in TEXTS:
        triples = literals([text])
        assert set(parse_triples(write(triples, syntax).encode(), syntax, "one")) == set(triples)


@pytest.mark.parametrize("syntax", [f for f in RDF_FORMATS if f != "rdfxml"])
def test_control_characters_come_back(syntax: str) -> None:
    triples = literals(CONTROLS)
    text = write(triples, syntax)
    assert set(parse_triples(text.encode(), syntax, "controls")) == set(triples)


@pytest.mark.parametrize("control", CONTROLS)
def test_xml_refuses_control_characters_and_says_where(control: str) -> None:
    code = f"U\\+{ord(control):04X}"
    with pytest.raises(Refused, match=f"RDF/XML cannot hold {code}, found after 'before'"):
        write([(S, P, Literal(f"before{control}"))], "rdfxml")


@pytest.mark.parametrize("syntax", RDF_FORMATS)
@pytest.mark.parametrize("text", NO_CHARACTERS, ids=ascii)
def test_what_is_no_character_is_refused(text: str, syntax: str) -> None:
    for triple in literals([text]):
        with pytest.raises(Refused, match=r"hold U\+(0000|D[89C-F])") as caught:
            write([triple], syntax)
        assert isinstance(caught.value.__cause__, BadTerm)


@pytest.mark.parametrize("syntax", RDF_FORMATS)
@pytest.mark.parametrize("text", NO_IRIS, ids=ascii)
def test_what_is_no_iri_is_refused_in_every_place(text: str, syntax: str) -> None:
    bad = Iri(text)
    places: list[Triple] = [(bad, P, O), (S, bad, O), (S, P, bad), (S, P, Literal("a", bad))]
    for triple in places:
        with pytest.raises(Refused) as caught:
            write([triple], syntax)
        assert isinstance(caught.value.__cause__, BadTerm)


@pytest.mark.parametrize("syntax", ["nq", "trig"])
@pytest.mark.parametrize("text", [t for t in NO_IRIS if t], ids=ascii)
def test_a_graph_is_named_by_an_iri(text: str, syntax: str) -> None:
    with pytest.raises(Refused):
        write([(S, P, O)], syntax, graph=text)


@pytest.mark.parametrize("syntax", RDF_FORMATS)
@pytest.mark.parametrize("tag", ["e n", "en\n", "1", "en-", "-en", "en_GB", "é", 'en"> <x y="'])
def test_what_is_no_language_tag_is_refused(tag: str, syntax: str) -> None:
    with pytest.raises(Refused, match="is no language tag"):
        write([(S, P, Literal("a", language=tag))], syntax)


def test_a_term_alone_is_refused_too() -> None:
    with pytest.raises(BadTerm, match=r"no literal can hold U\+0000, found after 'a'"):
        n_triples(Literal("a\x00"))
    with pytest.raises(BadTerm, match="cannot be an IRI"):
        n_triples(Iri("a b"))


def test_xml_has_no_name_for_some_properties() -> None:
    for predicate in ("urn:a:1", "https://example.org/", "https://example.org/a%20b"):
        with pytest.raises(Refused, match="cannot be the name of an XML element"):
            write([(S, Iri(predicate), O)], "rdfxml")
