"""The quads of a unit, kept in segments so that the sorted dump of all is put together of them.

Canonical N-Quads are sorted by line, so that what is said of a document stands apart from what is
said of its parts: ``<…/doc/S/RES/1/paragraph/1>`` comes before ``<…/doc/S/RES/10>``, and that
before ``<…/doc/S/RES/1>``. A segment is what comes together whatever else there is, and its key,
the beginning of its lines, tells its place: one segment for a document, one for all below it, and
the like for its vote.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import EnvironmentFault
from ..rdf import Iri, Triple, canonical_quads
from .files import keep_whole, kept_whole

Graphs = Mapping[Iri, Iterable[Triple]]


def segments_of(graphs: Graphs, tops: Iterable[str]) -> dict[str, str]:
    """Return the quads of a unit by the keys of their segments.

    ``tops`` are the IRIs of those documents and votes that stand below no other.
    """
    found: dict[str, list[str]] = {}
    known = frozenset(tops)
    keys: dict[str, str] = {}
    for line in canonical_quads(graphs.items()).splitlines(keepends=True):
        subject = line[1 : line.index(">")]
        key = keys.get(subject)
        if key is None:
            key = keys[subject] = _key(subject, known)
        found.setdefault(key, []).append(line)
    return {key: "".join(lines) for key, lines in found.items()}


def _key(subject: str, tops: frozenset[str]) -> str:
    if subject in tops:
        return f"{subject}>"
    above = subject
    while above and above not in tops:
        above = above.rpartition("/")[0]
    return f"{above}/" if above else f"{subject}>"


def keep_segments(place: Path, segments: Mapping[str, str]) -> None:
    """Keep the segments of a unit, each packed by itself.

    Raises:
        OSError: they cannot be written.
    """
    packed = {key: zlib.compress(text.encode(), 1) for key, text in segments.items()}
    sizes = {key: len(data) for key, data in packed.items()}
    keep_whole(place, json.dumps(sizes).encode() + b"\n" + b"".join(packed.values()))


def segment_at(place: Path, wanted: str) -> bytes:
    """Return the lines of a segment that was kept.

    Raises:
        EnvironmentFault: it is not there any more.
    """
    kept = kept_whole(place)
    if kept is None:
        place.unlink(missing_ok=True)
        raise EnvironmentFault(f"{place} was removed or damaged; try again")
    head, _, data = kept.partition(b"\n")
    done = 0
    for key, size in json.loads(head).items():
        if key == wanted:
            return zlib.decompress(data[done : done + size])
        done += size
    raise EnvironmentFault(f"{place} lacks {wanted}; remove it and try again")
