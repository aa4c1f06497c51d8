"""A folder of fetched documents: each whole, with where it is from beside it.

A file is written aside and moved into place, then its provenance, then a line of the journal. The
hash in the provenance must be the file's: after a kill in between, the file counts for nothing and
is fetched again. The journal names what a run has done, so that the run can go on after a kill; it
ends with the run.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ..errors import EnvironmentFault
from ..model import Symbol
from ..publish import write_whole
from ..rdf import Literal, iri, n_triples
from .table import may_be_asked

FRESH = dt.timedelta(days=1)
"""How long a run that was ended may go on; then everything is asked for again."""
ASIDE = ".fetch"
"""The folder in a folder of documents for what is not yet one."""
SUFFIXES = {
    "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt",
    "application/akn+xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file is from; ``address`` answered when ``asked`` was asked for.

    ``time`` is when it was fetched and ``checked`` when it was last found unchanged, both in UTC.
    """

    symbol: str
    language: str
    source: str
    title: str
    asked: str
    address: str
    time: str
    checked: str
    status: int
    sha256: str
    bytes: int
    type: str
    etag: str
    modified: str
    licence: str

    @property
    def moment(self) -> dt.datetime:
        """Return when it was fetched, in UTC."""
        return dt.datetime.fromisoformat(self.time).astimezone(dt.UTC)


_FIELDS = {f.name: int if f.name in ("status", "bytes") else str for f in fields(Provenance)}


@dataclass(frozen=True, slots=True)
class Kept:
    """A fetched document: its file and where that is from."""

    path: Path
    provenance: Provenance


def default_folder() -> Path:
    """Return where documents are kept that are named by symbol: in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "councilgraph" / "documents"


def stem(symbol: Symbol, language: str) -> str:
    """Return the name of a document's file, its suffix left out.

    >>> stem("S/RES/2553 (2020)", "ru")
    'S_RES_2553_(2020).ru'
    """
    return f"{symbol.replace('/', '_').replace(' ', '_')}.{language}"


def provenance_of(path: Path) -> Provenance | None:
    """Return where a file is from; None where that is not told or told of another file."""
    found = provenance_beside(path)
    if found is None:
        return None
    try:
        with path.open("rb") as file:
            known = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    return found if found.sha256 == known else None


def provenance_beside(path: Path) -> Provenance | None:
    """Return what is written beside a file, which may be of another; None where that is nothing."""
    try:
        said = json.loads(_beside(path).read_bytes())
        if {k: type(v) for k, v in said.items()} != _FIELDS:
            return None
        found = Provenance(**said)
        moments = [dt.datetime.fromisoformat(t) for t in (found.time, found.checked)]
        n_triples(iri(found.asked)), n_triples(Literal(found.licence))  # a graph must hold them
    except (OSError, ValueError, AttributeError):
        return None
    return found if all(m.tzinfo for m in moments) and may_be_asked(found.asked) else None


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


class Folder:
    """A folder of fetched documents, held by one run at a time; see ``held``."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._journal = place / ASIDE / "journal"
        self._done = self._read()

    def _read(self) -> set[str]:
        try:
            return set(self._journal.read_text("utf-8", "replace").split("\n"))
        except FileNotFoundError:
            return set()

    def kept(self, symbol: Symbol, language: str) -> Kept | None:
        """Return what was fetched of a document, None where that is nothing whole."""
        for suffix in SUFFIXES.values():
            path = self.place / f"{stem(symbol, language)}{suffix}"
            if found := provenance_of(path):
                return Kept(path, found)
        return None

    def keep(self, body: bytes, provenance: Provenance) -> Kept:
        """Write a document and where it is from.

        Raises:
            OSError: it cannot be written; what was there stays, or counts for nothing.
        """
        name = stem(Symbol(provenance.symbol), provenance.language)
        path = self.place / f"{name}{SUFFIXES[provenance.type]}"
        part = self.place / ASIDE / "part"
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        for suffix in SUFFIXES.values():  # one file a language: not the PDF beside the XML
            other = self.place / f"{name}{suffix}"
            if other != path and _beside(other).exists():
                other.unlink(missing_ok=True)
                _beside(other).unlink()
        return self.note(Kept(path, provenance))

    def note(self, kept: Kept) -> Kept:
        """Write down where a document is from, and that this run has done with it.

        Raises:
            OSError: it cannot be written.
        """
        said = json.dumps(asdict(kept.provenance), ensure_ascii=False, indent=1)
        write_whole(_beside(kept.path), f"{said}\n".encode())
        with self._journal.open("a", encoding="utf-8") as file:
            # A line break first would part it from a line that a kill tore.
            file.write(f"\n{self._line(kept.provenance)}\n")
            file.flush()
            os.fsync(file.fileno())
        return kept

    def done(self, kept: Kept) -> bool:
        """Tell whether a run that was ended had done with a document, not long ago."""
        checked = dt.datetime.fromisoformat(kept.provenance.checked)
        fresh = dt.timedelta() <= dt.datetime.now(dt.UTC) - checked < FRESH
        return fresh and self._line(kept.provenance) in self._done

    def finish(self) -> None:
        """Say that the run came to its end."""
        self._journal.unlink(missing_ok=True)

    @staticmethod
    def _line(provenance: Provenance) -> str:
        return f"{provenance.sha256} {provenance.language} {provenance.symbol}"


@contextmanager
def held(place: Path) -> Iterator[Folder]:
    """Hold a folder for one run.

    Raises:
        EnvironmentFault: another run holds it.
        OSError: it cannot be written.
    """
    (place / ASIDE).mkdir(parents=True, exist_ok=True)
    with (place / ASIDE / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EnvironmentFault(
                f"{place}: another run is fetching into it; expected to be alone"
            ) from error
        yield Folder(place)
