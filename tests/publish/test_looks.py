"""Two processes that look into one folder find what one would find alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from councilgraph.processes import Begun
from councilgraph.publish import Ledger, Look, Looked, Part, looked, looked_by_two, looks, stop
from councilgraph.publish.putting import File, put

pytestmark = pytest.mark.slow

NUMBER = 50


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[File]:
    """Write files to a folder, and note them in a ledger; looked up seven at once."""
    monkeypatch.setattr(looks, "BLOCK", 7)
    monkeypatch.setattr(looks, "MOST", 20)
    found = [put(tmp_path / "out", f"doc/{n % 3}/{n:02}.ttl", b"%d" % n) for n in range(NUMBER)]
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        ledger.wrote("unit", found)
        ledger.commit()
    return sorted(found, key=lambda file: file.path)


@pytest.fixture
def look(tmp_path: Path, files: list[File]) -> Look:
    """Return how one looks into the folder of the files."""
    (tmp_path / "marks").mkdir()
    return Look(tmp_path / "out", tmp_path / "ledger.sqlite", tmp_path / "marks")


@pytest.fixture
def ledger(look: Look) -> Iterator[Ledger]:
    """Open the ledger of the files."""
    with closing(Ledger(look.ledger)) as ledger:
        yield ledger


def lost(look: Look, files: list[File], places: tuple[int, ...]) -> tuple[str, ...]:
    """Remove one file, and change or replace the others; return their paths."""
    for place, file in enumerate(files[n] for n in places):
        path = look.folder / file.path
        path.unlink()
        if place:
            path.write_text("of somebody", "utf-8")
    return tuple(sorted(files[n].path for n in places))


@pytest.mark.parametrize("first", range(9))
@pytest.mark.parametrize("places", [(), (0,), (3, 48, 49), (20, 21, 22)])
def test_they_meet_wherever_the_first_has_come_to(
    look: Look, ledger: Ledger, files: list[File], places: tuple[int, ...], first: int
) -> None:
    gone = lost(look, files, places)
    for block in range(first, 8):  # these the second takes
        look.take(f"{block}")
    theirs = looked(look)
    assert theirs.blocks == frozenset(range(first))
    for mark in [f"{block}" for block in range(first, 8)]:
        (look.marks / mark).unlink()
    found = looked_by_two(look, ledger, Begun(lambda: theirs))
    assert tuple(file.path for file in found.missing or ()) == gone
    assert found.number == NUMBER - bool(places)


def test_what_a_process_took_that_was_ended_is_looked_up_again(
    look: Look, ledger: Ledger, files: list[File]
) -> None:
    gone = lost(look, files, (2, 30))
    for mark in ("0", "1", "count"):
        look.take(mark)
    found = looked_by_two(look, ledger, Begun(Part))
    assert (found.number, tuple(f.path for f in found.missing or ())) == (NUMBER - 1, gone)


def test_who_is_to_stop_stops_and_the_other_finds_all(
    look: Look, ledger: Ledger, files: list[File]
) -> None:
    gone = lost(look, files, (2, 30))
    stop(look, ledger)
    theirs = looked(look)
    assert theirs == Part()
    found = looked_by_two(look, ledger, Begun(lambda: theirs))
    assert (found.number, tuple(f.path for f in found.missing or ())) == (NUMBER - 1, gone)


@pytest.mark.parametrize("alone", [False, True])
def test_where_very_many_lack_they_are_not_counted(
    look: Look, ledger: Ledger, files: list[File], alone: bool
) -> None:
    lost(look, files, tuple(range(10, 35)))
    theirs = looked(look) if alone else Part()
    assert looked_by_two(look, ledger, Begun(lambda: theirs)) == Looked(0, None)


def test_a_folder_that_is_not_there_lacks_all(look: Look, ledger: Ledger) -> None:
    look.folder.rename(look.folder.with_name("moved"))
    assert looked_by_two(look, ledger, Begun(lambda: looked(look))) == Looked(0, None)
