"""Files of every form through the command: what is read, what is refused and why."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from councilgraph.cli import main

PILOT = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


ROWS = {
    "a suffix that lies": ("a.docx", b"%PDF-1.7\n...", "the suffix says application/vnd"),
    "a text that is a PDF": ("a.txt", b"%PDF-1.7\n...", "the suffix says text/plain"),
    "a damaged PDF": ("a.pdf", b"%PDF-1.7\n...", "a damaged PDF"),
    "a bomb": ("a.docx", archive({"word/document.xml": b"<w/>", "word/b": bytes(4_000_000)}),
               "beyond all measure"),
    "an archive of no text": ("a.docx", archive({"a": b"1"}), "an archive that is no DOCX file"),
    "markup that is too deep": ("a.html", b"<html>" + b"<div>" * 100_000, "too deep"),
    "markup without text": ("a.html", b"<html><script>1</script></html>", "without any text"),
    "a text without a symbol": ("a.html", b"<html><p>milk and bread of the shop</p></html>",
                                "no document symbol"),
}  # fmt: skip


@pytest.mark.parametrize("row", [
    # All but plain text is read in a process of its own, which takes a moment to start.
    pytest.param(row, id=name, marks=[] if row[0].endswith(".txt") else [pytest.mark.slow])
    for name, row in ROWS.items()
])  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(
    row: tuple[str, bytes, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, data, reason = row
    file = tmp_path / name
    file.write_bytes(data)
    assert main(["convert", str(file)]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert reason in err
    assert "Traceback" not in err


def test_an_encoding_that_the_user_names_is_taken(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(PILOT.read_text("utf-8").encode("gb18030"))
    assert main(["convert", str(file)]) == 1
    assert "--encoding NAME" in capfd.readouterr().err
    assert main(["convert", str(file), "--encoding", "gb18030", "--to", "nt"]) == 0
    assert "doc/S/2020/1166" in capfd.readouterr().out
