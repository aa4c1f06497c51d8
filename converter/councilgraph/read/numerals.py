"""The numbers that Word shows before paragraphs but does not keep in their text.

Source of the rule: ECMA-376 Part 1, section 17.9 (numbering).
"""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_UNITS = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]


class Numbering:
    """Counters of a document's lists; asked of each paragraph once, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the roots of ``numbering.xml`` and ``styles.xml``, each or both None."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            for style in styles.iter(f"{_W}style"):
                if found := _reference(style):
                    self._styles[style.get(f"{_W}styleId", "")] = found

    def _read(self, root: Any) -> None:
        for kind in root.iter(f"{_W}abstractNum"):
            self._levels[kind.get(f"{_W}abstractNumId", "")] = {
                int(level.get(f"{_W}ilvl", "0")): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
                for level in kind.iter(f"{_W}lvl")
            }
        for used in root.iter(f"{_W}num"):
            self._lists[used.get(f"{_W}numId", "")] = _value(used, "abstractNumId", "")

    def of(self, paragraph: Any) -> str:
        """Return the number shown before a paragraph, with a space after it, or nothing."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        own = _reference(paragraph)
        found = own or (self._styles.get(style.get(f"{_W}val", "")) if style is not None else None)
        if found is None or found[0] not in self._lists:
            return ""
        kind, depth = self._lists[found[0]], found[1]
        levels = self._levels.get(kind, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(kind, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(levels.get(len(counts), ("decimal", "", 1))[2] - 1)
        counts[depth] += 1
        pattern = levels[depth][1]
        if levels[depth][0] in {"bullet", "none"} or not pattern:
            return ""
        shown = _LEVEL.sub(lambda m: self._shown(levels, counts, int(m[1]) - 1), pattern)
        return shown + " "

    @staticmethod
    def _shown(levels: dict[int, tuple[str, str, int]], counts: list[int], depth: int) -> str:
        value = counts[depth] if depth < len(counts) else 1
        form = levels.get(depth, ("decimal", "", 1))[0]
        if form in {"lowerLetter", "upperLetter"} and 1 <= value <= 26:
            letter = chr(96 + value)
            return letter.upper() if form == "upperLetter" else letter
        if form in {"lowerRoman", "upperRoman"} and 1 <= value <= 39:
            roman = "x" * (value // 10) + _UNITS[value % 10]
            return roman.upper() if form == "upperRoman" else roman
        return str(value)


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{_W}{name}")
    return default if found is None else str(found.get(f"{_W}val", default))


def _reference(element: Any) -> tuple[str, int] | None:
    """Return the list and the level that a paragraph or style names, or None."""
    found = element.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    number, level = _value(found, "numId", "0"), _value(found, "ilvl", "0")
    return (number, int(level)) if level.isdigit() else None
