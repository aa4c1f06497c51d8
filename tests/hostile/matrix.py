"""The matrices of bad inputs and of faults: their tables as values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from makers import MAKERS, letter
from pdf_makers import PDF_MAKERS

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("bad_inputs.toml")
FAULTS = Path(__file__).with_name("faults.toml")
ROWS = 68


@dataclass(frozen=True)
class Case:
    """One input, and what must come of it: exit codes of a command, or statuses of a request."""

    expected: tuple[int, ...]
    made: str = ""
    text: str | None = None
    of: str = ""
    replace: tuple[tuple[str, str], ...] = ()
    repeat: tuple[str, int] | None = None
    encoding: str = "utf-8"
    mark: bool = False
    file: str = "input.txt"
    command: tuple[str, ...] = ("convert",)
    get: str = ""
    post: str = ""
    header: str = ""
    method: str = ""
    path: str = "/sparql"
    headers: dict[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    not_written: tuple[str, ...] = ()
    same_iris: bool = False
    limited: bool = False
    quick: bool = False

    @property
    def is_request(self) -> bool:
        """Tell whether it is a request of the service."""
        return bool(self.get or self.post or self.method)

    def content(self) -> str:
        """Return the text of the file or body: a document with replacements, or as it stands."""
        text = self.text or ""
        if self.of:
            text = letter()
            if self.of == "resolution":
                text = text[text.index("United Nations\n") :]
        for old, new in self.replace:
            assert old in text, old
            text = text.replace(old, new, 1)
        if self.repeat:
            text += self.repeat[0] * self.repeat[1]
        return text

    def write(self, folder: Path) -> Path:
        """Write the file of a command, and return its path."""
        path = folder / self.file
        if self.made:
            (MAKERS | PDF_MAKERS)[self.made](path)
        else:
            text = ("\ufeff" if self.mark else "") + self.content()
            path.write_bytes(text.encode(self.encoding))
        return path


@dataclass(frozen=True)
class Row:
    """A row of the matrix: its cases here, the tests elsewhere that prove it, what is left."""

    number: int
    input: str
    cases: tuple[Case, ...]
    proven: tuple[str, ...]
    contract: str
    left: str


def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return tuple(
        Row(
            r.pop("number"), r.pop("input"), tuple(_case(c) for c in r.pop("case", ())),
            tuple(r.pop("proven", ())), r.pop("contract", ""), r.pop("left", ""),
        )
        for r in table["row"]
    )  # fmt: skip


def _case(given: dict[str, object]) -> Case:
    plain = {k: _frozen(v) for k, v in given.items()}
    return Case(**plain)  # type: ignore[arg-type]  # the table's keys are the fields


def _frozen(value: object) -> object:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Fault:
    """A row of the matrix of faults: what befalls, what is promised, the tests that prove it."""

    number: int
    fault: str
    promised: str
    proven: tuple[str, ...]


def faults() -> tuple[Fault, ...]:
    """Return the rows of the table of faults."""
    table = tomllib.loads(FAULTS.read_text("utf-8"))
    return tuple(
        Fault(r["number"], r["fault"], r["promised"], tuple(r["proven"])) for r in table["row"]
    )


def missing(tests: Iterable[str]) -> list[str]:
    """Return the tests, as pytest names them, that their files do not define."""
    return [test for test in tests if not _defined(*test.partition("[")[0].split("::"))]


def _defined(file: str, name: str) -> bool:
    text = (ROOT / file).read_text("utf-8") if (ROOT / file).is_file() else ""
    return bool(re.search(rf"^def {name}\(", text, re.MULTILINE))
