"""Build the editor of the SPARQL page, in a checkout or as a wheel is made.

Its parts come from npm, by the releases that ``editor/package-lock.json`` pins. Where there is no
npm a wheel has no editor: the page keeps its text area, and works.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "editor"
PLACE = ROOT / "converter" / "councilgraph" / "serve" / "editor"
STAMP = PLACE / "built-from"
_QUIET = ("--loglevel", "error")


class Editor(BuildHookInterface):  # type: ignore[type-arg]
    """Put the editor into the wheel; an editable installation takes what ``make editor`` built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the editor, or say why it is not in the wheel."""
        if version == "editable":
            return
        if why := build():
            self.app.display_warning(f"the wheel has no editor for SPARQL: {why}")
        else:
            build_data["artifacts"].append(f"/{PLACE.relative_to(ROOT).as_posix()}/*")


def build() -> str:
    """Build the editor, unless it is there and of these sources; return what hinders that."""
    sources = _hash()
    if STAMP.is_file() and STAMP.read_text("utf-8") == sources:
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm to fetch its parts with"
    shutil.rmtree(PLACE, ignore_errors=True)
    for command in (
        (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *_QUIET),
        (npm, "run", *_QUIET, "build", "--", str(PLACE)),
    ):
        done = subprocess.run(command, cwd=SOURCE, check=False, capture_output=True, text=True)
        if done.returncode:
            return f"{' '.join(command[1:3])} failed:\n{done.stderr.strip()}"
    STAMP.write_text(sources, "utf-8")
    return ""


def _hash() -> str:
    """Return the hash of all that the editor is built from."""
    files = [f for f in SOURCE.rglob("*") if "node_modules" not in f.parts and f.is_file()]
    files.append(ROOT / "ontology" / "authority" / "states.ttl")
    said = hashlib.sha256()
    for file in sorted(files):
        said.update(f"{file.relative_to(ROOT).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return said.hexdigest() + "\n"


if __name__ == "__main__":
    sys.exit(build() or None)
