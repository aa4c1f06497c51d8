"""Shapes over graphs: suspects found by Oxigraph, pyshacl as their judge, the report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import Refused
from ..formats import rdf_format_of
from ..rdf import Triple, read_triples
from .fast import suspects, validate
from .judge import judge
from .report import Finding, Report

__all__ = ["Finding", "Report", "judge", "suspects", "validate", "validate_files"]


def validate_files(places: Iterable[Path]) -> Report:
    """Return what the shapes find in RDF files, or in the Turtle files of folders.

    A published folder holds the same facts in several files; each is judged once. Files of the
    ontology itself, below ``ontology/``, are data of another kind and left out of a folder.

    Raises:
        Refused: a place does not exist, holds no RDF, or is not well-formed.
    """
    triples: dict[Triple, None] = {}
    for place in places:
        for file in _files(place):
            triples |= dict.fromkeys(read_triples(file))
    return validate(triples)


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
