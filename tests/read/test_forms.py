"""One invented resolution in every form a document comes in: the facts are the same."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from councilgraph.model import Record
from councilgraph.pipeline.conversion import convert_bytes

LINES = [
    "United Nations",
    "S/RES/3201 (2031)",
    "Security Council",
    "Distr.: General",
    "3 May 2031",
    "Resolution 3201 (2031)",
    "Adopted by the Security Council at its 10999th meeting, on 3 May 2031",
    "The Security Council,",
    "Recalling its resolution 2553 (2020),",
    "Acting under Chapter VII of the Charter of the United Nations,",
    "1. Decides that all States shall:",
    "(a) light the lamps of the islands;",
    "(b) keep them lit;",
    "2. Requests the Secretary-General to report by 30 June 2031;",
    "3. Decides to remain seized of the matter.",
]


def as_html() -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in LINES)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def as_docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def as_markdown() -> bytes:
    marked = ["# " + LINES[0], *LINES[1:7], "*The Security Council,*", *LINES[8:]]
    return "\n\n".join(marked).encode()


def facts(record: Record) -> object:
    document = record.main
    return (
        document.symbol, document.kind, document.date, document.adoption_date, document.meeting,
        document.title, document.distribution,
        [(p.path, p.number, p.text, [v.lemma for v in p.verbs]) for p in document.paragraphs],
        [c.target for p in document.paragraphs for c in p.citations],
        [(r.addressees, r.deadlines) for p in document.paragraphs for r in p.requests],
    )  # fmt: skip


def forms(pdf: Callable[..., bytes]) -> dict[str, bytes]:
    page = [(60.0 if line[0] != "(" else 80.0, 750.0 - 26 * i, 10.0, line.replace("(", "\\(")
             .replace(")", "\\)")) for i, line in enumerate(LINES)]  # fmt: skip
    text = "\n".join(LINES)
    return {
        "a.txt": text.encode(),
        "bom.txt": text.encode("utf-8-sig"),
        "wide.txt": text.encode("utf-16"),
        "a.md": as_markdown(),
        "a.html": as_html(),
        "a.docx": as_docx(),
        "a.pdf": pdf([page]),
    }


@pytest.mark.slow
def test_every_form_gives_the_same_facts(pdf: Callable[..., bytes]) -> None:
    made = forms(pdf)
    expected = facts(convert_bytes(made["a.txt"], "a.txt").record)
    for name, data in made.items():
        assert facts(convert_bytes(data, name).record) == expected, name


@pytest.mark.slow
def test_spans_of_every_form_point_at_the_words(pdf: Callable[..., bytes]) -> None:
    from councilgraph.read import read

    for name, data in forms(pdf).items():
        raw = read(data, name).text.raw
        record = convert_bytes(data, name).record
        assert record.source.length == len(raw)
        (first, *_) = [c for p in record.main.paragraphs for c in p.citations]
        assert first.span is not None
        assert raw[first.span.start : first.span.end] == "2553 (2020)", name


@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".html", ".xml"])
def test_a_zip_by_any_other_name_is_refused(suffix: str) -> None:
    from councilgraph.errors import Refused

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "S/RES/3201 (2031)")
    with pytest.raises(Refused, match="an archive that is no DOCX file"):
        convert_bytes(out.getvalue(), "a" + suffix)
