"""Real documents beside the project: none gives a traceback, every quote is what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.errors import Refused
from councilgraph.pipeline import Conversion, convert_bytes
from councilgraph.read import read

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
KINDS = frozenset((".txt", ".xml", ".pdf", ".docx", ".html"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real documents: {CORPUS} is absent"),
]


def test_no_document_gives_a_traceback_and_every_quote_is_what_stands_there() -> None:
    files = sorted(p for p in CORPUS.rglob("*") if p.suffix in KINDS)
    assert files
    converted = 0
    wrong: list[str] = []
    for file in files:
        data = file.read_bytes()
        try:
            made = convert_bytes(data, file.name)
        except Refused as error:
            assert str(error).startswith(file.name)  # noqa: PT017 - some documents are to be refused
            continue
        converted += 1
        wrong += [f"{file.name}: {w}" for w in misquoted(made, data, file.name)]
    assert converted > len(files) // 2
    assert wrong == []


def misquoted(made: Conversion, data: bytes, name: str) -> list[str]:
    """Return the quotes whose letters are not those of the file at their place.

    Markup, line ends, hyphens at line ends and notes' numbers may stand between the letters.
    """
    raw = read(data, name).text.raw
    found = []
    for document in made.record.documents:
        for paragraph in document.paragraphs:
            for citation in paragraph.citations:
                slice_ = raw[citation.span.start : citation.span.end]
                if not in_order(citation.quote, slice_):
                    found.append(f"{citation.quote!r} is {slice_!r}")
    for vote in made.record.votes:
        found += [
            f"{b.name!r} is not at its place"
            for b in vote.ballots
            if b.span and not in_order(b.name, raw[b.span.start : b.span.end])
        ]
    return found


def in_order(words: str, text: str) -> bool:
    """Tell whether a text holds the letters of some words, in order, from first to last."""
    letters = [c for c in words if not c.isspace()]
    rest = iter(text)
    inside = all(any(c == other for other in rest) for c in letters)
    return inside and text[:1] == letters[0] and text[-1:] == letters[-1]
