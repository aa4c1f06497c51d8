"""Digests that are remembered: right after any change, and read once where there is none."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from councilgraph.query import digests
from councilgraph.query.digests import Digests


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where digests are remembered, of small files that were just written, too."""
    monkeypatch.setattr(digests, "LEAST", 0)
    monkeypatch.setattr(digests, "SETTLED", -1)
    return tmp_path / "cache" / "digests.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.nt"
    file.write_bytes(b"first")
    return file


def told(memory: Path, file: Path) -> str:
    known = Digests(memory)
    found = known.of(file)
    known.keep()
    return found


def meant(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_is_read_once(memory: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(memory, file) == (expected := meant(file))
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("read again"))
    assert told(memory, file) == expected


def test_a_change_that_keeps_size_and_date_is_seen(memory: Path, file: Path) -> None:
    before = file.stat()
    told(memory, file)
    file.write_bytes(b"other")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert told(memory, file) == meant(file)


def test_another_file_of_the_same_name_size_and_date_is_seen(memory: Path, file: Path) -> None:
    before = file.stat()
    told(memory, file)
    other = file.with_name("other")
    other.write_bytes(b"other")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert told(memory, file) == meant(file)


def test_what_has_just_changed_is_not_remembered(
    memory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "SETTLED", 3_600_000_000_000)
    assert told(memory, file) == meant(file)
    assert not memory.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"a": [1, 2]}', "\udcff"])
def test_a_damaged_memory_is_none(damage: str, memory: Path, file: Path) -> None:
    told(memory, file)
    memory.write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert told(memory, file) == meant(file)
    assert told(memory, file) == meant(file)


def test_what_is_gone_is_forgotten_and_the_rest_is_not(memory: Path, file: Path) -> None:
    other = file.with_name("b.nt")
    other.write_bytes(b"second")
    for each in (file, other):
        told(memory, each)
    assert str(other) in memory.read_text("utf-8")
    other.unlink()
    file.write_bytes(b"third")
    assert told(memory, file) == meant(file)
    assert str(other) not in memory.read_text("utf-8")
    assert sorted(memory.parent.iterdir()) == [memory]


def test_where_nothing_can_be_written_the_digest_is_right(file: Path) -> None:
    assert told(file / "no folder" / "digests.json", file) == meant(file)
