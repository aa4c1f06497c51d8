"""What a further source of a node adds beside it: where it says the same, and how it differs."""

from __future__ import annotations

from collections.abc import Iterable

from ..identifiers import source_file_path
from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG, DCTERMS, RDF, RDFS
from .sources import Contribution, Merged

_TYPE, _SOURCE, _FILE = RDF["type"], CG["source"], CG["sourceFile"]
_FROM = DCTERMS["source"]
TOLD: dict[Term, Iri] = {
    CG["Paragraph"]: CG["text"],
    CG["PreambularParagraph"]: CG["text"],
    CG["OperativeParagraph"]: CG["text"],
    CG["Citation"]: CG["cited"],
    CG["Request"]: CG["requestVerb"],
    CG["MandateDecision"]: CG["mandateAction"],
    CG["Vote"]: CG["outcome"],
    CG["Ballot"]: CG["choice"],
}
"""What the words of a thing of each class tell; of others, that there is such a thing."""

Statement = tuple[Iri, Term]


def file_of(
    merged: Merged, one: Contribution, place: Iterable[Statement]
) -> list[Statement]:
    """Return which file a place is in, where its language version was read from an earlier one."""
    return [
        (_FROM, file)
        for version, file in _files(one, place)
        if (first := merged.nodes.get(version, {}).get(_FILE)) and first[0] != file
    ]


def passage_of(
    merged: Merged, one: Contribution, subject: Iri, place: Iterable[Statement]
) -> list[Triple]:
    """Return the passage that tells a further source's words and place."""
    passage = Iri(f"{subject}/passage/{one.language}")
    known = merged.nodes.get(subject, {}).get(CG["hasPassage"], [])
    if passage in known or _read_in(merged, subject, one.language):
        passage = Iri(f"{passage}/{one.sha256[:12]}")
    return [
        (subject, CG["hasPassage"], passage),
        (passage, _TYPE, CG["Passage"]),
        (passage, CG["ofProperty"], _told(merged.nodes.get(subject, {}))),
        *((passage, p, t) for p, t in place if p != CG["writtenAs"]),
        *((passage, CG["quote"], t) for p, t in place if p == CG["writtenAs"]),
        *((passage, _FROM, file) for _, file in _files(one, place)),
    ]


def _files(one: Contribution, place: Iterable[Statement]) -> list[tuple[Iri, Iri]]:
    """Return the language versions that a place is in, each with the source's file of it."""
    versions = [t for p, t in place if p == _SOURCE and isinstance(t, Iri)]
    return [(v, Iri(source_file_path(v, one.sha256))) for v in versions]


def _told(known: dict[Iri, list[Term]]) -> Iri:
    """Return the property of a node whose value a further source's words tell."""
    if own := known.get(CG["ofProperty"]):
        return Iri(str(own[0]))
    return next((TOLD[t] for t in known.get(_TYPE, []) if t in TOLD), _TYPE)


def _read_in(merged: Merged, subject: Iri, language: str) -> bool:
    """Tell whether a node's own place is in a version of this language."""
    versions = merged.nodes.get(subject, {}).get(CG["source"], [])
    return any(str(v).endswith(f"/{language}") for v in versions)


def remark_of(
    merged: Merged,
    subject: Iri,
    message: str,
    place: list[Statement],
    kept: list[Triple],
) -> list[Triple]:
    """Return the remark that a further source was read otherwise."""
    known = set(merged.nodes.get(subject, {}).get(CG["remark"], []))
    known |= {t for s, p, t in kept if s == subject and p == CG["remark"]}
    number = 1
    while (remark := Iri(f"{subject}/remark/{number}")) in known:
        number += 1
    return [
        (subject, CG["remark"], remark),
        (remark, _TYPE, CG["Remark"]),
        (remark, CG["code"], Literal("source-disagreement")),
        (remark, CG["severity"], Literal("doubt")),
        (remark, RDFS["comment"], Literal(message, language="en")),
        *((remark, p, t) for p, t in place if p != CG["writtenAs"]),
    ]
