"""Write answers: a table for a person, CSV and TSV, JSON and XML of the W3C, Turtle for graphs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..errors import UsageError
from ..formats import RESULT_FORMATS
from ..rdf import Literal, Term, is_blank, n_triples, write
from ..rdf.terms import STRING
from ..xmltext import escape, exact, quoted
from .store import Answer, Cell
from .table import table

_XML = "http://www.w3.org/2005/sparql-results#"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(answer: Answer, syntax: str) -> str:
    r"""Return an answer in a syntax of ``formats.RESULT_FORMATS``; nothing is cut.

    A graph is written as Turtle, also where a table is asked for.

    >>> render(Answer(("n",), ((Literal("2"),),)), "csv")
    'n\r\n2\r\n'

    Raises:
        UsageError: the syntax does not fit the kind of answer.
    """
    if syntax not in RESULT_FORMATS:
        known = ", ".join(RESULT_FORMATS)
        raise UsageError(f"no result syntax {syntax!r}; expected one of {known}")
    if answer.triples is not None:
        if syntax not in ("ttl", "table"):
            raise UsageError(f"{syntax} is for SELECT and ASK; the answer is a graph; expected ttl")
        return write(answer.triples, "ttl")
    if syntax == "ttl":
        kinds = ", ".join(f.name for f in RESULT_FORMATS.values() if not f.graphs)
        raise UsageError(f"ttl is for CONSTRUCT and DESCRIBE; expected one of {kinds}")
    return _WRITERS[syntax](answer)


def _csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV, section 3: plain values, lines end as in RFC 4180."""
    if answer.truth is not None:
        return f"{_boolean(answer)}\r\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows(
        ["" if c is None else c.value if isinstance(c, Literal) else c for c in row]
        for row in answer.rows
    )
    return out.getvalue()


def _sheet(answer: Answer) -> str:
    r"""CSV as spreadsheets take it: marked as UTF-8, and no value is run as a formula.

    A value that begins as formulas do gets an apostrophe before it (OWASP, CSV injection).

    >>> _sheet(Answer(("n",), ((Literal("=1+1"),), (Literal("-2"),), (Literal("-a"),))))
    "\ufeffn\r\n'=1+1\r\n-2\r\n'-a\r\n"
    """
    rows = tuple(tuple(_harmless(c) for c in row) for row in answer.rows)
    return "\ufeff" + _csv(replace(answer, rows=rows))


def _harmless(cell: Cell) -> Cell:
    value = cell.value if isinstance(cell, Literal) else cell or ""
    if not value.startswith(_FORMULA) or _NUMBER.fullmatch(value):
        return cell
    return Literal(f"'{value}")


def _tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV, section 4: terms in Turtle form."""
    if answer.truth is not None:
        return f"{_boolean(answer)}\n"
    head = "\t".join(f"?{v}" for v in answer.variables)
    rows = ["\t".join("" if c is None else n_triples(c) for c in row) for row in answer.rows]
    return "\n".join([head, *rows]) + "\n"


def _boolean(answer: Answer) -> str:
    return "true" if answer.truth else "false"


def json_term(term: Term) -> dict[str, str]:
    """Return a term as in the SPARQL 1.1 Query Results JSON Format, section 3.2.2.

    >>> json_term(Literal("vote", language="fr"))
    {'type': 'literal', 'value': 'vote', 'xml:lang': 'fr'}
    """
    if not isinstance(term, Literal):
        if is_blank(term):
            return {"type": "bnode", "value": term[2:]}
        return {"type": "uri", "value": term}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != STRING:
        found["datatype"] = term.datatype
    return found


def _json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON, sections 3 and 4."""
    content: dict[str, Any]
    if answer.truth is not None:
        content = {"head": {}, "boolean": answer.truth}
    else:
        rows = [
            {v: json_term(c) for v, c in zip(answer.variables, row, strict=True) if c is not None}
            for row in answer.rows
        ]
        content = {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _xml_term(term: Term) -> str:
    if not isinstance(term, Literal):
        if is_blank(term):
            return f"<bnode>{term[2:]}</bnode>"
        return f"<uri>{escape(term)}</uri>"
    if found := _NO_XML.search(term.value):
        raise UsageError(f"XML cannot hold U+{ord(found[0]):04X}; expected json, csv or tsv")
    mark = f" xml:lang={quoted(term.language)}" if term.language else ""
    if not term.language and term.datatype != STRING:
        mark = f" datatype={quoted(term.datatype)}"
    return f"<literal{mark}>{exact(term.value)}</literal>"


def _xml(answer: Answer) -> str:
    """SPARQL Query Results XML Format (second edition), section 2."""
    head = "".join(f"<variable name={quoted(v)}/>" for v in answer.variables)
    if answer.truth is not None:
        body = f"<boolean>{_boolean(answer)}</boolean>"
    else:
        rows = "\n".join(
            "<result>" + "".join(
                f"<binding name={quoted(v)}>{_xml_term(c)}</binding>"
                for v, c in zip(answer.variables, row, strict=True) if c is not None
            ) + "</result>"
            for row in answer.rows
        )  # fmt: skip
        body = f"<results>\n{rows}\n</results>"
    content = f"<head>{head}</head>\n{body}"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{_XML}">\n{content}\n</sparql>\n'


_WRITERS: Mapping[str, Callable[[Answer], str]] = {
    "table": table,
    "csv": _csv,
    "sheet": _sheet,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
}
