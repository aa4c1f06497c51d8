"""The chamber drawn: the seats of the Council on a horseshoe, each with its vote.

A vote is told by a shape as well as by a colour: a full disc for those in favour, a full square
for those against, a ring for abstentions, a broken ring for those present who did not vote.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_RADIUS, _CENTRE, _FIRST, _LAST = 125.0, (160.0, 145.0), 212.0, -32.0
_SHAPES = frozenset(("InFavour", "Against", "Abstaining", "NotVoting"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A seat as it is drawn: where, whose, how it voted, whether it is a permanent member's."""

    x: float
    y: float
    code: str
    choice: str
    permanent: bool


def chamber(seats: Sequence[tuple[str, str, bool]]) -> tuple[Drawn, ...]:
    """Return where the seats of a Council are, given as code, choice and whether permanent.

    They go round the table from the left in the order given.

    >>> [(s.x, s.y) for s in chamber([("AAA", "InFavour", True), ("BBB", "", False)])]
    [(54.0, 211.2), (266.0, 211.2)]
    """
    steps = max(len(seats) - 1, 1)
    drawn = []
    for place, (code, choice, permanent) in enumerate(seats):
        angle = math.radians(_FIRST + (_LAST - _FIRST) * place / steps)
        x = round(_CENTRE[0] + _RADIUS * math.cos(angle), 1)
        y = round(_CENTRE[1] - _RADIUS * math.sin(angle), 1)
        shape = choice if choice in _SHAPES else "NoBallot"
        drawn.append(Drawn(x, y, code, shape, permanent))
    return tuple(drawn)
