"""What is kept and of no use any more goes, when it is more than what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.publish import keep_whole, sweep_kept


def kept(folder: Path) -> set[str]:
    return {p.parent.name + p.name for p in folder.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_no_more_is_kept_than_twice_what_is_of_use(tmp_path: Path) -> None:
    names = [f"{n:04x}" for n in range(0, 60_000, 300)]
    used, others = names[:100], names[100:]
    for count, name in enumerate(others):
        assert kept(tmp_path) == {*others[:count]}
        keep_whole(tmp_path / name[:2] / name[2:], b"old")
        sweep_kept(tmp_path, len(used), lambda: used)
    for name in used:
        keep_whole(tmp_path / name[:2] / name[2:], b"new")
    assert len(kept(tmp_path)) == 200
    sweep_kept(tmp_path, len(used), lambda: used)
    assert len(kept(tmp_path)) == 200, "not yet worth a look"
    sweep_kept(tmp_path, 60, lambda: used[:60])
    assert kept(tmp_path) == {*used[:60]}


def test_nothing_is_swept_where_nothing_is_kept(tmp_path: Path) -> None:
    sweep_kept(tmp_path / "none", 0, list)
    assert not (tmp_path / "none").exists()
