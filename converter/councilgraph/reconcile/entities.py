"""What can be matched: the entities of a graph with their names and properties, as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..identifiers import BASE, symbol_of_path
from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG, DCTERMS, RDF, SKOS
from .schema import schema

_NAMES = (SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"], CG["formalName"])
_KINDS = (RDF["type"], SKOS["inScheme"])
_POINTING = (CG["cites"], CG["draft"])
_DOCUMENTS = "doc/"
SYMBOL, FORMAL = CG["symbol"], CG["formalName"]
_PREFERRED, _TITLE, _DATE = SKOS["prefLabel"], DCTERMS["title"], DCTERMS["date"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; ``formal`` if it is the name in full, ``preferred`` if the first."""

    text: str
    language: str
    formal: bool = False
    preferred: bool = False


@dataclass(frozen=True)
class Entity:
    """One thing that can be matched.

    ``iri`` is its identifier, ``types`` the IRIs of its types, the narrowest first; ``facts`` its
    values by the IRI of the property.
    """

    iri: str
    name: str
    description: str
    types: tuple[str, ...]
    names: tuple[Name, ...] = ()
    facts: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)


def question() -> str:
    """Return the SPARQL query whose answer, as triples, holds every entity of a dataset.

    >>> question().startswith("CONSTRUCT")
    True
    """
    types = " ".join(f"<{t}>" for t in schema().types)
    kinds = " ".join(f"<{k}>" for k in _KINDS)
    wanted = " ".join(f"<{p}>" for p in dict.fromkeys((*_NAMES, *schema().properties)))
    return (
        "CONSTRUCT { ?s ?is ?type ; ?p ?o } WHERE { "
        f"VALUES ?type {{ {types} }} VALUES ?is {{ {kinds} }} ?s ?is ?type . "
        f"OPTIONAL {{ VALUES ?p {{ {wanted} }} ?s ?p ?o }} }}"
    )


def entities(triples: Iterable[Triple], base: str = BASE) -> Iterator[Entity]:
    """Yield the entities that triples tell of, in the order of their IRIs.

    A document that is only cited is one too: its symbol follows from its IRI. ``base`` is what the
    dataset's IRIs begin with.

    >>> tell = (Iri(BASE + "organ/x"), RDF["type"], CG["Organ"])
    >>> call = (Iri(BASE + "organ/x"), SKOS["prefLabel"], Literal("Board", language="en"))
    >>> [(e.name, len(e.names)) for e in entities([tell, call])]
    [('Board', 1)]
    """
    types: defaultdict[str, set[str]] = defaultdict(set)
    facts: defaultdict[str, dict[str, list[Term]]] = defaultdict(dict)
    known = schema()
    wanted = {*_NAMES, *known.properties}
    for subject, predicate, value in triples:
        if predicate in _KINDS:
            if value in known.types:
                types[subject].add(str(value))
        elif predicate in wanted:
            values = facts[subject].setdefault(predicate, [])
            if value not in values:
                values.append(value)
    for iri in _only_cited(facts, base):
        if iri not in types:
            types[iri].add(CG["Document"])
    for iri in sorted(types):
        yield _entity(iri, types[iri], facts.get(iri, {}), base)


def _only_cited(facts: Mapping[str, Mapping[str, list[Term]]], base: str) -> set[str]:
    return {
        value
        for told in facts.values()
        for predicate in _POINTING
        for value in told.get(predicate, ())
        if isinstance(value, Iri) and value.startswith(base + _DOCUMENTS)
    }


def _entity(
    iri: str, types: set[str], facts: Mapping[str, list[Term]], base: str
) -> Entity:  # fmt: skip
    kinds = tuple(t for t in schema().types if any(t in schema().upwards(k) for k in types))
    narrow = tuple(sorted(kinds, key=lambda t: -len(list(schema().upwards(t)))))
    path = iri.removeprefix(base)
    if CG["Document"] in kinds and SYMBOL not in facts and path.startswith(_DOCUMENTS):
        facts = {**facts, SYMBOL: [Literal(symbol_of_path(path))]}
    names = tuple(_names(facts))
    return Entity(
        iri,
        _display(facts, names) or path,
        _description(facts, narrow),
        narrow,
        names,
        {p: tuple(v) for p, v in facts.items() if p in schema().properties},
    )


def _names(facts: Mapping[str, list[Term]]) -> Iterator[Name]:
    for predicate in (*_NAMES, _TITLE):
        for value in facts.get(predicate, ()):
            if isinstance(value, Literal) and value.value.strip():
                yield Name(
                    value.value, value.language or "", predicate == FORMAL, predicate == _PREFERRED
                )


def _display(facts: Mapping[str, list[Term]], names: tuple[Name, ...]) -> str:
    """Return the name to show: the symbol of a document, else the preferred name in English."""
    for value in facts.get(SYMBOL, ()):
        if isinstance(value, Literal):
            return value.value
    order = sorted(names, key=lambda n: (not n.preferred, n.language != SHOWN, n.language))
    return order[0].text if order else ""


SHOWN = "en"
"""The language that descriptions and the names shown are in."""


def _description(facts: Mapping[str, list[Term]], types: tuple[str, ...]) -> str:
    """Return what tells namesakes apart: the kind, with the formal name or the title and date."""
    parts = [schema().types[types[0]].name] if types else []
    for predicate in (FORMAL, _TITLE, _DATE):
        told = [v for v in facts.get(predicate, ()) if isinstance(v, Literal)]
        shown = [v for v in told if v.language in {None, SHOWN}] or told
        parts += [shown[0].value] if shown else []
    return ", ".join(parts)
