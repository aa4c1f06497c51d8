"""Library records that cannot be used: refused by number and field, the rest with --partial."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from marc_forms import iso2709, iso_record, marcxml
from marc_records import changed, record

from councilgraph.cli import main
from councilgraph.errors import Refused
from councilgraph.link import gazetteer
from councilgraph.rdf import triples_of
from councilgraph.read.sniff import sniff
from councilgraph.records import read_marc


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
