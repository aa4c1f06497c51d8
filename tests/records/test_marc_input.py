"""Library records that cannot be used: refused by number and field, the rest with --partial."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from marc_forms import Field, Marc, iso2709, iso_record, marcxml
from marc_records import Expected, voting

from councilgraph.cli import main
from councilgraph.errors import Refused
from councilgraph.link import gazetteer
from councilgraph.model import Cell, Choice, Procedure, Remark, Severity, Vote
from councilgraph.rdf import record_of, triples_of
from councilgraph.read.sniff import sniff
from councilgraph.records import Library, read_marc


def record(number: int = 2553, year: int = 2020) -> Marc:
    return voting(number, year, random.Random(number), Expected())


def changed(change: Callable[[Field], list[Field]], number: int = 2553, year: int = 2020) -> Marc:
    return [new for field in record(number, year) for new in change(field)]


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


def damaged(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


ONE, TWO = iso_record(record(1, 1946)), iso_record(record())
XML = marcxml([record(1, 1946), record()])
WRONG_LENGTH = f"{len(TWO) + 7:05}".encode()
BROKEN: dict[str, tuple[bytes, str]] = {
    "cut off": (ONE + TWO[:-200], "record 2: the record says it has"),
    "cut in the leader": (ONE + TWO[:11], "record 2: the leader is"),
    "length of the record": (damaged(ONE + TWO, len(ONE), WRONG_LENGTH), "record 2: the record"),
    "length of a field": (damaged(ONE + TWO, len(ONE) + 27, b"0009"), "record 2: 001: the field"),
    "start of a field": (damaged(ONE + TWO, len(ONE) + 43, b"99999"), "record 2: 008: the field"),
    "entry of the directory": (damaged(ONE + TWO, len(ONE) + 27, b"00x9"), "has the entry"),
    "base address": (damaged(ONE + TWO, len(ONE) + 12, b"00099"), "no field begins at"),
    "MARC-8 said to be UTF-8": (
        ONE + iso_record(changed(lambda f: [("991", "3 ", [("d", "É")])] if f[0] == "991" else [f]),
                         "marc-8", "a"), "record 2: 991 $d: byte 0xe2 is not UTF-8"),
    "UTF-8 said to be MARC-8": (
        ONE + iso_record(changed(lambda f: [("991", "3 ", [("d", "–")])] if f[0] == "991" else [f]),
                         sign=" "), "record 2: 991 $d: the text is not MARC-8"),
    "another encoding": (ONE + iso_record(record(), sign="c"), "record 2: leader/09 is 'c'"),
    "a subfield without a code": (ONE + TWO.replace(b"\x1faVOT\x1e", b"\x1f\x1fVOT\x1e", 1),
                                  "record 2: 039: no two indicators, or a subfield without"),
    "one indicator": (ONE + TWO.replace(b"  \x1faVOT\x1e", b" \x1f\x1faVOT\x1e", 1),
                      "record 2: 039: no two indicators, or a subfield without"),
    "a control character": (ONE + TWO.replace(b"Invented", b"Inv\x07nted"),
                            "record 2: 245 $a: U+0007"),
}  # fmt: skip


def last(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return data with the last occurrence of bytes replaced."""
    before, found, after = data.rpartition(old)
    assert found
    return before + new + after


BROKEN_XML: dict[str, tuple[bytes, str]] = {
    "cut off": (XML[:-300], "record 2: XML that is not well formed"),
    "no leader": (last(XML, b"<leader>00000cam a2200000 a 4500</leader>", b""),
                  "record 2: the record has 0 leaders"),
    "a short leader": (last(XML, b" a 4500</leader>", b"</leader>"),
                       "record 2: no record can be read"),
    "a field without a tag": (last(XML, b'tag="996" ', b""), "record 2: no record can be read"),
    "a subfield without a code": (last(XML, b' code="f"', b""), "record 2: no record can be read"),
    "a document type": (XML.replace(b"?>", b'?>\n<!DOCTYPE c [<!ENTITY a "b">]>', 1),
                        "has a document type"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_damaged_record_is_refused_by_its_number_and_the_rest_is_read(what: str) -> None:
    data, said = BROKEN[what]
    found = read_marc(data, "votes.mrc", gazetteer())
    (refused,) = found.refused
    assert said in str(refused)
    assert [str(v.resolution) for r in found.records for v in r.votes] == ["S/RES/1 (1946)"]


@pytest.mark.parametrize("what", BROKEN_XML)
def test_a_damaged_element_is_refused_by_its_number(what: str) -> None:
    data, said = BROKEN_XML[what]
    found = read_marc(data, "votes.xml", gazetteer())
    (refused,) = found.refused
    assert said in str(refused)
    assert len(found.records) == (what != "a document type")


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


def test_a_file_without_records_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.xml"
    file.write_bytes(b'<collection xmlns="http://www.loc.gov/MARC21/slim"/>')
    assert main(["convert", str(file)]) == 1
    assert "no record is in the file" in capsys.readouterr().err


def test_nothing_goes_on_without_partial(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "votes.mrc"
    file.write_bytes(BROKEN["cut off"][0])
    assert main(["convert", str(file), "--to", "nt"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["convert", str(file), "--to", "nt", "--partial"]) == 1
    said = capsys.readouterr()
    assert "vote/S/RES/1/" in said.out
    assert "record 2" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("data", [TWO, XML])
def test_where_only_documents_are_read_records_are_called_so(data: bytes) -> None:
    with pytest.raises(Refused, match="library records of MARC 21"):
        sniff(data, "-")


def test_records_are_known_by_their_beginning_whatever_the_suffix(tmp_path: Path) -> None:
    for name, data in (("votes.iso2709", TWO), ("votes", XML)):
        file = tmp_path / name
        file.write_bytes(data)
        assert main(["convert", str(file), "--to", "nt", "-o", str(tmp_path / "out.nt")]) == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("form", ["utf-8", "marc-8", "xml"])
def test_whatever_is_damaged_is_read_or_refused(
    form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    draw = random.Random(form)
    records = [record(1, 1946), record()]
    whole = marcxml(records) if form == "xml" else iso2709(records, form)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(draw.choice([1, 1, 2, 5])):
            at = draw.randrange(len(data))
            data[at : at + draw.choice([0, 1, 1, 9])] = draw.choice(
                [b"", b"\x1d", b"\x1e", b"\x1f", b"\x1b(N", b"\xe1", b"9", b"<", b"\0"]
            )
        try:
            found = read_marc(bytes(data), "votes", gazetteer())
        except Refused:
            refused += 1
            continue
        refused += bool(found.refused)
        for one in found.records:
            triples_of(one)
    assert 100 < refused < 300
    assert capfd.readouterr() == ("", "")  # nothing is said past the refusals
