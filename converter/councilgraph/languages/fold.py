"""Fold characters one for one, so that patterns match however a text was typeset.

The fold never changes the length of a text: an offset into the folded text is an offset into the
text itself. What has no width of its own (direction marks, soft hyphens) is dropped earlier, by
the cleaning steps of ``read``, which keep an offset map.
"""

from __future__ import annotations

import sys
import unicodedata

_PAIRS = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
    "\u2011": "-", "\u2010": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u2212": "-",
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00ab": '"', "\u00bb": '"',
    "，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "［": "[", "］": "]", "／": "/",
    "．": ".", "！": "!",
    "،": ",", "؛": ";", "٫": ".", "٬": ",",
}  # fmt: skip


def _table() -> dict[int, str]:
    """Return the translation table: the pairs, every decimal digit, full-width Latin letters."""
    table = {ord(a): b for a, b in _PAIRS.items()}
    for point in range(0x80, min(131072, sys.maxunicode)):
        char = chr(point)
        if unicodedata.category(char) == "Nd":
            table[point] = str(unicodedata.digit(char))
    for point in range(0xFF21, 0xFF5B):
        char = unicodedata.normalize("NFKC", chr(point))
        if char.isalpha():
            table[point] = char
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """Return the text with digits, spaces, dashes, quotes and brackets in their ASCII form.

    >>> fold("第２５５３（2020）号")
    '第2553(2020)号'
    >>> fold("القرار ٢١٥١ (٢٠١٤)،") == "القرار 2151 (2014),"
    True
    """
    return text.translate(_TABLE)
