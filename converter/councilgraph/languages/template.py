"""Fixed phrases with named fields, compiled to patterns.

A template is text as the UN writes it with fields in braces: ``{day} {month} {year}``. A space
matches any run of white space, or none where a language writes none; ``[…]`` marks what may be
missing. A field that comes a second time is named with its count (``year2``). Everything else is
literal, case ignored. In the other direction a template is filled: ``fill_template``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from ..identifiers import SYMBOL

_PIECE = re.compile(r"\{(\w+)\}|(\[)|(\])|(\s+)|([^\s{}\[\]]+)")

_FIELD = re.compile(r"\{(\w+)\}")
_STRETCH = re.compile(r"([^\[\]]+)|\[([^\[\]]*)\]")

_SYMBOL = re.sub(r"\?P<\w+>", "?:", SYMBOL.pattern)

_LIKE_DIGITS = "A-Za-z0-9\u00b2\u00b3\u00b9"
_ALONE = f"(?<![{_LIKE_DIGITS}])"
"""Before a number: what is part of another word, as in ``l5`` or ``²5``, is no number."""

_WORD = r"[^\W\d_]{1,40}"
"""No number is a longer word; one without bound would be looked through from every letter."""

FIELDS: Mapping[str, str] = {
    "day": r"\d(?<!\d\d)\d?",  # a digit first: the engine looks for it at once
    "year": r"(?<!\d)\d{4,5}(?!\d)",  # five digits are a slip, not the year of the first four
    "number": rf"{_ALONE}\d{{1,4}}",
    "meeting": r"\d{1,5}",
    "count": rf"{_ALONE}(?:\d{{1,3}}|{_WORD})",
    "doubtful": rf"{_ALONE}(?=[A-Za-z]*[^A-Za-z])[{_LIKE_DIGITS}]{{1,6}}",
    "against": rf"\d{{1,3}}|{_WORD}",
    "abstaining": rf"\d{{1,3}}|{_WORD}",
    "session": r"(?:S-|ES-)?\d{1,3}/\d{1,4}(?:\s?[A-Z](?!\w))?",
    "ordinal": r"\.?-?(?:st|nd|rd|th|ère|re|er|ème|eme|e|ª|º|°|a|o|[ое]?м|[ыо]?й|е|го)?\.?",
    "roman": r"[IVXL]+",
    "symbol": rf"(?x:{_SYMBOL})",
    "word": r"[^\W\d_]+",
    "text": r".+?",  # this and the next two: at most BOUND where anything comes after them
    "rest": r".*",
    "list": r".+?",
    "letter": r"[A-ZА-Я]",
}
"""What each field of a template may hold; ``month`` is added from the pack."""

BOUND = 5_000
"""Characters that a field of any text may hold before what comes after it.

All members of the United Nations by their formal names are 4,600. Without a bound a search looks
from every place where a template may begin to the end of the text for how it goes on.
"""
_BOUNDED: Mapping[str, str] = {".+?": f".{{1,{BOUND}}}?", ".*": f".{{0,{BOUND}}}"}


def compile_template(
    template: str, months: str, spaces: str, more: Mapping[str, str] = MappingProxyType({})
) -> str:
    r"""Return the source of the pattern that a template stands for; ``more`` adds fields.

    >>> compile_template("{day} {month}", "May|June", "\\s+")
    '(?P<day>\\d(?<!\\d\\d)\\d?)\\s+(?P<month>May|June)'

    Raises:
        KeyError: the template names a field that does not exist.
    """
    out: list[str] = []
    seen: Counter[str] = Counter()
    end = len(template.rstrip("[]"))
    for piece in _PIECE.finditer(template):
        field, opening, closing, space, literal = piece.groups()
        if field:
            seen[field] += 1
            name = field if seen[field] == 1 else f"{field}{seen[field]}"
            held = {"month": months, **more}.get(field) or FIELDS[field]
            if piece.end() < end:
                held = _BOUNDED.get(held, held)
            out.append(f"(?P<{name}>{held})")
        elif opening:
            out.append("(?:")
        elif closing:
            out.append(")?")
        elif space:
            out.append(spaces)
        else:
            out.append(re.escape(literal))
    return "".join(out)


def literal_of(template: str) -> str:
    """Return the longest word that every text which a template stands for holds, in any case.

    It is empty where a template has fields only.

    >>> literal_of("no later than {day} {month}[ exactly]"), literal_of("{day} {month}")
    ('later', '')
    """
    found, depth = "", 0
    for _, opening, closing, _, literal in _PIECE.findall(template):
        depth += bool(opening) - bool(closing)
        if literal and not depth and len(literal) > len(found):
            found = literal
    return found


@cache
def compile_templates(
    templates: tuple[str, ...], months: str, spaces: str
) -> tuple[re.Pattern[str], ...]:
    """Return one pattern a template, in the order given."""
    return tuple(
        re.compile(compile_template(t, months, spaces), re.IGNORECASE) for t in templates
    )


def match_template(
    patterns: Iterable[re.Pattern[str]], text: str, start: int = 0, end: int | None = None
) -> re.Match[str] | None:
    """Return the first pattern's match at ``start``, or None."""
    stop = len(text) if end is None else end
    return next((m for p in patterns if (m := p.match(text, start, stop))), None)


def find_template(
    patterns: Iterable[re.Pattern[str]], text: str, start: int = 0, end: int | None = None
) -> re.Match[str] | None:
    """Return the first match of any pattern in the range, patterns tried in order, or None."""
    stop = len(text) if end is None else end
    return next((m for p in patterns if (m := p.search(text, start, stop))), None)


@cache
def _parts(template: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the stretches of a template, those in brackets apart, and the fields of each.

    An optional stretch without a field, and one inside another, stay unwritten.
    """
    parts: list[tuple[str, tuple[str, ...]]] = []
    for required, optional in _STRETCH.findall(template):
        fields = tuple(_FIELD.findall(required or optional))
        if required or fields:
            parts.append((required or optional, fields if optional else ()))
    return tuple(parts)


def fill_template(template: str, values: Mapping[str, object]) -> str:
    """Return the text that a template stands for, its fields filled.

    A stretch in brackets is written where every field in it has a value.

    >>> fill_template("Resolution {number} ({year})[ on {text}]", {"number": 1325, "year": 2000})
    'Resolution 1325 (2000)'
    >>> fill_template("resolution {number}[ on {text}]", {"number": 5, "text": "peace"})
    'resolution 5 on peace'

    Raises:
        KeyError: a field outside brackets has no value.
    """
    return "".join(
        part.format_map(values)
        for part, optional in _parts(template)
        if all(name in values for name in optional)
    )
