"""Short names of IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .namespaces import VOCABULARIES, prefixes
from .terms import iri_ref, is_absolute

# PN_LOCAL without what would need an escape or is no ASCII; a name neither begins with a hyphen
# nor ends with a full stop.
LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

# A path that resolves to itself below a base (RFC 3986, section 5.2): no empty segment, none of
# dots alone, no colon.
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")

_VOCABULARIES = {iri: name for name, iri in VOCABULARIES.items()}


def below(iri: str, base: str) -> str:
    """Return the path of an IRI below a base, empty where a reader might resolve it otherwise.

    >>> below("https://example.org/doc/S/RES/1", "https://example.org/"), below("urn:a", "urn:")
    ('doc/S/RES/1', '')
    """
    path = iri.removeprefix(base) if base.endswith("/") and iri.startswith(base) else ""
    return path if _PATH.fullmatch(path) else ""


def local_name(iri: str) -> str:
    """Return what follows the last hash, or slash, of an IRI: the short word for a property.

    >>> local_name("https://example.org/ontology#cited"), local_name("http://example.org/date")
    ('cited', 'date')
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


@lru_cache(maxsize=8)
def _registered(base: str) -> tuple[Mapping[str, str], Mapping[str, str], re.Pattern[str]]:
    """Return the IRIs of prefixes, the prefixes of paths, and what is surely an IRI of the base."""
    known = prefixes(base)
    paths = {iri.removesuffix("/"): name for name, iri in known.items() if iri.endswith("/")}
    plain = re.escape(base) + r"[A-Za-z0-9_./-]*+" if is_absolute(base) else "(?!)"
    return known, paths, re.compile(plain)


@lru_cache(maxsize=4096)
def _hashed(iri: str) -> tuple[str, str]:
    """Return the prefix, empty for none, and the name of an IRI with a fragment."""
    start, _, local = iri.rpartition("#")
    name = _VOCABULARIES.get(f"{start}#", "")
    return (name, f"{name}:{local}") if name and LOCAL.fullmatch(local) else ("", iri_ref(iri))


class Names:
    """Short names of IRIs, and which prefixes they used."""

    def __init__(self, base: str) -> None:
        self._prefixes, self._by_path, self._plain = _registered(base)
        self._used: set[str] = set()
        self._starts: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """Return a prefixed name where one fits, the IRI in brackets otherwise.

        >>> from ..identifiers import BASE
        >>> Names(BASE).iri(BASE + "state/FRA"), Names(BASE).iri("urn:a")
        ('state:FRA', '<urn:a>')

        Raises:
            BadTerm: it is no IRI.
        """
        path, _, last = iri.rpartition("/")
        if "#" in last:
            return self._of_vocabulary(iri)
        # Many have a sibling that was named before, and only their last segment is new.
        start = self._starts.get(path)
        if start and ((last.isalnum() and last.isascii()) or LOCAL.fullmatch(last)):
            return start + last if start[-1] == ":" else f"{start}{last}>"
        return self._first(iri, path, last)

    def _first(self, iri: str, path: str, last: str) -> str:
        """Return the name of an IRI, and remember what its siblings' names begin with."""
        name = self._by_path.get(path)
        if name is None:
            text = f"<{iri}>" if self._plain.fullmatch(iri) else iri_ref(iri)
            start = text[: len(path) + 2]
        elif LOCAL.fullmatch(last):
            self._used.add(name)
            start = f"{name}:"
            text = start + last
        else:
            return iri_ref(iri)
        if path:
            self._starts[path] = start
        return text

    def _of_vocabulary(self, iri: str) -> str:
        name, text = _hashed(iri)
        if name:
            self._used.add(name)
        return text

    def declared(self, others: Iterable[str] = ()) -> dict[str, str]:
        """Return the prefixes used, here or by ``others``, and what they stand for, by name."""
        return {name: self._prefixes[name] for name in sorted(self._used.union(others))}

    def is_prefix(self, name: str) -> bool:
        """Tell whether a prefix has this name, used or not."""
        return name in self._prefixes
