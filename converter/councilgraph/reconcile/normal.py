"""Names in the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..languages import article_length, fold, packs
from .schema import schema

_UNSPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=\S)|(?<=\S)\s+(?=[\u3400-\u9fff])")
_DOT = re.compile(r"[.\u00b7]")
_BETWEEN = re.compile(r"(?:[^\w&]|_)+")
_LONGEST = 500
"""Characters: what goes beyond is no name, and would only cost time."""


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return what all right writings of a name share: no case, marks, punctuation or hamza.

    Full-width forms and the digits of other scripts become plain ones, the tied ta becomes ha, an
    ampersand stays a word of its own.

    >>> key("Côte d'Ivoire"), key("CÔTE D’IVOIRE"), key("Timor-Leste"), key("EE.UU.")
    ('cote d ivoire', 'cote d ivoire', 'timor leste', 'eeuu')
    >>> key("الإمارات العربية المتحدة") == key("الامارات العربيه المتحده")
    True
    """
    spread = unicodedata.normalize("NFKD", name[:_LONGEST])
    bare = "".join(c for c in spread if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Cs"})
    folded = fold(unicodedata.normalize("NFC", bare)).casefold()
    plain = folded.translate(_letters())
    words = _BETWEEN.sub(" ", _DOT.sub("", plain.replace("&", " & ")))
    return _UNSPACED.sub("", words).strip()


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    return str.maketrans(dict(schema().letters))


def keys(name: str) -> Iterator[str]:
    """Yield the key of a name, then those without an article before it, in any language.

    >>> list(keys("the Niger"))
    ['the niger', 'niger']
    """
    whole = key(name)
    yield whole
    folded = fold(name.strip())
    for length in sorted({article_length(folded, pack) for pack in packs()} - {0}):
        if (rest := key(folded[length:])) and rest != whole:
            yield rest


def exact(name: str) -> str:
    """Return a name composed (NFC) and with single spaces: as written, else."""
    return " ".join(unicodedata.normalize("NFC", name[:_LONGEST]).split())
