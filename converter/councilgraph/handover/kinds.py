"""What kind of value a column holds: the one that all its literals share, else text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping

from ..errors import UsageError
from ..query import Cell
from ..rdf import Literal
from ..rdf.terms import BOOLEAN, DATE, INTEGER

TEXT = "text"
_XSD = INTEGER.removesuffix("integer")
_KINDS: Mapping[str, str] = {
    INTEGER: "integer",
    _XSD + "decimal": "number",
    _XSD + "double": "number",
    _XSD + "float": "number",
    BOOLEAN: "boolean",
    DATE: "date",
}
_LARGEST = 2**63
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]+)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _integer(value: str) -> int:
    if not _INTEGER.fullmatch(value):
        raise ValueError(f"{value} is no integer")
    if not -_LARGEST <= (number := int(value)) < _LARGEST:
        raise ValueError(f"{value} needs more than 64 bits")
    return number


def _number(value: str) -> float:
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"{value} is no number")
    return float(value)


def _boolean(value: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[value]


def _date(value: str) -> dt.date:
    if not _ISO_DATE.fullmatch(value):
        raise ValueError(f"{value} bears a time zone")
    return dt.date.fromisoformat(value)


Value = str | int | float | bool | dt.date
_READ: Mapping[str, Callable[[str], Value]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    TEXT: str,
}


def text_of(cell: Cell) -> str:
    """Return a cell's text, empty where there is none."""
    return "" if cell is None else cell.value if isinstance(cell, Literal) else str(cell)


def value_of(cell: Cell, kind: str) -> Value | None:
    """Return a cell as a value of a kind that ``kind_of`` found for its column."""
    return None if cell is None else _READ[kind](text_of(cell))


def kind_of(cells: Iterable[Cell]) -> str:
    """Return the kind of a column: integer, number, boolean, date, or text.

    Literals whose lexical forms are no values of their datatype make it text, as do IRIs.

    >>> kind_of((Literal("1", INTEGER), None)), kind_of((Literal("1"), Literal("2", INTEGER)))
    ('integer', 'text')
    """
    given = [c for c in cells if c is not None]
    kinds = {_KINDS.get(c.datatype, TEXT) if isinstance(c, Literal) else TEXT for c in given}
    if len(kinds) != 1:
        return TEXT
    (kind,) = kinds
    try:
        for cell in given:
            value_of(cell, kind)
    except (ValueError, KeyError):
        return TEXT
    return kind


def printable(text: str, form: str) -> str:
    """Return a text that XML and lines of text can hold.

    Raises:
        UsageError: it has a control character, or half of a surrogate pair.
    """
    if found := _NO_XML.search(text):
        raise UsageError(f"{form} cannot hold U+{ord(found[0]):04X}; expected json or csv")
    return text
