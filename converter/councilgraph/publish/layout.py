"""Which file a triple belongs in, and in which order a file tells what it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..rdf import Block, Iri
from ..rdf.namespaces import CG, RDF

Nodes = Mapping[Iri, Block]

_TYPE, _SYMBOL = RDF["type"], CG["symbol"]


def documents_of(nodes: Nodes, base: str) -> dict[str, dict[Iri, Block]]:
    """Return what is said of each document in reading order, by its path below the base.

    A vote stands with the document it is named by; what stands below a document or vote goes
    with it.
    """
    owners: dict[str, str] = {}
    subjects: dict[str, list[Iri]] = {
        s.removeprefix(base): [] for s, said in nodes.items() if _SYMBOL in said
    }
    for subject in nodes:
        subjects[_owner(subject.removeprefix(base), subjects, owners)].append(subject)
    return {path: {s: nodes[s] for s in in_order(found, nodes)}
            for path, found in sorted(subjects.items())}  # fmt: skip


def _owner(path: str, documents: Mapping[str, object], owners: dict[str, str]) -> str:
    """Return the path of the document that a path belongs to."""
    if path.startswith("vote/"):
        path = "doc/" + path.removeprefix("vote/")
    if path in documents:
        return path
    if path not in owners:
        above, _, last = path.rpartition("/")
        if not last:
            raise ValueError(f"{path!r} belongs to no document")
        owners[path] = _owner(above, documents, owners)
    return owners[path]


def in_order(subjects: Iterable[Iri], nodes: Nodes) -> list[Iri]:
    """Return subjects as a tree is read: each before what stands below it in its IRI.

    Things of one kind stay together, kinds and things in the order in which they first come.
    """
    known = dict.fromkeys(subjects)
    children: dict[str, list[Iri]] = {}
    for subject in known:
        children.setdefault(_above(subject, known), []).append(subject)
    ordered: list[Iri] = []
    waiting = _by_kind(children.get("", []), nodes)
    while waiting:
        subject = waiting.pop()
        ordered.append(subject)
        waiting += _by_kind(children.get(subject, []), nodes)
    return ordered


def _above(subject: Iri, known: Mapping[Iri, object]) -> str:
    above = subject.rpartition("/")[0]
    while above and above not in known:
        above = above.rpartition("/")[0]
    return above


def _by_kind(siblings: list[Iri], nodes: Nodes) -> list[Iri]:
    """Return siblings grouped by kind, last first, ready to be taken from the end."""
    groups: dict[str, list[Iri]] = {}
    for sibling in siblings:
        groups.setdefault(_kind(sibling, nodes), []).append(sibling)
    return [s for group in groups.values() for s in group][::-1]


def _kind(subject: Iri, nodes: Nodes) -> str:
    """Return what a thing is, paragraphs of any kind being one."""
    found = nodes[subject].get(_TYPE)
    kind = str(found[0]) if found else ""
    return "Paragraph" if kind.endswith("Paragraph") else kind
