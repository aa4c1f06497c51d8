"""Linksets as triples and back: VoID for the set, SSSOM for why each mapping is believed.

VoID (W3C Interest Group Note, section 5): a ``void:Linkset`` has one link predicate, two targets
and the number of its links. SSSOM (Simple Standard for Sharing Ontological Mappings) writes a
mapping as an ``owl:Axiom`` that annotates the link; here each has an IRI, for there are no blank
nodes. The tool, and its version and the date where all links have the same, stand at the set, for
all its mappings (SSSOM, "Propagation of mapping set slots").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from .. import __version__
from ..identifiers import BASE
from ..model import Linkset, Mapping, TargetDataset
from .blocks import Block
from .codecs import text_of
from .graph import Graph
from .namespaces import DCTERMS, LICENCE, PAV, RDF, VOCABULARIES, XSD, Namespace
from .terms import DATE, INTEGER, Iri, Literal, Triple

FOLDER = "links/"
"""Where linksets are below the base IRI."""
TOOL = Literal("councilgraph")

_VOID, _FOAF = Namespace(VOCABULARIES["void"]), Namespace(VOCABULARIES["foaf"])
_OWL = Namespace(VOCABULARIES["owl"])
_SSSOM, _SEMAPV = Namespace(VOCABULARIES["sssom"]), Namespace(VOCABULARIES["semapv"])
_TYPE, _TOOL_VERSION = RDF["type"], _SSSOM["mapping_tool_version"]
_AUTHORED_ON = PAV["authoredOn"]


def linkset_iri(name: str, base: str = BASE) -> Iri:
    """Return the IRI of a linkset.

    >>> linkset_iri("states-wikidata")
    'https://w3id.org/councilgraph/links/states-wikidata'
    """
    return Iri(f"{base}{FOLDER}{name}")


def to_linkset(linkset: Linkset, dump: str, base: str = BASE) -> Iterator[Triple]:
    """Yield a linkset: itself, its target, then each link followed by why it is believed.

    ``dump`` is the path below the base of the file that holds them.
    """
    dates = [m.date for m in linkset.mappings]
    common = _common(linkset)
    yield from about_linkset(linkset, len(linkset.mappings), dump, base, max(dates, default=None))
    yield from ((linkset_iri(linkset.name, base), p, value) for p, value in common.items())
    predicate = Iri(linkset.predicate)
    for mapping in linkset.mappings:
        subject, target = Iri(base + mapping.subject), Iri(mapping.target)
        axiom = Iri(f"{linkset_iri(linkset.name, base)}/{mapping.subject.rpartition('/')[2]}")
        yield subject, predicate, target
        yield axiom, _TYPE, _OWL["Axiom"]
        yield axiom, _OWL["annotatedSource"], subject
        yield axiom, _OWL["annotatedProperty"], predicate
        yield axiom, _OWL["annotatedTarget"], target
        yield axiom, _SSSOM["mapping_justification"], _SEMAPV[mapping.justification]
        confidence = Literal(f"{mapping.confidence:g}", XSD["double"])
        yield axiom, _SSSOM["confidence"], confidence
        yield axiom, _SSSOM["mapping_source"], Iri(mapping.source)
        yield from ((axiom, p, v) for p, v in _made(mapping).items() if p not in common)


def _made(mapping: Mapping) -> dict[Iri, Literal]:
    """Return when and with which version a mapping was made."""
    return {
        _AUTHORED_ON: Literal(mapping.date.isoformat(), DATE),
        _TOOL_VERSION: Literal(mapping.tool_version),
    }


def _common(linkset: Linkset) -> dict[Iri, Literal]:
    """Return what all mappings have in common of when and how they were made."""
    made = [_made(m) for m in linkset.mappings]
    return {p: v for p, v in (made[0] if made else {}).items() if all(m[p] == v for m in made)}


def to_rule_linkset(
    linkset: Linkset,
    links: Iterable[tuple[str, str]],
    size: int,
    day: dt.date | None,
    justification: str,
    base: str,
) -> tuple[list[Triple], Iterator[Triple]]:
    """Return a linkset whose links all follow from one rule: what it is, and its links.

    ``links`` are paths below the base with their targets, ``size`` tells how many they are, ``day``
    is the newest of their days. As the rule is one, so is the justification, which stands at the
    set.
    """
    dump = f"{FOLDER}{linkset.name}.ttl"
    subject = linkset_iri(linkset.name, base)
    about = [
        *about_linkset(linkset, size, dump, base, day),
        (subject, _SSSOM["mapping_justification"], _SEMAPV[justification]),
        (subject, _TOOL_VERSION, Literal(__version__)),
    ]
    predicate = Iri(linkset.predicate)
    return about, ((Iri(base + path), predicate, Iri(target)) for path, target in links)


def about_linkset(
    linkset: Linkset, size: int, dump: str, base: str, day: dt.date | None
) -> Iterator[Triple]:
    """Yield what a linkset and its target are; ``size`` counts its links, ``day`` dates them."""
    subject = linkset_iri(linkset.name, base)
    target = Iri(f"{base}{FOLDER}target/{linkset.target.slug}")
    yield subject, _TYPE, _VOID["Linkset"]
    yield subject, _TYPE, _SSSOM["MappingSet"]
    yield subject, DCTERMS["title"], Literal(linkset.title, language="en")
    yield subject, DCTERMS["description"], Literal(linkset.description, language="en")
    yield subject, DCTERMS["license"], LICENCE
    if day:
        yield subject, DCTERMS["modified"], Literal(day.isoformat(), DATE)
    yield subject, _VOID["subjectsTarget"], Iri(base + "dataset")
    yield subject, _VOID["objectsTarget"], target
    yield subject, _VOID["linkPredicate"], Iri(linkset.predicate)
    yield subject, _VOID["triples"], Literal(str(size), INTEGER)
    yield subject, _VOID["dataDump"], Iri(base + dump)
    yield subject, _SSSOM["mapping_tool"], TOOL
    yield target, _TYPE, _VOID["Dataset"]
    yield target, DCTERMS["title"], Literal(linkset.target.title, language="en")
    yield target, _VOID["uriSpace"], Literal(linkset.target.space)
    yield target, _FOAF["homepage"], Iri(linkset.target.homepage)


def from_linkset(triples: Iterable[Triple], base: str = BASE) -> Linkset:
    """Return the linkset that the triples of one file say; the inverse of ``to_linkset``.

    Raises:
        ValueError: there is none, or something is not said that a linkset or mapping must have.
    """
    graph = Graph(triples, base)
    subject = next((s for s in graph if _VOID["Linkset"] in graph.types(s)), None)
    if subject is None:
        raise ValueError("no void:Linkset is in these triples")

    def said(of: str, predicate: Iri) -> str:
        return text_of(graph.one(of, predicate))

    target = said(subject, _VOID["objectsTarget"])
    whole = graph.block(subject)
    inherited = {p: whole[p] for p in (_AUTHORED_ON, _TOOL_VERSION) if p in whole}
    return Linkset(
        name=subject.removeprefix(base + FOLDER),
        title=said(subject, DCTERMS["title"]),
        description=said(subject, DCTERMS["description"]),
        predicate=said(subject, _VOID["linkPredicate"]),
        target=TargetDataset(
            slug=target.rpartition("/")[2],
            title=said(target, DCTERMS["title"]),
            space=said(target, _VOID["uriSpace"]),
            homepage=said(target, _FOAF["homepage"]),
        ),
        mappings=tuple(
            _from_axiom(inherited | graph.block(s), s, base)
            for s in graph
            if _OWL["Axiom"] in graph.types(s)
        ),
    )


def _from_axiom(block: Block, where: str, base: str) -> Mapping:
    def said(predicate: Iri) -> str:
        if predicate not in block:
            raise ValueError(f"<{where}> has no <{predicate}>")
        return text_of(block[predicate][0])

    return Mapping(
        subject=said(_OWL["annotatedSource"]).removeprefix(base),
        target=said(_OWL["annotatedTarget"]),
        justification=said(_SSSOM["mapping_justification"]).removeprefix(_SEMAPV),
        confidence=float(said(_SSSOM["confidence"])),
        source=said(_SSSOM["mapping_source"]),
        date=dt.date.fromisoformat(said(_AUTHORED_ON)),
        tool_version=said(_TOOL_VERSION),
    )
