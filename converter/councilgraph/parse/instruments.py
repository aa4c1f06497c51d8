"""Find the Charter, its chapters and articles, and the instruments the authority list names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..languages import LanguagePack, article_length, fold, load
from ..model import Gazetteer, InstrumentRef
from .mentions import Mention

CHARTER = "un-charter"


def _either(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) or "(?!)"


@lru_cache(maxsize=16)
def _charter(
    code: str,
) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    """Return patterns: the Charter's full and short names, it with a part of it, one part."""
    pack = load(code)
    table = pack.citations
    name = _either(table["charter"] + table["charter_short"])
    names = (_either(table["charter"]), _either(table["charter_short"]))
    roman = _either(tuple(p for names in pack.chapters.values() for p in names))
    ends = _either(table["chapter_end"]) if table["chapter_end"] else ""
    article_end = _either(table["article_end"]) if table["article_end"] else ""
    joint = rf"(?:\s*(?:{_either(table['part_and'])})\s*)"
    space = r"\s*"
    chapter = rf"(?:{_either(table['chapter'])}){space}(?:{roman})(?!\w){ends}" if not ends else (
        rf"(?:{_either(table['chapter'])}){space}(?:{roman})(?:{ends})"
    )
    more = rf"(?:{joint}(?:(?:{_either(table['chapter'])}){space})?(?:{roman})(?!\w)(?:{ends})?)*"
    article = (
        rf"(?:{_either(table['article'])}){space}\d{{1,3}}(?:\s?\(\d\))?(?:{article_end})?"
        rf"(?:{joint}(?:(?:{_either(table['article'])}){space})?\d{{1,3}}(?!\d)"
        rf"(?:\s?\(\d\))?(?:{article_end})?)*"
    )
    part = rf"(?P<chapter>{chapter}{more})|(?P<article>{article})"
    of = rf"\s*(?:{_either(table['part_of'])})\s*"
    whole = rf"(?:{part}){of}(?:{name})" if table["part_order"][0] == "before" else (
        rf"(?:{name})\s*(?:{part})"
    )
    flags = re.IGNORECASE
    one = re.compile(
        rf"(?P<roman>(?<!\w)(?:{roman})(?!\w)|(?:{roman}))|(?P<number>\d{{1,3}})", flags
    )
    return tuple(re.compile(n) for n in names), re.compile(whole, flags), one


def charter_mentions(folded: str, start: int, end: int, pack: LanguagePack) -> list[Mention]:
    """Return the mentions of the Charter, each chapter and article of a phrase on its own.

    >>> from councilgraph.languages import load
    >>> text = "under Chapter VIII of the United Nations Charter, Articles 24 and 25 of the Charter"
    >>> [m.target.part for m in charter_mentions(text, 0, len(text), load("en"))]
    ['chapter/VIII', 'article/24', 'article/25']
    """
    names, whole, one = _charter(pack.code)
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for match in whole.finditer(folded, start, end):
        taken.append(match.span())
        found += _parts(match, one, pack, folded)
    for name in names:
        for match in name.finditer(folded, start, end):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                found.append(Mention(*_without_article(match, pack), InstrumentRef(CHARTER)))
    return sorted(found, key=lambda m: m.start)


def _without_article(match: re.Match[str], pack: LanguagePack) -> tuple[int, int]:
    """Return the place of the name without the article that a short name is written with."""
    return match.start() + article_length(match.group(), pack), match.end()


def _parts(
    match: re.Match[str], one: re.Pattern[str], pack: LanguagePack, folded: str
) -> list[Mention]:
    """Return one mention per chapter or article; the first, or the only one, holds the phrase."""
    kind = "chapter" if match["chapter"] else "article"
    stretch = match.span(kind)
    targets = []
    for part in one.finditer(folded, *stretch):
        ref = _part_name(part, kind, pack)
        if ref:
            targets.append((part, ref))
    if len(targets) == 1:
        return [Mention(match.start(), match.end(), InstrumentRef(CHARTER, targets[0][1]))]
    return [Mention(p.start(), p.end(), InstrumentRef(CHARTER, ref)) for p, ref in targets]


def _part_name(match: re.Match[str], kind: str, pack: LanguagePack) -> str | None:
    if kind == "article":
        return f"article/{match['number']}" if match["number"] else None
    text = match.group().casefold()
    names: Mapping[str, tuple[str, ...]] = pack.chapters
    found = (r for r, forms in names.items() if text in (f.casefold() for f in forms))
    return next((f"chapter/{r}" for r in found), None)


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name))


@lru_cache(maxsize=64)
def _named(gazetteer: Gazetteer, code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all names of one language, longest first, and what each names."""
    names = gazetteer.instruments.get(code, {})
    charter = f"instrument/{CHARTER}"
    by_name = {_key(n): path for n, path in names.items() if not path.startswith(charter)}
    spaced = load(code).traits["word_boundary"] == "space"
    edge = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return re.compile(f"{edge[0]}(?:{_either(tuple(by_name))}){edge[1]}"), by_name


def instrument_mentions(
    folded: str, start: int, end: int, pack: LanguagePack, gazetteer: Gazetteer
) -> list[Mention]:
    """Return the named instruments other than the Charter, the longest name winning."""
    pattern, by_name = _named(gazetteer, pack.code)
    return [
        Mention(m.start(), m.end(), _ref(by_name[_key(m.group())]))
        for m in pattern.finditer(folded, start, end)
    ]


def _ref(path: str) -> InstrumentRef:
    _, slug, *part = path.split("/", 2)
    return InstrumentRef(slug, part[0] if part else "")
