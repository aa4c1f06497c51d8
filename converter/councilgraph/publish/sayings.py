"""Values of the model as the short words of a report, and as what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import Any

from ..languages import fold
from ..model import Citation, InstrumentRef

LONGEST = 80
"""Characters of a text that a report shows."""

LEAD = 6
"""Words before the place where two texts differ that a report shows."""


def plain(value: Any) -> str:
    """Return a value as a report shows it, long text cut.

    >>> plain(InstrumentRef("un-charter", "article/41")), plain(""), plain(("en", "fr"))
    ('instrument/un-charter/article/41', 'nothing', 'en, fr')
    """
    if isinstance(value, InstrumentRef):
        return "/".join(part for part in ("instrument", value.slug, value.part) if part)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return sequence(plain(v) for v in value)
    text = " ".join(str(value).split()) or "nothing"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def sequence(values: Iterable[str]) -> str:
    """Return values in their order, or that there are none.

    >>> sequence(["recalls", "notes"]), sequence([])
    ('recalls, notes', 'nothing')
    """
    return ", ".join(values) or "nothing"


def squashed(value: Any) -> Any:
    """Return what tells a value from another: of a text all but spaces, case and typography.

    >>> squashed("S/RES/1 (1946)") == squashed("S/RES/1(1946)")
    True
    """
    return "".join(fold(value).split()).casefold() if isinstance(value, str) else value


def excerpts(first: str, second: str) -> tuple[str, str]:
    """Return what two texts say where they first differ, some words before it.

    >>> excerpts("Requests the Council to act", "Requests the Council too act")
    ('Requests the Council to act', 'Requests the Council too act')
    """
    words, others = first.split(), second.split()
    at = next(
        (i for i, (a, b) in enumerate(zip(words, others, strict=False))
         if squashed(a) != squashed(b)),
        min(len(words), len(others)),
    )  # fmt: skip
    start = max(0, at - LEAD)
    shown = (" ".join(w[start : at + 2 * LEAD]) for w in (words, others))
    one, other = (f"{'…' if start else ''}{plain(s)}" for s in shown)
    return one, other


def only(more: Counter[str], less: Counter[str]) -> str:
    """Return what one side alone has, and what it lacks.

    >>> only(Counter(["S/RES/1 (1946)"]), Counter(["S/RES/2 (1946)"]))
    'S/RES/1 (1946), not S/RES/2 (1946)'
    """
    return ", ".join([*sorted(more.elements()), *(f"not {c}" for c in sorted(less.elements()))])


def cited(citations: Iterable[Citation]) -> Counter[str]:
    """Return how often each thing is cited."""
    return Counter(plain(c.target) for c in citations)
