"""What the Council asks, of whom, and by when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from ..languages import LanguagePack, either, load
from ..model import Request
from .addressees import joins, listed
from .block import Reading, without_end
from .deadlines import deadlines
from .verbs import VerbMatch

LONGEST_ADDRESSEE = 160


def requests(
    reading: Reading, end: int, verbs: list[VerbMatch], *,
    since: dt.date = dt.date.min, adopted: dt.date | None = None, inverted: bool = False,
) -> tuple[Request, ...]:
    """Return the requests of a paragraph: one per leading verb that asks something of somebody.

    The addressee runs from the verb to the infinitive; what follows, up to the next leading verb,
    is what is asked, and the phrases in it that say by when are the deadlines: spans of time are
    counted from the day on which the text was ``adopted``, and no day before ``since`` is one.
    Where the order of words is ``inverted``, the Council itself stands behind the first verb.
    """
    wanted = reading.pack.requests["verbs"]
    found = []
    for i, verb in enumerate(verbs):
        if verb.lemma not in wanted:
            continue
        stop = verbs[i + 1].lead if i + 1 < len(verbs) else end
        begin = verb.end
        if inverted and i == 0:
            begin += _subject_length(reading.folded[begin:stop], reading.pack)
        asked = _asked(reading, begin + _blank(reading.folded[begin:stop]), stop)
        if asked is None:
            continue
        asked = _by_pronoun(reading, verb, asked)
        name = reading.text(asked.start, asked.end).strip(" ,")
        finish = asked.after + len(without_end(reading.folded[asked.after : stop]))
        if not name or finish <= asked.after:
            continue  # the verb asks nothing of anybody in so many words
        due = deadlines(reading, asked.start, stop, since, adopted)
        found.append(
            Request(
                verb=verb.lemma,
                addressees=asked.paths,
                addressee_text=name,
                deliverable=reading.text(asked.after, finish),
                span=reading.span(verb.start, finish),
                deadlines=due.days,
                recurrences=due.recurrences,
                deadline_texts=due.words,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a request names its addressee, and where what is asked begins."""

    start: int
    end: int
    after: int
    paths: tuple[str, ...]


def _by_pronoun(reading: Reading, verb: VerbMatch, asked: _Asked) -> _Asked:
    """Return who is asked, by the pronoun within the verb where nobody is named after it.

    French and Spanish write it before the verb (*le prie également de …*), Arabic behind it.
    """
    pattern = reading.pack.traits["verb_pronoun"]
    if not pattern or reading.folded[asked.start : asked.end].strip(" ,"):
        return asked
    match = re.search(pattern, reading.folded[verb.start : verb.end], re.IGNORECASE)
    if match is None:
        return asked
    return replace(asked, start=verb.start + match.start(), end=verb.start + match.end())


def _subject_length(text: str, pack: LanguagePack) -> int:
    """Return how many characters of a text are the name of the Council, spaces included."""
    names = either(pack.formulas["subject"], spaced=pack.traits["word_boundary"] == "space")
    match = re.match(rf"\s*(?:{names})", text, re.IGNORECASE)
    return match.end() if match else 0


def _blank(text: str) -> int:
    """Return how many characters stand before the first word of a text."""
    return len(text) - len(text.lstrip(" ,\x1f"))


def _asked(reading: Reading, begin: int, stop: int) -> _Asked | None:
    """Return who is asked: known names where the pack says that they end themselves, else to "to".

    A clause (*that the parties cooperate*) names its subject first, or nobody that is known.
    """
    pack, folded = reading.pack, reading.folded
    before = _words(pack.code, "addressee_before").match(folded, begin, stop)
    begin = before.end() if before else begin
    clause = _words(pack.code, "clause").match(folded, begin, stop)
    named = listed(reading, clause.end() if clause else begin, stop, whole=False)
    if clause:
        nobody = _Asked(clause.start(), clause.start(), clause.end(), ())
        return _Asked(named.start, named.end, named.end, named.paths) if named else nobody
    split = _infinitive(pack, folded, named.end if named else begin, stop)
    if named and (pack.traits["addressee_end"] == "name" or not pack.requests["to"]):
        at = named.end
        directly = split is not None and not folded[at : split[0]].strip()
        aside = split is not None and folded[at : at + 1] == ","
        if pack.requests["to"] or directly:
            after = split[1] if split is not None and (directly or aside) else at
            return _Asked(named.start, at, after, named.paths)
    if split is None:
        return None
    to, after = split
    known = listed(reading, begin, to, whole=True)
    return _Asked(begin, to, after, known.paths if known else ())


@cache
def _words(code: str, key: str) -> re.Pattern[str]:
    """Return the pattern of words of a key of the pack's requests, spaces and commas after them.

    Some languages put there what English puts before the verb: *Prie également le Secrétaire …*.
    """
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    return re.compile(rf"(?:(?:{either(pack.requests[key], spaced=spaced)})[\s,]*+)+")


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


def _in_joint(pack: LanguagePack, folded: str, begin: int, last: int, at: int) -> bool:
    """Tell whether a place is inside what joins the members of a list."""
    for joint in joins(pack.code).finditer(folded, begin, last):
        if joint.end() > at:
            return joint.start() <= at
    return False


def _infinitive(pack: LanguagePack, folded: str, begin: int, stop: int) -> tuple[int, int] | None:
    """Return where the addressee ends and where what is asked begins."""
    if pack.requests["to"]:
        last = min(stop, begin + LONGEST_ADDRESSEE)
        for match in _to(pack.code).finditer(folded, begin, last):
            if not _in_joint(pack, folded, begin, last, match.start()):
                return match.span()
        return None
    ends = [
        at
        for phrase in pack.requests["addressee_stop"]
        if (at := folded.find(phrase, begin, min(stop, begin + LONGEST_ADDRESSEE))) > 0
    ]
    return (min(ends), min(ends)) if ends else None
