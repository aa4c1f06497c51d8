"""Conversions kept from one publication to the next, so that only what changed is converted.

A conversion is known by everything that it depends on: the bytes and name of the document, the
options, and the tool (its code, tables and language packs, and the libraries that read files). So
the same bytes come out as from scratch. What is kept may be removed at any time, is made anew when
it is damaged, and goes when the tool changes::

    CACHEDIR.TAG                   what this folder is (bford.info/cachedir)
    5d1f0c…/3b/9fe51530f5fe0f…     a conversion, below the hash of the tool that made it
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import secrets
import shutil
import sys
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .. import resources
from ..errors import UsageError
from ..model import Remark, Severity, Span
from ..publish import Contribution
from ..rdf import Iri, Literal, Term
from .conversion import Note
from .converted import Converted
from .inputs import Input
from .pool import Options

TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n"
_ABOUT = "# Conversions of councilgraph publish --cache. This folder may be removed.\n"
_READERS = ("lxml", "pypdfium2", "pyoxigraph", "python-docx", "rapidfuzz")
"""The libraries that a conversion may depend on."""
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """Conversions with the same options by the same tool; it can be sent to other processes."""

    folder: Path
    options: Options

    def load(self, source: Input, data: bytes) -> Converted | None:
        """Return what a document was converted to, None where that is not known."""
        try:
            kept = self._place(source, data).read_bytes()
        except FileNotFoundError:
            return None
        digest, packed = kept[:_DIGEST], kept[_DIGEST:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        return decoded(zlib.decompress(packed))

    def store(self, source: Input, data: bytes, value: Converted) -> None:
        """Keep what a document was converted to.

        Raises:
            OSError: it cannot be written.
        """
        packed = zlib.compress(encoded(value), 1)
        place = self._place(source, data)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{secrets.token_hex(8)}")
        try:
            aside.write_bytes(hashlib.sha256(packed).digest() + packed)
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)

    def _place(self, source: Input, data: bytes) -> Path:
        known = (source.name, self.options.base, self.options.encoding, self.options.recover)
        key = hashlib.sha256(json.dumps(known).encode() + b"\n" + data).hexdigest()
        return self.folder / key[:2] / key[2:]


def opened(folder: Path, options: Options) -> Cache:
    """Return the cache in a folder; what another version of the tool kept there is removed.

    Raises:
        UsageError: the folder holds something else.
        OSError: it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; expected a folder for conversions")
    folder.mkdir(parents=True, exist_ok=True)
    tag = folder / TAG
    if not tag.exists():
        if any(folder.iterdir()):
            raise UsageError(f"{folder} holds files that are no conversions; expected a new folder")
        tag.write_text(_SIGNATURE + _ABOUT, "ascii")
    elif not tag.read_bytes().startswith(_SIGNATURE.encode()):
        raise UsageError(f"{folder}: its {TAG} is not ours; expected a new folder")
    own = folder / tool()
    for other in folder.iterdir():
        if other.is_dir() and other != own and len(other.name) == len(own.name):
            shutil.rmtree(other, ignore_errors=True)
    return Cache(own, options)


@cache
def tool() -> str:
    """Return the hash of all that turns a document into facts."""
    package = Path(__file__).parents[1]
    files = [f for pattern in ("**/*.py", "**/*.toml") for f in sorted(package.glob(pattern))]
    files += resources.files("ontology/**/*.ttl")
    found = hashlib.sha256()
    for file in files:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    versions = [sys.version, unicodedata.unidata_version]
    versions += [importlib.metadata.version(name) for name in _READERS]
    found.update(json.dumps(versions).encode())
    return found.hexdigest()


def encoded(value: Converted) -> bytes:
    """Return a conversion as JSON: each term once, triples as their numbers."""
    one = value.contribution
    terms: dict[Term, int] = {}
    numbers = [terms.setdefault(t, len(terms)) for triple in one.triples for t in triple]
    said = {
        "contribution": [one.name, one.graph, one.language, one.sha256, one.first, one.text],
        "terms": list(terms),
        "triples": numbers,
        "contradictions": [_note(note) for note in value.contradictions],
    }
    return json.dumps(said).encode()


def decoded(data: bytes) -> Converted:
    """Return the conversion that JSON holds."""
    said: dict[str, Any] = json.loads(data)
    terms = [Iri(t) if isinstance(t, str) else Literal(*t) for t in said["terms"]]
    numbers = iter(said["triples"])
    triples = tuple((terms[s], terms[p], terms[o]) for s, p, o in zip(*[numbers] * 3, strict=True))
    name, graph, language, sha256, first, text = said["contribution"]
    one = Contribution(
        name, Iri(graph), language, sha256, triples, (first[0], first[1]), text
    )
    return Converted(one, tuple(_noted(note) for note in said["contradictions"]))


def _note(note: Note) -> list[Any]:
    remark = note.remark
    span = [remark.span.start, remark.span.end] if remark.span else None
    return [note.line, remark.code, remark.message, span, remark.severity.value]


def _noted(said: list[Any]) -> Note:
    line, code, message, span, severity = said
    place = Span(*span) if span else None
    return Note(line, Remark(code, message, place, Severity(severity)))
