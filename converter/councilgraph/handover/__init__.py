"""Answers in the forms that people's own tools read: tables, networks, references, calendars."""

from __future__ import annotations

from .forms import FORMS, Form, handed, write
from .library import declared, handed_over
from .published import PUBLISHED, WholeTable, files_in, forms_of
from .wide import pivoted

__all__ = [
    "FORMS",
    "PUBLISHED",
    "Form",
    "WholeTable",
    "declared",
    "files_in",
    "forms_of",
    "handed",
    "handed_over",
    "pivoted",
    "write",
]
