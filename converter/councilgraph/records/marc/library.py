"""A file of library records, ISO 2709 or MARCXML, to what it says of votes and documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TypeVar

from ...errors import Refused
from ...model import Cell, Gazetteer, Record, Source
from ..cells import Unread
from ..reading import Problem
from ..table import Library
from ..voters import Roll
from ..votes import Seen
from .content import MarcRecord, Place
from .iso2709 import chunks, is_iso2709, read_chunk
from .layout import AUTHORITY, Layout, layout
from .marcxml import elements, is_marcxml, read_element
from .telling import MEDIA_TYPE, MarcTeller

T = TypeVar("T")

HEAD = 4096
"""Bytes in which a file tells that it holds library records."""

def is_marc(head: bytes) -> bool:
    """Tell whether a file holds library records, by its first bytes.

    >>> is_marc(b"00714cam a2200205 a 4500001..."), is_marc(b"S/RES/2553 (2020)")
    (True, False)
    """
    return is_iso2709(head) or is_marcxml(head)


def read_marc(data: bytes, name: str, gazetteer: Gazetteer) -> Library:
    """Return what a file of library records says; ``name`` is the file's base name.

    Raises:
        Refused: there is no record in it.
    """
    read = list(_records(data, name))
    if not read:
        raise Refused(name, "no record is in the file", expected="library records of MARC 21")
    known = layout()
    roll = Roll(gazetteer, known.language)
    refused: list[Refused] = [one for one in read if isinstance(one, Refused)]
    records = [one for one in read if isinstance(one, MarcRecord)]
    for record in records:
        if known.kind(record) == AUTHORITY:
            refused += (_refusal(record, p, name) for p in _learned(record, known, roll))
    teller = MarcTeller(known, roll, Seen())
    found: list[Record] = []
    for record in records:
        if known.kind(record) == AUTHORITY:
            continue
        told = teller.told(record)
        refused += (_refusal(record, p, name) for p in told.problems)
        if told.record:
            found.append(told.record)
    content = "\n".join(r.canonical() for r in records)
    source = Source(name, hashlib.sha256(content.encode()).hexdigest(), MEDIA_TYPE, len(content))
    return Library(source, known.language, tuple(found), tuple(refused))


def _records(data: bytes, name: str) -> Iterator[MarcRecord | Refused]:
    """Yield each record of a file, or why it cannot be read."""
    number = 0
    try:
        if is_iso2709(data):
            for number, chunk in enumerate(chunks(data), 1):
                yield _one(read_chunk, chunk, number, name)
        else:
            for number, element in enumerate(elements(data, name), 1):
                yield _one(read_element, element, number, name)
    except Refused as error:
        yield Refused(name, f"record {number + 1}: {error.found}", expected=error.expected,
                      line=error.line)  # fmt: skip


def _one(
    reader: Callable[[T, int], MarcRecord], given: T, number: int, name: str
) -> MarcRecord | Refused:
    try:
        return reader(given, number)
    except Unread as error:
        return Refused(name, f"record {number}: {error.found}", expected=error.expected)


def _refusal(record: MarcRecord, problem: Problem, name: str) -> Refused:
    control = f" ({record.control})" if record.control else ""
    return Refused(name, f"record {record.number}{control}, {problem.cell.field}: {problem.found}",
                   expected=problem.expected)  # fmt: skip


def _learned(record: MarcRecord, known: Layout, roll: Roll) -> Iterator[Problem]:
    """Let the roll know the names of a State's authority record; yield what contradicts it."""
    (kind,), (code,) = known.authority["kind"], known.authority["code"]
    if not set(known.authority["kinds"]) & set(record.values(Place.of(kind))):
        return
    place = Place.of(code)
    said = next(record.values(place), "")
    try:
        voter = roll.of(said)
    except Unread as error:
        yield Problem(Cell(record.number, str(place)), error.found, error.expected)
        return
    for column in map(Place.of, known.authority["names"]):
        for words in record.values(column):
            named = roll.named(words)
            if named is None:
                roll.learn(words, voter.code)
            elif named != voter.code:
                yield Problem(Cell(record.number, str(column)),
                              f"{words!r} is {named}, the code of the record is {said}",
                              "a name of the State of the code")  # fmt: skip
