"""What named questions are called and explained as, in the six languages of the United Nations.

English stands in the header of each ``.rq`` file; the others in one TOML file a language, beside
them, whose keys are the names of the questions and the English words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import resources
from ..errors import EnvironmentFault
from .library import NamedQuery, library

OF_HEADERS = "en"
"""The language of the headers."""

_Tables = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language; ``parameters`` says by name what each parameter is."""

    title: str
    description: str
    keywords: tuple[str, ...]
    parameters: Mapping[str, str]


def wordings(question: NamedQuery) -> Mapping[str, Wording]:
    """Return a question in every language, by the code of the language.

    >>> wordings(library()["vetoes"])["es"].title
    'Vetos'

    Raises:
        EnvironmentFault: a language lacks a word, or has one too many.
    """
    own = Wording(
        question.title,
        question.description,
        question.keywords,
        {p.name: p.text for p in question.parameters},
    )
    return {OF_HEADERS: own} | {
        code: Wording(
            tables["title"][question.name],
            tables["description"][question.name],
            tuple(tables["keyword"][k] for k in question.keywords),
            {p.name: tables["parameter"][p.text] for p in question.parameters},
        )
        for code, tables in _translations().items()
    }


@cache
def _translations() -> Mapping[str, _Tables]:
    return {file.stem: _read(file) for file in resources.files("ontology/questions/*.toml")}


def _read(file: Path) -> _Tables:
    """Return the tables of a language, after a look that they have the keys they must have."""
    from .federation import federated  # what asks questions is much, and few read their wording

    questions = (*library().values(), *federated().values())
    names = {q.name for q in questions}
    expected = {
        "title": names,
        "description": names,
        "parameter": {p.text for q in questions for p in q.parameters},
        "keyword": {k for q in questions for k in q.keywords},
    }
    try:
        tables: _Tables = tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise EnvironmentFault(f"{file.name}: {error}") from error
    for name, keys in expected.items():
        if wrong := sorted(keys ^ set(tables.get(name, ()))):
            raise EnvironmentFault(
                f"ontology/questions/{file.name}: [{name}] and the headers of the questions "
                f"differ in {', '.join(map(repr, wrong))}; expected the same in both"
            )
    return tables
