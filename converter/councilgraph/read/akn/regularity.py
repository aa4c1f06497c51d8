"""Paragraphs and points whose markup does not follow their numbering: kept, and remarked.

Rule: AKN4UN guidelines: preambular paragraphs stand in ``preamble``, numbered ones in ``mainBody``;
those hold a ``list`` of ``point``, each with its letter in ``num``; sub-points are a list inside
their point.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Remark, Span
from ..xml import Chars, Element

_FIRST_NUMERALS = frozenset(("i", "㈠", "一", "1", "١"))
"""What the first of a list of sub-points bears; a list of points begins with a letter."""

_MESSAGES = {
    "bare": "points that bear neither letter nor number",
    "beside": "points that stand beside the point that they belong to, not inside it",
    "paragraph": "points that are marked up as paragraphs",
    "level": "points that are numbered as sub-points are, with no point above them",
    "preamble": "paragraphs before the first number that stand in the body, not in the preamble",
}


def irregularities(root: Element) -> list[Remark]:
    """Return one remark per way in which markup is irregular, at the first place where it is."""
    found: dict[str, list[Element]] = {}
    for element, parents in _with_parents(root, ()):
        if (way := _irregular(element, parents)) is not None:
            found.setdefault(way, []).append(element)
    if early := _early(root):
        found["preamble"] = early
    return [
        Remark("irregular-markup", f"{_MESSAGES[way]} ({len(those)})",
               Span(those[0].start, those[0].inside))
        for way, those in found.items()
    ]  # fmt: skip


def _early(root: Element) -> list[Element]:
    """Return the unnumbered paragraphs that stand in the body before its first number.

    Headings do so rightly. A body without numbers, as statements have, tells nothing.
    """
    body = root.first("mainBody")
    early: list[Element] = []
    for paragraph in body.elements() if body and root.first("preamble") else ():
        names = [e.name for e in paragraph.elements()]
        if "num" in names:
            return early
        if "content" in names:
            early.append(paragraph)
    return []


def _with_parents(
    element: Element, parents: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield paragraphs and points, each with the elements around it, outermost first."""
    for child in element.elements():
        if child.name in ("point", "paragraph"):
            yield child, parents
        yield from _with_parents(child, (*parents, child))


def _irregular(element: Element, parents: tuple[Element, ...]) -> str | None:
    """Return in which way a point or paragraph is irregular, None where it is not."""
    number = next((c for c in element.elements() if c.name == "num"), None)
    words = "".join(
        p.text for c in (number.children if number else ()) if isinstance(c, Chars)
        for p in c.pieces
    ).strip()  # fmt: skip
    core = "".join(c for c in words if c.isalnum())
    if element.name == "paragraph":
        lettered = core and not words[0].isdecimal() and not core.isdecimal()
        return "paragraph" if lettered or words[:1] in ("'", "’", "(") else None
    if not core:
        return "bare"
    if not parents or any(p.name == "point" for p in parents):
        return None
    if parents[-1].name == "sublist":
        return "beside"
    first = next(e for e in parents[-1].elements() if e.name == "point")
    return "level" if element is first and core in _FIRST_NUMERALS else None
