"""Passages as the text of a file, clean or with the noise that files add."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from random import Random

from ..languages import load
from ..model import Record
from .layout import Part, passages
from .noise import TEXT, befall


def render(
    record: Record, language: str | None = None, *, noise: Collection[str] = (), seed: int = 0
) -> str:
    """Return a record as the text of a document, one block a line.

    ``language`` (ISO 639-1) is that of the document's frame, the record's own by default; ``noise``
    are kinds of ``noise.KINDS``, ``seed`` what their places are drawn from.

    Raises:
        EnvironmentFault: there is no pack of this language.
    """
    found = passages(record, language)
    kinds = frozenset(noise)
    rng = Random(seed)  # noqa: S311 - a lot, no secret
    if kinds:
        found = befall(found, load(language or record.main.language), kinds, rng)
    lines = [p.mark + p.text for p in found]
    pieces = lines[:1]
    for line, (before, after) in zip(lines[1:], pairwise(found), strict=True):
        close = before.part is Part.HEAD and after.part is Part.HEAD
        pieces += ("\n" if close else "\n\n", line)
    text = "".join(pieces) + "\n"
    for kind, change in TEXT.items():
        if kind in kinds:
            text = change(text, rng)
    return text
