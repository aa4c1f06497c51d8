"""What is odd in a paragraph's text: kept as it stands, and remarked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from ..identifiers import plausible_resolution
from ..languages import LanguagePack
from ..model import ParagraphKind, Remark, Severity, Symbol
from .block import Reading
from .mention import near, noun
from .mentions import misdated, numbered
from .shortened import unknown
from .signs import Numbered
from .verbs import VerbMatch
from .words import TEXTS, words_of

REPEATED = 6
"""So many words may be written twice as one run."""

_NAMED = 40
"""Characters between the word *resolution*, or another of the list, and a number with its year."""
_WITHIN = re.compile(r"\w\w")
_NEAR = 3 * REPEATED  # a word with hyphens is several here
_WORDS = re.compile(rf"(?<!\w)(?P<run>(?:\w[\w'-]*\s+){{1,{REPEATED}}})(?P=run)", re.IGNORECASE)
_ONE = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{2,})\s+(?P=word)(?!\w)", re.IGNORECASE)
_TAIL = re.compile(r"-(?P<tail>[^\W\d_]{4,})(?![\w-])")
_HALF = re.compile(r"(?<![\w-])[^\W\d_]{4,}")
_GLUED = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{9,})(?!\w)")
_SIDES = {ParagraphKind.PREAMBULAR: "preambular", ParagraphKind.OPERATIVE: "operative"}


def oddities(
    reading: Reading, start: int, end: int, kind: ParagraphKind, verbs: list[VerbMatch],
    compounds: frozenset[tuple[str, str]], known: Mapping[int, Symbol], *, point: bool,
) -> list[Remark]:  # fmt: skip
    """Return remarks on a paragraph's text: doubled words, a lost comma or hyphen, a verb's form.

    ``compounds`` are the hyphenated words of the whole text, which tell a glued one; ``known`` the
    resolutions that it names in full, by number.
    """
    return [
        *_doubled(reading, start, end),
        *_numbers_and_years(reading, start, end),
        *_unknown_numbers(reading, start, end, known),
        *_verb_form(reading, kind, verbs, point=point),
        *_glued(reading, start, end, compounds),
    ]


def _doubled(reading: Reading, start: int, end: int) -> list[Remark]:
    if reading.pack.traits["word_boundary"] != "space" or not _repeats(
        reading.folded, start, end
    ):
        return []
    remarks = []
    for pattern in (_WORDS, _ONE):
        for match in pattern.finditer(reading.folded, start, end):
            words = match["run"].strip() if pattern is _WORDS else match["word"]
            single = " " not in words
            if single and (pattern is _WORDS or len(words) < 3 or words.isdigit()):
                continue
            finish = match.end() - len(match.group()) + len(match.group().rstrip())
            span = reading.span(match.start(), finish)
            remarks.append(Remark("doubled-words", f"{words!r} is written twice", span))
    return remarks


def _repeats(folded: str, start: int, end: int) -> bool:
    """Tell whether a run of words stands twice; the patterns that find its bounds are slow.

    >>> text = "One. The rule of the rule of law."
    >>> _repeats(text, 0, 5), _repeats(text, 5, len(text))
    (False, True)
    """
    if _inside(folded, start) or _inside(folded, end):
        return True  # the words of the range are not the text's: let the patterns tell
    runs = _runs(folded)
    at = bisect_left(runs, (start, start))
    return any(last <= end for _, last in runs[at : bisect_left(runs, (end, end))])


def _inside(folded: str, at: int) -> bool:
    """Tell whether a place is inside a word."""
    return bool(at and _WITHIN.match(folded, at - 1))


@lru_cache(maxsize=TEXTS)
def _runs(folded: str) -> list[tuple[int, int]]:
    """Return the places of the runs of words of a text that stand twice, both times together."""
    words, starts, *_ = words_of(folded)
    return sorted(
        (starts[first], starts[last] + len(words[last])) for first, last in _doubles(words)
    )


def _doubles(words: list[str]) -> list[tuple[int, int]]:
    """Return the first and the last number of words that stand twice, both times together.

    Words become numbers of one byte, and the text one long number: where it is the same so many
    words later, the difference of both is nil, and the words themselves tell for certain.

    >>> _doubles("the rule of the rule of law".split()), _doubles("the rule of law".split())
    ([(0, 5)], [])
    """
    numbers = {word: number & 0xFF for number, word in enumerate(dict.fromkeys(words))}
    row = bytes(map(numbers.__getitem__, words))
    text = int.from_bytes(row, "little")
    found = []
    for size in range(1, _NEAR + 1):
        same = (text ^ text >> 8 * size).to_bytes(len(row), "little")
        first = same.find(bytes(size))
        while first >= 0:
            again, end = first + size, first + 2 * size
            if end <= len(words) and words[first:again] == words[again:end]:
                found.append((first, end - 1))
            first = same.find(bytes(size), first + 1)
    return found


def _numbers_and_years(reading: Reading, start: int, end: int) -> list[Remark]:
    """Remark on resolutions by number and year: two with nothing between, one that cannot be."""
    matches = numbered(reading.folded, start, end)
    return [*_missing_commas(reading, matches), *_no_resolutions(reading, matches)]


def _missing_commas(reading: Reading, matches: list[Numbered]) -> list[Remark]:
    """Remark two resolutions of a list with nothing between them: ``2106 (2013) 2122 (2013)``."""
    remarks: list[Remark] = []
    for first, second in pairwise(matches):
        gap = reading.folded[first[1] : second[0]]
        if gap and not gap.strip():
            pair = " and ".join(reading.folded[a:b] for a, b, _, _ in (first, second))
            span = reading.span(first[0], second[1])
            remarks.append(Remark("missing-comma", f"no comma between {pair}", span))
    return remarks


def _no_resolutions(reading: Reading, matches: list[Numbered]) -> list[Remark]:
    """Remark a resolution whose year is far from that of its number: ``resolution 2691 (2014)``.

    Nothing is cited there. It is one where the word says so, or in a list with others that are.
    """
    remarks: list[Remark] = []
    word = noun(reading.pack, "resolution")
    doubted: list[Numbered] = []
    last = -_NAMED
    for match in matches:
        start, end, number, year = match[0], match[1], int(match[2]), int(match[3])
        named = start - last <= _NAMED or near(
            word, reading.folded, start, _NAMED, end, _NAMED // 4
        )
        if plausible_resolution(number, year) or misdated(number, year) is not None:
            # One that can be tells of those just before it in its list, too.
            remarks += [_no_resolution(reading, m) for m in doubted if start - m[1] <= _NAMED]
            doubted, last = [], end
        elif named:
            remarks.append(_no_resolution(reading, match))
            last = end
        else:
            doubted.append(match)
    return remarks


def _no_resolution(reading: Reading, match: Numbered) -> Remark:
    start, end, number, year = match
    message = f"no Council resolution is {number} ({year})"
    return Remark("year-mismatch", message, reading.span(start, end), Severity.DOUBT)


def _unknown_numbers(
    reading: Reading, start: int, end: int, known: Mapping[int, Symbol]
) -> list[Remark]:
    """Remark a resolution named by its number alone, and nowhere in full: it is not guessed."""
    return [
        Remark("symbol-short-form",
               f"resolution {reading.folded[a:b]} is named by its number alone, nowhere in full",
               reading.span(a, b))
        for a, b in unknown(reading.folded, start, end, reading.pack, known)
    ]  # fmt: skip


def _verb_form(
    reading: Reading, kind: ParagraphKind, verbs: list[VerbMatch], *, point: bool
) -> list[Remark]:
    """Remark a first verb in the other kind's form, and a finite verb that opens a point."""
    wanted = _SIDES.get(kind)
    if not verbs or wanted is None:
        return []
    first = verbs[0]
    odd = first.side not in ("both", wanted) or (point and first.side == wanted)
    if not odd:
        return []
    word = reading.text(first.start, first.end)
    message = f"{word!r} opens a paragraph of the {wanted} part in the other part's form"
    if point:
        message = f"{word!r} is a finite verb in a list whose other points are not"
    return [Remark("verb-form", message, reading.span(first.start, first.end))]


def compounds_of(folded: str, pack: LanguagePack) -> frozenset[tuple[str, str]]:
    """Return the hyphenated compounds that a text once writes in one word, as pairs of halves.

    Those that it writes so twice or more are spelled both ways, and left out.

    >>> from councilgraph.languages import load
    >>> sorted(compounds_of("Council-mandated and Councilmandated missions", load("en")))
    [('council', 'mandated')]
    """
    if pack.traits["word_boundary"] != "space":
        return frozenset()
    starts, places = words_of(folded).starts, words_of(folded).places
    found = {
        (half.group().casefold(), tail["tail"].casefold())
        for tail in _TAIL.finditer(folded)  # hyphens are few: they are looked for first
        if (first := starts[bisect_left(starts, tail.start()) - 1]) < tail.start()
        and (half := _HALF.fullmatch(folded, first, tail.start()))
    }
    once = {a + b for a, b in found if len(places.get(a + b, ())) == 1}
    prefixes = pack.connectives["prefixes"]
    return frozenset((a, b) for a, b in found if a not in prefixes and a + b in once)


def _glued(
    reading: Reading, start: int, end: int, compounds: frozenset[tuple[str, str]]
) -> list[Remark]:
    """Remark a word that the text elsewhere writes with a hyphen: ``Councilmandated``."""
    if not compounds:
        return []
    glued = {a + b: f"{a}-{b}" for a, b in compounds}
    return [
        Remark("lost-hyphen",
               f"{m['word']!r} is written {glued[m['word'].casefold()]!r} elsewhere in the text",
               reading.span(m.start(), m.end()))
        for m in _GLUED.finditer(reading.folded, start, end)
        if m["word"].casefold() in glued
    ]  # fmt: skip
