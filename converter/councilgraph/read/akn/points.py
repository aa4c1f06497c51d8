"""Points whose markup does not follow the United Nations' numbering: kept, and remarked.

Rule: AKN4UN guidelines: paragraphs hold a ``list`` of ``point``, each with its letter in ``num``;
sub-points are a list inside their point.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Remark, Span
from ..xml import Chars, Element

_FIRST_NUMERALS = frozenset(("i", "㈠", "一", "1", "١"))
"""What the first of a list of sub-points bears; a list of points begins with a letter."""

_MESSAGES = {
    "bare": "bear neither letter nor number",
    "beside": "stand beside the point that they belong to, not inside it",
    "paragraph": "are marked up as paragraphs",
    "level": "are numbered as sub-points are, with no point above them",
}


def irregular_points(root: Element) -> list[Remark]:
    """Return one remark per way in which points are irregular, at the first that is."""
    found: dict[str, list[Element]] = {}
    for element, parents in _with_parents(root, ()):
        if (way := _irregular(element, parents)) is not None:
            found.setdefault(way, []).append(element)
    return [
        Remark("irregular-markup", f"points, {len(those)} in all, that {_MESSAGES[way]}",
               Span(those[0].start, those[0].inside))
        for way, those in found.items()
    ]  # fmt: skip


def _with_parents(
    element: Element, parents: tuple[str, ...]
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    for child in element.elements():
        if child.name in ("point", "paragraph"):
            yield child, parents
        yield from _with_parents(child, (*parents, child.name))


def _irregular(element: Element, parents: tuple[str, ...]) -> str | None:
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
    if parents and parents[-1] == "sublist" and "point" not in parents:
        return "beside"
    return "level" if core in _FIRST_NUMERALS and "point" not in parents else None
