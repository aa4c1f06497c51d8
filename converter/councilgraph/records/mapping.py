"""Mapping files: which column of a table holds which field of a vote, and how its cells are read.

A mapping is TOML; ``mappings/`` beside this file has three, each a description of itself::

    row = "ballot"                  # a row is one member's ballot, or a whole "vote"
    [vote.date]
    column = "date"                 # or value = "…", the same for every row
    format = "%Y-%m-%d"             # of dates, in the words of strptime; a list: any of them
    [ballot.choice]
    column = "ms_vote"
    values = { Y = "InFavour" }     # cells that stand for other words, in any case
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Choice

BUNDLED = Path(__file__).parent / "mappings"

BALLOT, VOTE = "ballot", "vote"

NUMBERS = ("in_favour", "against", "abstaining", "not_voting", "total")
VOTE_FIELDS = frozenset(
    ("resolution", "draft", "meeting", "date", "outcome", "procedure", "agenda_item", "tally",
     *NUMBERS)
)  # fmt: skip
BALLOT_FIELDS = frozenset(("state", "name", "choice", "permanent"))

_FIELD_KEYS = frozenset(("column", "value", "format", "pattern", "values", "patterns", "optional"))
_TOP = frozenset(("title", "row", "language", "separator", "ignored", "vote", "ballot", "voters"))


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field comes from, and how a cell is turned into the words that are read.

    ``column`` is the table's, or ``value`` the same words for every row. ``values`` maps whole
    cells, folded to lower case, ``patterns`` cells in which a regular expression is found;
    ``pattern`` names the parts of a cell by groups. ``optional`` cells may be empty, and their
    words may be none that are known.
    """

    name: str
    column: str = ""
    value: str = ""
    formats: tuple[str, ...] = ("%Y-%m-%d",)
    pattern: re.Pattern[str] | None = None
    values: dict[str, str] = field(default_factory=dict, hash=False)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    optional: bool = False

    def words(self, cell: str) -> str:
        """Return what a cell stands for.

        >>> Field("choice", "v", values={"y": "InFavour"}).words(" Y ")
        'InFavour'
        """
        text = cell.strip()
        known = self.values.get(text.casefold())
        if known is not None:
            return known
        return next((word for pattern, word in self.patterns if pattern.search(text)), text)


@dataclass(frozen=True, slots=True)
class Voters:
    """Columns of a row that name those who made one choice, one state a cell or several."""

    columns: tuple[str, ...]
    choice: Choice
    separator: str
    values: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a table's columns are; ``ignored`` are those that say nothing that is read."""

    name: str
    row: str
    language: str
    separator: str
    ignored: frozenset[str]
    vote: dict[str, Field]
    ballot: dict[str, Field]
    voters: tuple[Voters, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that are read, each once."""
        fields = [f.column for f in (*self.vote.values(), *self.ballot.values()) if f.column]
        return tuple(dict.fromkeys([*fields, *(c for v in self.voters for c in v.columns)]))


def load_mapping(path: str) -> TableMapping:
    """Return the mapping in a file, or the one of this name that comes with the package.

    >>> load_mapping("voting-data").row
    'ballot'

    Raises:
        UsageError: there is no such file, or it is no mapping; the message names the key.
    """
    file = Path(path)
    if not file.suffix and not file.exists():
        file = BUNDLED / f"{path}.toml"
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        known = ", ".join(sorted(p.stem for p in BUNDLED.glob("*.toml")))
        raise UsageError(
            f"--mapping {path}: cannot be read; expected a file, or one of {known}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"--mapping {path}: {error}; expected TOML") from error
    try:
        return _mapping(file.stem, said)
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"--mapping {path}: {error}") from error


def _mapping(name: str, said: dict[str, Any]) -> TableMapping:
    _known("the file", said, _TOP)
    row = said.get("row")
    if row not in {BALLOT, VOTE}:
        raise ValueError(f'row is {row!r}; expected "{BALLOT}" or "{VOTE}"')
    _known("[vote]", said.get("vote", {}), VOTE_FIELDS)
    _known("[ballot]", said.get("ballot", {}), BALLOT_FIELDS)
    found = TableMapping(
        name, row, str(said.get("language", "en")), str(said.get("separator", ",")),
        frozenset(said.get("ignored", ())),
        {k: field_of(k, v) for k, v in said.get("vote", {}).items()},
        {k: field_of(k, v) for k, v in said.get("ballot", {}).items()},
        tuple(_voters(v) for v in said.get("voters", ())),
    )  # fmt: skip
    if len(found.separator) != 1:
        raise ValueError(f"separator is {found.separator!r}; expected one character")
    if not {"resolution", "draft", "meeting"} & found.vote.keys():
        raise ValueError("no [vote.resolution], [vote.draft] or [vote.meeting]; expected one")
    if row == BALLOT and not {"state", "choice"} <= found.ballot.keys():
        raise ValueError("rows are ballots; expected [ballot.state] and [ballot.choice]")
    if row == VOTE and found.ballot:
        raise ValueError("rows are votes; expected [[voters]] instead of [ballot]")
    return found


def _known(where: str, said: dict[str, Any], keys: frozenset[str]) -> None:
    for key in said:
        if key not in keys:
            raise ValueError(f"{where} has the key {key!r}; expected {', '.join(sorted(keys))}")


def field_of(name: str, said: dict[str, Any]) -> Field:
    """Return a field as a mapping file says it.

    Raises:
        ValueError: a key is unknown, or it has both column and value or neither.
    """
    _known(f"[{name}]", said, _FIELD_KEYS)
    if ("column" in said) == ("value" in said):
        raise ValueError(f"[{name}] has column and value, or neither; expected one of them")
    form = said.get("format", "%Y-%m-%d")
    formats = tuple(str(f) for f in form) if isinstance(form, list) else (str(form),)
    patterns = tuple((_pattern(name, p), str(w)) for p, w in said.get("patterns", {}).items())
    return Field(
        name, str(said.get("column", "")), str(said.get("value", "")), formats,
        _pattern(name, said["pattern"]) if "pattern" in said else None,
        {str(k).casefold(): str(v) for k, v in said.get("values", {}).items()},
        patterns, bool(said.get("optional", False)),
    )  # fmt: skip


def _pattern(name: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"[{name}]: {text!r} is no regular expression: {error}") from error


def _voters(said: dict[str, Any]) -> Voters:
    _known("[[voters]]", said, frozenset(("columns", "choice", "separator", "values")))
    values = {str(k).casefold(): str(v) for k, v in said.get("values", {}).items()}
    columns = tuple(str(c) for c in said["columns"])
    return Voters(columns, Choice(said["choice"]), str(said.get("separator", "")), values)
