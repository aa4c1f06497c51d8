"""Releases and changes as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..publish.sayings import excerpts, plain
from ..rdf import Literal, Term
from ..rdf.names import local_name
from .changes import Change, Changes, Kind, Told
from .history import Release

SHORT = 12
"""Digits of a name that are shown."""


def listed(releases: Sequence[Release]) -> str:
    """Return releases as a table, the oldest first."""
    rows: list[tuple[str, ...]] = [("date", "name", "documents", "added", "changed", "gone")]
    rows += [
        (r.moment, r.name[:SHORT], f"{r.documents:,}", *(f"{r.total(k):,}" for k in Kind))
        for r in releases
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(c.ljust(w) if i < 2 else c.rjust(w)
                  for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in lines)


def as_text(changes: Changes, old: Release | None, new: Release, base: str) -> str:
    """Return what changed for people: a line a fact, a line a document that came or went."""
    lines = [f"{_called(old)} → {_called(new)}"]
    lines.append(", ".join(_many(changes.count(k), "fact", k) for k in Kind))
    tables = [changes.count(k, documents=False) for k in Kind]
    if any(tables):
        counts = zip(tables, Kind, strict=True)
        lines.append("in tables: " + ", ".join(_many(n, "fact", k) for n, k in counts))
    if changes.files:
        lines.append(_many(changes.files, "other file", Kind.CHANGED))
    whole = [_came_or_went(t) for t in changes.told if t.kind is not Kind.CHANGED]
    lines += ["", *whole] if whole else []
    for told in changes.told:
        if told.kind is Kind.CHANGED:
            lines += ["", *_told(told, base)]
    return "".join(f"{line}\n" for line in lines)


def as_json(changes: Changes, old: Release | None, new: Release, base: str) -> str:
    """Return everything that changed as JSON; IRIs are whole."""
    said = {
        "base": base,
        "from": _release(old),
        "to": _release(new),
        "facts": {k.value: changes.count(k) for k in Kind},
        "factsOfTables": {k.value: changes.count(k, documents=False) for k in Kind},
        "otherFiles": changes.files,
        "documents": [
            {
                "path": t.path,
                "kind": t.kind.value,
                "places": t.places,
                "facts": [_fact(c) for c in t.changes],
            }
            for t in changes.told
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def list_json(releases: Iterable[Release]) -> str:
    """Return releases as JSON, the oldest first."""
    said = [
        {
            **(_release(r) or {}),
            "previous": r.previous or None,
            "documents": r.documents,
            "facts": {k.value: r.total(k) for k in Kind},
        }
        for r in releases
    ]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _release(release: Release | None) -> dict[str, str] | None:
    if release is None:
        return None
    return {"moment": release.moment, "date": release.date, "name": release.name}


def _called(release: Release | None) -> str:
    return f"{release.moment} ({release.name[:SHORT]})" if release else "nothing"


def _many(count: int, noun: str, kind: Kind) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'} {kind}"


def _came_or_went(told: Told) -> str:
    count = len(told.changes)
    return f"{told.path}: {told.kind}, {count:,} fact{'' if count == 1 else 's'}"


def _told(told: Told, base: str) -> Iterator[str]:
    yield f"{told.path}:"
    for change in told.changes:
        yield f"  {_change(change, told.path, base)}"
    if told.places:
        yield f"  {told.places:,} statement{'' if told.places == 1 else 's'} of places differ"


def _change(change: Change, path: str, base: str) -> str:
    """Return a change as a line; a subject below the document by what follows its path."""
    subject = change.subject.removeprefix(base)
    if subject != path:
        subject = subject.removeprefix(f"{path}/")
    term = change.after or change.before
    tag = f"@{term.language}" if isinstance(term, Literal) and term.language else ""
    start = f"{change.kind:<7}  {subject}  {local_name(change.predicate)}{tag}"
    if change.before is None or change.after is None:
        return f"{start}  {_plain(change.after or change.before, base)}"
    if isinstance(change.before, Literal) and isinstance(change.after, Literal):
        before, after = excerpts(change.before.value, change.after.value)
    else:
        before, after = _plain(change.before, base), _plain(change.after, base)
    return f"{start}  {before} → {after}"


def _plain(term: Term | None, base: str) -> str:
    if isinstance(term, Literal):
        return plain(term.value)
    return str(term).removeprefix(base)


def _fact(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": change.kind.value,
        "subject": str(change.subject),
        "predicate": str(change.predicate),
    }
    for side, term in (("before", change.before), ("after", change.after)):
        if term is not None:
            found[side] = _term(term)
    return found


def _term(term: Term) -> dict[str, str]:
    """Return a term as SPARQL's results in JSON write it."""
    if not isinstance(term, Literal):
        return {"type": "uri", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype}
