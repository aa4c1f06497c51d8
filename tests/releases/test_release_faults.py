"""What goes wrong with a history: full disks, killed builds, damage, folders of others."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from released import published, tree

from councilgraph.errors import EnvironmentFault, Refused, UsageError
from councilgraph.pipeline import Options, publish
from councilgraph.publish import files as publish_files
from councilgraph.publish import swap
from councilgraph.releases import History, Release, held

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/councilgraph/"


def test_a_full_disk_leaves_dataset_and_history(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(copy / "out"), tree(copy / "history")
    whole = publish_files.write_whole

    def full(path: Path, data: bytes) -> None:
        if path.name.endswith(".txt"):  # the text of the release: nearly everything is written
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, data)

    monkeypatch.setattr("councilgraph.releases.keeping.write_whole", full)
    with pytest.raises(OSError, match="No space left"):
        published(copy)
    assert (tree(copy / "out"), tree(copy / "history")) == before


def test_a_dataset_that_cannot_be_swapped_in_makes_no_release(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(copy / "out"), tree(copy / "history")

    def broken(new: Path, out: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(out))

    monkeypatch.setattr(swap, "_swap", broken)
    with pytest.raises(OSError, match="Input/output"):
        published(copy)
    assert (tree(copy / "out"), tree(copy / "history")) == before


def test_a_build_killed_after_the_swap_is_made_good_by_the_next(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("councilgraph.releases.keeping.Keeper.commit", _killed)
        patch.setattr("councilgraph.releases.keeping.Keeper.tidy", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            published(copy)
    assert len(History(copy / "history").releases()) == 2
    release = published(copy)
    assert release
    assert not (copy / "history" / ".next").exists()
    assert History(copy / "history").releases()[-1] == release


def _killed(_: object) -> Release:
    raise KeyboardInterrupt


def test_a_damaged_object_is_told(copy: Path) -> None:
    history = History(copy / "history")
    release = history.releases()[0]
    place = history.object_path(history.files(release)["doc/S/RES/9002.ttl"])
    other = history.object_path(history.files(release)["doc/S/RES/9002.html"])
    place.write_bytes(other.read_bytes())
    with pytest.raises(EnvironmentFault, match="has changed on the disk"):
        published(copy)
    place.write_bytes(b"\x1f\x8b\x08")
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        published(copy)


def test_what_is_no_history_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="no history"), held(tmp_path / "letters", BASE):
        pass
    with pytest.raises(UsageError, match="is a file"), held(tmp_path / "letters/a.txt", BASE):
        pass
    with pytest.raises(Refused, match=r"no history\.json"):
        History(tmp_path / "letters")


def test_a_history_is_of_one_base_and_one_build_at_a_time(copy: Path) -> None:
    with pytest.raises(UsageError, match="the history of"):
        publish([str(copy / "document.txt")], copy / "other", Options(base="https://example.org/"),
                history=copy / "history")  # fmt: skip
    with held(copy / "history", BASE), pytest.raises(EnvironmentFault, match="at work on it"):
        published(copy)
