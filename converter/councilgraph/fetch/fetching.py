"""Fetch documents by their symbols, from the first source that has them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from ..errors import CouncilgraphError, EndpointError, Refused
from ..model import Symbol
from ..query import NOT_MODIFIED
from ..read import sniff
from .asking import Page, Visitor
from .keeping import Folder, Kept, Provenance
from .lookup import first_named, links
from .table import Source

_MISSING = frozenset((404, 410))
"""Not found, gone (RFC 9110, sections 15.5.5 and 15.5.11): the next source may have it."""


class State(Enum):
    """What became of a document in a run."""

    NEW = "fetched"
    CHANGED = "changed"
    SAME = "unchanged"
    DONE = "done before"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document asked for: its file, if there is one, and why nothing newer could be had."""

    symbol: Symbol
    language: str
    state: State
    kept: Kept | None = None
    error: CouncilgraphError | None = None


class Fetcher:
    """Fetches into a folder, asking the sources of a table through a visitor."""

    def __init__(self, rows: tuple[Source, ...], visitor: Visitor, folder: Folder) -> None:
        self._rows, self._visitor, self._folder = rows, visitor, folder
        self._looked_up: dict[str, list[str]] = {}

    def fetch(self, wanted: Iterable[tuple[Symbol, str]]) -> Iterator[Fetched]:
        """Yield what became of each document, by symbol and language.

        Raises:
            OSError: a file cannot be written.
        """
        ended = True
        for symbol, language in wanted:
            one = self._one(symbol, language)
            ended = ended and not isinstance(one.error, EndpointError)
            yield one
        if ended:
            self._folder.finish()

    def _one(self, symbol: Symbol, language: str) -> Fetched:
        kept = self._folder.kept(symbol, language)
        if kept and self._folder.done(kept):
            return Fetched(symbol, language, State.DONE, kept)
        failures: list[CouncilgraphError] = []
        for source in self._ordered(symbol, language, kept):
            try:
                return self._from(source, symbol, language, kept)
            except (Refused, EndpointError) as error:
                failures.append(error)
        return Fetched(symbol, language, State.FAILED, kept, _joined(symbol, language, failures))

    def _ordered(self, symbol: Symbol, language: str, kept: Kept | None) -> list[Source]:
        """Return the sources to ask, the one that gave the document before first."""
        known = [s for s in self._rows if s.serves(symbol, language)]
        return sorted(known, key=lambda s: not kept or s.name != kept.provenance.source)

    def _from(
        self, source: Source, symbol: Symbol, language: str, kept: Kept | None
    ) -> Fetched:
        """Return a document as a source has it.

        Raises:
            Refused: the source has none, or something else in its place.
            EndpointError: it failed.
        """
        address = self._address(source, symbol, language)
        before = kept if kept and kept.provenance.asked == address else None
        page = self._page(source, address, _conditions(before))
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        if page.reply.status == NOT_MODIFIED and before:
            checked = replace(before.provenance, checked=now)
            same = self._folder.note(replace(before, provenance=checked))
            return Fetched(symbol, language, State.SAME, same)
        body = page.reply.body
        provenance = Provenance(
            symbol, language, source.name, source.title, address, page.address, now, now,
            page.reply.status, hashlib.sha256(body).hexdigest(), len(body),
            _kind(source, page), page.reply.headers.get("etag", ""),
            page.reply.headers.get("last-modified", ""), source.licence,
        )  # fmt: skip
        state = State.NEW
        if kept:
            same_bytes = kept.provenance.sha256 == provenance.sha256
            state = State.SAME if same_bytes else State.CHANGED
            if same_bytes and before:  # it has been there since; a graph tells the time
                provenance = replace(provenance, time=kept.provenance.time)
        return Fetched(symbol, language, state, self._folder.keep(body, provenance))

    def _address(self, source: Source, symbol: Symbol, language: str) -> str:
        """Return where a source has a document, looked up where it must be."""
        if source.address:
            return source.filled(source.address, symbol, language)
        place = source.filled(source.lookup, symbol, language)
        if place not in self._looked_up:
            page = self._page(source, place, {})
            self._looked_up[place] = links(source.form, page.reply, place)
        name = source.wanted(symbol, language)
        found = first_named(self._looked_up[place], name)
        if found is None:
            raise Refused(place, f"no file like {name}", expected="a document")
        if not self._visitor.may_ask(found):
            raise EndpointError(f"{place}: names {found}, which is not of a host in the table")
        return found

    def _page(self, source: Source, address: str, conditions: dict[str, str]) -> Page:
        try:
            return self._visitor.get(
                address, conditions, pause=source.pause, robots=source.robots
            )
        except EndpointError as error:
            if error.status in _MISSING:
                raise Refused(address, f"answered {error.status}", expected="a document") from error
            raise


def _conditions(kept: Kept | None) -> dict[str, str]:
    """Return the headers that ask for what is newer alone (RFC 9110, section 13.1)."""
    if not kept:
        return {}
    said = {"If-None-Match": kept.provenance.etag, "If-Modified-Since": kept.provenance.modified}
    return {name: value for name, value in said.items() if value}


def _kind(source: Source, page: Page) -> str:
    """Return the media type of a document, told by its content: what a server says may be wrong.

    Raises:
        Refused: it is none that the source should give.
    """
    expected = " or ".join(source.types)
    if not page.reply.body:
        raise Refused(page.address, "answered nothing", expected=expected)
    try:
        found = sniff(page.reply.body, "")
    except Refused as error:
        raise Refused(page.address, error.found, expected=expected) from error
    if found not in source.types:
        raise Refused(page.address, f"answered {page.reply.kind}, which is {found} by its content",
                      expected=expected)  # fmt: skip
    return found


def _joined(
    symbol: Symbol, language: str, failures: list[CouncilgraphError]
) -> CouncilgraphError:
    """Return one error of all: of the environment where a source failed that might have it."""
    name = f"{symbol} ({language})"
    if not failures:
        return Refused(name, "no source of the table has such documents", expected="another table")
    reasons = " | ".join(str(f) for f in failures)
    if any(isinstance(f, EndpointError) for f in failures):
        return EndpointError(f"{name} could not be fetched: {reasons}")
    return Refused(name, f"no source has it: {reasons}", expected="a document that is published")
