"""Which facts differ between two states of invented documents; the ontology's terms are real."""

from __future__ import annotations

import hashlib
import json

import pytest

from councilgraph.releases import Changes, Kind, Release, as_json, as_text, changes_between
from councilgraph.releases.history import Counts

BASE = "https://w3id.org/councilgraph/"
PREFIXES = f"@prefix cg: <{BASE}ontology#> . @prefix d: <{BASE}doc/S/RES/> . @base <{BASE}> .\n"
ONE = "doc/S/RES/9101"
OLD, NEW = (Release(f"2031010100000{n}", f"{n}abcdefabcdef00", "", 1, ()) for n in (0, 1))

Files = dict[str, str]


def difference(old: Files, new: Files) -> Changes:
    """Return what changed between two states, given as the Turtle of paths."""
    objects: dict[str, bytes] = {}

    def sums(files: Files) -> dict[str, str]:
        found = {}
        for path, turtle in files.items():
            data = (PREFIXES + turtle).encode()
            sha256 = hashlib.sha256(data).hexdigest()
            objects[sha256] = data
            found[f"{path}.ttl"] = sha256
            if path.startswith("doc/"):
                found[f"{path}.linkset"] = "0"
        return found

    return changes_between(sums(old), sums(new), objects.__getitem__)


def lines(changes: Changes) -> list[str]:
    """Return the lines of facts in what people read."""
    return [line.strip() for line in as_text(changes, OLD, NEW, BASE).splitlines()
            if line.startswith("  ")]  # fmt: skip


def test_a_changed_value_is_one_change_and_the_others_are_none() -> None:
    turtle = '<doc/S/RES/9101> cg:symbol "S/RES/9101 (2031)" ; cg:meeting <doc/S/PV.{}> .'
    changes = difference({ONE: turtle.format(1)}, {ONE: turtle.format(2)})
    assert lines(changes) == ["changed  doc/S/RES/9101  meeting  doc/S/PV.1 → doc/S/PV.2"]
    assert [changes.count(k) for k in Kind] == [0, 1, 0]


def test_values_of_two_languages_are_not_one_change() -> None:
    old = '<doc/S/RES/9101/preamble/1> cg:text "Bearing a lamp"@en .'
    new = '<doc/S/RES/9101/preamble/1> cg:text "Portant une lampe"@fr .'
    assert lines(difference({ONE: old}, {ONE: new})) == [
        "added    preamble/1  text@fr  Portant une lampe",
        "gone     preamble/1  text@en  Bearing a lamp",
    ]


def test_where_something_was_read_is_told_apart_from_what_it_says() -> None:
    turtle = (
        "<doc/S/RES/9101/preamble/1> cg:sourceStart {0} ; cg:hasPassage <p/{0}> ;"
        ' cg:text "Bearing a lamp"@en . <p/{0}> a cg:Passage ; cg:ofProperty cg:text .'
    )
    changes = difference({ONE: turtle.format(1)}, {ONE: turtle.format(2)})
    assert [changes.count(k) for k in Kind] == [0, 0, 0]
    assert [t.places for t in changes.told] == [4]
    assert lines(changes) == ["4 statements of places differ"]


def test_a_fact_that_moves_to_another_document_is_no_change() -> None:
    vote, other = "<vote/S/RES/9101> cg:inFavour 15 .", 'd:9101 cg:distribution "General" .'
    old = {ONE: vote + other, "doc/S/2031/1": "d:9102 cg:number 1 ."}
    new = {ONE: other, "doc/S/2031/1": "d:9102 cg:number 1 ." + vote}
    changes = difference(old, new)
    assert len(changes.told) == 2
    assert not any(t.changes for t in changes.told)


def test_documents_come_and_go_with_the_number_of_their_facts() -> None:
    turtle = "d:{0} cg:number {0} ; cg:position 1 ."
    changes = difference({ONE: turtle.format(9101)}, {"doc/S/RES/9102": turtle.format(9102)})
    text = as_text(changes, OLD, NEW, BASE)
    assert f"{ONE}: gone, 2 facts\n" in text
    assert "doc/S/RES/9102: added, 2 facts\n" in text
    assert "2 facts added, 0 facts changed, 2 facts gone\n" in text


def test_tables_are_counted_apart_and_files_without_facts_are_only_counted() -> None:
    states = "ontology/authority/states"
    old = {states: '<state/FRA> cg:name "a" .', "void": "d:1 cg:number 1 ."}
    new = {states: '<state/FRA> cg:name "b" .', "void": "d:1 cg:number 2 ."}
    changes = difference(old, new)
    assert [changes.count(k) for k in Kind] == [0, 0, 0]
    text = as_text(changes, OLD, NEW, BASE)
    assert "in tables: 0 facts added, 1 fact changed, 0 facts gone\n1 other file changed\n" in text


def test_json_has_every_term_whole() -> None:
    turtle = 'd:9101 cg:number "{0}" ; cg:text "{0}"@en ; cg:position {0} ; cg:cites <doc/S/{0}> .'
    changes = difference({ONE: turtle.format(1)}, {ONE: turtle.format(2)})
    said = json.loads(as_json(changes, OLD, NEW, BASE))
    assert said["from"]["date"] == "2031-01-01T00:00:00Z"
    (document,) = said["documents"]
    assert [f["after"]["value"] for f in document["facts"]] == ["2", "2", "2", f"{BASE}doc/S/2"]
    kinds = [sorted(f["before"]) for f in document["facts"]]
    assert kinds == [["datatype", "type", "value"], ["type", "value", "xml:lang"],
                     ["datatype", "type", "value"], ["type", "value"]]  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_a_release_counts_the_facts_of_documents(kind: Kind) -> None:
    counts = (Counts(ONE, True, "changed", 1, 2, 3, 0), Counts("ontology/core", False, "changed",
              7, 7, 7, 0))  # fmt: skip
    release = Release("20310101000000", "", "", 1, counts)
    assert release.total(kind) == {"added": 1, "changed": 2, "gone": 3}[kind]
