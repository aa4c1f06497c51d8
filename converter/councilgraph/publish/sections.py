"""What a page of a thing is to be made of: where it has sections, those that changed.

A page may list hundreds of uses of each of many things, of which a document that changed has a
few. The others' sections are taken over from the page of the version before.
"""

from __future__ import annotations

import hashlib

from ..pages import SECTIONED
from ..rdf import Iri
from .making import Build
from .surface import term_read
from .things import Thing


def thing_at(path: str, on: Build) -> Thing:
    """Return a thing that has a page, with what the page is to be made of."""
    changed = on.earlier.pages.get(path) if on.earlier else None
    if changed is None or path.partition("/")[0] not in SECTIONED or not _whole(path, on):
        return Thing(path, on.ledger.at(path))
    top = Iri(on.place.base + path)
    sections = {term: _section(term, top) for term in on.ledger.terms_at(path)}
    anew = {top, *(_section(term, top) for term in changed)}
    terms = [term for term, section in sections.items() if section in anew]
    standing = sorted({*sections.values()} - anew)
    return Thing(path, on.ledger.at(path, terms), tuple(standing))


def _section(told: str, top: Iri) -> Iri:
    """Return of which thing below the page's own a term is told; texts are codes of remarks."""
    term = term_read(told)
    return term if isinstance(term, Iri) else Iri(f"{top}/{term.value}")


def _whole(path: str, on: Build) -> bool:
    """Tell whether the page of the version before is there as it was written."""
    files = list(on.ledger.files("owner = ?", path))
    return bool(files) and all(
        hashlib.sha256((on.place.new / f.path).read_bytes()).hexdigest() == f.sha256 for f in files
    )
