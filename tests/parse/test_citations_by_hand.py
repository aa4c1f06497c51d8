"""Citations of real documents, held against a table that was made by reading them.

Beyond the rows of the corpus: every mention counts, in its paragraph and order, and so do Charter
articles and chapters, statements, letters, reports, and named agreements.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph.identifiers import target_path
from councilgraph.pipeline import convert_bytes

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
TABLE = Path(__file__).with_name("citations_by_hand.toml")
DOCUMENTS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["document"]

pytestmark = pytest.mark.slow


def path(short: str) -> str:
    """Return the path of what a word of the table stands for."""
    if short.isdigit():
        return f"doc/S/RES/{short}"
    return f"doc/{short}" if short[:2] in {"S/", "A/"} else f"instrument/{short}"


def test_ten_documents_and_more_were_read() -> None:
    assert len(DOCUMENTS) >= 10
    assert len({d["file"].split(".")[-2] for d in DOCUMENTS}) == 6


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: Path(d["file"]).stem)
def test_every_citation_read_by_eye_is_found_and_no_other(document: dict[str, Any]) -> None:
    file = CORPUS / document["file"]
    if not file.exists():
        pytest.skip(f"the development corpus is not beside the checkout: {CORPUS}")
    main = convert_bytes(file.read_bytes(), file.name).record.main
    found = {
        "/".join(p.path): [target_path(c.target) for c in p.citations]
        for p in main.paragraphs
        if p.citations
    }
    assert found == {where: [path(w) for w in what.split()] for where, what in document["cites"]}
