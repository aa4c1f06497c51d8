"""A document may kill the process that converts it: it is refused, and the others go on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from html import escape
from pathlib import Path

import pytest
from makers import SAMPLE
from pdf_makers import pdf_bomb_of_a_gigabyte_in_lzw, pdf_of_images
from publications import DOCUMENTS

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "councilgraph"]
RESOLUTION = DOCUMENTS / "S-RES-9002" / "source.txt"


def page() -> str:
    """Return an invented resolution as a page of HTML."""
    paragraphs = RESOLUTION.read_text("utf-8").split("\n\n")
    return f"<html><body>{''.join(f'<p>{escape(p)}</p>' for p in paragraphs)}</body></html>"



def ran(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], input=given, capture_output=True, check=False,
        timeout=120,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_its_process_dies_of_is_refused_and_the_others_go_on(
    jobs: str, tmp_path: Path
) -> None:
    bomb, html, out = tmp_path / "a.pdf", tmp_path / "a.html", tmp_path / "out"
    pdf_bomb_of_a_gigabyte_in_lzw(bomb)
    html.write_text(page(), "utf-8")
    done = ran("publish", "--partial", "--jobs", jobs, "--out", out, html, bomb, SAMPLE)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"{bomb}: converting it takes more than 1,024 MB of memory")
    assert done.stderr.count("\n") == 1, done.stderr
    assert (out / "doc/S/RES/9002.ttl").is_file()
    assert (out / "doc/S/2020/1166.ttl").is_file()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_takes_too_long_is_refused(jobs: str, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    line = "See resolutions 1325 (2000), 2553 (2020) and the statement S/PRST/2007/3 of its year.\n"
    long.write_text(SAMPLE.read_text("utf-8") + line * 200_000, "utf-8")
    command = ("convert", "--seconds", "4", "--jobs", jobs, "-o", tmp_path / "out", long, SAMPLE)
    done = ran(*command)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{long}: not converted within 4 s; expected a document that")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["source.ttl"]


def test_what_comes_on_standard_input_is_read_here_and_converted_apart(tmp_path: Path) -> None:
    images = tmp_path / "images.pdf"
    pdf_of_images(images)
    done = ran("convert", "-", given=images.read_bytes())
    assert done.returncode == 1
    assert "standard input: a PDF of images only: it needs text recognition (OCR)" in done.stderr
    done = ran("convert", "--jobs", "2", "--to", "nt", SAMPLE, "-", given=page().encode())
    assert done.returncode == 0
    assert done.stdout.index("S/2020/1166") < done.stdout.index("S/RES/9002")


def test_processes_end_with_their_parent(tmp_path: Path) -> None:
    texts = [tmp_path / f"{n}.txt" for n in range(300)]
    for text in texts:
        text.symlink_to(RESOLUTION)
    command = [*COMMAND, "convert", "--jobs", "2", "-o", str(tmp_path / "out"), *map(str, texts)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        found: list[Path] = []
        while len(found) < 2:
            assert parent.poll() is None
            time.sleep(0.05)
            found = [Path("/proc") / pid for pid in children.read_text("ascii").split()]
        while not list((tmp_path / "out").glob("*.ttl")):
            time.sleep(0.05)
        parent.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not any(_runs(child) for child in found):
            break
        time.sleep(0.05)
    assert not any(_runs(child) for child in found)
    assert len(list((tmp_path / "out").glob("*.ttl"))) < len(texts)


def _runs(process: Path) -> bool:
    """Tell whether a process is there and no corpse that nobody fetched."""
    try:
        return "State:\tZ" not in (process / "status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
