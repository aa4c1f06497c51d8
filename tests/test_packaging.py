"""The wheel is whole: what it bundles is the tree's, and it works in an empty environment."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "documents" / "S-2020-1166" / "source.txt"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_tree_holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {n: archive.read(n) for n in archive.namelist() if ".dist-info/" not in n}
    expected = {}
    for folder in ("ontology", "shapes", "conformance", "reports"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                name = f"councilgraph/_bundled/{file.relative_to(ROOT).as_posix()}"
                expected[name] = file.read_bytes()
    package = ROOT / "converter" / "councilgraph"
    for file in package.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            name = f"councilgraph/{file.relative_to(package).as_posix()}"
            expected[name] = file.read_bytes()
    assert any(n.endswith("seats.ttl") for n in expected)
    assert all(any(n.endswith(s) for n in expected) for s in (".toml", ".html", ".css", ".js"))
    assert {n for n in held if not Path(n).name.startswith(".")} == set(expected)
    assert {n: held[n] for n in expected} == expected


def test_the_wheel_holds_the_editor_where_npm_is_there(wheel: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("npm is missing, so the wheel has no editor")
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(n).name: n for n in archive.namelist() if "/serve/editor/" in n}
        licences = archive.read(held["LICENSES.txt"]).decode()
    assert {"editor.js", "editor.css", "world.json"} <= set(held)
    assert "@codemirror/view" in licences
    assert "world-atlas" in licences


def test_the_parts_of_the_editor_are_pinned_without_addresses() -> None:
    locked = json.loads((ROOT / "editor" / "package-lock.json").read_text("utf-8"))["packages"]
    parts = {name: part for name, part in locked.items() if name}
    assert len(parts) > 10
    assert [name for name, part in parts.items() if "resolved" in part] == []
    assert [name for name, part in parts.items() if "integrity" not in part] == []


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"

    def run(*command: str) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, check=False, capture_output=True, timeout=600,
            env={"PATH": f"{programs}:/usr/bin:/bin", "LANG": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    constraints = str(ROOT / "constraints.txt")
    subprocess.run(
        [str(programs / "pip"), "install", "--quiet", "-c", constraints, str(wheel)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    where = run("python", "-c", "import councilgraph.resources as r; print(r.root())").strip()
    assert where.endswith("councilgraph/_bundled")
    turtle = run("councilgraph", "convert", str(SAMPLE))
    assert turtle == _converted_here()
    run("councilgraph", "publish", str(SAMPLE), "--out", "out")
    names = run("councilgraph", "query", "sponsors-without-seat", "--data", "out")
    assert "(24 rows)" in names


def _converted_here() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "councilgraph", "convert", str(SAMPLE)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


def test_a_checkout_reads_its_own_tree() -> None:
    from councilgraph import resources

    assert resources.root() == ROOT
