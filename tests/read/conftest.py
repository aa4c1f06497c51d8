"""Small files of each kind, made here; every document in them is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Placed = tuple[float, float, float, str]
"""A text on a page: left, base line and size in points, and the words."""


def _pdf(pages: list[list[Placed]], *, trailer: str = "", image: bool = False) -> bytes:
    """Return a PDF file with these texts on its pages, in a font that every reader has."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font]
    kids = []
    for texts in pages:
        shown = [f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, words in texts]
        if image:
            shown.append("q 600 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
        content = "\n".join(shown)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    out = b"%PDF-1.4\n"
    places = []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return _pdf


def lines(words: list[str], *, x: float = 80, top: float = 700) -> list[Placed]:
    """Return lines of text one below the other."""
    return [(x, top - 12 * i, 10, line) for i, line in enumerate(words)]


@pytest.fixture
def placed() -> Callable[..., list[Placed]]:
    return lines
