"""What the command line says on standard error, to people or to programs."""

from __future__ import annotations

import json
from typing import TextIO

from ..errors import CouncilgraphError, Refused
from ..model import Cell


class Messages:
    """Say things on a stream: as lines, or as one JSON object a line; notes only if wanted."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, as_json: bool = False) -> None:
        self.stream, self.quiet, self.as_json = stream, quiet, as_json

    @property
    def interactive(self) -> bool:
        """Tell whether a person watches the stream."""
        return not self.quiet and not self.as_json and self.stream.isatty()

    def say(self, level: str, message: str, **fields: object) -> None:
        """Say one thing; ``fields`` are for programs only."""
        if self.as_json:
            known = {k: v for k, v in fields.items() if v not in (None, "")}
            line = json.dumps({"level": level, **known, "message": message}, ensure_ascii=False)
        else:
            line = message if level == "note" else f"councilgraph: {message}"
        self.stream.write(_encodable(line, self.stream) + "\n")
        self.stream.flush()

    def note(self, message: str, **fields: object) -> None:
        """Say what is good to know."""
        if not self.quiet:
            self.say("note", message, **fields)

    def error(self, error: CouncilgraphError) -> None:
        """Say why something was not done."""
        if not isinstance(error, Refused):
            self.say("error", str(error), kind=type(error).__name__)
        elif self.as_json:
            self.say("error", error.found, kind="Refused", file=error.where, line=error.line,
                     column=error.column, expected=error.expected)  # fmt: skip
        else:
            self._line(str(error))

    def contradiction(
        self, file: str, line: int, message: str, code: str, cell: Cell | None = None
    ) -> None:
        """Say what contradicts itself, as compilers do: file, line or cell, message."""
        if not self.as_json:
            self._line(f"{file}: {cell}: {message}" if cell else f"{file}:{line}: {message}")
        elif cell:
            self.say("error", message, kind="Contradiction", file=file, code=code,
                     record=cell.record, field=cell.field)  # fmt: skip
        else:
            self.say("error", message, kind="Contradiction", file=file, line=line, code=code)

    def _line(self, line: str) -> None:
        self.stream.write(_encodable(line, self.stream) + "\n")
        self.stream.flush()


def _encodable(line: str, stream: TextIO) -> str:
    r"""Return a line with what the stream's encoding lacks escaped.

    >>> import io
    >>> _encodable("中", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    '\\u4e2d'
    """
    encoding = stream.encoding or "utf-8"
    return line.encode(encoding, "backslashreplace").decode(encoding)
