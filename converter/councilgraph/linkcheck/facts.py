"""What our own tables say of the subjects of links, for an endpoint to be held against."""

from __future__ import annotations

from .. import resources
from ..identifiers import BASE
from ..rdf import Literal, read_triples
from ..rdf.namespaces import CG, SKOS

_TABLES = ("ontology/authority/*.ttl", "ontology/vocabularies/topics.ttl")


def facts(properties: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the values of some properties of ours or of SKOS by subject, as paths.

    >>> sorted(facts(("alpha3", "alpha4"))["state/SUN"])
    ['SUHH', 'SUN']

    Raises:
        EnvironmentFault: the installation has no tables.
    """
    wanted = {space[name] for name in properties for space in (CG, SKOS)}
    found: dict[str, set[str]] = {}
    for file in (file for pattern in _TABLES for file in resources.files(pattern)):
        for subject, predicate, term in read_triples(file):
            if predicate in wanted and isinstance(term, Literal):
                found.setdefault(subject.removeprefix(BASE), set()).add(term.value)
    return {subject: frozenset(values) for subject, values in found.items()}
