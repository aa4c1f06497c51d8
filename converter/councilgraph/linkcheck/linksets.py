"""The linksets on disk: read, written whole, shown as SSSOM."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .. import resources
from ..errors import EnvironmentFault, Refused, UsageError
from ..identifiers import BASE
from ..model import Linkset
from ..publish import write_whole
from ..rdf import from_linkset, read_triples, to_linkset, write
from ..rdf.namespaces import SKOS, VOCABULARIES

FOLDER = "ontology/links"
_COLUMNS = (
    "subject_id", "predicate_id", "object_id", "mapping_justification", "confidence",
    "mapping_source", "mapping_date", "mapping_tool", "mapping_tool_version",
)  # fmt: skip


def linksets(folder: Path | None = None, names: Iterable[str] = ()) -> list[tuple[Path, Linkset]]:
    """Return the linksets of a folder, by default those of the installation, with their files.

    ``names`` chooses some: ``states-eu``, or ``states`` for all whose names begin so.

    Raises:
        UsageError: no linkset has such a name.
        Refused: a file is no linkset.
        EnvironmentFault: there is no such folder.
    """
    place = folder or resources.path(FOLDER)
    if not place.is_dir():
        raise EnvironmentFault(f"{place}: no such folder; expected one of linksets in Turtle")
    files = sorted(place.glob("*.ttl"))
    chosen = [f for f in files if not names or any(_named(f.stem, n) for n in names)]
    unknown = [n for n in names if not any(_named(f.stem, n) for f in files)]
    if unknown:
        known = ", ".join(f.stem for f in files)
        raise UsageError(f"--set {unknown[0]!r} is no linkset; expected one of {known}")
    return [(f, _read(f)) for f in chosen]


def _named(stem: str, name: str) -> bool:
    return stem == name or stem.startswith(f"{name}-")


def _read(path: Path) -> Linkset:
    try:
        return from_linkset(read_triples(path))
    except ValueError as error:
        raise Refused(path.name, str(error), expected="a linkset with its mappings") from error


def save(path: Path, linkset: Linkset) -> None:
    """Write a linkset in place of the one that was there, whole or not at all.

    Raises:
        OSError: the file cannot be written; what was there stays.
    """
    write_whole(path, write(to_linkset(linkset, f"{FOLDER}/{path.name}"), "ttl").encode())


def sssom(sets: Iterable[Linkset]) -> str:
    """Return linksets as one table of SSSOM/TSV, its metadata in comments before it.

    The format is that of "A Simple Standard for Sharing Ontological Mappings", section SSSOM/TSV.
    """
    known = list(sets)
    prefixes = {
        "state": f"{BASE}state/",
        "topic": f"{BASE}concept/topic/",
        "skos": SKOS,
        "semapv": VOCABULARIES["semapv"],
    }
    prefixes |= {s.target.slug: s.target.space for s in known}
    lines = [
        f"#mapping_set_id: {BASE}links",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#curie_map:",
        *(f"#  {name}: {iri}" for name, iri in sorted(prefixes.items())),
        "\t".join(_COLUMNS),
    ]
    for linkset in known:
        for m in linkset.mappings:
            cells = (
                _curie(BASE + m.subject, prefixes), _curie(linkset.predicate, prefixes),
                _curie(m.target, prefixes), f"semapv:{m.justification}", f"{m.confidence:g}",
                m.source, m.date.isoformat(), "councilgraph", m.tool_version,
            )  # fmt: skip
            lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _curie(iri: str, prefixes: dict[str, str]) -> str:
    return next((f"{n}:{iri[len(s) :]}" for n, s in prefixes.items() if iri.startswith(s)), iri)
