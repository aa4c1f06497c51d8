"""The words of the interface in every language, from one table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..errors import EnvironmentFault
from ..languages import codes

FIRST = "en"
"""The language of the interface until another is chosen."""
_TABLE = Path(__file__).with_name("strings.toml")


@cache
def strings() -> Mapping[str, Mapping[str, str]]:
    """Return each string of the interface by its key, then by language.

    >>> strings()["votes"]["es"]
    'Votaciones'

    Raises:
        EnvironmentFault: a string lacks a language, or has one that no pack knows.
    """
    table: dict[str, dict[str, str]] = tomllib.loads(_TABLE.read_text("utf-8"))
    for key, said in table.items():
        if differing := sorted(set(said) ^ set(codes())):
            raise EnvironmentFault(f"{_TABLE.name}: {key}: languages differ: {differing}")
    return table


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages of the interface in the order of the table.

    >>> languages()
    ('ar', 'zh', 'en', 'fr', 'ru', 'es')
    """
    return tuple(next(iter(strings().values())))
