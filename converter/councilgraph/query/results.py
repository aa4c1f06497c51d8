"""Write answers: a table for a person, CSV and TSV, JSON and XML of the W3C, Turtle for graphs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..errors import UsageError
from ..identifiers import BASE
from ..rdf import Iri, Literal, Term, n_triples, write
from ..rdf.terms import STRING
from .store import Answer, Cell

_XML = "http://www.w3.org/2005/sparql-results#"


def render(answer: Answer, syntax: str) -> str:
    """Return an answer in a syntax of ``formats.RESULT_FORMATS``; nothing is cut.

    >>> print(render(Answer(("n",), ((Literal("2"),),)), "csv"), end="")
    n
    2

    Raises:
        UsageError: the syntax does not fit the kind of answer.
    """
    if answer.triples is not None:
        return write(answer.triples, "ttl")
    if syntax == "ttl":
        raise UsageError("Turtle is for CONSTRUCT and DESCRIBE; expected table, csv, tsv, json")
    writers: dict[str, Callable[[Answer], str]] = {
        "table": table, "csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml,
    }  # fmt: skip
    if syntax not in writers:
        raise UsageError(f"no result syntax {syntax!r}; expected one of {', '.join(writers)}, ttl")
    return writers[syntax](answer)


def _short(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.value if isinstance(cell, Literal) else cell.removeprefix(BASE)


def _width(text: str) -> int:
    """Return how many columns a terminal gives a text: two for wide characters, none for marks."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def table(answer: Answer) -> str:
    """Return an answer as aligned columns, with the number of rows below."""
    if answer.truth is not None:
        return f"{'yes' if answer.truth else 'no'}\n"
    cells = [answer.variables, *([_short(c) for c in row] for row in answer.rows)]
    flat = [[" ".join(c.split()) for c in row] for row in cells]
    widths = [max(_width(row[i]) for row in flat) for i in range(len(answer.variables))]
    lines = [
        "  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in flat
    ]
    lines.insert(1, "  ".join("-" * w for w in widths))
    count = len(answer.rows)
    return "\n".join([*lines, f"({count} row{'' if count == 1 else 's'})"]) + "\n"


def _csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV, section 3: plain values, CR LF only inside quotes."""
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.variables)
    writer.writerows(
        ["" if c is None else c.value if isinstance(c, Literal) else c for c in row]
        for row in answer.rows
    )
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV, section 4: terms in Turtle form."""
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\n"
    head = "\t".join(f"?{v}" for v in answer.variables)
    rows = ["\t".join("" if c is None else n_triples(c) for c in row) for row in answer.rows]
    return "\n".join([head, *rows]) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": term}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != STRING:
        found["datatype"] = term.datatype
    return found


def _json(answer: Answer) -> str:
    content: dict[str, Any]
    if answer.truth is not None:
        content = {"head": {}, "boolean": answer.truth}
    else:
        rows = [
            {v: _json_term(c) for v, c in zip(answer.variables, row, strict=True) if c is not None}
            for row in answer.rows
        ]
        content = {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<uri>{escape(term)}</uri>"
    mark = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if not term.language and term.datatype != STRING:
        mark = f" datatype={quoteattr(term.datatype)}"
    return f"<literal{mark}>{escape(term.value)}</literal>"


def _xml(answer: Answer) -> str:
    head = "".join(f"<variable name={quoteattr(v)}/>" for v in answer.variables)
    if answer.truth is not None:
        body = f"<boolean>{str(answer.truth).lower()}</boolean>"
    else:
        rows = "\n".join(
            "<result>" + "".join(
                f"<binding name={quoteattr(v)}>{_xml_term(c)}</binding>"
                for v, c in zip(answer.variables, row, strict=True) if c is not None
            ) + "</result>"
            for row in answer.rows
        )  # fmt: skip
        body = f"<results>\n{rows}\n</results>"
    content = f"<head>{head}</head>\n{body}"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{_XML}">\n{content}\n</sparql>\n'
