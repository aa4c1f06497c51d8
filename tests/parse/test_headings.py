"""A title that says draft resolution makes a draft; a heading's lines that say nothing are told."""

from __future__ import annotations

import pytest

from councilgraph.model import Document, DocumentKind
from councilgraph.pipeline import convert_bytes

# An invented draft.
DRAFT = """\
United Nations
S/2030/9001
Security Council
Distr.: General
6 May 2030

{title}

The Security Council,

Recalling its resolution 1325 (2000),

1. Decides to remain seized of the matter.
"""


def draft(title: str) -> Document:
    text = DRAFT.format(title=title).encode()
    (document,) = convert_bytes(text, "draft.txt").record.documents
    return document


@pytest.mark.parametrize(
    ("title", "named", "codes"),
    [
        ("France and Kenya: draft resolution", ["France", "Kenya"], []),
        ("Draft resolution", [], []),
        (": draft resolution", [], ["missing-text"]),
    ],
)
def test_a_draft_is_one_with_or_without_sponsors(
    title: str, named: list[str], codes: list[str]
) -> None:
    found = draft(title)
    assert found.kind is DocumentKind.DRAFT_RESOLUTION
    assert [s.text for s in found.sponsors] == named
    assert [r.code for r in found.remarks if r.code == "missing-text"] == codes


def test_a_line_of_a_heading_that_says_nothing_known_is_remarked() -> None:
    text = DRAFT.format(title="France: draft resolution\n\nSeen at the desk").encode()
    (document,) = convert_bytes(text, "draft.txt").record.documents
    (found,) = [r for r in document.remarks if r.code == "unread-heading"]
    assert "'Seen at the desk'" in found.message
    assert found.span
    assert text.decode()[found.span.start : found.span.end] == "Seen at the desk"
