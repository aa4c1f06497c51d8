"""A dataset's folder is replaced as a whole or stays as it was."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from councilgraph.errors import EnvironmentFault, UsageError
from councilgraph.publish import locked, replace

OLD = [("manifest.json", b"{}"), ("doc/old.ttl", b"old")]
NEW = [("manifest.json", b"{}"), ("doc/new.ttl", b"new")]


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def put(out: Path, files: list[tuple[str, bytes]]) -> None:
    with locked(out) as place:
        replace(place, files)


def test_a_new_version_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, OLD)
    put(out, NEW)
    assert content(out) == dict(NEW)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_build_that_fails_leaves_the_old_version(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, OLD)

    def breaking() -> Iterator[tuple[str, bytes]]:
        yield "doc/new.ttl", b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), locked(out) as place:
        replace(place, breaking())
    assert content(out) == dict(OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_name_without_exchange_is_taken_in_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("councilgraph.publish.swap._exchanged", lambda *_: False)
    out = tmp_path / "out"
    put(out, OLD)
    put(out, NEW)
    assert content(out) == dict(NEW)


def test_what_a_killed_build_set_aside_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, OLD)
    out.rename(tmp_path / ".out.old")
    (tmp_path / ".out.new-dead").mkdir()
    with locked(out):
        assert content(out) == dict(OLD)
        assert not (tmp_path / ".out.new-dead").exists()


def test_two_builds_do_not_work_on_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    lock = tmp_path / ".out.lock"
    with lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(EnvironmentFault, match="another build"), locked(out):
            pass


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious", "utf-8")
    with pytest.raises(UsageError, match="no earlier publication"), locked(tmp_path):
        pass
    assert (tmp_path / "thesis.tex").exists()


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("precious", "utf-8")
    with pytest.raises(UsageError, match="is a file"), locked(out):
        pass


def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, OLD)
    monkeypatch.setattr("councilgraph.publish.putting._digest", lambda _: "of something else")
    with pytest.raises(EnvironmentFault, match="other bytes"), locked(out) as place:
        replace(place, NEW)
    monkeypatch.undo()
    assert content(out) == dict(OLD)


def test_without_a_call_for_the_whole_file_system_each_file_is_brought_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr("councilgraph.publish.swap._file_system_synced", lambda _: False)
    monkeypatch.setattr("councilgraph.publish.swap._sync", lambda p: synced.append(Path(p).name))
    put(tmp_path / "out", NEW)
    assert {"manifest.json", "new.ttl", "doc"} <= set(synced)


def test_a_disk_that_does_not_take_the_files_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    put(out, OLD)

    def broken(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("councilgraph.publish.swap._file_system_synced", broken)
    with pytest.raises(OSError, match="Input/output"), locked(out) as place:
        replace(place, NEW)
    assert content(out) == dict(OLD)
