"""A document of a published folder explained: its file, the versions named there, their texts."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..errors import Refused
from ..identifiers import document_path, vote_path
from ..model import Symbol
from ..rdf import Iri, Triple, blocks, read_triples
from ..rdf.namespaces import CG
from .facts import Explanation, explain
from .passages import Nodes

_MANIFEST = "manifest.json"
_TEXT = re.compile(r"source/[0-9a-f]+\.txt")


def explain_published(place: Path, symbol: Symbol) -> tuple[Explanation, str]:
    """Return the explanation of one document of a published folder, and the folder's base IRI.

    Only the files that say something of the document are read.

    Raises:
        Refused: the folder is no publication, holds no such document, or is damaged.
    """
    base = _base(place)
    path = document_path(symbol)
    file = place / f"{path}.ttl"
    if not file.is_file():
        raise Refused(str(place), f"no document {symbol} in this publication",
                      expected=f"the file {path}.ttl")  # fmt: skip
    triples = read_triples(file)
    nodes = blocks([*triples, *_versions(place, base, triples)])
    texts = _texts(place, base, nodes)
    try:
        return explain(Iri(base + path), Iri(base + vote_path(symbol)), nodes, texts), base
    except ValueError as error:
        raise Refused(str(file), str(error), expected="places within the texts") from error


def _base(place: Path) -> str:
    """Return the base IRI that a publication states."""
    expected = "a published dataset, as councilgraph publish makes it"
    if not place.is_dir():
        raise Refused(str(place), "no such folder", expected=expected)
    manifest = place / _MANIFEST
    if not manifest.is_file():
        raise Refused(str(place), f"there is no {_MANIFEST} in this folder", expected=expected)
    try:
        return str(json.loads(manifest.read_bytes())["base"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(str(manifest), "it names no base IRI", expected=expected) from error


def _versions(place: Path, base: str, triples: list[Triple]) -> list[Triple]:
    """Return what other documents' files say of language versions in which places are named.

    A letter may state what is true of the resolution that it annexes.
    """
    described = {str(s) for s, _, _ in triples}
    named = {str(o) for _, p, o in triples if p == CG["source"]} - described
    found: list[Triple] = []
    for version in sorted(named):
        file = place / f"{version.rpartition('/')[0].removeprefix(base)}.ttl"
        if version.startswith(base) and ".." not in version and file.is_file():
            below = f"{version}/"
            found += [t for t in read_triples(file) if f"{t[0]}/".startswith(below)]
    return found


def _texts(place: Path, base: str, nodes: Nodes) -> dict[str, str]:
    """Return the published texts that source files are linked to, by address."""
    found: dict[str, str] = {}
    for said in nodes.values():
        for address in said.get(CG["sourceText"], ()):
            path = str(address).removeprefix(base)
            if str(address) in found or not _TEXT.fullmatch(path):
                continue
            try:
                found[str(address)] = (place / path).read_bytes().decode()
            except (OSError, UnicodeDecodeError) as error:
                raise Refused(str(place / path), "the text cannot be read",
                              expected="the text that facts were read from") from error  # fmt: skip
    return found
