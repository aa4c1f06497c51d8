"""Every single fact of a document and of a vote names the characters that it was read from.

A passage of the graph gives the property, the value, the words and their place in the file; the
characters there say the value.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from councilgraph.languages import fold, packs
from councilgraph.pipeline import Conversion, convert_bytes
from councilgraph.rdf import Iri, Literal, Term
from councilgraph.rdf.namespaces import CG, DCTERMS, RDF
from councilgraph.rdf.record import record_of

pytestmark = pytest.mark.slow

CASES = Path(__file__).parent / "documents"
SYMBOLS = sorted(p.parent.name for p in CASES.glob("*/source.txt"))

NAMES = ("symbol", "draft", "meeting", "jobNumber", "annex", "voteOn", "resultedIn", "reportedIn")
NUMBERS = ("inFavour", "against", "abstaining", "notVoting")
NAMED, COUNTED = {CG[n] for n in NAMES}, {CG[n] for n in NUMBERS}
DATED = {DCTERMS["date"], CG["adoptionDate"]}
WORDED = {DCTERMS["title"], CG["agendaItem"], CG["distribution"]}
KEYS = {
    "Adopted": (("letter", "adopted"), ("resolution", "vote_note")),
    "NotAdopted": (("letter", "not_adopted"),),
    "Vetoed": (("letter", "vetoed"),),
    "WrittenProcedure": (("letter", "procedure"), ("letter", "concluded")),
    "MeetingVote": (("votes", "held"), ("resolution", "vote_note")),
    "Acclamation": (("votes", "acclamation"),),
    "WithoutVote": (("votes", "without_vote"),),
}
"""The phrases of a language that say an outcome or a procedure."""

TOLD = {CG["outcome"], CG["procedure"]}
TRACED = NAMED | COUNTED | DATED | WORDED | TOLD | {CG["originalLanguage"]}

Said = dict[Iri, dict[Iri, list[Term]]]


@cache
def conversion(symbol: str) -> Conversion:
    return convert_bytes((CASES / symbol / "source.txt").read_bytes(), "source.txt")


def said(made: Conversion) -> Said:
    found: Said = {}
    for subject, predicate, term in made.triples:
        found.setdefault(subject, {}).setdefault(predicate, []).append(term)
    return found


def traced(graph: Said) -> list[tuple[Iri, Iri, Term]]:
    """Return the facts that must have a place: of documents that the file is or says things of."""
    return [
        (subject, predicate, term)
        for subject, block in graph.items()
        if CG["hasParagraph"] in block or CG["Vote"] in block[RDF["type"]] or CG["sponsor"] in block
        for predicate, terms in block.items()
        if predicate in TRACED
        for term in terms
    ]


def passages(graph: Said, subject: Iri, predicate: Iri, term: Term) -> list[dict[Iri, list[Term]]]:
    linked = [graph[p] for p in graph[subject].get(CG["hasPassage"], []) if isinstance(p, Iri)]
    return [p for p in linked if p[CG["ofProperty"]] == [predicate] and p[RDF["value"]] == [term]]


def squashed(text: str) -> str:
    """Return a text without spaces, case and what cleaning takes out: emphasis, TeX, line ends."""
    bare = re.sub(r"\\[a-z]+|[\^*${}]|-\n", "", text)
    return "".join(fold(bare).split()).casefold()


def runs(text: str) -> list[str]:
    return re.findall(r"\d+", fold(text))


def counts(words: str) -> set[int]:
    """Return the numbers that words state, in any language; nobody is nought."""
    tokens = re.findall(r"\w+", fold(words))
    found = {n for p in packs() for t in tokens if (n := p.number_of(t)) is not None}
    nobody = any(q.fullmatch(fold(words).strip()) for p in packs()
                 for q in p.patterns("votes", "none"))  # fmt: skip
    return found | ({0} if nobody else set())


def supports(predicate: Iri, term: Term, words: str) -> bool:
    """Tell whether the words say the value."""
    value = term.value if isinstance(term, Literal) else str(term)
    if predicate in NAMED:
        return runs(value.partition(" (")[0])[-1] in runs(words)
    if predicate in DATED:
        year, _, day = value.split("-")
        return {year, str(int(day))} <= {str(int(r)) for r in runs(words)}
    if predicate in WORDED:
        return squashed(words) == squashed(value)
    if predicate in COUNTED:
        return int(value) in counts(words)
    if predicate in TOLD:
        keys = KEYS[value.rpartition("#")[2]]
        return any(q.search(fold(words)) for p in packs() for k in keys for q in p.patterns(*k))
    return any(fold(words).casefold() == n.casefold() for p in packs() for n in p.languages[value])


def test_cases_are_found() -> None:
    assert "S-2020-1166" in SYMBOLS


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_fact_has_a_passage_that_says_it(symbol: str) -> None:
    raw = (CASES / symbol / "source.txt").read_text("utf-8")
    graph = said(conversion(symbol))
    facts = traced(graph)
    assert facts
    for subject, predicate, term in facts:
        found = passages(graph, subject, predicate, term)
        assert found, (subject, predicate, term)
        for passage in found:
            (start,), (end,), (quote,) = (
                passage[CG[n]] for n in ("sourceStart", "sourceEnd", "quote")
            )
            assert isinstance(start, Literal)
            assert isinstance(end, Literal)
            assert isinstance(quote, Literal)
            words = raw[int(start.value) : int(end.value)]
            assert squashed(words) == squashed(quote.value)
            assert supports(predicate, term, words), (predicate, term, words)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_leading_verb_is_quoted(symbol: str) -> None:
    raw = (CASES / symbol / "source.txt").read_text("utf-8")
    for document in conversion(symbol).record.documents:
        for paragraph in document.paragraphs:
            for verb in paragraph.verbs:
                assert verb.text
                assert squashed(raw[verb.span.start : verb.span.end]) == squashed(verb.text)


def test_the_facts_of_the_pilot_are_all_traced() -> None:
    found = {predicate for _, predicate, _ in traced(said(conversion("S-2020-1166")))}
    assert found == TRACED - {CG["meeting"], CG["notVoting"]}


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_places_are_read_out_of_the_graph_again(symbol: str) -> None:
    made = conversion(symbol)
    again = record_of(made.triples)
    known = {d.symbol: d for d in made.record.documents}
    for document in again.documents:
        if document.symbol in known:
            assert document.places == known[document.symbol].places
    assert [v.places for v in again.votes] == [v.places for v in made.record.votes]
    assert any(d.places for d in again.documents)


def test_words_that_do_not_say_a_value_are_told_apart() -> None:
    assert not supports(CG["inFavour"], Literal("15"), "14 votes in favour")
    assert not supports(DCTERMS["date"], Literal("2020-12-03"), "4 December 2020")
    assert not supports(CG["symbol"], Literal("S/RES/2553 (2020)"), "the resolution")


def test_a_place_counts_in_the_version_in_whose_part_of_the_file_it_stands() -> None:
    graph = said(conversion("S-2020-1166"))
    resolution = next(s for s in graph if s.endswith("/doc/S/RES/2553"))
    (draft,) = passages(graph, resolution, CG["draft"], graph[resolution][CG["draft"]][0])
    (symbol,) = passages(graph, resolution, CG["symbol"], graph[resolution][CG["symbol"]][0])
    assert str(draft[CG["source"]][0]).endswith("/S/2020/1166/zh")
    assert str(symbol[CG["source"]][0]).endswith("/S/RES/2553/en")


def test_a_symbol_in_full_width_characters_is_read_and_remarked() -> None:
    text = (
        "United Nations\n\nＳ／ＲＥＳ／９００１（２０３１）\n\nSecurity Council\n\n"
        "Resolution 9001 (2031)\n\nThe Security Council,\n\n1. Decides to remain seized.\n"
    )
    made = convert_bytes(text.encode(), "full-width.txt")
    document = made.record.main
    assert document.symbol == "S/RES/9001 (2031)"
    (place,) = (p for p in document.places if p.field == "symbol")
    (remark,) = (r for r in document.remarks if r.code == "full-width-symbol")
    assert text[place.span.start : place.span.end] == "Ｓ／ＲＥＳ／９００１（２０３１）"
    assert remark.span == place.span
