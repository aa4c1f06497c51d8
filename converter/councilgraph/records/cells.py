"""What the cells of a table and the fields of a library record say: words to values."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from typing import NamedTuple, TypeVar

from ..identifiers import SYMBOL, canonical_symbol, parse_symbol
from ..model import Choice, Outcome, Procedure, Symbol

E = TypeVar("E", bound=Enum)

_INTEGER = re.compile(r"\d{1,4}")


class Unread(ValueError):
    """Say what a cell holds that is no value of its field, and what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"{found}; expected {expected}")


class Read(NamedTuple):
    """A symbol, and the words of the cell that are no part of it."""

    symbol: Symbol
    rest: str


def read_symbol(text: str) -> Read:
    """Return the document symbol that a cell begins with.

    >>> read_symbol("S/6113 (as amended)")
    Read(symbol='S/6113', rest='(as amended)')

    Raises:
        Unread: it begins with none.
    """
    match = SYMBOL.match(text)
    if match is None:
        raise Unread(f"{text!r} begins with no symbol", "a symbol such as S/RES/2553 (2020)")
    try:
        symbol = parse_symbol(match.group())
    except ValueError as error:
        raise Unread(str(error), "number and year of one resolution") from error
    return Read(canonical_symbol(symbol), text[match.end() :].strip())


def read_date(text: str, *forms: str) -> dt.date:
    """Return the day that a cell is, in one of the forms of ``strptime``.

    >>> read_date("2/16/1946", "%m/%d/%Y"), read_date("19460216", "%Y-%m-%d", "%Y%m%d")
    (datetime.date(1946, 2, 16), datetime.date(1946, 2, 16))

    Raises:
        Unread: it is no day in any of them.
    """
    for form in forms:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise Unread(f"{text!r} is no day of the calendar", f"one as {' or '.join(forms)}")


def read_number(text: str) -> int:
    """Return the number that a cell is.

    Raises:
        Unread: it is none.
    """
    if not (text.isascii() and _INTEGER.fullmatch(text)):
        raise Unread(f"{text!r} is no number of votes", "a whole number, 0 or more")
    return int(text)


def read_flag(text: str) -> bool:
    """Return whether a cell says yes.

    Raises:
        Unread: it says neither yes nor no.
    """
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if text.casefold() not in known:
        raise Unread(f"{text!r} says neither yes nor no", "true or false")
    return known[text.casefold()]


def _read_one_of(kind: type[E], text: str) -> E:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(str(member.value) for member in kind)
        raise Unread(f"{text!r} is not one of them", known) from error


def read_choice(text: str) -> Choice:
    """Return the choice that a word of the ontology is.

    Raises:
        Unread: it is none.
    """
    return _read_one_of(Choice, text)


def read_outcome(text: str) -> Outcome:
    """Return the outcome that a word of the ontology is.

    Raises:
        Unread: it is none.
    """
    return _read_one_of(Outcome, text)


def read_procedure(text: str) -> Procedure:
    """Return the procedure that a word of the ontology is.

    Raises:
        Unread: it is none.
    """
    return _read_one_of(Procedure, text)
