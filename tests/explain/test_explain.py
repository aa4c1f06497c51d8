"""Each fact is shown with the characters it was read from, and those are the source's own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.errors import Refused
from councilgraph.explain import Explanation, Fact, explain, explain_published
from councilgraph.identifiers import BASE, parse_symbol
from councilgraph.languages import fold
from councilgraph.model import Symbol
from councilgraph.rdf import Iri, Literal, Triple, blocks
from councilgraph.rdf.namespaces import CG, DCTERMS, RDF, RDFS
from councilgraph.rdf.terms import INTEGER

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out"
SOURCE = (ROOT / "tests/documents/S-2020-1166/source.txt").read_bytes().decode()
DOCUMENTS = ("S/2020/1158", "S/2020/1166", "S/RES/2553")
UNPLACED = {CG["adoptedBy"]}
"""Facts that hold of every document of a series: no words of this one say them."""

DOC = Iri("https://example.org/doc/S/RES/9001")
VOTE = Iri("https://example.org/vote/S/RES/9001")


def explained(symbol: str) -> Explanation:
    return explain_published(OUT, parse_symbol(symbol))[0]


def squashed(text: str) -> str:
    """Return a text without spaces and what cleaning takes out: emphasis, TeX, line ends."""
    return "".join(fold(re.sub(r"\\[a-z]+|[\^*${}]|-\n", "", text)).split())


@pytest.mark.parametrize("symbol", DOCUMENTS)
def test_every_quote_of_the_pilot_is_the_slice_of_its_source(symbol: str) -> None:
    found = explained(symbol)
    passages = [p for f in found.facts for p in f.passages]
    assert len(passages) > 20
    for passage in passages:
        assert passage.quote == SOURCE[passage.start : passage.end]
        line = SOURCE.split("\n")[passage.line - 1]
        assert line[passage.column - 1 :].startswith(passage.quote.split("\n")[0])
        assert squashed(passage.words or passage.quote) == squashed(passage.quote)
    assert {f.property for f in found.facts if not f.passages} <= UNPLACED


def test_the_paragraphs_of_the_pilot_are_in_their_places() -> None:
    facts = [f for f in explained("S/RES/2553").facts if f.property == CG["text"]]
    assert len(facts) == 61
    for fact in facts:
        assert isinstance(fact.value, Literal)
        (passage,) = fact.passages
        ends = squashed(fact.value.value)[:40], squashed(fact.value.value)[-40:]
        number, begins, _ = squashed(passage.quote).partition(ends[0])
        assert begins
        assert len(number) < 6
        assert squashed(passage.quote).endswith(ends[1])


def test_a_citation_is_shown_in_its_paragraph_with_quote_and_offsets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "S/RES/2553 (2020)", "--data", str(OUT)]) == 0
    shown = capsys.readouterr().out
    assert """
preamble/2/citation/3
  cited: doc/S/PRST/2007/3
  citationVerb: concept/verb/recalls
  citedDate: 2007-02-21
    "S/PRST/2007/3"
      source.txt:59:202, characters 1260-1273 (en)
""" in shown
    assert shown.index("\npreamble/2\n") < shown.index("\npreamble/2/citation/3\n")


def test_the_year_of_a_resolution_need_not_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for symbol in ("S/RES/2553", "S/RES/2553 (2020)"):
        assert main(["explain", symbol, "--data", str(OUT), "--format", "json"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    content = json.loads(shown[0])
    assert content["symbol"] == "S/RES/2553 (2020)"
    (fact,) = (f for f in content["facts"]
               if f["value"]["value"] == f"{BASE}doc/S/PRST/2007/3" and f["paragraph"])  # fmt: skip
    assert fact["paragraph"] == f"{BASE}doc/S/RES/2553/preamble/2"
    (passage,) = fact["passages"]
    assert passage["quote"] == SOURCE[passage["start"] : passage["end"]] == "S/PRST/2007/3"


def test_a_vote_is_explained_with_its_resolution() -> None:
    found = explained("S/RES/2553")
    cast = [f for f in found.facts if f.property == CG["castBy"]]
    assert len(cast) == 15
    assert {f.subject.rpartition("/")[0] for f in cast} == {f"{BASE}vote/S/RES/2553"}
    assert all(f.passages[0].language == "zh" for f in cast)


def test_page_breaks_are_noted_at_the_paragraphs_they_cut() -> None:
    noted = {
        f.subject.removeprefix(f"{BASE}doc/S/RES/2553/")
        for f in explained("S/RES/2553").facts
        for r in f.remarks
        if r.code == "page-break" and f.property == CG["text"]
    }
    assert "preamble/7" in noted
    assert len(noted) == 6


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["S/RES/9999 (2031)"], 1, "no document S/RES/9999"),
        (["../manifest"], 2, "not a document symbol"),
        (["S/RES/100 (2020)"], 2, "no Council resolution has this number"),
    ],
)
def test_what_cannot_be_explained_is_said(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", *arguments, "--data", str(OUT)]) == code
    assert said in capsys.readouterr().err


def test_a_folder_must_be_a_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "S/RES/2553", "--data", str(tmp_path)]) == 1
    (tmp_path / "manifest.json").write_text("[]", "utf-8")
    assert main(["explain", "S/RES/2553", "--data", str(tmp_path)]) == 1
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "S/RES/2553"]) == 2
    assert "names no base IRI" in capsys.readouterr().err


def place(node: str, version: str, start: int, end: int) -> list[Triple]:
    return [
        (Iri(node), CG["source"], Iri(f"{DOC}/{version}")),
        (Iri(node), CG["sourceStart"], Literal(str(start), INTEGER)),
        (Iri(node), CG["sourceEnd"], Literal(str(end), INTEGER)),
    ]


def file(version: str, name: str) -> list[Triple]:
    """Return a language version read from a file, whose published text is urn:<name>."""
    source = Iri(f"{DOC}/{version}/source/{name}")
    return [
        (DOC, CG["hasLanguageVersion"], Iri(f"{DOC}/{version}")),
        (Iri(f"{DOC}/{version}"), RDF["type"], CG["LanguageVersion"]),
        (Iri(f"{DOC}/{version}"), DCTERMS["language"], Literal(version)),
        (Iri(f"{DOC}/{version}"), CG["sourceFile"], source),
        (source, RDF["type"], CG["SourceFile"]),
        (source, CG["fileName"], Literal(name)),
        (source, CG["sourceText"], Iri(f"urn:{name}")),
    ]


def told(triples: list[Triple], texts: Mapping[str, str]) -> dict[tuple[str, str], Fact]:
    found = explain(DOC, VOTE, blocks(triples), texts)
    return {(f.subject, f.value.value if isinstance(f.value, Literal) else f.value): f
            for f in found.facts}  # fmt: skip


def test_two_languages_are_each_shown_in_their_own_version() -> None:
    paragraph = f"{DOC}/paragraph/1"
    triples = [
        (DOC, CG["symbol"], Literal("S/RES/9001 (2031)")),
        *file("en", "a"), *file("fr", "b"),
        (Iri(paragraph), CG["position"], Literal("1", INTEGER)),
        (Iri(paragraph), CG["text"], Literal("Decides", language="en")),
        (Iri(paragraph), CG["text"], Literal("Décide", language="fr")),
        (Iri(paragraph), CG["number"], Literal("1")),
        *place(paragraph, "en", 3, 10),
        (Iri(paragraph), CG["hasPassage"], Iri(f"{paragraph}/passage/fr")),
        (Iri(f"{paragraph}/passage/fr"), RDF["type"], CG["Passage"]),
        (Iri(f"{paragraph}/passage/fr"), CG["ofProperty"], CG["text"]),
        *place(f"{paragraph}/passage/fr", "fr", 0, 6),
    ]  # fmt: skip
    facts = told(triples, {"urn:a": "1. Decides", "urn:b": "Décide"})
    assert [p.quote for p in facts[paragraph, "Decides"].passages] == ["Decides"]
    assert [p.quote for p in facts[paragraph, "Décide"].passages] == ["Décide"]
    assert [p.language for p in facts[paragraph, "1"].passages] == ["en"]


def test_what_a_further_source_says_of_a_fact_stands_beside_it() -> None:
    citation = f"{DOC}/citation/1"
    triples = [
        (DOC, CG["symbol"], Literal("S/RES/9001 (2031)")),
        *file("en", "a"), *file("fr", "b"),
        (Iri(citation), RDF["type"], CG["Citation"]),
        (Iri(citation), CG["cited"], Iri("urn:cited")),
        (Iri(citation), CG["quote"], Literal("res 1")),
        *place(citation, "en", 0, 5),
        (Iri(citation), CG["hasPassage"], Iri(f"{citation}/passage/fr")),
        (Iri(f"{citation}/passage/fr"), CG["ofProperty"], CG["cited"]),
        (Iri(f"{citation}/passage/fr"), CG["quote"], Literal("rés 1")),
        *place(f"{citation}/passage/fr", "fr", 2, 7),
        (Iri(citation), CG["remark"], Iri(f"{citation}/remark/1")),
        (Iri(f"{citation}/remark/1"), RDF["type"], CG["Remark"]),
        (Iri(f"{citation}/remark/1"), CG["code"], Literal("source-disagreement")),
        (Iri(f"{citation}/remark/1"), RDFS["comment"], Literal("read otherwise", language="en")),
        *place(f"{citation}/remark/1", "fr", 2, 7),
    ]  # fmt: skip
    fact = told(triples, {"urn:a": "res 1", "urn:b": "\n\nrés 1"})[citation, "urn:cited"]
    assert [(p.file, p.line, p.column, p.quote) for p in fact.passages] == [
        ("a", 1, 1, "res 1"),
        ("b", 3, 1, "rés 1"),
    ]
    assert [r.message for r in fact.remarks] == ["read otherwise"]


def test_a_place_outside_its_text_is_a_fault_of_the_data() -> None:
    triples = [
        (DOC, CG["symbol"], Literal("S/RES/9001 (2031)")), *file("en", "a"),
        *place(DOC, "en", 3, 9),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="characters 3-9 are not in urn:a"):
        told(triples, {"urn:a": "short"})


def test_without_the_published_text_the_words_of_the_graph_are_shown() -> None:
    triples = [
        (DOC, CG["symbol"], Literal("S/RES/9001 (2031)")), *file("en", "a"),
        *place(DOC, "en", 3, 9),
        (DOC, CG["quote"], Literal("words")),
    ]  # fmt: skip
    (passage,) = told(triples, {})[DOC, "S/RES/9001 (2031)"].passages
    assert (passage.quote, passage.line, passage.start) == ("words", 0, 3)


def test_an_addendum_is_a_document_of_its_own() -> None:
    added = Iri(f"{DOC}/Add.1")
    triples: list[Triple] = [
        (DOC, CG["symbol"], Literal("S/RES/9001")),
        (added, CG["symbol"], Literal("S/RES/9001/Add.1")),
        (Iri(f"{added}/paragraph/1"), CG["position"], Literal("1", INTEGER)),
        (Iri(f"{added}/paragraph/1"), CG["number"], Literal("1")),
    ]
    assert {s for s, _ in told(triples, {})} == {DOC}
    own = explain(added, Iri(f"{VOTE}/Add.1"), blocks(triples), {})
    assert {f.subject for f in own.facts} == {added, f"{added}/paragraph/1"}


def test_a_text_of_a_publication_that_is_missing_is_named(tmp_path: Path) -> None:
    shutil.copytree(OUT / "doc", tmp_path / "doc")
    shutil.copy(OUT / "manifest.json", tmp_path)
    with pytest.raises(Refused, match=r"source/[0-9a-f]{16}\.txt: the text cannot be read"):
        explain_published(tmp_path, Symbol("S/RES/2553 (2020)"))
