"""What the Council asks, of whom, and by when."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

from ..languages import LanguagePack, either, load
from ..model import Request
from .addressees import name_at, path_of, stands_alone
from .block import Reading, without_end
from .verbs import VerbMatch

LONGEST_ADDRESSEE = 160
LAST_YEAR = 9999


def requests(
    reading: Reading, end: int, verbs: list[VerbMatch], *, since: int = 0, inverted: bool = False
) -> tuple[Request, ...]:
    """Return the requests of a paragraph: one per leading verb that asks something of somebody.

    The addressee runs from the verb to the infinitive; what follows, up to the next leading verb,
    is what is asked, and the first date in it that a deadline phrase introduces is the deadline,
    unless it lies in a year before ``since``, that of the document.
    Where the order of words is ``inverted``, the Council itself stands behind the first verb.
    """
    wanted = frozenset(reading.pack.requests["verbs"])
    found = []
    for i, verb in enumerate(verbs):
        if verb.lemma not in wanted:
            continue
        stop = verbs[i + 1].lead if i + 1 < len(verbs) else end
        begin = verb.end
        if inverted and i == 0:
            begin += _subject_length(reading.folded[begin:stop], reading.pack)
        request = _request(reading, verb, begin, stop, since)
        if request:
            found.append(request)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a request names its addressee, and where what is asked begins."""

    start: int
    end: int
    after: int
    path: str | None


def _subject_length(text: str, pack: LanguagePack) -> int:
    """Return how many characters of a text are the name of the Council, spaces included."""
    names = either(pack.formulas["subject"], spaced=pack.traits["word_boundary"] == "space")
    match = re.match(rf"\s*(?:{names})", text, re.IGNORECASE)
    return match.end() if match else 0


def _request(
    reading: Reading, verb: VerbMatch, begin: int, stop: int, since: int
) -> Request | None:
    """Return one request, or None where the verb asks nothing of anybody in so many words."""
    folded = reading.folded
    begin += len(folded[begin:stop]) - len(folded[begin:stop].lstrip(" ,\x1f"))
    asked = _asked(reading, begin, stop)
    name = reading.text(asked.start, asked.end).strip(" ,") if asked else ""
    if asked is None or not name:
        return None
    finish = asked.after + len(without_end(folded[asked.after : stop]))
    if finish <= asked.after:
        return None
    deadline, words = _deadline(reading, asked.after, stop, since)
    return Request(
        verb=verb.lemma,
        addressee=asked.path,
        addressee_text=name,
        deliverable=reading.text(asked.after, finish),
        span=reading.span(verb.start, finish),
        deadline=deadline,
        deadline_text=words,
    )


def _asked(reading: Reading, begin: int, stop: int) -> _Asked | None:
    """Return who is asked: a known name where the pack says that it ends itself, else up to "to".

    A clause (*that the parties cooperate*) names its subject first.
    """
    pack, folded = reading.pack, reading.folded
    clause = _words(pack.code, "clause").match(folded, begin, stop)
    if clause:
        named = name_at(reading, clause.end(), stop)
        return _Asked(named[0], named[1], named[1], named[2]) if named else None
    before = _words(pack.code, "addressee_before").match(folded, begin, stop)
    begin = before.end() if before else begin
    ends_itself = pack.traits["addressee_end"] == "name"
    named = name_at(reading, begin, stop) if ends_itself or pack.requests["to"] else None
    split = _infinitive(pack, folded, named[1] if named else begin, stop)
    if named and ends_itself:
        first, last, known = named
        directly = split is not None and not folded[last : split[0]].strip()
        aside = split is not None and folded[last : last + 1] == ","
        after = split[1] if split is not None and (directly or aside) else last
        return _Asked(first, last, after, known)
    if split is None:
        return None
    to, after = split
    path = path_of(reading.text(begin, to).strip(" ,"), reading)
    if path is None and named and stands_alone(reading, named[1], to):
        path = named[2]
    return _Asked(begin, to, after, path)


@cache
def _words(code: str, key: str) -> re.Pattern[str]:
    """Return the pattern of words of a key of the pack's requests, spaces and commas after them.

    Some languages put there what English puts before the verb: *Prie également le Secrétaire …*.
    """
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    return re.compile(rf"(?:(?:{either(pack.requests[key], spaced=spaced)})[\s,]*)+")


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


def _deadline(
    reading: Reading, start: int, end: int, since: int
) -> tuple[str | None, str | None]:
    """Return the first deadline of a range as an ISO date or month, and its words."""
    pack = reading.pack
    best: tuple[int, str, str] | None = None
    for pattern in pack.patterns("requests", "deadline"):
        for match in pattern.finditer(reading.folded, start, end):
            iso = _iso(match, pack) if int(match["year"]) >= since else None
            if iso and (best is None or match.start() < best[0]):
                best = (match.start(), iso, reading.text(*match.span()))
    return (best[1], best[2]) if best else (None, None)


def _iso(match: re.Match[str], pack: LanguagePack) -> str | None:
    fields = match.groupdict()
    month = pack.month_of(fields["month"])
    year, day = int(fields["year"]), fields.get("day")
    if month is None or year > LAST_YEAR:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{int(day):02}" if 1 <= int(day) <= last else None
