"""A dataset judged part by part, each part anew only where something changed that concerns it.

A part is a document: what stands below its IRI, its vote with it. Why the findings are those of the
whole dataset: a verdict depends on the nodes to which ways lead from its focus node along the
predicates of ``Reach``, and on nothing else. ``Links`` name every node at which such a way leaves a
part or comes into it, so that the parts on the way are known without their statements. A part is
judged together with them and with the parts whose statements may concern any verdict; to judge more
together changes nothing. A verdict that was kept is that of the same statements by the same shapes:
its key is a hash of the part, of the parts around it, of the seats, of the shapes and of the
programs that judge.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from .. import resources
from ..rdf import Triple, blocks
from .fast import findings, reach_by
from .finding import Finding
from .judge import SHAPES
from .links import Links, Neighbours, links_of
from .mending import excerpts
from .report import Report
from .seats import SEATS, Sittings, seated

_JUDGES = ("pyoxigraph", "pyshacl", "rdflib")
_AT_ONCE = 150_000
"""About how many statements are judged together: less takes more queries, more takes memory."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document's share of a dataset: every statement of what stands below its IRI.

    ``name`` is the IRI, ``digest`` a hash of the statements. ``read`` returns them; it is called
    where they must be looked at, twice at times. A subject that stands below no part's name may be
    in any part. No statement is in two.
    """

    name: str
    digest: str
    read: Callable[[], Iterable[Triple]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a part; ``key`` is a hash of all that it depends on."""

    digest: str
    tool: str
    key: str
    links: Links
    findings: tuple[Finding, ...] = ()
    excerpts: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> str:
        """Return the verdict as one line of JSON, the pair of ``read_verdict``."""
        return json.dumps(asdict(self), default=sorted, ensure_ascii=False)


def read_verdict(text: str) -> Verdict:
    """Return the verdict that a line of JSON holds.

    >>> _, kept = validate_parts([Part("urn:a", "1", list)])
    >>> read_verdict(kept["urn:a"].json()) == kept["urn:a"]
    True
    """
    said = json.loads(text)
    links = said.pop("links")
    seats = Sittings(**{k: frozenset(v) for k, v in links.pop("sittings").items()})
    links |= {k: frozenset(links[k]) for k in ("onward", "back", "strays")}
    found = tuple(Finding(**f) for f in said.pop("findings"))
    return Verdict(links=Links(**links, sittings=seats), findings=found, **said)


Verdicts = Mapping[str, Verdict]
"""The verdicts on the parts of a dataset, by name."""


def validate_parts(
    parts: Iterable[Part], known: Verdicts | None = None, shapes: tuple[str, ...] = SHAPES
) -> tuple[Report, dict[str, Verdict]]:
    """Return what the shapes find in a dataset given in parts, and the verdicts to keep.

    The report is that of ``validate`` on all statements together. ``known`` is what an earlier
    call returned; a part whose verdict depends on nothing that has changed is not read.

    >>> report, kept = validate_parts([Part("urn:a", "1", list)])
    >>> report.conforms, list(kept)
    (True, ['urn:a'])
    """
    known = known or {}
    reading = _Reading({part.name: part for part in parts})
    tool = _tool(shapes)
    links = {}
    for name, part in reading.parts.items():
        kept = known.get(name)
        fresh = kept and (kept.digest, kept.tool) == (part.digest, tool)
        links[name] = kept.links if kept and fresh else links_of(
            name, reading.of(name), reach_by(shapes))  # fmt: skip
    work = _Work(reading, Neighbours(links), tool, shapes)
    keys = {name: work.key(name) for name in links}
    verdicts = {n: known[n] for n, key in keys.items() if n in known and known[n].key == key}
    for batch in work.batches([n for n in keys if n not in verdicts]):
        found, shown = work.found(batch)
        for name in batch:
            mine = tuple(sorted(f for f in found if work.near.home(f.focus) == name))
            told = {f.focus: shown[f.focus] for f in mine}
            verdicts[name] = Verdict(
                reading.parts[name].digest, tool, keys[name], links[name], mine, told
            )
    every = sorted(f for v in verdicts.values() for f in v.findings)
    told = {node: text for v in verdicts.values() for node, text in v.excerpts.items()}
    return Report(tuple(every), sum(of.triples for of in links.values()), told), verdicts


@dataclass(slots=True)
class _Reading:
    """The parts, and the statements of some that were just read."""

    parts: dict[str, Part]
    _kept: dict[str, list[Triple]] = field(default_factory=dict)
    _room: int = _AT_ONCE

    def of(self, name: str) -> list[Triple]:
        """Return what a part says, without repetition."""
        if name in self._kept:
            return self._kept[name]
        found = list(dict.fromkeys(self.parts[name].read()))
        if len(found) <= self._room:
            self._kept[name] = found
            self._room -= len(found)
        return found


@dataclass(slots=True)
class _Work:
    """What is judged: parts, how they are linked, by which shapes."""

    reading: _Reading
    near: Neighbours
    tool: str
    shapes: tuple[str, ...]
    _seats: Sittings = field(init=False)

    def __post_init__(self) -> None:
        self._seats = Sittings.of_all(of.sittings for of in self.near.links.values())

    def key(self, name: str) -> str:
        """Return a hash of all that the verdict on a part depends on."""
        parts = self.reading.parts
        around = [(n, parts[n].digest) for n in sorted(self.near.around(name))]
        said = [self.tool, parts[name].digest, around, asdict(self._seats)]
        return hashlib.sha256(json.dumps(said, default=sorted).encode()).hexdigest()

    def batches(self, names: Iterable[str]) -> Iterator[list[str]]:
        """Yield names of parts that are judged together."""
        batch: list[str] = []
        seen: set[str] = set()
        for name in names:
            batch.append(name)
            seen |= {name, *self.near.around(name)}
            if sum(self.near.links[n].triples for n in seen) >= _AT_ONCE:
                yield batch
                batch, seen = [], set()
        if batch:
            yield batch

    def found(self, batch: Sequence[str]) -> tuple[list[Finding], dict[str, str]]:
        """Return the findings in some parts, and what is said of their focus nodes."""
        own = frozenset(batch)
        seen = own.union(*(self.near.around(n) for n in batch))
        said = blocks(t for n in self.reading.parts if n in seen for t in self.reading.of(n))
        found = list(findings(seated(said, self._seats.seats()), self.shapes,
                              lambda node: self.near.home(node) in own))  # fmt: skip
        return found, excerpts({f.focus for f in found}, said)


@cache
def _tool(shapes: tuple[str, ...]) -> str:
    """Return a hash of what judges: shapes, seats, this code, the libraries."""
    files = [*(f for s in (*shapes, SEATS) for f in resources.files(s)),
             *sorted(Path(__file__).parent.glob("*.py"))]  # fmt: skip
    said = [hashlib.sha256(f.read_bytes()).hexdigest() for f in files]
    return hashlib.sha256(
        json.dumps([said, *((n, version(n)) for n in _JUDGES)]).encode()
    ).hexdigest()
