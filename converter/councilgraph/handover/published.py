"""The whole tables of a dataset as files, in each form that their columns can fill."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..formats import RESULT_FORMATS, ResultFormat
from ..query import Answer, Embedded, NamedQuery, render
from .forms import FORMS, Form, write
from .library import Declared, declared, handed_over
from .parquet import library
from .roles import columns_of

FOLDER, SHEET = "handover", "sheet"
PUBLISHED = (*FORMS, SHEET)
"""The forms that a dataset can be published in: those of other tools, and CSV for spreadsheets."""
_TIMEOUT = 3600.0
"""Seconds for an answer: nobody waits at a page for it."""


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table in a form: its path and bytes, what it is called and tells, its media type.

    ``name`` is that of question and form.
    """

    name: str
    path: str
    data: bytes
    title: str
    description: str
    media_type: str


def forms_of(names: str) -> tuple[str, ...]:
    """Return the forms that a list names, each once, and check that they can be written.

    >>> forms_of("ics,sheet,ics")
    ('ics', 'sheet')

    Raises:
        UsageError: there is no such form.
        EnvironmentFault: a form needs a library that is not installed.
    """
    found = tuple(dict.fromkeys(names.split(",")))
    if strange := [name for name in found if name not in PUBLISHED]:
        raise UsageError(f"--handover {strange[0]!r}; expected some of {', '.join(PUBLISHED)}")
    if "parquet" in found:
        library()
    return found


def files_in(forms: Sequence[str], dump: Path, aside: Path) -> Iterator[WholeTable]:
    """Yield each table in each form, of a packed dump in Turtle.

    ``aside`` is a folder that the dump is unpacked in; the file is removed at the end.

    Raises:
        Contradiction: a form needs rows of different things, and two are of the same.
        UsageError: a row lacks what its form needs.
        OSError: the dump cannot be unpacked.
    """
    if not forms:
        return
    aside.mkdir(parents=True, exist_ok=True)
    data = aside / f"{FOLDER}.ttl"
    try:
        with gzip.open(dump) as packed, data.open("wb") as file:
            shutil.copyfileobj(packed, file)
        store = Embedded(data, _TIMEOUT)
    finally:
        data.unlink(missing_ok=True)
    for name, question in sorted(handed_over().items()):
        answer = store.ask(question.bound({}))
        for form in forms:
            if form == SHEET:
                yield _table(name, question, RESULT_FORMATS[SHEET], render(answer, SHEET))
            elif _fits(answer, form, question.head):
                yield _table(name, question, FORMS[form], write(answer, form, question.head))


def _table(
    name: str, question: NamedQuery, form: Form | ResultFormat, made: str | bytes
) -> WholeTable:
    return WholeTable(
        f"{name}-{form.name}", f"{FOLDER}/{name}{form.suffix}",
        made if isinstance(made, bytes) else made.encode(),
        f"{question.title} ({form.title})", question.description, form.media_type,
    )  # fmt: skip


def _fits(answer: Answer, form: str, head: str) -> bool:
    """Tell whether the columns of an answer fill the roles of a form."""
    try:
        columns_of(answer, form, FORMS[form].roles, declared(head).get(form, Declared()))
    except UsageError:
        return False
    return True
