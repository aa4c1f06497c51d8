"""Resolutions of the General Assembly that a text names by session and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..languages import LanguagePack, load
from ..model import Symbol
from .mention import Mention, noun, words
from .numbering import to_roman
from .signs import parentheses, slashes
from .words import any_within, within

BY_SESSION = re.compile(
    r"(?<![A-Za-z0-9/.-])(?P<session>(?:ES-|S-)?\d{1,2})/"
    r"(?P<number>\d{1,3}(?:\s?[A-Z](?!\w))?)(?![A-Za-z0-9/])"
)
_SESSION = re.compile(r"(?:ES-|S-)?\d{1,2}$")
BY_ROMAN_SESSION = re.compile(
    r"(?<![A-Za-z0-9/.-])(?P<number>\d{1,4})(?:\s[A-Z])?\s?\((?P<session>(?:S-|ES-)?[IVX]{1,6})\)"
)
_NUMBER = re.compile(r"\d{1,4}(?:\s[A-Z])?\s?$")
_BEFORE_SIGN = 7
"""Characters that a session, or a number and what stands after it, take at most."""
WINDOW = 160
"""Characters before and after a bare number in which "General Assembly" must stand."""


def assembly_mentions(
    folded: str, start: int, end: int, pack: LanguagePack, *, own: bool
) -> Iterator[Mention]:
    """Yield General Assembly resolutions written ``60/180`` or ``1514 (XV)``."""
    if _counted_session(pack.code) is None and not _near(folded, start, end):
        return  # as in most paragraphs
    named, resolution = noun(pack, "assembly"), noun(pack, "resolution")
    for matches, form in of_sessions(folded, start, end, pack):
        last = -1
        for match in matches:
            window = (max(start, match.start() - WINDOW), min(end, match.end() + WINDOW))
            chained = 0 <= match.start() - last <= WINDOW // 2 and last >= 0
            if chained or (
                (own or named.search(folded, *window)) and resolution.search(folded, *window)
            ):
                last = match.end()
                number, session = (match[k].replace(" ", "") for k in ("number", "session"))
                if "special" in match.groupdict():
                    session = f"{'S-' if match['special'] else ''}{to_roman(int(session)).upper()}"
                symbol = Symbol(form.format(number=number, session=session))
                yield Mention(match.start(), match.end(), symbol)


def _near(folded: str, start: int, end: int) -> bool:
    """Tell whether a range may have what all sessions have that are not counted in words."""
    sessions = parentheses(folded).sessions
    return any_within(slashes(folded), start, end) or any_within(sessions, start, end)


def of_sessions(
    folded: str, start: int, end: int, pack: LanguagePack
) -> Iterator[tuple[Iterable[re.Match[str]], str]]:
    """Yield what may be Assembly resolutions, way by way of writing them, with their form."""
    slashed = within(slashes(folded), start, end)
    by_session = _placed(slashed, _SESSION, BY_SESSION, folded, start, end)
    yield by_session, "A/RES/{session}/{number}"
    opened = within(parentheses(folded).sessions, start, end)
    roman = _placed(opened, _NUMBER, BY_ROMAN_SESSION, folded, start, end)
    yield roman, "A/RES/{number} ({session})"
    counted = _counted_session(pack.code)
    yield counted.finditer(folded, start, end) if counted else (), "A/RES/{number} ({session})"


def _placed(
    signs: Iterable[int], before: re.Pattern[str], pattern: re.Pattern[str],
    folded: str, start: int, end: int,
) -> Iterator[re.Match[str]]:  # fmt: skip
    """Yield the matches of a pattern in a range, found by a sign that each of them has.

    ``signs`` are the places of the sign; ``before`` is what a match has before it, to the sign.
    """
    last = start
    for at in signs:
        head = before.search(folded, max(last, at - _BEFORE_SIGN), at)
        match = pattern.match(folded, head.start(), end) if head else None
        if match:
            last = match.end()
            yield match


@cache
def _counted_session(code: str) -> re.Pattern[str] | None:
    """Return the pattern of sessions counted in figures: ``1514 (د-15)``, None if none are."""
    table = load(code).citations
    special, regular = words(code, "special_session").pattern, words(code, "session").pattern
    if not table["session"]:
        return None
    return re.compile(
        rf"(?P<number>\d(?<![A-Za-z0-9/.-]\d)\d{{0,3}})\s?\(\s?(?:(?P<special>{special})|{regular})"
        r"\s?-?\s?(?P<session>[1-9]|[12]\d|3\d)\s?\)"
    )
