"""A part of what trust rests on, as the table names it, and what came of running it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("trust.toml")


@dataclass(frozen=True)
class Part:
    """A row of the table; see there what its columns mean."""

    name: str
    command: str
    reads: str
    minutes: int
    matrix: str = ""
    known: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Ran:
    """A part that was run: its exit code and what it printed, errors included."""

    part: Part
    code: int
    said: str

    def last(self) -> str:
        """Return the last line it printed that says something."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        return lines[-1][:300] if lines else "it said nothing"


def parts() -> tuple[Part, ...]:
    """Return the rows of the table."""
    return tuple(Part(**row) for row in tomllib.loads(TABLE.read_text("utf-8"))["part"])
