"""Documents for reference managers: CSL-JSON, BibTeX and RIS, an entry a row.

CSL-JSON is that of the Citation Style Language 1.0.2. BibTeX has the fields of its manual
(Patashnik, BibTeXing, 1988), with ``url``, ``date`` and ``language`` as biblatex reads them. RIS is
that of Research Information Systems.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..identifiers import BASE
from ..query import Answer
from .kinds import printable, text_of
from .library import Declared
from .roles import Roles, Row, check_distinct, rows_of

REFERENCES = Roles(
    ("id", "type", "title"), ("number", "kind", "authority", "issued", "language")
)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9./-]")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A document to refer to; ``fields`` are texts by role, ``names`` its row of ``kinds.toml``."""

    fields: Mapping[str, str]
    names: Mapping[str, Any]
    publisher: str
    date: tuple[str, ...]

    def __getitem__(self, role: str) -> str:
        return self.fields.get(role, "")


@cache
def _kinds() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))


def _references(answer: Answer, form: str, said: Declared) -> list[_Reference]:
    found = [_reference(row, form) for row in rows_of(answer, form, REFERENCES, said)]
    check_distinct([each["id"] for each in found], form)
    return found


def _reference(row: Row, form: str) -> _Reference:
    fields = {r: " ".join(printable(text_of(cell), form).split()) for r, cell in row.items()}
    kinds = {name: table for name, table in _kinds().items() if isinstance(table, dict)}
    kind = re.split("[/#]", fields["type"])[-1]
    if kind not in kinds:
        raise UsageError(f"{form}: no type {kind!r} is known; expected one of {', '.join(kinds)}")
    date = _date(fields.get("issued", ""), form)
    return _Reference(fields, kinds[kind], _kinds()["publisher"], date)


def _date(text: str, form: str) -> tuple[str, ...]:
    """Return year, month and day, as many as there are; none of an empty text.

    >>> _date("2020-12", "csl")
    ('2020', '12')
    """
    found = _DATE.fullmatch(text)
    parts = tuple(part for part in found.groups() if part) if found else ()
    try:
        if text:
            dt.date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError as error:
        expected = "expected a date such as 2020-12-03"
        raise UsageError(f"{form}: issued is {text!r}; {expected}") from error
    return parts


def csl(answer: Answer, said: Declared) -> str:
    """Return documents as CSL-JSON.

    Raises:
        UsageError: the answer lacks a column, or has one that this form has no place for.
        Contradiction: two rows are of one document.
    """
    items = []
    for each in _references(answer, "csl", said):
        organ = each["authority"]
        entries: list[tuple[str, Any]] = [
            ("id", each["id"]),
            ("type", each.names["csl"]),
            ("title", each["title"]),
            ("number", each["number"]),
            ("genre", each["kind"]),
            ("authority", organ),
            ("author", [{"literal": organ}] if organ else None),
            ("publisher", each.publisher),
            ("issued", {"date-parts": [[int(n) for n in each.date]]} if each.date else None),
            ("language", each["language"]),
            ("URL", each["id"]),
        ]
        items.append({name: value for name, value in entries if value})
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def bibtex(answer: Answer, said: Declared) -> str:
    """Return documents as BibTeX in UTF-8; keys are made of their IRIs.

    Raises:
        UsageError, Contradiction: see ``csl``.
    """
    return "\n".join(_bibtex(each) for each in _references(answer, "bibtex", said))


def _bibtex(each: _Reference) -> str:
    year, month, _ = (*each.date, "", "", "")[:3]
    organ = each["authority"]
    fields = [
        ("title", f"{{{_tex(each['title'])}}}"),  # twice in braces: its capitals stay
        ("author", organ and f"{{{_tex(organ)}}}"),
        ("institution", _tex(organ or each.publisher)),
        ("type", _tex(each["kind"])),
        ("number", _tex(each["number"])),
        ("year", year),
        ("date", "-".join(each.date)),
        ("language", _tex(each["language"])),
        ("url", each["id"].replace("%", r"\%")),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    return "\n".join([f"@{each.names['bibtex']}{{{_key(each['id'])},", *lines, "}\n"])


def _key(iri: str) -> str:
    """Return an IRI as the key of an entry: another for each, and short for documents of ours.

    >>> _key(BASE + "doc/S/RES/2553"), _key("urn:a,b")
    ('S/RES/2553', 'urn_3a_a_2c_b')
    """
    return _NOT_IN_KEY.sub(lambda m: f"_{ord(m[0]):x}_", iri.removeprefix(f"{BASE}doc/"))


def _tex(text: str) -> str:
    r"""Return a text as TeX sets it.

    >>> print(_tex("{50%} & a_b"))
    \{50\%\} \& a\_b
    """
    return "".join(_TEX.get(c, c) for c in text)


def ris(answer: Answer, said: Declared) -> str:
    """Return documents as RIS; its lines end as they do on Windows.

    Raises:
        UsageError, Contradiction: see ``csl``.
    """
    lines: list[str] = []
    for each in _references(answer, "ris", said):
        fields = [
            ("TY", each.names["ris"]),
            ("ID", each["id"]),
            ("TI", each["title"]),
            ("AU", each["authority"] and f"{each['authority']},"),  # the comma: a name in one part
            *((tag, each[role]) for role, tag in each.names["tags"].items()),
            ("PB", each.publisher),
            ("PY", "".join(each.date[:1])),
            ("DA", "/".join(each.date)),
            ("LA", each["language"]),
            ("UR", each["id"]),
        ]
        lines += [f"{tag}  - {value}" for tag, value in fields if value]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines)
