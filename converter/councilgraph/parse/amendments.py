"""Which earlier resolutions a paragraph extends, terminates, replaces or modifies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ..languages import either, load
from ..model import Amendment, Symbol
from .acts import STOP, Act, thing
from .block import Reading
from .mentions import mentions
from .periods import last_day
from .shortened import shortened

KINDS = {"extends": "extends", "ends": "terminates", "replaces": "replaces",
         "modifies": "modifies"}  # fmt: skip
NEAR = 14
"""Characters between a comma and the words that go on to say where a thing was laid down."""


@cache
def _words(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what goes on after a comma, of what was done before, of what agrees.

    What is only done *in accordance with* a resolution does not change it.
    """
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    table = pack.decisions
    laid, changed, accords = (
        "|".join(map(re.escape, table[key])) for key in ("founded", "changed", "accords")
    )
    joins = either(pack.connectives["joins"], spaced=spaced)
    parts = either(pack.citations["paragraph_of_article"], spaced=spaced)
    return (
        re.compile(
            rf"\s*(?:\([^()]*\))?[\s,]*(?:(?:{joins})\s*)?(?:[^,;.\d]{{0,{NEAR}}}?(?:{laid})|(?:{parts}))",
            re.IGNORECASE,
        ),
        re.compile(changed, re.IGNORECASE),
        re.compile(accords, re.IGNORECASE),
    )


def amendments(
    reading: Reading, found: Iterable[Act], own: Symbol, known: Mapping[int, Symbol]
) -> tuple[Amendment, ...]:
    """Return the resolutions whose provisions a paragraph changes, by the acts ``found`` in it.

    A resolution counts where the words for the thing itself name it (*the measures imposed by
    resolution 9001 (2031)*), before any that only changed it earlier (*and extended by …*).
    ``known`` are the resolutions that the document names in full, by number.
    """
    return tuple(
        dict.fromkeys(
            Amendment(KINDS[act.action], target, reading.text(*place), reading.span(*place))
            for act in found
            if act.action in KINDS
            for target, place in _named(reading, act, known)
            if target != own
        )
    )


def _named(
    reading: Reading, act: Act, known: Mapping[int, Symbol]
) -> Iterator[tuple[Symbol, tuple[int, int]]]:
    """Yield the resolutions that the words for an act's thing name, each with the words."""
    of = thing(reading, act)
    if of is None:
        return
    folded, pack = reading.folded, reading.pack
    reach = _reach(reading, of, act)
    named = [*mentions(folded, *reach, pack), *shortened(folded, *reach, pack, known)]
    end = reach[1]
    for mention in sorted(named, key=lambda m: m.start):
        target = mention.target
        if mention.start >= end or not (isinstance(target, str) and target.startswith("S/RES/")):
            continue
        if told := _words(pack.code)[1].search(folded, mention.end, end):
            end = told.start()
        yield target, (of[0] if act.inverted else act.start, max(act.end, mention.end))


def _reach(reading: Reading, place: tuple[int, int], act: Act) -> tuple[int, int]:
    """Return how far the words for a thing go: on after how long it lasts, or after a comma."""
    folded = reading.folded
    start, end = place
    stop = act.start if act.inverted else act.stop
    said = last_day(reading, end, stop, None)
    if said and not folded[end : said[1][0]].strip(" ,"):
        end = said[1][1]
    while more := _words(reading.pack.code)[0].match(folded, end, stop):
        closed = STOP.search(folded, more.end(), stop)
        end = closed.start() if closed else stop
    agrees = _words(reading.pack.code)[2].search(folded, start, end)
    return start, agrees.start() if agrees else end
