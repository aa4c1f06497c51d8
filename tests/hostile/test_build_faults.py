"""What befalls a build: the old version stays whole, the exit code tells, nothing is left."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publications import (
    BEFORE,
    Needed,
    beside,
    command,
    new,
    old,
    out,
    publish,
    strace,
    unwritten,
    version,
)

pytestmark = pytest.mark.slow
__all__ = ["new", "old", "out"]  # fixtures

KILLS, SEED = 20, 7


def test_a_build_that_is_killed_leaves_the_old_version_whole(
    out: Path, old: Path, new: str, tmp_path: Path
) -> None:
    start = time.monotonic()
    assert publish(tmp_path / "timed" / "out").returncode == 0
    whole = time.monotonic() - start
    chosen = random.Random(SEED)
    # Half of the moments are late, where files are written and the folders exchanged.
    moments = [whole * chosen.uniform(0.5 * (n % 2), 1) for n in range(KILLS)]
    found, left = [], 0
    for moment in moments:
        if version(out) == new:
            shutil.rmtree(out)
            shutil.copytree(old, out)
        with subprocess.Popen(command(out), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as build:  # fmt: skip
            time.sleep(moment)
            build.kill()
        found.append((build.returncode, version(out)))
        left += any(".new-" in name for name in beside(out))
    killed = [name for code, name in found if code == -signal.SIGKILL]
    assert len(killed) > KILLS / 2
    assert left, "no moment fell where files are written"
    assert {*killed} <= {version(old), new}
    assert {name for code, name in found if code == 0} <= {new}
    assert publish(out).returncode == 0
    assert version(out) == new
    assert beside(out) == []


def test_a_build_killed_just_before_the_exchange_leaves_the_old_version(
    out: Path, old: Path, new: str, needed: Needed
) -> None:
    kill = strace(needed, "trace=renameat2", "inject=renameat2:error=EINTR:signal=SIGKILL")
    assert publish(out, before=kill).returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
    assert version(out) == version(old)
    assert any(".new-" in name for name in beside(out))
    assert publish(out).returncode == 0
    assert version(out) == new
    assert beside(out) == []


def test_a_version_set_aside_where_names_cannot_be_exchanged_is_put_back(
    out: Path, old: Path, tmp_path: Path, needed: Needed
) -> None:
    # After eight renames that keep what two documents say, one sets the old version aside, and the
    # next would put the new one in its place.
    kill = strace(needed, "trace=renameat2,rename", "inject=renameat2:error=EINVAL",
                  "inject=rename:error=EINTR:signal=SIGKILL:when=10")  # fmt: skip
    assert publish(out, before=kill).returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
    assert not out.exists()
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert publish(out, (empty,)).returncode == 1
    assert version(out) == version(old)
    assert beside(out) == []


@pytest.mark.parametrize("part", [0, 0.3, 0.6, 0.9])
def test_a_full_disk_is_told_and_the_old_version_stays(
    part: float, old: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    need = sum(-(-f.stat().st_size // 4096) * 4096 for f in old.rglob("*") if f.is_file())
    size = f"size={int(need * (1 + part)) >> 10}k"
    mount = ["mount", "-t", "tmpfs", "-o", size, "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk; the limit of a file's size is tried")
    try:
        out = shutil.copytree(old, disk / "out")
        done = publish(out)
        assert done.returncode == 4, done.stderr
        assert "no space left on device; expected free space" in done.stderr
        assert done.stderr.count("\n") == 1
        assert version(out) == version(old)
        assert beside(out) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "file too large"),
        (2_000, "file too large"),
        (30_000, "disk I/O error; expected a sound disk"),  # it is SQLite that writes so much
    ],
)
def test_a_write_that_is_cut_short_is_told_and_the_old_version_stays(
    size: int, told: str, out: Path, old: Path
) -> None:
    done = publish(out, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.returncode == 4, done.stderr
    assert told in done.stderr
    assert version(out) == version(old)
    assert beside(out) == []


@pytest.mark.parametrize("fault", [
    "write:error=EIO:when=60", "write:error=ENOSPC:when=120", "mkdir:error=EACCES:when=2",
    "syncfs:error=EIO", "renameat2:error=EIO",
])  # fmt: skip
def test_a_disk_that_fails_is_told_and_the_old_version_stays(
    fault: str, out: Path, old: Path, needed: Needed
) -> None:
    call, error = fault.split(":")[:2]
    done = publish(out, before=strace(needed, f"trace={call}", f"inject={fault}"))
    assert done.returncode == 4, done.stderr
    assert os.strerror(getattr(errno, error.removeprefix("error="))).lower() in done.stderr
    assert "Traceback" not in done.stderr
    assert version(out) == version(old)
    assert beside(out) == []


def test_a_second_build_ends_at_once(out: Path, old: Path, new: str) -> None:
    lock = out.with_name(".out.lock")
    with subprocess.Popen(command(out), stdout=subprocess.DEVNULL) as first:
        for _ in range(2_000):
            if lock.exists():
                break
            time.sleep(0.01)
        first.send_signal(signal.SIGSTOP)
        assert version(out) == version(old)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        second = publish(out)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        first.send_signal(signal.SIGCONT)
    assert first.returncode == 0
    assert second.returncode == 4
    assert "another build is at work" in second.stderr
    # Of the processor's time: how long that takes on a busy machine is another matter.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    assert version(out) == new
    assert beside(out) == []


def test_a_file_that_is_being_written_is_never_seen(tmp_path: Path, needed: Needed) -> None:
    place = tmp_path / "graph.nt"
    convert = [sys.executable, "-m", "councilgraph", "convert", "--to", "nt", "-o", str(place)]
    kill = strace(needed, "trace=rename", "inject=rename:error=EINTR:signal=SIGKILL")
    for before in (None, b"old"):
        if before:
            place.write_bytes(before)
        done = subprocess.run([*kill, *convert, str(BEFORE[0])], check=False, timeout=60,
                              env=unwritten())  # fmt: skip
        assert done.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
        assert (place.read_bytes() if place.exists() else None) == before
        assert [p.name for p in tmp_path.glob("*") if not p.name.startswith(".")] == (
            [place.name] if before else []
        )
