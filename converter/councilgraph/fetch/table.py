"""Where documents are fetched from: the rows of ``sources.toml``, or of a table of the user's."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from string import Formatter
from typing import Any
from urllib.parse import quote, urlsplit

from ..errors import UsageError
from ..identifiers import SYMBOL, parse_symbol, year_of_resolution
from ..model import Symbol

TABLE = Path(__file__).with_name("sources.toml")
FORMS = ("marcxml", "github")
_FIELDS = frozenset(("symbol", "number", "year", "file", "spaced", "language"))


@dataclass(frozen=True, slots=True)
class Source:
    """One row; ``sources.toml`` explains the columns.

    Raises:
        ValueError: a row is none.
    """

    name: str
    title: str
    languages: Mapping[str, str]
    types: tuple[str, ...]
    licence: str
    address: str = ""
    lookup: str = ""
    form: str = ""
    match: str = ""
    symbols: str = "*"
    hosts: tuple[str, ...] = field(default=())
    pause: float = 2.0
    robots: bool = True

    def __post_init__(self) -> None:
        if bool(self.address) == bool(self.lookup):
            raise ValueError("expected an address or a lookup")
        if self.lookup and (self.form not in FORMS or not self.match):
            raise ValueError(f"expected match and form, one of {', '.join(FORMS)}, for a lookup")
        for template in (self.address, self.lookup, self.match):
            unknown = {name for _, name, _, _ in Formatter().parse(template) if name} - _FIELDS
            if unknown:
                raise ValueError(f"{{{min(unknown)}}} is no field")
        if not may_be_asked(self.address or self.lookup):
            raise ValueError(f"{self.address or self.lookup}: expected https")
        if self.pause < 0:
            raise ValueError("a pause is no time")

    def serves(self, symbol: Symbol, language: str) -> bool:
        """Tell whether this source may have a document in a language."""
        return language in self.languages and fnmatchcase(symbol, self.symbols)

    def filled(self, template: str, symbol: Symbol, language: str) -> str:
        """Return one of the row's addresses for a document.

        >>> sources()[1].filled("https://a/{symbol}?l={language}", "S/RES/1 (1946)", "fr")
        'https://a/S/RES/1(1946)?l=fr'
        """
        values = self._values(symbol, language)
        return template.format_map({k: quote(v, safe="/()._-") for k, v in values.items()})

    def wanted(self, symbol: Symbol, language: str) -> str:
        """Return what the name of a document's file is like."""
        return self.match.format_map(self._values(symbol, language))

    def _values(self, symbol: Symbol, language: str) -> dict[str, str]:
        match = SYMBOL.fullmatch(symbol)
        assert match
        spaced = symbol.replace("/", "_")
        return {
            "symbol": symbol.replace(" ", ""),
            "number": match["res"] or "",
            "year": match["year"] or "",
            "file": spaced.replace(" ", "_"),
            "spaced": spaced,
            "language": self.languages[language],
        }


def sources(place: Path | None = None) -> tuple[Source, ...]:
    """Return the rows of a table, by default of ours.

    >>> [s.name for s in sources()]
    ['unxml', 'documents', 'library']

    Raises:
        UsageError: it is no such table.
        OSError: it cannot be read.
    """
    file = place or TABLE
    try:
        rows = tomllib.loads(file.read_text("utf-8"))["source"]
        return tuple(_row(r) for r in rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{file}: {error}; expected a table of sources such as {TABLE.name}"
        ) from error


def _row(row: dict[str, Any]) -> Source:
    lists: dict[str, Any] = {k: tuple(row[k]) for k in ("types", "hosts") if k in row}
    return Source(**(row | lists))


def hosts_of(rows: tuple[Source, ...]) -> frozenset[str]:
    """Return the hosts of a table, with their ports where they name one.

    >>> sorted(hosts_of(sources()))[:2]
    ['api.github.com', 'daccess-ods.un.org']
    """
    asked = {urlsplit(r.address or r.lookup).netloc for r in rows}
    return frozenset(asked.union(*(r.hosts for r in rows)))


def may_be_asked(address: str) -> bool:
    """Tell whether an address is of https, or of http on the loopback interface.

    >>> may_be_asked("https://a/"), may_be_asked("http://a/"), may_be_asked("http://127.0.0.1/")
    (True, False, True)
    """
    try:
        parts = urlsplit(address)
        if parts.username is not None or parts.password is not None or not parts.hostname:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname))
    except ValueError:
        return False


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_symbol(text: str) -> bool:
    """Tell whether a text is a document's symbol.

    >>> is_symbol("S/RES/2553"), is_symbol("S/letter.txt"), is_symbol("S/1")
    (True, False, True)
    """
    try:
        parse_symbol(text)
    except ValueError:
        return False
    return True


def symbol_of(text: str) -> Symbol:
    """Return the symbol that a text is, a resolution's with its year.

    >>> symbol_of("S/RES/2553"), symbol_of("S/2020/1166")
    ('S/RES/2553 (2020)', 'S/2020/1166')

    Raises:
        UsageError: it is none, or of a resolution whose year is not known.
    """
    try:
        symbol = parse_symbol(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    bare = re.fullmatch(r"S/RES/(\d+)", symbol)
    if bare is None:
        return symbol
    year = year_of_resolution(int(bare[1]))
    if year is None:
        raise UsageError(f"{symbol}: its year is not known; expected {symbol} (YEAR)")
    return parse_symbol(f"{symbol} ({year})")
