"""The manifest: what went in, what came out, and the hash of every file.

Of very many files few differ from those of the version before: then their lines alone are made
anew, and the others stand as they are.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import __version__
from ..identifiers import source_text_path
from .counts import Counts, kinds_of
from .ledger import Ledger

_INPUT = """%s{
   "name": %s,
   "sha256": "%s",
   "document": %s,
   "language": "%s"%s
  }"""
"""A source, in JSON, after what parts it from that before."""
_NAMED = '": {"bytes": '
"""What stands after the path of a file."""
_ROW = f'  %s{_NAMED[1:]}%d, "sha256": "%s"}}'
_FILES, _END = b'\n "files": {', b"\n }\n}\n"
_LINES, _AT_ONCE = 4096, 1 << 20
"""How many lines are made at once, and how many bytes are taken over."""
_FEW = 64
"""One file in so many may have changed for the others' lines to be taken over."""


def manifest(
    counts: Counts, ledger: Ledger, base: str, before: Path | None = None
) -> Iterator[bytes]:
    """Yield the manifest in parts: lines a source and a line a file, for there may be many.

    ``before`` is the manifest of the version that files were taken over from, where it is there.
    """
    head = {
        "tool": f"councilgraph {__version__}",
        "base": base,
        "inputs": [],
        "facts": kinds_of(counts.classes, counts.properties),
        "files": {},
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    start, none, rest = text.partition("[]")
    yield start.encode()
    between = "[\n  "
    told = json.JSONEncoder(ensure_ascii=False).encode
    for name, sha256, graph, language, has_text in ledger.inputs():
        text = f',\n   "text": "{source_text_path(sha256)}"' if has_text else ""
        yield (_INPUT % (between, told(name), sha256, told(graph), language, text)).encode()
        between = ",\n  "
    yield (none if between.startswith("[") else "\n ]").encode()
    yield rest.removesuffix("{}\n}").encode() + b"{"
    if before and _FEW * ledger.number_changed() <= ledger.number_of_files():
        yield from _taken_over(before, ledger.changed(_ROW))
    else:
        yield from _anew(ledger)
    yield _END


def _anew(ledger: Ledger) -> Iterator[bytes]:
    """Yield the lines of all files."""
    between = "\n"
    for some in ledger.listed(_ROW, _LINES):
        yield (between + ",\n".join(some)).encode()
        between = ",\n"


def _taken_over(before: Path, changed: Iterable[tuple[str, str | None]]) -> Iterator[bytes]:
    """Yield the lines of files as they stand in a manifest, but for those of files that changed.

    These are told by their paths in order, each with its line, or without one where it is no more.
    """
    with before.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as old:
        between = b""
        for parts in _Lines(old).changed(changed):
            yield between
            yield from parts
            between = b","


class _Lines:
    """The lines of files in a manifest, each known by the place of the line feed before it."""

    def __init__(self, old: mmap.mmap) -> None:
        self._old = old
        self.start, self.end = old.find(_FILES) + len(_FILES), len(old) - len(_END)

    def changed(self, changed: Iterable[tuple[str, str | None]]) -> Iterator[Iterable[bytes]]:
        """Yield lines that stand and lines made anew, all but for the commas between these."""
        done = self.start
        for path, row in changed:
            at = self._place(path.encode(), done)
            if at > done:
                yield self._parts(done, at)
            if row is not None:
                yield [b"\n" + row.encode()]
            done = self._after(at) if self._path(at) == path.encode() else at
        if done < self.end:
            yield self._parts(done, self.end)

    def _path(self, at: int) -> bytes:
        """Return the path of a line's file, nothing at the end."""
        if at == self.end:
            return b""
        path: str = json.loads(self._old[at + 3 : self._old.find(_NAMED.encode(), at) + 1])
        return path.encode()

    def _after(self, at: int) -> int:
        """Return where the next line is, or the end."""
        found = self._old.find(b"\n", at + 1, self.end)
        return self.end if found < 0 else found

    def _place(self, path: bytes, start: int) -> int:
        """Return the first line from one on whose file does not come before a path, or the end."""
        end = self.end
        while start < end:
            at = self._old.rfind(b"\n", start, (start + end) // 2 + 1)
            if self._path(at) < path:
                start = self._after(at)
            else:
                end = at
        return start

    def _parts(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the lines up to another, without the comma after them."""
        end -= end < self.end
        while start < end:
            yield self._old[start : (start := min(start + _AT_ONCE, end))]
