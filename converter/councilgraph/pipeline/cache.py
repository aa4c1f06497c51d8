"""What is kept from one publication to the next, so that only what changed is made anew.

A conversion is known by everything that it depends on: the bytes and name of the document, where
it was fetched from, the options, and the tool (its code, tables, templates and language packs, and
its libraries). So the same bytes come out as from scratch. What is kept may be removed at any time,
is made anew when it is damaged, and goes when the tool changes::

    CACHEDIR.TAG                   what this folder is (bford.info/cachedir)
    5d1f0c…/                       what one version of the tool made, by the hash of the tool
        conversions/3b/9fe51530…   what a file says: what publishing asks first, then its triples
        quads/…, pieces/…          the quads of a unit, pieces of dumps; see ``publish``
        spares/…                   links to the files of the version before that in a folder
        ledgers/…                  what was last published in a folder, see ``publish.ledger``
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import sys
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .. import resources
from ..errors import EnvironmentFault, UsageError
from ..model import Origin
from ..publish import (
    Contribution,
    Ledger,
    Member,
    Units,
    is_kept,
    keep_whole,
    kept_at,
    kept_whole,
    member_of,
    sweep_kept,
)
from .conversion import Conversion, Note
from .converted import Converted, converted
from .encoding import decoded, encoded, note_read, note_told
from .inputs import Input
from .origins import told_beside
from .pool import Options

TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n"
_ABOUT = "# What councilgraph publish --cache keeps. This folder may be removed.\n"
_LIBRARIES = ("lxml", "pypdfium2", "pyoxigraph", "python-docx", "rapidfuzz", "jinja2", "markupsafe",
              "pyshacl", "rdflib")  # fmt: skip
"""The libraries that what is published may depend on."""
_RESOURCES = ("ontology/**/*", "shapes/**/*", "conformance/*")


@dataclass(frozen=True, slots=True)
class Kept:
    """What publishing asks of a conversion first: who it is, and what speaks against it."""

    member: Member
    contradictions: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """Conversions with the same options by the same tool; it can be sent to other processes."""

    folder: Path
    options: Options

    def load(self, source: Input, data: bytes) -> Kept | None:
        """Return what was kept of a document, None where it is not known."""
        sha256 = hashlib.sha256(data).hexdigest()
        key = self._key(source.name, sha256, told_beside(source, lambda: sha256))
        found = kept_whole(self._place(key))
        return _brief(found.partition(b"\n")[0], key) if found else None

    def store(self, conversion: Conversion) -> Kept:
        """Keep what a document was converted to.

        Raises:
            OSError: it cannot be written.
        """
        value = converted(conversion, self.options.base, self.options.precedence)
        one, origin = value.contribution, conversion.record.source.origin
        return self.keep(value, self._key(one.name, one.sha256, origin))

    def keep_told(self, value: Converted) -> Kept:
        """Keep what a table says of one document; it is read anew each time.

        Raises:
            OSError: it cannot be written.
        """
        said = hashlib.sha256(encoded(value)).hexdigest()
        return self.keep(value, self._key(value.contribution.name, said))

    def keep(self, value: Converted, key: str) -> Kept:
        """Keep a conversion under a key.

        Raises:
            OSError: it cannot be written.
        """
        one = value.contribution
        member = member_of(one, key, self.options.base)
        kept = Kept(member, value.contradictions)
        keep_whole(self._place(key), _told(kept) + b"\n" + zlib.compress(encoded(value), 1))
        return kept

    def contribution(self, key: str) -> Contribution:
        """Return what a member of a unit says.

        Raises:
            EnvironmentFault: it is not there any more.
        """
        found = kept_whole(self._place(key))
        if found is None:
            raise EnvironmentFault(f"{self._place(key)} was removed or damaged; try again")
        return decoded(zlib.decompress(found.partition(b"\n")[2])).contribution

    def ledger(self, out: Path) -> Path:
        """Return where the ledger of a folder that is published in has its place."""
        name = hashlib.sha256(bytes(out)).hexdigest()[:16]
        return self.folder / "ledgers" / f"{name}.sqlite"

    def spare(self, out: Path) -> Path:
        """Return where the version before that in a folder is kept."""
        return self.folder / "spares" / self.ledger(out).stem

    def tidy(self, units: Units, ledger: Ledger) -> None:
        """Remove what the last publication had no use for, where it is more than what it had.

        Where several folders are published from this cache, nothing is.
        """
        if len(list((self.folder / "ledgers").glob("*.sqlite"))) == 1:
            sweep_kept(self._conversions, ledger.number_given(), ledger.keys_given)
            sweep_kept(self.folder / "quads", len(units), lambda: set(units.keys()))
            sweep_kept(self.folder / "pieces", ledger.number_of_pieces(), ledger.names_of_pieces)

    @property
    def asked(self) -> list[Any]:
        """Return the options that tell what a document is converted to."""
        o = self.options
        return [o.base, o.encoding, o.recover, list(o.precedence)]

    def has(self, key: str) -> bool:
        """Tell whether a conversion is kept."""
        return is_kept(self._conversions, key)

    def _key(self, name: str, sha256: str, origin: Origin | None = None) -> str:
        known = (name, *self.asked, sha256, *_plain(origin))
        return hashlib.sha256(json.dumps(known).encode()).hexdigest()

    def is_plain(self, member: Member) -> bool:
        """Tell whether nothing was said of where a member's file was fetched from."""
        return self._key(member.name, member.sha256) == member.key

    def is_of(self, member: Member, source: Input, *, plain: bool) -> bool:
        """Tell whether a member's file was fetched from where it is said now that it was."""
        origin = told_beside(source, lambda: member.sha256)
        if origin is None:
            return plain
        return self._key(member.name, member.sha256, origin) == member.key

    def _place(self, key: str) -> Path:
        return Path(kept_at(self._conversions, key))

    @property
    def _conversions(self) -> Path:
        return self.folder / "conversions"


def _plain(origin: Origin | None) -> list[str]:
    return [origin.address, origin.time.isoformat(), origin.rights] if origin else []


def _told(kept: Kept) -> bytes:
    return json.dumps(_said(kept)).encode()


def _said(kept: Kept) -> list[Any]:
    m = kept.member
    said = [m.name, m.graph, m.language, m.sha256, m.first, m.documents, m.rank, m.text]
    return [said, [note_told(note) for note in kept.contradictions]]


def _brief(line: bytes, key: str) -> Kept:
    return _kept(json.loads(line), key)


def _kept(told: list[Any], key: str) -> Kept:
    (name, graph, language, sha256, first, documents, rank, text), notes = told
    member = Member(key, name, graph, language, sha256, (first[0], first[1]), tuple(documents),
                    rank, text)  # fmt: skip
    return Kept(member, tuple(note_read(note) for note in notes))


def notes_told(kept: Kept) -> str:
    """Return as text what speaks against a document."""
    return json.dumps([note_told(note) for note in kept.contradictions])


def notes_read(text: str) -> tuple[Note, ...]:
    """Return what text says that speaks against a document."""
    return tuple(note_read(note) for note in json.loads(text))


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
    """Return the hash of all that turns documents into a dataset."""
    package = Path(__file__).parents[1]
    files = [f for f in sorted(package.rglob("*")) if f.is_file() and f.suffix != ".pyc"]
    files += [f for pattern in _RESOURCES for f in resources.files(pattern) if f.is_file()]
    found = hashlib.sha256()
    for file in files:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    versions = [sys.version, unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION]
    versions += [importlib.metadata.version(name) for name in _LIBRARIES]
    found.update(json.dumps(versions).encode())
    return found.hexdigest()
