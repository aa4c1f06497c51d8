"""Which State a code or a name stands for, those of its time included."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ..languages import load
from ..model import Gazetteer
from ..parse.names import bare_name
from .cells import Unread

_CODE = re.compile(r"[A-Z]{3}")

WITHDRAWN = {
    "BUR": "MMR", "BYS": "BLR", "DHY": "BEN", "HVO": "BFA", "RHO": "ZWE", "ROM": "ROU",
    "TMP": "TLS", "ZAR": "COD",
}  # fmt: skip
"""Alpha-3 codes that ISO 3166-3 withdrew when a State changed its name, and its code today.

States that ended keep the codes that they had, and are in the table of former States.
"""


@dataclass(frozen=True)
class Voter:
    """A State by its code; ``odd`` is what was odd about the code or name, empty where nothing."""

    code: str
    odd: str = ""


class Roll:
    """The States that voters can be, by code and by every name in one language."""

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        self._language = language
        self._by_name = dict(_by_name(gazetteer, language))
        self._codes = _codes(gazetteer)
        self.named = lru_cache(maxsize=4096)(self._named)

    def of(self, text: str) -> Voter:
        """Return the State of a code or a name.

        Raises:
            Unread: it is neither.
        """
        if _CODE.fullmatch(text):
            if text in self._codes:
                return Voter(text)
            if text in WITHDRAWN:
                return Voter(WITHDRAWN[text], f"{text} is withdrawn; it stands for "
                                              f"{WITHDRAWN[text]}")  # fmt: skip
        code = self.named(text)
        if code is None:
            raise Unread(f"{text!r} is no State known", "an alpha-3 code of ISO 3166, or a name")
        return Voter(code)

    def learn(self, name: str, code: str) -> None:
        """Take a name as one of a State from now on."""
        self._by_name[_bare(name, self._language)] = code
        self.named.cache_clear()

    def _named(self, name: str) -> str | None:
        """Return the code of a name, None where it is no State's."""
        return self._by_name.get(_bare(name, self._language))


@cache
def _by_name(gazetteer: Gazetteer, language: str) -> Mapping[str, str]:
    """Return the codes of the States by their bare names in a language."""
    names = gazetteer.states.get(language, {})
    return {_bare(name, language): path.rpartition("/")[2] for name, path in names.items()}


@cache
def _codes(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(
        path.rpartition("/")[2] for n in gazetteer.states.values() for path in n.values()
    )


def _bare(name: str, language: str) -> str:
    return bare_name(name, load(language))
