"""The authority tables as a gazetteer: every name in every language, and what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from .. import resources
from ..identifiers import BASE
from ..model import Gazetteer

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_PREFERRED = f"{_SKOS}prefLabel"
_NAMES = frozenset(
    (_PREFERRED, f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel", f"{BASE}ontology#formalName")
)
_FILES = {
    "states": ("authority/states.ttl", "authority/former-states.ttl"),
    "organs": (
        "authority/organs.ttl", "authority/operations.ttl", "authority/sanctions.ttl",
        "vocabularies/addressees.ttl",
    ),
    "instruments": ("authority/instruments.ttl",),
    "bodies": ("authority/operations.ttl", "authority/sanctions.ttl"),
}  # fmt: skip
_TOPICS = ("vocabularies/topics.ttl",)
_CG = f"{BASE}ontology#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SCHEMES = frozenset(("concept/addressee", "concept/topic"))


@cache
def gazetteer() -> Gazetteer:
    """Return the names of states, organs and instruments, by language.

    Preferred, formal, alternative and hidden labels are all names. Where two things share a name,
    the one whose preferred label it is has it.

    >>> gazetteer().states["zh"]["圣文森特和格林纳丁斯"]
    'state/VCT'
    >>> gazetteer().organs["en"]["Member States"]
    'concept/addressee/member-states'

    Raises:
        EnvironmentFault: a table is missing from the installation.
    """
    names = {kind: _names(files) for kind, files in _FILES.items()}
    return Gazetteer(**names, founded=_founded())


def _founded() -> dict[tuple[str, str], str]:
    """Return the bodies that a resolution established, by class and resolution."""
    classes: dict[str, list[str]] = defaultdict(list)
    founders: list[tuple[str, str]] = []
    for quad in ox.parse(
        resources.text("ontology/authority/sanctions.ttl"), format=ox.RdfFormat.TURTLE
    ):
        path, value = quad.subject.value.removeprefix(BASE), quad.object.value
        if quad.predicate.value == _TYPE:
            classes[path].append(value.removeprefix(_CG))
        elif quad.predicate.value == f"{_CG}establishedBy":
            founders.append((path, value.removeprefix(BASE)))
    return {(kind, by): path for path, by in founders for kind in classes[path]}


@cache
def topic_names() -> Mapping[str, Mapping[str, str]]:
    """Return the concept of each name of a topic, by language.

    >>> topic_names()["zh"]["武装冲突中保护平民"]
    'concept/topic/protection-of-civilians-in-armed-conflict'

    Raises:
        EnvironmentFault: the table is missing from the installation.
    """
    return _names(_TOPICS)


@cache
def preferred_names(kind: str) -> Mapping[str, Mapping[str, str]]:
    """Return the preferred name of each thing, by language and path; ``kind`` is a gazetteer's.

    >>> preferred_names("states")["zh"]["state/FRA"]
    '法国'

    Raises:
        EnvironmentFault: a table is missing from the installation.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in _FILES[kind]:
        for quad in ox.parse(resources.text(f"ontology/{file}"), format=ox.RdfFormat.TURTLE):
            name = quad.object
            if quad.predicate.value != _PREFERRED or not isinstance(name, ox.Literal):
                continue
            if name.language is not None:
                found[name.language][quad.subject.value.removeprefix(BASE)] = name.value
    return dict(found)


def _names(files: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    preferred: set[tuple[str, str]] = set()
    for file in files:
        for quad in ox.parse(resources.text(f"ontology/{file}"), format=ox.RdfFormat.TURTLE):
            name = quad.object
            if quad.predicate.value not in _NAMES or not isinstance(name, ox.Literal):
                continue
            path = quad.subject.value.removeprefix(BASE)
            language = name.language
            if language is None or path in _SCHEMES:
                continue
            first = quad.predicate.value == _PREFERRED
            if first or (language, name.value) not in preferred:
                found[language][name.value] = path
            if first:
                preferred.add((language, name.value))
    return dict(found)
