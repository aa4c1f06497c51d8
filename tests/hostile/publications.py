"""Publishing from the command line, and whether what is published is whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Needed = Callable[[str | None, str], str]

DOCUMENTS = Path(__file__).parents[1] / "documents"
BEFORE = (DOCUMENTS / "S-RES-9002" / "source.txt",)
AFTER = (*BEFORE, DOCUMENTS / "S-RES-9003" / "source.txt")
"""The documents of an old version, and of a new one."""


def command(out: Path, documents: tuple[Path, ...] = AFTER, *more: str) -> list[str]:
    """Return the command that publishes documents."""
    verb = [sys.executable, "-m", "councilgraph", "publish", "--quiet", "--out", str(out), *more]
    return [*verb, *map(str, documents)]


def unwritten() -> dict[str, str]:
    """Return an environment in which Python writes no file of its own: for who counts calls."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def publish(
    out: Path, documents: tuple[Path, ...] = AFTER, *, before: tuple[str, ...] = (),
    limit: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Publish, under another command or a limit if told so, and return how it ended."""
    return subprocess.run(
        [*before, *command(out, documents)], check=False, capture_output=True, text=True,
        timeout=120, env=unwritten() if before else None, preexec_fn=limit,
    )  # fmt: skip


def published(folder: Path, documents: tuple[Path, ...]) -> str:
    """Publish into a folder that is there from then on, and return the version's name."""
    done = publish(folder, documents)
    assert done.returncode == 0, done.stderr
    return version(folder)


def version(out: Path) -> str:
    """Return the name of a version that is whole: every file is what its manifest says."""
    data = (out / "manifest.json").read_bytes()
    listed = json.loads(data)["files"]
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there == {*listed, "manifest.json"}
    for path, said in listed.items():
        content = (out / path).read_bytes()
        assert len(content) == said["bytes"], path
        assert hashlib.sha256(content).hexdigest() == said["sha256"], path
        if path.endswith(".gz"):
            assert gzip.decompress(content), path
    return hashlib.sha256(data).hexdigest()


def beside(out: Path) -> list[str]:
    """Return what lies beside a version: what builds left behind."""
    return sorted(p.name for p in out.parent.iterdir() if p != out)


def strace(needed: Needed, *expressions: str, log: Path | None = None) -> tuple[str, ...]:
    """Return the command that starts another under strace, which traces it and makes faults."""
    program = needed(shutil.which("strace"), "strace (Debian's package)")
    said = [part for e in expressions for part in ("-e", e)]
    return (program, "-f", "-y", "-qq", "-o", str(log or os.devnull), *said)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an old version, to be copied."""
    place = tmp_path_factory.mktemp("old") / "out"
    published(place, BEFORE)
    return place


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the name of the new version, made where nothing went wrong."""
    return published(tmp_path_factory.mktemp("new") / "out", AFTER)


@pytest.fixture
def out(old: Path, tmp_path: Path) -> Path:
    """Return a folder that has the old version."""
    return shutil.copytree(old, tmp_path / "site" / "out")
