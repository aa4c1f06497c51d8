"""Votes of library records: refused with the field they lack, remarked at what contradicts."""

from __future__ import annotations

import pytest
from marc_forms import Marc, iso2709
from marc_records import changed, record

from councilgraph.link import gazetteer
from councilgraph.model import Cell, Choice, Procedure, Remark, Severity, Vote
from councilgraph.rdf import record_of, triples_of
from councilgraph.records import Library, read_marc


def subfield(tag: str, code: str, value: str | None, k: int = 1) -> Marc:
    """Return the record with a subfield of the k-th field of a tag put, or taken out."""
    at = 0
    found: Marc = []
    for name, marks, said in record():
        at += name == tag
        if name != tag or at != k or isinstance(said, str):
            found.append((name, marks, said))
            continue
        parts = [(c, v) for c, v in said if c != code]
        found.append((name, marks, parts + ([(code, value)] if value is not None else [])))
    return found


def read(*records: Marc) -> Library:
    return read_marc(iso2709(list(records)), "votes.mrc", gazetteer())


def vote_of(found: Library) -> Vote:
    ((vote,),) = [r.votes for r in found.records]
    return vote


def remarks_of(found: Library) -> tuple[Remark, ...]:
    return vote_of(found).remarks


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(subfield("967", "c", None, 3), "967 $c: field 3 of tag 967, 'GERMANY' has no code"),
     (subfield("967", "c", "QQQ", 2), "967 $c: 'QQQ' is no State known"),
     (subfield("967", "d", "Z"), "967 $d: 'Z' is not one of them"),
     (subfield("791", "a", "A/RES/75/1"), "791 $a: 'A/RES/75/1' is no resolution of the Council"),
     (subfield("791", "a", None), "996 $a: the cell is empty; expected the outcome of a vote"),
     ([f for f in record() if f[0] not in {"269", "992"}], "269 $a: the cell is empty")],
)  # fmt: skip
def test_a_vote_that_lacks_what_it_needs_is_refused_with_its_field(wrong: Marc, said: str) -> None:
    found = read(record(1, 1946), wrong)
    (refused,) = found.refused
    assert f"votes.mrc: record 2 (102553), {said}" in str(refused)
    assert len(found.records) == 1


@pytest.mark.parametrize(
    ("odd", "codes", "field"),
    [(subfield("967", "c", "FRA", 1), {"state-mismatch", "repeated-voter", "seat-mismatch"}, "967"),
     (subfield("996", "b", "001"), {"tally-mismatch"}, "996 $b"),
     (subfield("996", "f", "014"), {"tally-mismatch"}, "996 $f"),
     ([*record(), ("992", "  ", [("a", "20201231")])], {"rows-disagree"}, "992 $a")],
)  # fmt: skip
def test_what_contradicts_itself_is_remarked_at_its_field(
    odd: Marc, codes: set[str], field: str
) -> None:
    remarks = remarks_of(read(odd))
    assert {r.code for r in remarks} == codes
    assert {r.severity for r in remarks} == {Severity.CONTRADICTION}
    assert all(r.cell and r.cell.field.startswith(field) for r in remarks)


def test_two_votes_of_one_state_are_remarked() -> None:
    twice = [*record(), ("967", "  ", [("c", "FRA"), ("d", "A"), ("e", "FRANCE")])]
    found = {r.code: r for r in remarks_of(read(twice))}
    assert "FRANCE votes in two ways" in found["voter-in-two-lists"].message
    assert found["voter-in-two-lists"].cell == Cell(1, "967 $d")


def test_a_code_that_is_withdrawn_is_read_as_todays_and_remarked() -> None:
    old = changed(lambda f: [f] if f[0] != "967" or ("c", "COD") not in f[2] else [
        ("967", "  ", [("c", "ZAR"), ("d", "Y"), ("e", "ZAIRE")])], 700, 1991)  # fmt: skip
    found = read(old)
    assert "COD" in {b.state for b in vote_of(found).ballots}
    assert ("withdrawn-code", Severity.NOTE) in {(r.code, r.severity) for r in remarks_of(found)}


def test_without_a_vote_no_choice_is_recorded_of_anybody() -> None:
    silent: Marc = [("591", "  ", [("a", "ADOPTED WITHOUT VOTE")])]
    for tag, marks, said in record():
        if tag == "967":
            silent.append((tag, marks, [(c, v) for c, v in pairs(said) if c != "d"]))
        elif tag == "996":
            counts = zip("bcde", ("000", "000", "000", "015"), strict=True)
            silent.append((tag, marks, list(counts)))
        else:
            silent.append((tag, marks, said))
    vote = vote_of(read(silent))
    assert vote.procedure is Procedure.WITHOUT_VOTE
    assert {b.choice for b in vote.ballots} == {Choice.NOT_VOTING}
    assert [r.code for r in vote.remarks] == ["ballots-without-vote"]


def pairs(said: list[tuple[str, str]] | str) -> list[tuple[str, str]]:
    assert not isinstance(said, str)
    return said


def test_several_drafts_are_told_of_and_the_first_is_read() -> None:
    two = [*record(), ("993", "2 ", [("a", "S/2020/9999")])]
    found = read(two)
    assert vote_of(found).draft == "S/2020/574"
    (remark,) = remarks_of(found)
    assert "'S/2020/9999' is there beside 'S/2020/574'" in remark.message


def test_a_name_of_an_authority_record_is_known() -> None:
    named = subfield("967", "e", "FREEDONIA AS IT WAS", 4)
    assert [r.code for r in remarks_of(read(named))] == ["unknown-state"]
    members = [dict(pairs(said))["c"] for tag, _, said in record() if tag == "967"]
    state: Marc = [("LDR", "", "z "), ("043", "  ", [("c", members[3])]),
                   ("110", "1 ", [("a", "FREEDONIA AS IT WAS"), ("9", "ms")])]  # fmt: skip
    found = read(named, state)
    assert remarks_of(found) == ()
    wrong: Marc = [*state[:2], ("110", "1 ", [("a", "FRANCE"), ("9", "ms")])]
    (refused,) = read(record(), wrong).refused
    assert "record 2, 110 $a: 'FRANCE' is FRA" in str(refused)


def test_what_triples_say_is_what_was_read() -> None:
    for found in read(record(), record(1, 1946)).records:
        back = record_of(triples_of(found))
        assert (back.votes, back.source) == (found.votes, found.source)
