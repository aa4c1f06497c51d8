"""Passages as the text of a file."""

from __future__ import annotations

from itertools import pairwise

from ..model import Record
from .layout import Part, passages


def render(record: Record, language: str | None = None) -> str:
    """Return a record as the text of a document, one block a line.

    ``language`` (ISO 639-1) is that of the document's frame, the record's own by default.

    Raises:
        EnvironmentFault: there is no pack of this language.
    """
    found = passages(record, language)
    lines = [p.mark + p.text for p in found]
    pieces = lines[:1]
    for line, (before, after) in zip(lines[1:], pairwise(found), strict=True):
        close = before.part is Part.HEAD and after.part is Part.HEAD
        pieces += ("\n" if close else "\n\n", line)
    return "".join(pieces) + "\n"
