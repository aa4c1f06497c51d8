"""Which peace operations and sanctions bodies a paragraph names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from ..identifiers import target_path
from ..languages import (
    LanguagePack,
    article_length,
    caseless,
    either,
    fold,
    glue,
    glued_words,
    load,
    without_article,
)
from ..model import Gazetteer, Named
from .block import Reading
from .mention import Mention
from .mentions import mentions
from .nameindex import NameIndex
from .sought import places_of
from .taken import Taken
from .words import TEXTS, word_start

REACH = 90
"""Characters between a committee or panel and the resolution that established it."""
_KINDS = {"committee": "SanctionsCommittee", "panel": "SanctionsPanel"}
_STOP = re.compile(r"[;.:]")
_GIVEN = re.compile(r"\s*\(\s*[\"'«]?\s*(?P<short>[^()\"'«»\d]{3,40}?)\s*[\"'»]?\s*\)")
"""*(the Mission)*, *(“the Committee”)*"""


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a range of the folded text, and its path."""

    start: int
    end: int
    path: str


@lru_cache(maxsize=16)
def _index(gazetteer: Gazetteer, code: str) -> NameIndex:
    names = gazetteer.bodies.get(code, {})
    return NameIndex({_key(n): path for n, path in names.items()}, load(code))


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).strip().casefold()


@cache
def _words(code: str) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Return the patterns of committees and panels, and that of words such as *established*."""
    pack = load(code)
    nouns = {
        kind: re.compile(glued_words(pack.decisions[kind], pack), re.IGNORECASE) for kind in _KINDS
    }
    return nouns, re.compile("|".join(map(re.escape, pack.decisions["founded"])), re.IGNORECASE)


@lru_cache(maxsize=TEXTS)
def _nouns(code: str, folded: str) -> dict[str, list[tuple[int, int, re.Match[str]]]]:
    """Return where a text has the nouns for committees and those for panels, in order."""
    nouns, _ = _words(code)
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    found: dict[str, list[tuple[int, int, re.Match[str]]]] = {kind: [] for kind in _KINDS}
    for kind in _KINDS:
        heads = {without_article(noun, pack).split()[0] for noun in pack.decisions[kind]}
        last = -1
        for at in places_of(tuple(map(caseless, heads)), folded):
            match = nouns[kind].match(folded, word_start(folded, at) if spaced else at)
            if match and match.end() > last:
                last = match.end()
                found[kind].append((*match.span(), match))
    return found


def bodies(reading: Reading, start: int, end: int) -> list[Body]:
    """Return the operations, committees and panels named in a range, in order.

    A committee or panel is known by its name, or by the resolution that established it where the
    text says so in the same breath (*the Committee established pursuant to resolution …*). What is
    only called *the Mission* or *the Committee* is nobody in particular, unless the text gave it
    that name.
    """
    folded, pack = reading.folded, reading.pack
    index = _index(reading.gazetteer, pack.code)
    found = [Body(*named) for named in index.find(folded, start, end)]
    taken = Taken(start, end)
    for body in found:
        taken.take(body.start, body.end)
    places = [
        (match, kind)
        for kind, nouns in _nouns(pack.code, folded).items()
        for _, last, match in nouns[bisect_left(nouns, (start,)) : bisect_left(nouns, (end,))]
        if last <= end
    ]
    cited = mentions(folded, start, end, pack) if places else []
    for match, kind in places:
        founded = _founded(reading, match, kind, cited)
        if founded and taken.free(founded.start, founded.end):
            taken.take(founded.start, founded.end)
            found.append(founded)
    for short, path in reading.defined:
        for match in _short(short, pack.code).finditer(folded, start, end):
            if taken.free(*match.span()):
                taken.take(*match.span())
                found.append(Body(*match.span(), path))
    return sorted(found, key=lambda b: b.start)


def defined_names(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the short names that a text gives to bodies in parentheses after their names.

    Only names with an article (*(the Mission)*) are, made of words of the full name: what is
    defined after *the Head of UNMISS* is the Head. One given to two bodies is neither's.

    >>> from councilgraph.languages import load
    >>> from councilgraph.model import SourceText
    >>> names = {"en": {"United Mission in Fiji": "organ/fiji"}}
    >>> text = "the Head (the Head) of the United Mission in Fiji (the Mission)"
    >>> defined_names(Reading(SourceText.of(text), text, load("en"), Gazetteer(bodies=names)))
    (('the Mission', 'organ/fiji'),)
    """
    folded, pack = reading.folded, reading.pack
    given: dict[str, set[str]] = {}
    for body in bodies(reading, 0, len(folded)):
        match = _GIVEN.match(folded, body.end)
        if match and _shortens(match["short"], folded[body.start : body.end], pack):
            given.setdefault(match["short"], set()).add(body.path)
    return tuple((short, min(paths)) for short, paths in given.items() if len(paths) == 1)


def _shortens(short: str, name: str, pack: LanguagePack) -> bool:
    """Tell whether a name has an article and then words of a longer name, and no others."""
    bare = without_article(short[article_length(short, pack) :], pack)
    stems = {without_article(w, pack).casefold() for w in re.findall(r"\w+", name)}
    words = [without_article(w, pack).casefold() for w in re.findall(r"\w+", bare)]
    return bare != short and bool(words) and set(words) <= stems


@lru_cache(maxsize=256)
def _short(name: str, code: str) -> re.Pattern[str]:
    """Return the pattern of a short name where nothing after it makes it another's.

    *The Mission* before a comma or *until* is the one defined; *the Mission of Inquiry* is not.
    """
    pack = load(code)
    words = (*pack.connectives["joins"], *pack.decisions["until"], *pack.decisions["lasting"])
    after = either((w for w in words if w[:1].isalpha()), spaced=True)
    return re.compile(rf"{glue(pack)}{re.escape(name)}(?=\s*(?:[,;.:)\"']|$)|\s+(?:{after}))")


def _founded(
    reading: Reading, noun: re.Match[str], kind: str, cited: list[Mention]
) -> Body | None:
    """Return the body that a noun and the resolution next to it name together."""
    if reading.pack.traits["body_order"] == "noun":
        mention = next((m for m in cited if m.start >= noun.end()), None)
        gap = (noun.end(), mention.start) if mention else (0, 0)
    else:
        mention = next((m for m in reversed(cited) if m.end <= noun.start()), None)
        gap = (mention.end, noun.start()) if mention else (0, 0)
    between = reading.folded[slice(*gap)]
    _, founded = _words(reading.pack.code)
    if mention is None or len(between) > REACH or _STOP.search(between):
        return None
    path = reading.gazetteer.founded.get((_KINDS[kind], target_path(mention.target)))
    if path is None or not founded.search(between):
        return None
    return Body(min(noun.start(), mention.start), max(noun.end(), mention.end), path)


def concerned(reading: Reading, start: int, end: int) -> tuple[Named, ...]:
    """Return the bodies that a paragraph names, each once, with its first place."""
    first: dict[str, Body] = {}
    for body in bodies(reading, start, end):
        first.setdefault(body.path, body)
    return tuple(
        Named(reading.text(b.start, b.end), reading.span(b.start, b.end), b.path)
        for b in first.values()
    )
