"""Several sources of one document become one set of facts, each with its places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from councilgraph.publish.merge import Contribution, merge
from councilgraph.rdf import Iri, Literal, Triple
from councilgraph.rdf.namespaces import CG, DCTERMS, RDF

DOC = Iri("https://example.org/doc/S/RES/9001")
PARAGRAPH = Iri(f"{DOC}/paragraph/1")
EN, ES = Iri(f"{DOC}/en"), Iri(f"{DOC}/es")
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def place(node: Iri, version: Iri, start: int, end: int) -> list[Triple]:
    return [
        (node, CG["source"], version),
        (node, CG["sourceStart"], Literal(str(start), INTEGER)),
        (node, CG["sourceEnd"], Literal(str(end), INTEGER)),
    ]


def paragraph(text: str, language: str, version: Iri, start: int = 0) -> list[Triple]:
    return [
        (PARAGRAPH, RDF["type"], CG["OperativeParagraph"]),
        (PARAGRAPH, CG["number"], Literal("1")),
        (PARAGRAPH, CG["text"], Literal(text, language=language)),
        *place(PARAGRAPH, version, start, start + len(text)),
    ]


def citation(number: int, target: str, version: Iri, start: int) -> list[Triple]:
    node = Iri(f"{PARAGRAPH}/citation/{number}")
    return [
        (PARAGRAPH, CG["hasCitation"], node),
        (node, RDF["type"], CG["Citation"]),
        (node, CG["cited"], Iri(f"https://example.org/doc/{target}")),
        (node, CG["quote"], Literal(target)),
        *place(node, version, start, start + 4),
    ]


def source(name: str, language: str, *triples: Triple) -> Contribution:
    return Contribution(name, DOC, language, f"{name:0<64}", tuple(triples))


def values(merged: dict[Iri, dict[Iri, list]], node: Iri, name: str) -> list[str]:  # type: ignore[type-arg]
    return [str(getattr(v, "value", v)) for v in merged[node].get(CG[name], [])]


def test_two_languages_share_a_paragraph_and_keep_their_places() -> None:
    merged = merge([
        source("a.en", "en", *paragraph("Decides to remain seized", "en", EN, 100)),
        source("a.es", "es", *paragraph("Decide seguir ocupándose", "es", ES, 200)),
    ])
    assert not merged.conflicts
    assert len(values(merged.nodes, PARAGRAPH, "text")) == 2
    assert values(merged.nodes, PARAGRAPH, "sourceStart") == ["100"]
    passage = Iri(f"{PARAGRAPH}/passage/es")
    assert values(merged.nodes, PARAGRAPH, "hasPassage") == [passage]
    assert values(merged.nodes, passage, "sourceStart") == ["200"]
    assert values(merged.nodes, passage, "source") == [ES]


def test_the_order_of_the_sources_makes_no_difference() -> None:
    sources = [
        source("a.en", "en", *paragraph("Decides", "en", EN), *citation(1, "S/RES/1", EN, 5)),
        source("a.es", "es", *paragraph("Decide", "es", ES), *citation(1, "S/RES/1", ES, 9)),
    ]
    assert merge(sources).nodes == merge(sources[::-1]).nodes


def test_a_file_given_twice_counts_once() -> None:
    one = source("a.en", "en", *paragraph("Decides", "en", EN))
    assert merge([one, one]).nodes == merge([one]).nodes


def test_citations_are_matched_by_what_they_cite_not_by_their_number() -> None:
    merged = merge([
        source("a.en", "en", *paragraph("Recalls", "en", EN),
               *citation(1, "S/RES/1", EN, 5), *citation(2, "S/RES/2", EN, 9)),
        source("a.es", "es", *paragraph("Recuerda", "es", ES),
               *citation(1, "S/RES/2", ES, 7), *citation(2, "S/RES/3", ES, 11)),
    ])  # fmt: skip
    cited = {
        k: values(merged.nodes, Iri(f"{PARAGRAPH}/citation/{k}"), "cited")[0].rsplit("/", 1)[-1]
        for k in (1, 2, 3)
    }
    assert cited == {1: "1", 2: "2", 3: "3"}
    assert values(merged.nodes, Iri(f"{PARAGRAPH}/citation/2/passage/es"), "sourceStart") == ["7"]


@pytest.mark.parametrize("name", ["outcome", "inFavour", "adoptionDate"])
def test_two_values_of_a_fact_are_a_conflict(name: str) -> None:
    merged = merge([
        source("a.en", "en", (DOC, CG[name], Literal("15"))),
        source("a.es", "es", (DOC, CG[name], Literal("14"))),
    ])
    assert [c.source for c in merged.conflicts] == ["a.es"]
    assert name in merged.conflicts[0].message
    assert "14 here, 15 elsewhere" in merged.conflicts[0].message


def test_a_reading_that_differs_is_kept_as_a_remark() -> None:
    one = (PARAGRAPH, CG["position"], Literal("1", INTEGER))
    other = (PARAGRAPH, CG["position"], Literal("2", INTEGER))
    merged = merge([source("a.en", "en", one), source("a.es", "es", other)])
    assert not merged.conflicts
    (remark,) = merged.nodes[PARAGRAPH][CG["remark"]]
    assert isinstance(remark, Iri)
    assert values(merged.nodes, remark, "code") == ["source-disagreement"]
    assert values(merged.nodes, PARAGRAPH, "position") == ["1"]


def numbered(*names: str) -> list[Triple]:
    """Return a document's paragraphs in this order."""
    nodes = [Iri(f"{DOC}/{name}") for name in names]
    links = [(DOC, CG["hasParagraph"], node) for node in nodes]
    return [
        *links,
        *((n, CG["position"], Literal(str(i), INTEGER)) for i, n in enumerate(nodes, 1)),
    ]  # fmt: skip


def test_a_paragraph_of_a_further_source_finds_its_place() -> None:
    merged = merge([
        source("a.ar", "ar", *numbered("preamble/1", "paragraph/1", "paragraph/2")),
        source("b.en", "en", *numbered("preamble/1", "preamble/2", "paragraph/1", "paragraph/2")),
        source("c.es", "es", *numbered("preamble/1", "paragraph/1", "paragraph/2", "heading/1")),
    ])
    order = ("preamble/1", "preamble/2", "paragraph/1", "paragraph/2", "heading/1")
    found = {name: values(merged.nodes, Iri(f"{DOC}/{name}"), "position") for name in order}
    assert found == {name: [str(n)] for n, name in enumerate(order, 1)}
    (graph,) = merged.graphs.values()
    assert len([t for t in graph if t[1] == CG["position"]]) == len(order)
    assert not any(CG["remark"] in node for node in merged.nodes.values())


def test_paragraphs_in_another_order_are_remarked() -> None:
    merged = merge([
        source("a.ar", "ar", *numbered("preamble/1", "preamble/2")),
        source("b.en", "en", *numbered("preamble/2", "preamble/1", "preamble/3")),
    ])
    found = [values(merged.nodes, Iri(f"{DOC}/preamble/{n}"), "position") for n in (1, 2, 3)]
    assert sorted(found) == [["1"], ["2"], ["3"]]
    assert found[0] < found[1]
    assert CG["remark"] in merged.nodes[Iri(f"{DOC}/preamble/1")]


def test_two_files_of_one_language_whose_texts_differ_are_a_conflict() -> None:
    merged = merge([
        source("a.txt", "en", *paragraph("Decides to remain seized", "en", EN)),
        source("b.txt", "en", *paragraph("Decides to remain", "en", EN)),
    ])
    (conflict,) = merged.conflicts
    assert "'Decides to remain' here, 'Decides to remain seized' in a.txt" in conflict.message


def test_typography_alone_is_no_conflict() -> None:
    merged = merge([
        source("a.txt", "en", *paragraph("the Council's \"work\"", "en", EN)),
        source("b.xml", "en", *paragraph("the Council’s “work”", "en", EN)),
    ])
    assert not merged.conflicts


def test_what_only_a_further_file_of_a_language_says_names_its_file() -> None:
    files = [Iri(f"{EN}/source/{sha}") for sha in ("first", "further")]
    ballot = Iri("https://example.org/vote/S/RES/9001/FRA")
    sources = [
        source(name, "en", (EN, CG["sourceFile"], file), *paragraph("Decides", "en", EN), *more)
        for name, file, more in (("a.txt", files[0], []), ("b.xml", files[1],
                                                           place(ballot, EN, 900, 906)))
    ]  # fmt: skip
    sources = [replace(s, sha256=f.rpartition("/")[2]) for s, f in zip(sources, files, strict=True)]
    merged = merge(sources)
    assert values(merged.nodes, ballot, "sourceStart") == ["900"]
    assert merged.nodes[ballot][DCTERMS["source"]] == [files[1]]
    assert merged.nodes[EN][DCTERMS["source"]] == [files[0]]
    assert DCTERMS["source"] not in merged.nodes[PARAGRAPH]


def test_two_files_of_one_language_that_agree_both_tell_their_places() -> None:
    merged = merge([
        source("a.txt", "en", *paragraph("Decides", "en", EN, 0)),
        source("b.xml", "en", *paragraph("Decides", "en", EN, 50)),
    ])
    assert not merged.conflicts
    (passage,) = merged.nodes[PARAGRAPH][CG["hasPassage"]]
    assert isinstance(passage, Iri)
    assert values(merged.nodes, passage, "sourceStart") == ["50"]


def test_a_conflict_says_of_what() -> None:
    merged = merge([
        source("a.en", "en", (DOC, CG["outcome"], CG["Adopted"])),
        source("a.es", "es", (DOC, CG["outcome"], CG["Vetoed"])),
    ])
    assert [c.subject for c in merged.conflicts] == [DOC]
