"""Short names of IRIs."""

from __future__ import annotations

import re

from .namespaces import prefixes
from .terms import iri_ref

# PN_LOCAL without what would need an escape or is no ASCII; a name neither begins with a hyphen
# nor ends with a full stop.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

# A path that resolves to itself below a base (RFC 3986, section 5.2): no empty segment, none of
# dots alone, no colon.
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


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


class Names:
    """Short names of IRIs, and which prefixes they used."""

    def __init__(self, base: str) -> None:
        self._prefixes = prefixes(base)
        self._by_iri = {iri: name for name, iri in self._prefixes.items()}
        self._used: set[str] = set()

    def iri(self, iri: str) -> str:
        """Return a prefixed name where one fits, the IRI in brackets otherwise.

        >>> from ..identifiers import BASE
        >>> Names(BASE).iri(BASE + "state/FRA"), Names(BASE).iri("urn:a")
        ('state:FRA', '<urn:a>')

        Raises:
            BadTerm: it is no IRI.
        """
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._by_iri.get(iri[:cut])
        if name is None or not _LOCAL.fullmatch(iri, cut):
            return iri_ref(iri)
        self._used.add(name)
        return f"{name}:{iri[cut:]}"

    def declared(self) -> dict[str, str]:
        """Return the prefixes used and what they stand for, by name."""
        return {name: self._prefixes[name] for name in sorted(self._used)}

    def is_prefix(self, name: str) -> bool:
        """Tell whether a prefix has this name, used or not."""
        return name in self._prefixes
