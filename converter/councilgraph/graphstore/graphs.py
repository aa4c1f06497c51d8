"""The graphs to load: of a published folder, or of a file of N-Quads."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from ..errors import Refused
from ..rdf import BadTerm, iri, parse_triples, write

MANIFEST = "manifest.json"
_APART = frozenset(("ontology/alignments.ttl", "ontology/questions.ttl"))
"""What no question asks: how our terms relate to others', and the questions themselves."""
_TURTLE, _QUADS, _PACKED = ".ttl", ".nq", ".nq.gz"
_IN_PARTS = "quads/"
_PARTS = 64
"""Files that the statements of one file of N-Quads are sorted into, so that one fits in memory."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph: its statements as sorted lines of N-Triples, each once."""

    name: str
    lines: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Return the hash of its statements in hex."""
        return hashlib.sha256("".join(self.lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Graphs:
    """Graphs to load, read one after the other; ``total`` is 0 where it is not known before."""

    total: int
    read: Callable[[], Iterator[Graph]]


def graphs_of(place: Path) -> Graphs:
    """Return the graphs of a published folder or a file of N-Quads, packed by gzip or not.

    Every Turtle file of a folder is a graph named by the address of what it describes: a document
    with its votes, an authority table, a linkset. The union of all is what ``query --data`` asks;
    only what is said of the dataset itself stands in more than one. Where the documents are N-Quads
    in parts (``publish --engine spark``), a graph is what the files of one document say.

    Raises:
        Refused: it is neither, or a file of the folder is not what its manifest says.
    """
    if place.is_dir():
        return _of_folder(place)
    if place.is_file() and place.name.endswith((_QUADS, _PACKED)):
        return Graphs(0, lambda: _of_quads([place]))
    raise Refused(
        str(place), "nothing to load here",
        expected=f"a folder that councilgraph publish made, or a file {_QUADS} or {_PACKED}",
    )  # fmt: skip


def _of_folder(place: Path) -> Graphs:
    base, sums = _manifest(place)
    paths = [p for p in sums if p.endswith(_TURTLE) and p not in _APART]
    parts = [p for p in sums if p.startswith(_IN_PARTS)]
    if not paths:
        raise Refused(str(place), f"its {MANIFEST} lists no Turtle file", expected="a dataset")
    for path in (*paths, *parts):
        _whole(place, path, sums[path])

    def read() -> Iterator[Graph]:
        for path in paths:
            data = _whole(place, path, sums[path])
            name = base + path.removesuffix(_TURTLE)
            text = write(parse_triples(data, "ttl", path, name), "nt")
            # By line feeds alone: a literal may hold what else ends lines for Python.
            yield Graph(name, tuple(sorted(f"{line}\n" for line in text.split("\n") if line)))
        if parts:
            yield from _of_quads([place / path for path in parts])

    return Graphs(0 if parts else len(paths), read)


def _manifest(place: Path) -> tuple[str, Mapping[str, str]]:
    """Return the base of a published folder's IRIs and the hash of every file."""
    try:
        said: dict[str, Any] = json.loads((place / MANIFEST).read_bytes())
        sums = {str(path): str(file["sha256"]) for path, file in said["files"].items()}
        return iri(str(said["base"])), sums
    except (OSError, BadTerm, ValueError, KeyError, TypeError, AttributeError) as error:
        expected = "a folder that councilgraph publish made"
        raise Refused(str(place), f"no {MANIFEST} of ours in it", expected=expected) from error


def _whole(place: Path, path: str, expected: str) -> bytes:
    """Return the bytes of a file, which are those that the manifest lists."""
    file = place / path
    if not file.resolve().is_relative_to(place.resolve()):
        raise Refused(str(file), "outside of the folder", expected="a file in it")
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(str(file), reason, expected=f"the file that {MANIFEST} lists") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise Refused(
            str(file), f"other bytes than {MANIFEST} lists",
            expected="what was published; publish it again",
        )  # fmt: skip
    return data


def _of_quads(places: Iterable[Path]) -> Iterator[Graph]:
    """Yield the graphs of files of N-Quads, sorted into smaller files first."""
    with tempfile.TemporaryDirectory(prefix="councilgraph-") as folder:
        parts = [Path(folder) / str(number) for number in range(_PARTS)]
        _sort(places, parts)
        for part in parts:
            found: dict[str, set[str]] = {}
            with part.open(encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    name, _, statement = line.partition(" ")
                    found.setdefault(name, set()).add(statement)
            for name in sorted(found):
                yield Graph(name, tuple(sorted(found[name])))


def _sort(places: Iterable[Path], parts: list[Path]) -> None:
    files = [part.open("w", encoding="utf-8", newline="\n") for part in parts]
    try:
        for place, quad in ((p, quad) for p in places for quad in _quads(p)):
            name = quad.graph_name
            if not isinstance(name, ox.NamedNode) or isinstance(quad.object, ox.Triple):
                raise Refused(
                    str(place), f"{quad}: no statement of a graph with an IRI",
                    expected="N-Quads of RDF 1.1, each with the name of its graph",
                )  # fmt: skip
            file = files[zlib.crc32(name.value.encode()) % len(files)]
            file.write(f"{name.value} {quad.subject} {quad.predicate} {quad.object} .\n")
    finally:
        for file in files:
            file.close()


def _quads(place: Path) -> Iterable[ox.Quad]:
    try:
        with _opened(place) as file:
            yield from ox.parse(file, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        found = f"not N-Quads: {error.msg.partition(': ')[2]}"
        raise Refused(str(place), found, line=error.lineno, column=error.offset) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise Refused(str(place), f"not N-Quads: {error}", expected="a whole file") from error


def _opened(place: Path) -> BinaryIO:
    if place.name.endswith(_PACKED):
        return cast("BinaryIO", gzip.open(place))
    return place.open("rb")
