"""The characters of records: the same whichever encoding they came in."""

from __future__ import annotations

import unicodedata

from ..cells import Unread

_UNSORTED = dict.fromkeys((0x88, 0x89, 0x98, 0x9C))
"""Marks around words that are passed over in sorting; MARC-8 and UTF-8 have them elsewhere."""


def checked(text: str, place: str) -> str:
    """Return text in NFC, marks for sorting dropped.

    Raises:
        Unread: a character is none of a text.
    """
    if text.isascii() and text.isprintable():
        return text
    found = unicodedata.normalize("NFC", text.translate(_UNSORTED))
    odd = next((c for c in found if unicodedata.category(c) in {"Cc", "Cs", "Cn"}), "")
    if odd:
        raise Unread(f"{place}: U+{ord(odd):04X} is in the text", "characters of a text")
    return found
