"""What a new version holds of versions before, and of others, is removed; what it lacks is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from councilgraph.errors import EnvironmentFault
from councilgraph.publish import Ledger, spare
from councilgraph.publish.putting import put
from councilgraph.publish.spare import Taken, sweep


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of three files, which stand in the folder with their manifest."""
    with closing(Ledger()) as found:
        found.wrote("unit", [put(tmp_path, path, b"") for path in ("a/1", "a/2", "b/1")])
        put(tmp_path, "manifest.json", b"")
        found.left.clear()
        yield found


def files(folder: Path) -> list[str]:
    """Return the paths of the files of a folder."""
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


def test_where_the_number_is_right_nobody_looks(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare, "number_in", None)
    ledger.wrote("unit", [put(tmp_path, path, b"") for path in ("a/1", "c/1", "c/2")])
    sweep(tmp_path, Taken(3, 4), ledger)
    assert files(tmp_path) == ["a/1", "c/1", "c/2"]
    assert not (tmp_path / "b").exists()


def test_what_is_too_much_is_looked_for(ledger: Ledger, tmp_path: Path) -> None:
    put(tmp_path, "b/of somebody", b"")
    sweep(tmp_path, Taken(3, 5), ledger)
    assert files(tmp_path) == ["a/1", "a/2", "b/1"]


@pytest.mark.parametrize("number", [None, 3])
def test_what_is_too_little_is_told(ledger: Ledger, tmp_path: Path, number: int | None) -> None:
    (tmp_path / "a/2").unlink()
    with pytest.raises(EnvironmentFault, match="holds 2 files; expected 3"):
        sweep(tmp_path, Taken(3, number), ledger)


def test_what_was_there_before_it_came_again_is_not_taken_for_another(
    ledger: Ledger, tmp_path: Path
) -> None:
    put(tmp_path, "c/1", b"of a version before")
    ledger.wrote("other", [put(tmp_path, "c/1", b"")])
    put(tmp_path, "of somebody", b"")
    sweep(tmp_path, Taken(3, 6), ledger)
    assert files(tmp_path) == ["a/1", "a/2", "b/1", "c/1"]
