"""What the Council asks, of whom, and by when."""

from __future__ import annotations

import calendar
import re
from functools import cache, lru_cache

from ..languages import LanguagePack, article_length, either, fold, load
from ..model import Gazetteer, Request
from .block import Reading
from .verbs import VerbMatch

LONGEST_ADDRESSEE = 160


@lru_cache(maxsize=16)
def _addressees(gazetteer: Gazetteer, code: str) -> dict[str, str]:
    names = {**gazetteer.states.get(code, {}), **gazetteer.organs.get(code, {})}
    return {_key(n): path for n, path in names.items()}


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).casefold().strip(" ,")


def requests(reading: Reading, end: int, verbs: list[VerbMatch]) -> tuple[Request, ...]:
    """Return the requests of a paragraph: one per leading verb that asks something of somebody.

    The addressee runs from the verb to the infinitive; what follows, up to the next leading verb,
    is what is asked, and the first date in it that a deadline phrase introduces is the deadline.
    """
    wanted = frozenset(reading.pack.requests["verbs"])
    found = []
    for i, verb in enumerate(verbs):
        if verb.lemma not in wanted:
            continue
        stop = verbs[i + 1].lead if i + 1 < len(verbs) else end
        request = _request(reading, verb, stop)
        if request:
            found.append(request)
    return tuple(found)


def _request(reading: Reading, verb: VerbMatch, stop: int) -> Request | None:
    """Return one request, or None where the verb asks nothing of anybody in so many words."""
    pack, folded = reading.pack, reading.folded
    begin = verb.end + (len(folded[verb.end :]) - len(folded[verb.end :].lstrip(" ,")))
    split = _infinitive(pack, folded, begin, stop)
    if split is None:
        return None
    to, after = split
    name, path = _addressee(reading, begin, to)
    if not name:
        return None
    finish = after + len(folded[after:stop].rstrip(" ,;.:"))
    if finish <= after:
        return None
    deadline, words = _deadline(reading, after, stop)
    return Request(
        verb=verb.lemma,
        addressee=path,
        addressee_text=name,
        deliverable=reading.text(after, finish),
        span=reading.span(verb.start, finish),
        deadline=deadline,
        deadline_text=words,
    )


@cache
def _to(code: str) -> re.Pattern[str]:
    """Return the pattern of what introduces an infinitive or a clause: the pack's ``to``.

    ``{infinitive}`` asks that one follow, by the pack's trait of that name: French *de* and
    Spanish *a* stand before names too.
    """
    pack = load(code)
    parts = []
    for phrase in sorted(pack.requests["to"], key=len, reverse=True):
        word, field, _ = phrase.partition("{infinitive}")
        ahead = f"(?={pack.traits['infinitive']})" if field else ""
        lead = rf"(?:{either([word.strip()], spaced=True)})\s*" if word.strip() else ""
        parts.append(lead + ahead)
    return re.compile("|".join(parts))


def _infinitive(pack: LanguagePack, folded: str, begin: int, stop: int) -> tuple[int, int] | None:
    """Return where the addressee ends and where what is asked begins."""
    if pack.requests["to"]:
        match = _to(pack.code).search(folded, begin, min(stop, begin + LONGEST_ADDRESSEE))
        return (match.start(), match.end()) if match else None
    ends = [
        at
        for phrase in pack.requests["addressee_stop"]
        if (at := folded.find(phrase, begin + 1, min(stop, begin + LONGEST_ADDRESSEE))) > 0
    ]
    return (min(ends), min(ends)) if ends else None


def _addressee(reading: Reading, start: int, end: int) -> tuple[str, str | None]:
    """Return the addressee's words and, where it is known, its path."""
    known = _addressees(reading.gazetteer, reading.pack.code)
    text = reading.text(start, end).strip(" ,")
    phrase = _key(text)
    head = _key(re.split(r",", text)[0])
    for named in (phrase, head):
        for name in (named, named[article_length(named, reading.pack) :]):
            if name in known:
                return text, known[name]
    return text, None


def _deadline(reading: Reading, start: int, end: int) -> tuple[str | None, str | None]:
    """Return the first deadline of a range as an ISO date or month, and its words."""
    pack = reading.pack
    best: tuple[int, str, str] | None = None
    for pattern in pack.patterns("requests", "deadline"):
        match = pattern.search(reading.folded, start, end)
        if match and (best is None or match.start() < best[0]):
            iso = _iso(match, pack)
            if iso:
                best = (match.start(), iso, reading.text(match.start(), match.end()))
    return (best[1], best[2]) if best else (None, None)


def _iso(match: re.Match[str], pack: LanguagePack) -> str | None:
    fields = match.groupdict()
    month = pack.month_of(fields["month"])
    year, day = int(fields["year"]), fields.get("day")
    if month is None:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{int(day):02}" if 1 <= int(day) <= last else None
