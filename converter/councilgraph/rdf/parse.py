"""Read RDF of the six syntaxes into triples."""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import pyoxigraph as ox

from ..errors import Refused
from ..formats import RDF_FORMATS, rdf_format_of
from .laid_out import laid_out
from .oxigraph import from_oxigraph
from .screen import place, screen
from .terms import BadTerm, Iri, Term, Triple

_PLACE = re.compile(r"^Parser error (?:at|between) .*?: | \(line \d+\)$")


def read_triples(path: Path, base: str = "") -> list[Triple]:
    """Return the triples of a file; its suffix names the syntax. See ``parse_triples``.

    Raises:
        Refused: the suffix is no RDF syntax's, the file cannot be read, or see ``parse_triples``.
    """
    syntax = rdf_format_of(path.name)
    if syntax is None:
        known = ", ".join(f.suffix for f in RDF_FORMATS.values())
        raise Refused(path.name, "the suffix names no RDF syntax", expected=known)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(path.name, reason, expected="a file that can be read") from error
    return parse_triples(data, syntax.name, path.name, base)


def parse_triples(data: bytes, syntax: str, where: str, base: str = "") -> list[Triple]:
    """Return the triples that bytes of a syntax say, in their order, lexical forms kept.

    The names of graphs are dropped. Blank nodes are numbered in order of appearance under labels
    of this very text, so that those of two files stay apart. ``where`` names the text in errors,
    ``base`` resolves relative IRIs.

    >>> parse_triples(b"<urn:a> a <urn:b> .", "ttl", "a.ttl")[0][2]
    'urn:b'

    Raises:
        Refused: the bytes are not UTF-8 or break the grammar, declare a document type, name a
            remote context, or use what RDF 1.1 does not have.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    with _uncollected(len(data)):
        known = laid_out(data) if syntax == "ttl" else None
        if known is not None:
            return known
        screen(_decoded(data, where), syntax, where)
        return _parsed(data, syntax, where, base)


def _parsed(data: bytes, syntax: str, where: str, base: str) -> list[Triple]:
    row = RDF_FORMATS[syntax]
    try:
        quads = ox.parse(data, format=getattr(ox.RdfFormat, row.oxigraph), base_iri=base or None)
        return list(_triples(quads, f"_:b{crc32(data):08x}n"))
    except SyntaxError as error:
        found = f"not {row.title}: {_PLACE.sub('', error.msg)}"
        raise Refused(where, found, line=error.lineno, column=error.offset) from error
    except BadTerm as error:
        raise Refused(where, str(error), expected=f"{row.title} of RDF 1.1") from error
    except ValueError as error:
        raise Refused(where, f"not {row.title}: {error}") from error


@contextmanager
def _uncollected(size: int) -> Iterator[None]:
    """Look for no cycles meanwhile: triples make none, and to look at so many takes long.

    What bytes of a great ``size`` made would all be looked at right after. It is put among what is
    old instead, where a process has frozen nothing of its own (``gc.freeze``) that would thaw.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            if size > _GREAT and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


_GREAT = 100_000
"""Bytes that say some two thousand triples."""


def _triples(quads: Iterable[ox.Quad], label: str) -> Iterator[Triple]:
    """Yield quads as triples, each term made once."""
    known: dict[Any, Term] = {}
    blanks = 0
    for quad in quads:
        terms = []
        for term in (quad.subject, quad.predicate, quad.object):
            own = known.get(term)
            if own is None:
                if isinstance(term, ox.BlankNode):
                    blanks += 1
                    own = Iri(f"{label}{blanks}")
                else:
                    own = from_oxigraph(term)
                known[term] = own
            terms.append(own)
        subject, predicate, value = terms
        assert isinstance(subject, Iri)
        assert isinstance(predicate, Iri)
        yield subject, predicate, value


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = place(before, len(before))
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Refused(where, found, expected="UTF-8", line=line, column=column) from error
