"""Find the Charter, its chapters and articles, and the instruments the authority list names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..languages import LanguagePack, article_length, fold, literals_of, load
from ..model import Gazetteer, InstrumentRef
from .mention import Mention
from .nameindex import NameIndex
from .sought import Sought
from .taken import Taken

CHARTER = "un-charter"
REACH = 60
"""Characters before a chapter in which the articles of it that are meant must begin."""
_OTHER = "《"
"""Opens the title of another instrument, whose articles are not the Charter's."""


def _either(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    parts = [re.escape(p).replace(r"\ ", r"\s+") for p in ordered]
    return "|".join(parts) if parts else "(?!)"


@dataclass(frozen=True, slots=True)
class _Charter:
    """One language's patterns for the Charter: its names, it with a part, parts, their numbers.

    ``named`` tells whether a name may be there at all.
    ``inner`` is an article before the chapter that holds it: *Article 41 of Chapter VII of …*.
    """

    named: Sought
    names: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]
    inner: re.Pattern[str]
    alone: re.Pattern[str]
    chapter: re.Pattern[str]
    article: re.Pattern[str]


@lru_cache(maxsize=16)
def _charter(code: str) -> _Charter:
    pack = load(code)
    table = pack.citations
    edge = r"(?!\w)" if pack.traits["word_boundary"] == "space" else ""
    other = f"(?!(?-i:{pack.traits['other_charter']}))" if pack.traits["other_charter"] else ""
    full = f"(?:{_either(table['charter'])}){edge}"
    short = f"(?:{_either(table['charter_short'])}){edge}{other}"
    name = f"{full}|{short}"
    roman = _either(tuple(p for names in pack.chapters.values() for p in names))
    number = rf"(?:\d{{1,3}}|{pack.numeral_pattern})"
    joint = rf"(?:\s*(?:{_either(table['part_and'])})\s*)"
    chapters = _list(table["chapter"], roman, table["chapter_end"], joint)
    numbered = rf"{number}(?!\d)(?:\s?\(\d\))?"
    articles = _list(table["article"], numbered, table["article_end"], joint)
    of = rf"\s*(?:{_either(table['part_of'])})\s*"
    particle = pack.traits["prefix_particles"]
    begins = rf"(?:(?<!\w)|(?<={particle}))" if particle else r"(?<!\w)"
    part = rf"(?P<chapter>{chapters})|(?P<article>{articles})"
    if table["part_order"][0] == "before":
        beneath = rf"(?:[,.]?\s*(?:{_either(table['paragraph_of_article'])})\s*\d{{1,2}}\s*,?)?"
        whole = rf"(?:{part}){beneath}{of}(?:{name})"
        own = _either(tuple(w for w in table["own"] if " " not in w))
        alone = rf"(?<!\w)(?:{own})\s*(?P<article>{articles})(?!{of}\w)"
    else:
        whole = rf"(?:{name})\s*(?:{part})"
        alone = rf"(?P<article>{articles})"
    flags = re.IGNORECASE
    known = table["charter"] + table["charter_short"]
    return _Charter(
        Sought(name, literals_of(known)),
        (re.compile(full), re.compile(short)),
        re.compile(whole, flags),
        re.compile(rf"(?P<article>{articles}){of}$", flags),
        re.compile(alone, flags),
        re.compile(roman if table["chapter_end"] else rf"{begins}(?:{roman})(?!\w)", flags),
        re.compile(rf"(?<![(\d]){number}"),
    )


def _list(words: tuple[str, ...], number: str, ends: tuple[str, ...], joint: str) -> str:
    """Return the pattern of parts one after another: *Articles 24 and 25*, 第七章."""
    word, end = _either(words), f"(?:{_either(ends)})" if ends else ""
    edge = "" if ends else r"(?!\w)"
    # A part is read in one way: Arabic *and the Article* is a joint, and a joint before a word.
    more = rf"(?>{joint}(?:(?:{word})\s*)?(?:{number}){edge}(?:{end})?)*"
    return rf"(?:{word})\s*(?:{number}){edge}{end}{more}"


def charter_mentions(folded: str, start: int, end: int, pack: LanguagePack) -> list[Mention]:
    """Return the mentions of the Charter, each chapter and article of a phrase on its own.

    After the Charter was named, *its Article 41* is one of its articles too.

    >>> from councilgraph.languages import load
    >>> text = "under Chapter VIII of the United Nations Charter, Articles 24 and 25 of the Charter"
    >>> [m.target.part for m in charter_mentions(text, 0, len(text), load("en"))]
    ['chapter/VIII', 'article/24', 'article/25']
    """
    charter = _charter(pack.code)
    if not charter.named.near(folded, start, end):
        return []
    found: list[Mention] = []
    taken = Taken(start, end)
    for match in charter.whole.finditer(folded, start, end):
        taken.take(*match.span())
        inner = charter.inner.search(folded, max(start, match.start() - REACH), match.start())
        if inner and match["chapter"]:
            taken.take(*inner.span())
            found += _parts(inner, charter, pack, folded)
        found += _parts(match, charter, pack, folded)
    for name in charter.names:
        for match in name.finditer(folded, start, end):
            if taken.free(*match.span()):
                taken.take(*match.span())
                found.append(Mention(*_without_article(match, pack), InstrumentRef(CHARTER)))
    for match in charter.alone.finditer(folded, start, end) if taken.before(end) else ():
        before = taken.before(match.start())
        if before is None or not taken.free(*match.span()):
            continue
        if folded.find(_OTHER, before, match.start()) < 0:
            taken.take(*match.span())
            found += _parts(match, charter, pack, folded)
    return sorted(found, key=lambda m: m.start)


def _without_article(match: re.Match[str], pack: LanguagePack) -> tuple[int, int]:
    """Return the place of the name without the article that a short name is written with."""
    return match.start() + article_length(match.group(), pack), match.end()


def _parts(
    match: re.Match[str], charter: _Charter, pack: LanguagePack, folded: str
) -> list[Mention]:
    """Return one mention per chapter or article; the first, or the only one, holds the phrase."""
    kind = "chapter" if match.groupdict().get("chapter") else "article"
    numbers = charter.chapter if kind == "chapter" else charter.article
    targets = [
        (part, ref)
        for part in numbers.finditer(folded, *match.span(kind))
        if (ref := _part_name(part.group(), kind, pack))
    ]
    if len(targets) == 1:
        start, end = match.span() if match.re is charter.whole else match.span(kind)
        return [Mention(start, end, InstrumentRef(CHARTER, targets[0][1]))]
    return [Mention(p.start(), p.end(), InstrumentRef(CHARTER, ref)) for p, ref in targets]


def _part_name(text: str, kind: str, pack: LanguagePack) -> str | None:
    if kind == "article":
        number = pack.number_of(text)
        return f"article/{number}" if number else None
    names: Mapping[str, tuple[str, ...]] = pack.chapters
    folded = text.casefold()
    found = (r for r, forms in names.items() if folded in (f.casefold() for f in forms))
    return next((f"chapter/{r}" for r in found), None)


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).strip().casefold()


@lru_cache(maxsize=64)
def _named(gazetteer: Gazetteer, code: str) -> NameIndex:
    """Return the names of one language, by what each names.

    Organs are among them: an instrument inside the name of a mission is not cited.
    """
    names = {**gazetteer.organs.get(code, {}), **gazetteer.instruments.get(code, {})}
    charter = f"instrument/{CHARTER}"
    known = {_key(n): path for n, path in names.items() if not path.startswith(charter)}
    return NameIndex(known, load(code))


def instrument_mentions(
    folded: str, start: int, end: int, pack: LanguagePack, gazetteer: Gazetteer
) -> list[Mention]:
    """Return the named instruments other than the Charter, the longest name winning."""
    return [
        Mention(first, last, _ref(path))
        for first, last, path in _named(gazetteer, pack.code).find(folded, start, end)
        if path.startswith("instrument/")
    ]


def _ref(path: str) -> InstrumentRef:
    _, slug, *part = path.split("/", 2)
    return InstrumentRef(slug, part[0] if part else "")
