"""The marks before paragraphs and points, in the letters of the language."""

from __future__ import annotations

from ..model import Paragraph
from .phrases import Phrasebook

_UNMARKED = frozenset(("preamble", "heading", "text"))


class Points:
    """Marks before points; the first point of a list tells what the list counts with."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.lists: dict[tuple[str, ...], list[str]] = {}

    def mark(self, paragraph: Paragraph) -> str:
        """Return the mark before a paragraph, the space after it included."""
        *above, name = paragraph.path
        kind = above[-1] if above else ""
        if kind in _UNMARKED:
            return ""
        if kind == "paragraph":
            return self.book.paragraph_mark(paragraph.number) if paragraph.number else ""
        siblings = self.lists.setdefault(tuple(above), [])
        siblings.append(name)
        if siblings[0].isdigit():
            return f"({name}) "
        if siblings[0] == "i":
            return self.book.roman_mark(name, len(siblings))
        return self.book.letter_mark(name)
