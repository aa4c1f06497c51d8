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
    "organs": ("authority/organs.ttl", "vocabularies/addressees.ttl"),
    "instruments": ("authority/instruments.ttl",),
}
_SCHEME = "concept/addressee"


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
    return Gazetteer(**{kind: _names(files) for kind, files in _FILES.items()})


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
            if language is None or path == _SCHEME:
                continue
            first = quad.predicate.value == _PREFERRED
            if first or (language, name.value) not in preferred:
                found[language][name.value] = path
            if first:
                preferred.add((language, name.value))
    return dict(found)
