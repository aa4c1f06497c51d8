"""Shapes over graphs: suspects found by Oxigraph, pyshacl as their judge, the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..errors import Refused
from ..formats import rdf_format_of
from ..rdf import Triple, read_triples
from .fast import suspects, validate
from .finding import Finding
from .interchange import junit, sarif
from .judge import judge
from .parts import Part, Verdict, Verdicts, read_verdict, validate_parts
from .report import Report

__all__ = [
    "Finding",
    "Part",
    "Report",
    "Verdict",
    "Verdicts",
    "judge",
    "junit",
    "read_verdict",
    "sarif",
    "suspects",
    "validate",
    "validate_files",
    "validate_parts",
]


def validate_files(places: Iterable[Path]) -> Report:
    """Return what the shapes find in RDF files, or in the Turtle files of folders.

    A published folder holds the same facts in several files; each is judged once. Files of the
    ontology itself, below ``ontology/``, are data of another kind and left out of a folder.

    Raises:
        Refused: a place does not exist, holds no RDF, or is not well-formed.
    """
    triples: dict[Triple, None] = {}
    said_in: dict[str, str] = {}
    for place in places:
        for file in _files(place):
            read = read_triples(file)
            triples |= dict.fromkeys(read)
            said_in = dict.fromkeys((s for s, _, _ in read), file.as_posix()) | said_in
    report = validate(triples)
    found = {f.focus for f in report.findings}
    return replace(report, files={s: file for s, file in said_in.items() if s in found})


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise Refused(str(place), "no such file or folder", expected="RDF to validate")
    inside = sorted(p for p in place.rglob("*") if p.is_file() and rdf_format_of(p.name))
    found = [p for p in inside if "ontology" not in p.relative_to(place).parts]
    turtle = [p for p in found if p.suffix == ".ttl"]
    if not found:
        raise Refused(str(place), "no RDF file in this folder", expected="Turtle or another syntax")
    return turtle or found
