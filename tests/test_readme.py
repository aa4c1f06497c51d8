"""Every command in the README is run, and prints what the README says it prints.

``…`` alone on a line stands for lines left out. ``pytest tests/test_readme.py --update-golden``
writes what was printed into blocks that leave nothing out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
R = re.compile(r"^```r\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


def sessions() -> list[tuple[str, str]]:
    """Return every command of the README with the output shown, in order."""
    found = []
    for block in BLOCK.findall(README.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks like a checkout to the README's commands."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("tests", "Makefile", "pyproject.toml", "constraints.txt"):
        (place / name).symlink_to(ROOT / name)
    return place


def printed(command: str, folder: Path) -> str:
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "COLUMNS": "100"},
    )  # fmt: skip
    return done.stdout.decode().replace("\r\n", "\n")


def test_the_readme_shows_commands() -> None:
    commands = [c for c, _ in sessions()]
    assert sum(c.startswith("councilgraph ") for c in commands) >= 3
    assert "make publish" in commands
    assert "make test" in commands


@pytest.mark.slow
def test_every_command_prints_what_is_shown(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    text = README.read_text("utf-8")
    for command, shown in sessions():
        if command.startswith("make "):
            continue
        found = printed(command, folder)
        if request.config.getoption("--update-golden") and GAP not in shown:
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{found}")
            continue
        parts = (re.escape(p) for p in shown.split(f"{GAP}\n"))
        assert re.fullmatch("(?s:.*)".join(parts), found), f"{command} printed:\n{found}"
    if text != README.read_text("utf-8"):
        README.write_text(text, "utf-8")


@pytest.mark.slow
def test_r_reads_the_tables_and_networks_and_draws_a_map(
    folder: Path, needed: Callable[[str | None, str], str]
) -> None:
    program = needed(shutil.which("Rscript"), "R with its igraph and maps (Debian's)")
    for command, _ in sessions():
        if "> citations.graphml" in command or "-o letter.ttl" in command:
            printed(command, folder)
    (script,) = R.findall(README.read_text("utf-8"))
    (folder / "guide.R").write_text(script, "utf-8")
    said = printed(f"{program} guide.R", folder)
    assert said.split() == ["InFavour", "15", "[1]", "39"], said
    assert (folder / "votes.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_make_publish_prints_what_is_shown(folder: Path) -> None:
    shown = dict(sessions())["make publish"]
    command = f"make --no-print-directory -C {ROOT} publish OUT={folder / 'out'}"
    found = printed(command, folder).replace(str(folder) + "/", "")
    for line in shown.splitlines():
        assert line in found.splitlines(), f"make publish printed:\n{found}"


def test_make_test_runs_every_test(folder: Path) -> None:
    planned = printed(f"make -n -C {ROOT} test", folder)
    assert re.search(r"pytest\b(?!.*not slow)", planned)
