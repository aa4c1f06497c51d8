"""Fold characters, so that patterns match however a text was typeset.

The fold never changes the length of a text, nor where its words begin and end: an offset of a word
in the folded text is its offset in the text itself. What has no width of its own (direction marks,
soft hyphens) is dropped earlier, by the cleaning steps of ``read``, which keep an offset map.
Marks on letters (Arabic vowels, Russian stress) stay in the text; in its folded twin they move to
the end of their word, as white space, and ``unfold`` finds the place of a letter again.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from functools import lru_cache

_TYPOGRAPHY = {
    "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2011": "-", "\u00a0": " ",
    "\u2018": "'", "\u2014": "-", "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2012": "-",
    "\u2212": "-", "\u02bc": "'", "\u201e": '"', "\u202f": " ", "\u2007": " ", "\u2009": " ",
}  # fmt: skip
"""Quotes, dashes and spaces of texts in Latin letters, what is frequent first."""
_PAIRS = {
    **_TYPOGRAPHY, "\u3000": " ", "\t": " ",
    "，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "［": "[", "］": "]", "／": "/",
    "．": ".", "！": "!",
    "،": ",", "؛": ";", "٫": ".", "٬": ",", "؟": "?",
    "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",
    "\u0640": "-", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "ё": "е", "Ё": "Е",
}  # fmt: skip


_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def _table() -> dict[int, str]:
    """Return the translation table: the pairs, every decimal digit, full-width Latin letters."""
    table = {ord(a): b for a, b in _PAIRS.items()}
    letters = array("I", range(0x80, 0x20000)).tobytes().decode(_UTF_32, "surrogatepass")
    for char in re.findall(r"\d", letters):
        table[ord(char)] = str(unicodedata.digit(char))
    for point in range(0xFF21, 0xFF5B):
        char = unicodedata.normalize("NFKC", chr(point))
        if char.isalpha():
            table[point] = char
    return table


_TABLE = _table()
_CHARACTERS = {chr(point): new for point, new in _TABLE.items()}
_SPARSE = 8
"""Where fewer than one in so many characters is not ASCII, those are looked up one by one."""
_SAMPLE = 1024
"""Characters of a text that tell which way is the faster; all fold alike."""
_BEYOND = 0x10000
_CHANGED = re.compile(
    "[" + re.escape("".join(chr(c) for c in _TABLE if c < _BEYOND)) + "\U00010000-\U0001ffff]"
)
"""What the table may change: a set with one range above the first plane is looked up at once."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0487"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Marks on Latin, Cyrillic and Arabic letters, as the inside of a character class."""
_MARK = re.compile(f"[{_MARKS}]")
_MARKED = re.compile(rf"(?<![^\W\d_])[^\W\d_]*+(?:[{_MARKS}]++[^\W\d_]*+|(?!))++")
"""A word with marks, from its first letter: one without is not tried from each of its letters."""
FILLER = "\x1f"
"""What stands in folded text, at the end of a word, for each mark on its letters."""


def fold(text: str) -> str:
    r"""Return the text with digits, spaces, dashes, quotes and brackets in their ASCII form.

    Letters that are written in more ways than one (alef with or without hamza, ё or е) have one
    form, and marks stand after their word.

    >>> fold("第２５５３（2020）号")
    '第2553(2020)号'
    >>> fold("القرار ٢١٥١ (٢٠١٤)،") == "القرار 2151 (2014),"
    True
    >>> fold("يسلّم بأن") == "يسلم\x1f بان"
    True
    """
    text = text.replace("\t", " ")
    if text.isascii():
        return text
    sample = text[:_SAMPLE].encode("ascii", "replace")  # as long: all but ASCII is "?"
    if sample.count(b"?") * _SPARSE > len(sample):
        folded = _CHANGED.sub(_changed, text)  # few characters change: faster than translate
        return _MARKED.sub(_moved, folded) if _MARK.search(folded) else folded
    for old, new in _TYPOGRAPHY.items():
        text = text.replace(old, new)
        if text.isascii():  # known at once
            return text
    return text if _is_latin_1(text) else _one_by_one(text)


def _is_latin_1(text: str) -> bool:
    """Tell whether a text has accented letters at most: no more of it changes, nor is a mark."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _one_by_one(text: str) -> str:
    """Return a text folded by looking up each character beyond Latin-1; no other is to change."""
    parts: list[str] = []
    kept: set[str] = set()
    twin = text.encode("latin-1", "replace")  # as long: all beyond is "?"
    last, at = 0, twin.find(b"?")
    while at >= 0:
        new = _CHARACTERS.get(text[at])
        if new is None:
            kept.add(text[at])
        else:
            parts += text[last:at], new
            last = at + 1
        at = twin.find(b"?", at + 1)
    folded = "".join((*parts, text[last:]))
    return _MARKED.sub(_moved, folded) if any(map(_MARK.match, kept)) else folded


@lru_cache(maxsize=2)
def folded(text: str) -> str:
    """Return a whole text folded, for steps that ask one after the other; see ``fold``."""
    return fold(text)


def caseless(text: str) -> str:
    """Return the text in one case, letter for letter, to find what a pattern finds in any case.

    The length stays: a letter that is two in small letters (ẞ) has its nearest single form. The
    Turkish letters i are as in patterns that disregard case.

    >>> caseless("Dans un DÉLAI"), caseless("Œuvre, Σ ς, İ"), len(caseless("ẞ")), caseless("ſ")
    ('dans un délai', 'œuvre, σ σ, i', 1, 's')
    """
    if not text.isascii():
        text = text.replace("\u0130", "i").replace("\u0131", "i")
    small = text.casefold()
    if len(small) == len(text):
        return small
    pairs = ((char, char.casefold()) for char in text)
    return "".join(two if len(two) == 1 else char.lower()[:1] for char, two in pairs)


def _changed(match: re.Match[str]) -> str:
    return _TABLE.get(ord(match.group()), match.group())


_ACCENTED = {
    point: base
    for point in range(0xC0, 0x250)
    if (base := unicodedata.normalize("NFD", chr(point))[0]) != chr(point) and base.isascii()
}


def plain(text: str) -> str:
    """Return the text with Latin letters without their accents, one for one.

    Capitals often go without them: *ETATS-UNIS D'AMERIQUE*.

    >>> plain("États-Unis d'Amérique, Türkiye, Йемен")
    "Etats-Unis d'Amerique, Turkiye, Йемен"
    """
    return text.translate(_ACCENTED)


def _moved(match: re.Match[str]) -> str:
    letters, count = _MARK.subn("", match.group())
    return letters + FILLER * count


def unfold(text: str, offset: int) -> int:
    """Return the place in a text of an offset into its folded twin.

    A letter's marks go with it: the place after a letter is the place after its marks.

    >>> unfold("يسلّم بأن", 3), unfold("يسلّم بأن", 4)
    (4, 5)
    """
    start = offset
    while start > 0 and _in_word(text, start - 1):
        start -= 1
    letters, at = offset - start, start
    while at < len(text) and _in_word(text, at) and (letters or _MARK.match(text, at)):
        letters -= not _MARK.match(text, at)
        at += 1
    return at


def _in_word(text: str, at: int) -> bool:
    return text[at].isalpha() or _MARK.match(text, at) is not None
