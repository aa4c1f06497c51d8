"""Noise that files add to documents, kind by kind: what cleaning undoes, what reading bears.

``UNDONE`` are the kinds after which the cleaned text is the document's own again; after
``FOLDED`` ones every fact stays and only signs look different; the rest may change what is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..languages import LanguagePack
from .breaks import cut, wrapped
from .layout import Part, Passage

Change = Callable[[Passage, LanguagePack, Random], Passage]

_WORD = re.compile(r"(?<![\w*_\\{}/-])[^\W\d_]{3,20}(?![\w*_{}/-])")
_LISTED = re.compile(r"(?:\d{1,3}[.)]|\([^\W_]{1,5}\))\s")
_FULL = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"',
         "،": ",", "؛": ";", "’": "'", "«": '"', "»": '"'}  # fmt: skip
_SLIPS = (("l", "1"), ("O", "0"), ("rn", "m"), ("i", "í"), ("е", "c"), ("م", "ح"), ("未", "末"))
_INVISIBLE = "\u200b\u200f\u00ad\u2060"
RATE = 0.15
"""How often noise befalls a place that it can befall."""


def emphasis(passage: Passage, _pack: LanguagePack, rng: Random) -> Passage:
    """Return a passage with stars or underscores around a word, as converters mark italics."""
    sign = rng.choice(("*", "_", "**"))
    return _around_word(passage, rng, sign, sign)


def tex(passage: Passage, _pack: LanguagePack, rng: Random) -> Passage:
    r"""Return a passage with remains of TeX: a word in a command, ``\mathbf{S} /2020/1``."""
    if passage.part is Part.HEAD and passage.text.startswith("S/"):
        return replace(passage, text=rf"\mathbf{{S}} {passage.text[1:]}")
    return _around_word(passage, rng, r"\textit{", "}")


def _around_word(passage: Passage, rng: Random, before: str, after: str) -> Passage:
    words = list(_WORD.finditer(passage.text)) if passage.part is Part.TEXT else []
    if not words:
        return passage
    word, text = rng.choice(words), passage.text
    marked = f"{text[: word.start()]}{before}{word.group()}{after}{text[word.end() :]}"
    return replace(passage, text=marked)


def list_marks(passage: Passage, _pack: LanguagePack, _rng: Random) -> Passage:
    """Return a passage with Markdown's marks of lists and headings."""
    if passage.part is Part.HEAD and not passage.text.startswith(("S/", "A/", "\\")):
        return replace(passage, mark="## ")
    return replace(passage, mark=f"- {passage.mark}") if _LISTED.match(passage.mark) else passage


def widths(passage: Passage, _pack: LanguagePack, _rng: Random) -> Passage:
    """Return a passage with half-width or ASCII punctuation for its own."""
    return replace(passage, text="".join(_FULL.get(c, c) for c in passage.text))


def digits(passage: Passage, pack: LanguagePack, _rng: Random) -> Passage:
    """Return a passage with the digits that its script also has: Arabic-Indic, full-width."""
    zero = _ZEROS.get((pack.traits["direction"], pack.traits["word_boundary"]))
    if zero is None or passage.part is not Part.TEXT:
        return passage
    table = {ord("0") + n: zero + n for n in range(10)}
    return replace(passage, text=passage.text.translate(table))


_ZEROS = {("rtl", "space"): 0x0660, ("ltr", "none"): 0xFF10}


def ocr(passage: Passage, _pack: LanguagePack, rng: Random) -> Passage:
    """Return a passage with a sign read for one that looks like it."""
    right, wrong = rng.choice(_SLIPS)
    return replace(passage, text=passage.text.replace(right, wrong, 1))


def decomposed(text: str, _rng: Random) -> str:
    """Return a text with its letters and their marks apart (Unicode NFD)."""
    return unicodedata.normalize("NFD", text)


def invisible(text: str, rng: Random) -> str:
    """Return a text with characters of no width strewn in."""
    for _ in range(len(text) // 200 + 1):
        at = rng.randint(1, len(text) - 1)
        text = text[:at] + rng.choice(_INVISIBLE) + text[at:]
    return text


def spaces(text: str, rng: Random) -> str:
    """Return a text with doubled spaces, and spaces at the ends of lines."""
    return re.sub(" ", lambda _: "  " if rng.random() < RATE / 2 else " ", text).replace(
        "\n\n", " \n\n"
    )


def line_ends(text: str, _rng: Random) -> str:
    """Return a text with the line ends of Windows."""
    return text.replace("\n", "\r\n")


PASSAGE: dict[str, Change] = {
    "list-marks": list_marks,
    "widths": widths,
    "digits": digits,
    "ocr": ocr,
    "tex": tex,
    "emphasis": emphasis,
}
TEXT: dict[str, Callable[[str, Random], str]] = {
    "spaces": spaces,
    "decomposed": decomposed,
    "invisible": invisible,
    "line-ends": line_ends,
}
FURNITURE, PAGE_BREAKS, WRAPS = "furniture", "page-breaks", "wraps"

FOLDED = frozenset(("widths", "digits"))
KINDS = (*PASSAGE, FURNITURE, PAGE_BREAKS, WRAPS, *TEXT)
"""Every kind of noise, in the order in which they befall a document."""
UNDONE = tuple(k for k in KINDS if k not in FOLDED and k != "ocr")


def befall(
    found: list[Passage], pack: LanguagePack, kinds: frozenset[str], rng: Random
) -> list[Passage]:
    """Return passages with the noise of single passages and of pages."""
    for kind, change in PASSAGE.items():
        if kind in kinds:
            found = [change(p, pack, rng) if rng.random() < RATE else p for p in found]
    if kinds & {FURNITURE, PAGE_BREAKS}:
        found = _paged(found, pack, kinds, rng)
    if WRAPS in kinds:
        spaced = pack.traits["word_boundary"] == "space"
        found = [replace(p, text=wrapped(p.text, spaced=spaced)) for p in found]
    return found


def _paged(
    found: list[Passage], pack: LanguagePack, kinds: frozenset[str], rng: Random
) -> list[Passage]:
    """Return passages with page furniture between paragraphs, or inside them."""
    spaced = pack.traits["word_boundary"] == "space"
    job = next((p.text for p in found if p.part is Part.FURNITURE), "")
    symbol = next((p.text for p in found if p.text.startswith(("S/", "A/"))), "")
    pages: list[Passage] = []
    for passage in found:
        number = sum(p.part is Part.FURNITURE for p in pages) + 2
        foot = Passage(_foot(number, job, symbol, rng), Part.FURNITURE)
        halves = cut(passage.text, rng, spaced=spaced) if passage.part is Part.TEXT else None
        if halves and PAGE_BREAKS in kinds and rng.random() < RATE:
            pages += (replace(passage, text=halves[0]), foot, Passage(halves[1]))
        elif FURNITURE in kinds and passage.mark and rng.random() < RATE:
            pages += (foot, passage)
        else:
            pages.append(passage)
    return pages


def _foot(number: int, job: str, symbol: str, rng: Random) -> str:
    """Return the foot of a page, or the foot with the next page's head."""
    page = f"{number}/{number + rng.randint(0, 9)}"
    forms = [page, f"{symbol}\n\n\n{page}" if symbol else page]
    if job:
        forms += [f"{page} {job}", f"{job} {page}", job]
    return rng.choice(forms)
