"""What stands where in library records: ``fields.toml`` as values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...model import DocumentKind
from ..mapping import Field, field_of
from .content import MarcRecord, Place

AUTHORITY, VOTING, DOCUMENT = "authority", "voting", "document"

_OWN = frozenset(("places", "code", "implied", "agree"))
"""Keys of a field that a table's has not."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A field of a vote or document: where it may stand, and how its words are read.

    ``implied`` is another field and the words that stand for this one where that one is there and
    this is not; ``agree`` tells that all places must say the same.
    """

    places: tuple[Place, ...]
    reading: Field
    implied: tuple[str, str] | None = None
    agree: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """By what a record is known to be of a kind: its leader/06, or words at a place."""

    leader: str = ""
    place: Place | None = None
    says: str = ""

    def on(self, record: MarcRecord) -> bool:
        """Tell whether a record has the sign."""
        if self.place is None:
            return record.leader[6] == self.leader
        return self.says in record.values(self.place)


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is known of the fields of a library's records."""

    language: str
    kinds: Mapping[str, tuple[Sign, ...]]
    repeated: str
    vote: Mapping[str, Sought]
    ballot: Mapping[str, Field]
    codes: Mapping[str, str]
    title: tuple[Place, ...]
    subjects: Place
    documents: tuple[tuple[Place, re.Pattern[str], DocumentKind], ...]
    document: Mapping[str, Sought]
    action: Mapping[str, Sought]
    authority: Mapping[str, tuple[str, ...]]

    def kind(self, record: MarcRecord) -> str:
        """Return what a record is of: an authority, a vote or a document."""
        return next((k for k, s in self.kinds.items() if any(one.on(record) for one in s)),
                    DOCUMENT)  # fmt: skip

    def document_kind(self, record: MarcRecord) -> DocumentKind:
        """Return what kind of document a record describes."""
        return next(
            (kind for place, pattern, kind in self.documents
             if any(pattern.search(v) for v in record.values(place))),
            DocumentKind.OTHER,
        )  # fmt: skip


@cache
def layout() -> Layout:
    """Return the layout of the Dag Hammarskjöld Library's records.

    >>> str(layout().vote["draft"].places[0])
    '993 $a'
    """
    said = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
    voting, document, authority = said["voting"], said["document"], said["authority"]
    ballot = voting["ballot"]
    return Layout(
        said["language"],
        {kind: tuple(_sign(s) for s in signs) for kind, signs in said["kinds"].items()},
        voting["repeated"],
        _sought(voting["vote"]),
        {n: _field(n, f, f"{voting['repeated']} ${f['code']}") for n, f in ballot.items()},
        {n: f["code"] for n, f in ballot.items()},
        tuple(Place.of(p) for p in document["title"]),
        Place.of(document["subjects"]),
        tuple((Place.of(k["place"]), re.compile(k["pattern"], re.IGNORECASE),
               DocumentKind(k["kind"])) for k in document["kinds"]),
        _sought(document["fields"]),
        _sought(document["vote"]),
        {k: (v,) if isinstance(v, str) else tuple(v) for k, v in authority.items()},
    )  # fmt: skip


def _sign(said: Mapping[str, str]) -> Sign:
    if "leader" in said:
        return Sign(said["leader"])
    return Sign("", Place.of(said["place"]), said["says"])


def _sought(table: Mapping[str, dict[str, Any]]) -> dict[str, Sought]:
    found = {}
    for name, said in table.items():
        places = tuple(Place.of(p) for p in said["places"])
        implied = said.get("implied")
        found[name] = Sought(
            places, _field(name, said, str(places[0]) if places else name),
            (implied["by"], implied["value"]) if implied else None, said.get("agree", False),
        )  # fmt: skip
    return found


def _field(name: str, said: Mapping[str, Any], column: str) -> Field:
    return field_of(name, {k: v for k, v in said.items() if k not in _OWN} | {"column": column})
