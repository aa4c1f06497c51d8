"""Library records of MARC 21: 300 of them, in each of four forms, are the expected graph."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from marc_forms import Marc, iso2709, marcxml
from marc_records import Expected, three_hundred

from councilgraph.cli import main
from councilgraph.identifiers import BASE

FORMS: dict[str, Callable[[list[Marc]], bytes]] = {
    "utf8.mrc": iso2709,
    "marc8.mrc": lambda records: iso2709(records, "marc-8"),
    "plain.xml": marcxml,
    "prefixed.xml": lambda records: marcxml(records, "marc"),
}
PREFIXES = f"""
PREFIX cg: <{BASE}ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


def quads_of(folder: Path, name: str, data: bytes, code: int = 0) -> bytes:
    file, out = folder / name, folder / f"{name}.nq"
    file.write_bytes(data)
    assert main(["convert", str(file), "--to", "nq", "-o", str(out)]) == code
    return out.read_bytes()


def asked(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    """Return the rows of a query, IRIs without the base, unbound as nothing."""
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple("" if t is None else short(t.value) for t in row) for row in found}


def short(value: str) -> str:
    return value.removeprefix(f"{BASE}ontology#").removeprefix(BASE)


@pytest.fixture(scope="module")
def made() -> tuple[list[Marc], Expected]:
    return three_hundred()


@pytest.fixture(scope="module")
def quads(made: tuple[list[Marc], Expected], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return quads_of(tmp_path_factory.mktemp("marc"), "utf8.mrc", iso2709(made[0]))


@pytest.mark.slow
def test_three_hundred_records_give_the_expected_graph(
    made: tuple[list[Marc], Expected], quads: bytes
) -> None:
    records, want = made
    assert len(records) == 300
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    assert asked(store, "SELECT ?b ?code ?c ?name { ?b a cg:Ballot ; cg:castBy ?s ; cg:choice ?c ;"
                 " cg:writtenAs ?name BIND (strafter(str(?s), '/state/') AS ?code) }"
                 ) == want.ballots  # fmt: skip
    assert asked(store, "SELECT ?v ?p ?n { VALUES ?p { cg:inFavour cg:against cg:abstaining"
                 " cg:notVoting } ?v a cg:Vote ; ?p ?n }") == want.tallies  # fmt: skip
    assert asked(store, "SELECT ?v ?day ?o ?d ?m { ?v a cg:Vote ; dcterms:date ?day ;"
                 " cg:outcome ?o OPTIONAL { ?v cg:voteOn ?d } OPTIONAL { ?v cg:meeting ?m } }"
                 ) == want.votes  # fmt: skip
    assert asked(store, "SELECT ?d ?k ?t ?day { ?d a ?k ; dcterms:title ?t ; dcterms:date ?day }"
                 ) == {tuple(map(nfc, row)) for row in want.documents}  # fmt: skip
    assert asked(store, "SELECT ?d ?a { ?d cg:agendaItem ?a }") == want.agendas
    assert asked(store, "SELECT ?d ?s { ?d dcterms:subject ?s }") == want.subjects
    letters = {c for _, _, c, _ in want.ballots}
    assert letters == {"InFavour", "Against", "Abstaining", "NotVoting"}
    names = {n for _, _, _, n in want.ballots}
    assert {"UPPER VOLTA", "USSR", "CZECHOSLOVAKIA", "YUGOSLAVIA", "CÔTE D'IVOIRE"} <= names
    decades = {day[:3] for _, day, *_ in want.votes}
    assert decades == {"194", "195", "196", "197", "198", "199", "200", "201", "202"}
    print(f"{len(want.votes)} votes, {len(want.ballots):,} ballots, {len(store):,} quads")  # noqa: T201 - what was found


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.slow
def test_every_fact_of_a_vote_has_record_and_field(quads: bytes) -> None:
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    placed = ("dcterms:source ?file ; cg:sourceRecord ?r ; cg:sourceField ?f ."
              " ?file cg:fileName ?n")  # fmt: skip
    (row,) = asked(store, "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?b a cg:Ballot }")
    assert asked(store, f"SELECT (COUNT(DISTINCT ?b) AS ?n) {{ ?b a cg:Ballot ; {placed} }}"
                 ) == {row}  # fmt: skip
    found = asked(store, "SELECT ?p ?f { ?x cg:ofProperty ?p ; cg:sourceField ?f }")
    assert {f for _, f in found} >= {
        "791 $a", "993 $a", "952 $a", "269 $a", "992 $a", "996 $b", "996 $a", "245 $a", "650 $a",
    }  # fmt: skip
    assert not asked(store, "SELECT ?x { ?x a cg:Remark }")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_the_same_bytes(
    form: str, made: tuple[list[Marc], Expected], quads: bytes, tmp_path: Path
) -> None:
    assert quads_of(tmp_path, form, FORMS[form](made[0])) == quads


@pytest.mark.slow
def test_characters_are_the_same_in_both_encodings(tmp_path: Path) -> None:
    records, _ = three_hundred()
    few = [r for r in records if any("ПОЛОЖЕНИЕ" in str(s) for *_, s in r)][:2]
    few += [r for r in records if any("Ünïtëd" in str(s) for *_, s in r)][:2]
    assert len(few) == 4
    (one, other, third) = (quads_of(tmp_path, n, FORMS[n](few)) for n in list(FORMS)[:3])
    assert one == other == third
