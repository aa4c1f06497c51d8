"""Questions whose answers are whole tables for other tools, and how a question says its columns.

A comment at a question's head, ``# form: NAMES ROLE=COLUMN …``, tells for some forms which column
plays which role; a word alone is a mark, such as ``undirected``. Columns that are named as the
roles are need no such line. The line means the same in a file of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from .. import resources
from ..query import NamedQuery
from ..query.library import read_question

_LINE = re.compile(r"^# form: ([\w,]+)((?: \S+)*)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a question says for one form: columns by role (some of several columns), and marks."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()


@cache
def handed_over() -> Mapping[str, NamedQuery]:
    """Return the questions that give whole tables, by name.

    They are no pages: their answers have as many rows as the data have votes or citations.

    >>> sorted(handed_over())[:2]
    ['ballots', 'citation-network']
    """
    files = resources.files("ontology/questions/handover/*.rq")
    return {file.stem: read_question(file) for file in files}


def declared(text: str) -> Mapping[str, Declared]:
    """Return what the text of a question declares, by form.

    >>> declared("# form: graphml undirected source=a")["graphml"].marks
    frozenset({'undirected'})
    """
    found: dict[str, Declared] = {}
    for names, rest in _LINE.findall(text):
        words = [word.partition("=") for word in rest.split()]
        columns = {role: tuple(value.split(",")) for role, equals, value in words if equals}
        marks = frozenset(word for word, equals, _ in words if not equals)
        found |= dict.fromkeys(names.split(","), Declared(columns, marks))
    return found
