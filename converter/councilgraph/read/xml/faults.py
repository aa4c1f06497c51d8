"""What is wrong with markup: refused at its first fault, or read on over it with remarks."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...errors import Refused
from ...model import Remark, Severity, Span

MOST = 200
"""Faults that are read over at most: what has more is not XML."""


@dataclass(slots=True)
class Faults:
    """The faults of one file: ``raw`` its text, ``name`` what messages call it.

    With ``recover`` each fault becomes a remark; else the first one refuses the file.
    """

    raw: str
    name: str
    recover: bool = False
    remarks: list[Remark] = field(default_factory=list)

    def add(self, start: int, end: int, found: str, expected: str) -> None:
        """Note a fault at a place.

        Raises:
            Refused: faults are not read over, or there are too many of them.
        """
        if not self.recover or len(self.remarks) >= MOST:
            raise self.refusal(start, found, expected)
        last = len(self.raw)
        span = Span(min(start, last - 1), min(max(end, start + 1), last))
        message = f"{found}; expected {expected}"
        self.remarks.append(Remark("malformed-xml", message, span, Severity.DOUBT))

    def refusal(self, at: int, found: str, expected: str) -> Refused:
        r"""Return the refusal of the file for what stands at a place.

        >>> str(Faults("<a>\n<b></a>", "x.xml").refusal(7, "</a> here", "</b>"))
        'x.xml:2:4: </a> here; expected </b>'
        """
        line, column = self.place(at)
        return Refused(self.name, found, expected=expected, line=line, column=column)

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and column of a place, both counted from 1."""
        return self.raw.count("\n", 0, at) + 1, at - self.raw.rfind("\n", 0, at)
