"""Power may fail at any moment: files and folders are on the disk before a name leads to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from publications import Needed, new, old, out, publish, strace, version

pytestmark = pytest.mark.slow
__all__ = ["new", "old", "out"]  # fixtures

_SYNCS = "syncfs,fsync,fdatasync"
_CHANGES = (
    "write,pwrite64,writev,copy_file_range,sendfile,ftruncate,mkdir,mkdirat,link,linkat,rename,"
    "renameat,renameat2"
)
_CALLS = f"openat,{_CHANGES},{_SYNCS}"
_CALL = re.compile(r"^\d+\s+(?P<name>\w+)\((?P<given>.*)\)\s+= (?P<result>-?\d+)")
_PLACE = re.compile(r'[<"]([^<>"]*)[>"]')


@dataclass(frozen=True)
class Call:
    """A call that succeeded, and the paths it named."""

    name: str
    places: tuple[str, ...]
    creates: bool

    def below(self, mark: str) -> bool:
        return any(mark in place for place in self.places)


def calls_of(log: Path) -> list[Call]:
    found = (_CALL.match(line) for line in log.read_text("utf-8", "replace").splitlines())
    return [
        Call(m["name"], tuple(_PLACE.findall(m["given"])), "O_CREAT" in m["given"])
        for m in found
        if m and int(m["result"]) >= 0
    ]


def traced(out: Path, log: Path, needed: Needed, *faults: str) -> list[Call]:
    done = publish(out, before=strace(needed, f"trace={_CALLS}", *faults, log=log))
    assert done.returncode == 0, done.stderr
    return calls_of(log)


def exchange_of(calls: list[Call]) -> int:
    (found,) = (n for n, c in enumerate(calls) if c.name == "renameat2" and c.below(".out.new-"))
    return found


def changes_of(calls: list[Call]) -> list[int]:
    """Return the calls that change what is below the new version's folder."""
    found = [n for n, c in enumerate(calls)
             if c.below(".out.new-") and (c.name in _CHANGES.split(",") or c.creates)]  # fmt: skip
    assert len(found) > 100
    return found


def test_all_is_on_the_disk_before_the_exchange_and_the_exchange_is_soon_after(
    out: Path, new: str, tmp_path: Path, needed: Needed
) -> None:
    calls = traced(out, tmp_path / "log", needed)
    exchange = exchange_of(calls)
    *_, last = (n for n in changes_of(calls) if n < exchange)
    synced = [n for n, c in enumerate(calls) if c.name == "syncfs" and c.below(".out.new-")]
    assert any(last < n < exchange for n in synced)
    parent = str(out.parent)
    assert any(c.name == "fsync" and c.places == (parent,) for c in calls[exchange:])
    assert version(out) == new


def test_each_file_and_folder_is_brought_to_the_disk_where_the_whole_cannot_be(
    out: Path, new: str, tmp_path: Path, needed: Needed
) -> None:
    calls = traced(out, tmp_path / "log", needed, "inject=syncfs:error=ENOSYS")
    exchange = exchange_of(calls)
    synced = {
        place.partition(".out.new-")[2].partition("/")[2]: n
        for n, c in enumerate(calls[:exchange])
        if c.name == "fsync" and c.below(".out.new-")
        for place in c.places
    }
    there = {p.relative_to(out).as_posix() for p in out.rglob("*")} | {""}
    assert {*synced} == there
    changed = [n for n in changes_of(calls) if n < exchange]
    assert max(changed) < min(synced.values())
    assert version(out) == new
