"""An explanation as text for a person and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ..rdf import Literal, Term
from ..rdf.names import Names, local_name
from .facts import Comment, Explanation, Fact
from .passages import Passage


def as_text(explanation: Explanation, base: str) -> str:
    """Return an explanation as lines: each thing, what is said of it, and the words that say so.

    Words stand in quotation marks as in JSON: exactly the characters of the source, its line ends
    escaped. IRIs are shortened below ``base``.
    """
    lines = [explanation.symbol, explanation.document]
    for version in explanation.versions:
        address = f", {version.text}" if version.text else ""
        lines.append(f"read from {_place(version)}{address}")
    below = f"{explanation.document}/"
    for subject, facts in groupby(explanation.facts, key=lambda f: f.subject):
        lines += ["", subject.removeprefix(below).removeprefix(base)]
        lines += _statements(facts, base)
    if explanation.remarks:
        lines += ["", "other remarks"]
        lines += [f"    {_noted(r)}" for r in explanation.remarks]
    return "\n".join(lines) + "\n"


def _statements(facts: Iterable[Fact], base: str) -> Iterator[str]:
    """Yield statements read at the same places together, then these places."""
    for passages, together in groupby(facts, key=lambda f: f.passages):
        read = list(together)
        for fact in read:
            yield f"  {local_name(fact.property)}: {_value(fact.value, base)}"
        for k, passage in enumerate(passages):
            also = "also " if k else ""
            yield f"    {also}{_quoted(passage.quote)}"
            yield f"      {_place(passage)}"
        for remark in dict.fromkeys(r for f in read for r in f.remarks):
            yield f"    {_noted(remark)}"


def _value(value: Term, base: str) -> str:
    if isinstance(value, Literal):
        return f"{value.value} ({value.language})" if value.language else value.value
    return value.removeprefix(base) if value.startswith(base) else Names(base).iri(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _place(passage: Passage) -> str:
    """Return a place as compilers write it, and in the characters that the graph counts."""
    where = f":{passage.line}:{passage.column}" if passage.line else ""
    return (
        f"{passage.file}{where}, characters {passage.start}-{passage.end} ({passage.language})"
    )


def _noted(remark: Comment) -> str:
    where = f", {_place(remark.passage)}" if remark.passage else ""
    return f"{remark.severity}: {remark.message} [{remark.code}]{where}"


def as_json(explanation: Explanation) -> str:
    """Return an explanation as a JSON object; IRIs are whole, values as in SPARQL's JSON."""
    content = {
        "document": explanation.document,
        "symbol": explanation.symbol,
        "sources": [_passage(v, quoted=False) for v in explanation.versions],
        "facts": [_fact(f) for f in explanation.facts],
        "remarks": [_comment(r) for r in explanation.remarks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _fact(fact: Fact) -> dict[str, Any]:
    from ..query import json_term  # pages explain too, and ask no questions

    return {
        "subject": fact.subject,
        "paragraph": fact.paragraph,
        "property": fact.property,
        "value": json_term(fact.value),
        "passages": [_passage(p) for p in fact.passages],
        "remarks": [_comment(r) for r in fact.remarks],
    }


def _passage(passage: Passage, *, quoted: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": passage.version,
        "language": passage.language,
        "file": passage.file,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "line": passage.line or None,
        "column": passage.column or None,
    }
    if quoted:
        found |= {"quote": passage.quote, "words": passage.words or passage.quote}
    return found


def _comment(remark: Comment) -> dict[str, Any]:
    return {
        "subject": remark.subject,
        "code": remark.code,
        "severity": remark.severity,
        "message": remark.message,
        "passage": _passage(remark.passage) if remark.passage else None,
    }
