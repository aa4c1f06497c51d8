"""What the program is built from: pinned by hash, under licences that bind nobody, to one wheel."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([\w.-]+)==(\S+)")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [m for line in lines if (m := PIN.match(line))]
    return {canonicalize_name(m[1]): m[2] for m in found}


def _closure(requirements: list[str]) -> Iterator[str]:
    """Yield what requirements lead to, by what each installed distribution asks for in turn."""
    todo = [(Requirement(r), {""}) for r in requirements]
    done: set[tuple[str, str]] = set()
    while todo:
        wanted, extras = todo.pop()
        if wanted.marker and not any(wanted.marker.evaluate({"extra": e}) for e in extras):
            continue
        name = canonicalize_name(wanted.name)
        new = {(name, e) for e in ("", *wanted.extras)} - done
        if (name, "") in new:
            yield name
        done |= new
        asks = distribution(name).requires or [] if new else []
        todo += [(Requirement(r), {"", *wanted.extras}) for r in asks]


def _declared(name: str, spellings: dict[str, str]) -> str:
    about = distribution(name).metadata
    said = [v for k in ("License-Expression", "License") for v in about.get_all(k) or []]
    words = next((v.strip() for v in said if v), "")
    if not words or "\n" in words:  # the whole text of the licence, or none: its class is told
        classes = about.get_all("Classifier") or []
        told = (c.rpartition(" :: ")[2] for c in classes if c.startswith("License ::"))
        words = next(told, "text " + hashlib.sha256(words.encode()).hexdigest()[:16])
    return canonicalize_license_expression(spellings.get(words, words))


CORE: list[str] = _toml(ROOT / "pyproject.toml")["project"]["dependencies"]
DEV: list[str] = _toml(ROOT / "pyproject.toml")["project"]["optional-dependencies"]["dev"]


@pytest.mark.parametrize(("file", "least"), [("locked.txt", 50), ("locked-spark.txt", 2)])
def test_what_is_installed_is_pinned_with_hashes_and_without_addresses(
    file: str, least: int
) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    assert [x for x in text.splitlines() if x.startswith("-")] == []
    parts = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(parts) >= least
    bare = [p.split()[0] for p in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", p)]
    assert bare == []


def test_the_pins_with_hashes_are_the_constraints() -> None:
    pinned, locked = _pins("constraints.txt"), _pins("locked.txt") | _pins("locked-spark.txt")
    assert {n: (v, pinned.get(n)) for n, v in locked.items() if pinned.get(n) != v} == {}
    asked = {canonicalize_name(Requirement(r).name) for r in (*CORE, *DEV)}
    assert asked - set(locked) == set()


def test_each_licence_of_the_core_is_listed_and_permitted() -> None:
    table = _toml(Path(__file__).with_name("licences.toml"))
    needed = set(_closure(CORE))
    older = set(table["older"]) if sys.version_info >= (3, 12) else set()
    assert sorted(needed) == sorted(set(table["core"]) - older)
    for name in sorted(needed):
        licence = table["core"][name]
        declared = _declared(name, table["spellings"])
        assert canonicalize_license_expression(licence) == declared, name
        names = set(re.split(r" (?:AND|OR) ", licence))
        assert names <= set(table["permitted"]), name


@pytest.mark.slow
def test_a_wheel_has_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    built = [
        _wheel(tmp_path / "one", umask=0o022, seed="1", zone="UTC"),
        _wheel(tmp_path / "another" / "place", umask=0o077, seed="2", zone="Asia/Tokyo"),
    ]
    assert built[0] == built[1]


def _wheel(place: Path, *, umask: int, seed: str, zone: str) -> str:
    """Return the hash of a wheel built from a copy of the tree; the files' times are the copy's."""
    kept = ("converter", "ontology", "shapes", "conformance", "reports", "editor", "pyproject.toml",
            "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA")  # fmt: skip
    before = os.umask(umask)
    try:
        place.mkdir(parents=True)
        for name in kept:
            if (ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("node_modules", "__pycache__")
                shutil.copytree(ROOT / name, place / name, ignore=ignored,
                                copy_function=shutil.copyfile)  # fmt: skip
            else:
                shutil.copyfile(ROOT / name, place / name)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
            cwd=place, check=True, capture_output=True, timeout=300, env=environment,
        )  # fmt: skip
    finally:
        os.umask(before)
    (wheel,) = (place / "dist").glob("*.whl")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()
