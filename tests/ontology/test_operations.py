"""The tables of peace operations and of sanctions bodies are whole, their names told apart."""

from __future__ import annotations

from collections import defaultdict

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.rdf import Literal, read_triples
from councilgraph.rdf.namespaces import CG, RDF, SKOS

SIX = ["ar", "en", "es", "fr", "ru", "zh"]
KINDS = {CG["PeaceOperation"], CG["SanctionsCommittee"], CG["SanctionsPanel"]}
WELCOMED = {"amis", "unoca", "unogbis", "unowas", "unscol", "unsos"}
"""What others set up, or what grew out of an office of another name: no resolution is its own."""
NAMED = {
    "eufor-althea", "minuci", "monuc", "uniosil", "unipsil", "unmee", "unmibh", "unmil", "unmin",
    "unmis", "unoci", "unomig", "unosom-ii", "unprofor", "untso", "1526-team",
}  # fmt: skip
"""Bodies that documents name and that had ended by 2020, or are not of the United Nations."""


def rows() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return what the tables say of each body: by property, the language and the value."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for table in ("operations", "sanctions"):
        file = resources.path(f"ontology/authority/{table}.ttl")
        for subject, predicate, term in read_triples(file):
            said = found.setdefault(subject.removeprefix(f"{BASE}organ/"), defaultdict(list))
            tag, value = ("", str(term))
            if isinstance(term, Literal):
                tag, value = term.language or "", term.value
            said[predicate].append((tag, value))
    return {path: s for path, s in found.items() if KINDS & {v for _, v in s[RDF["type"]]}}


def test_every_body_has_one_name_in_each_language_and_the_resolution_that_set_it_up() -> None:
    tables = rows()
    assert set(tables) >= NAMED
    for path, said in tables.items():
        assert sorted(tag for tag, _ in said[SKOS["prefLabel"]]) == SIX, path
        founded = [v for _, v in said[CG["establishedBy"]]]
        assert len(founded) == (path not in WELCOMED), path
        assert all(v.startswith(f"{BASE}doc/S/RES/") for v in founded), path


def test_no_two_bodies_share_a_name_in_a_language() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, said in rows().items():
        for key in ("prefLabel", "altLabel", "hiddenLabel"):
            for tag, name in said[SKOS[key]]:
                owners[tag, name.casefold()].add(path)
    assert len(owners) > 500
    assert {name: paths for name, paths in owners.items() if len(paths) > 1} == {}
