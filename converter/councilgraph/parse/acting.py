"""Under which part of the Charter the Council says that it acts."""

from __future__ import annotations

import re
from functools import cache

from ..languages import either, glued_words, literals_of, load, without_article
from ..model import InstrumentRef, Named
from .block import Reading
from .instruments import charter_mentions
from .mention import Mention
from .sought import Sought

_GAP = re.compile(r"[^\d,;.:]{0,24}")
"""What may stand between the words and a part of the Charter: prepositions, *the provisions of*."""


@cache
def _words(code: str) -> tuple[Sought, re.Pattern[str] | None, re.Pattern[str]]:
    """Return the patterns of the words before, of those after, and of what joins a clause."""
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    said = pack.decisions["acting"]
    before = Sought(
        glued_words(said, pack),
        literals_of(without_article(phrase, pack) for phrase in said),
    )
    after = pack.decisions["acting_end"]
    joins = either(pack.connectives["joins"], spaced=spaced)
    aside = either(pack.decisions["acting_aside"], spaced=spaced)
    return (
        before,
        re.compile(rf"\s*(?:{either(after, spaced=spaced)})") if after else None,
        re.compile(rf"(?:^|{joins})[\s,]*(?:(?:{aside})[\s,]*)?$", re.IGNORECASE),
    )


def acts_under(reading: Reading, start: int, end: int) -> tuple[Named, ...]:
    """Return the chapters and articles of the Charter under which a paragraph says it acts.

    The words (*Acting under*) open the paragraph or a clause of it, and the name of the part
    follows them; Chinese has more words after the name. Nothing else counts: a Chapter that is
    recalled, or under which others act, is none.
    """
    folded, pack = reading.folded, reading.pack
    before, after, joint = _words(pack.code)
    found: list[Named] = []
    for words in before.finditer(folded, start, end):
        if not joint.search(folded[max(start, words.start() - 60) : words.start()]):
            continue
        parts = _parts(charter_mentions(folded, words.end(), end, pack), words.end(), folded)
        if not parts or (after and not after.match(folded, parts[-1].end, end)):
            continue
        for part in parts:
            ref = part.target
            if isinstance(ref, InstrumentRef) and ref.part:
                place = (words.start(), part.end)
                path = f"instrument/{ref.slug}/{ref.part}"
                found.append(Named(reading.text(*place), reading.span(*place), path))
    return tuple(found)


def _parts(mentions: list[Mention], at: int, folded: str) -> list[Mention]:
    """Return the mentions that follow a place and one another at once."""
    found: list[Mention] = []
    for mention in mentions:
        if not _GAP.fullmatch(folded, at, mention.start):
            break
        found.append(mention)
        at = mention.end
    return found
