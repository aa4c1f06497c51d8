"""What the Council sets up, extends or ends, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from ..languages import glued_words, load
from ..model import MandateDecision
from .acts import Act, thing
from .block import Reading
from .bodies import Body, bodies
from .periods import last_day

DECIDED = ("extends", "ends", "establishes")
ARTICLE = 6
"""Characters that an article before a name takes at most."""


def mandates(
    reading: Reading, found: Iterable[Act], adopted: date | None
) -> tuple[MandateDecision, ...]:
    """Return what a paragraph sets up, extends or ends, in order, by the acts ``found`` in it.

    What is set up is a body; what is extended or ended is a known body, or a mandate,
    authorization or measure in so many words.
    """
    decisions = (_decision(reading, act, adopted) for act in found if act.action in DECIDED)
    return tuple(d for d in decisions if d)


@cache
def _nouns(code: str, action: str) -> re.Pattern[str]:
    """Return the pattern of what can be set up, extended or ended; a body can be ended itself."""
    pack = load(code)
    bodies_named = pack.decisions["set_up"] if action != "extends" else pack.decisions["panel"]
    words = bodies_named if action == "establishes" else (*pack.decisions["mandate"], *bodies_named)
    return re.compile(glued_words(words, pack), re.IGNORECASE)


def _decision(reading: Reading, act: Act, adopted: date | None) -> MandateDecision | None:
    place = thing(reading, act)
    if place is None:
        return None
    named = [b for b in bodies(reading, place[0], act.stop) if b.start < place[1]]
    nouns = _nouns(reading.pack.code, act.action)
    itself = [b for b in named if b.start <= place[0] + ARTICLE]
    if not itself and nouns.search(reading.folded, *place) is None:
        return None
    ends = act.action == "ends"
    said = last_day(reading, act.begin, act.stop, adopted, ends=ends)
    last = max(place[1], act.end, said[1][1] if said else 0)
    return MandateDecision(
        action=act.action,
        subject=_only(named),
        subject_text=reading.text(*place),
        span=reading.span(min(act.start, place[0], said[1][0] if said else place[0]), last),
        until=said[0] if said else None,
        until_text=reading.text(*said[1]) if said else None,
    )


def _only(named: list[Body]) -> str | None:
    """Return the one body that is named, None where there are several or none."""
    paths = {b.path for b in named}
    return next(iter(paths)) if len(paths) == 1 else None
