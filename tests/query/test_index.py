"""The index on disk: never stale, never half, and never needed."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from councilgraph.errors import EnvironmentFault, Refused
from councilgraph.query import Embedded, index
from councilgraph.rdf import Literal

pytestmark = pytest.mark.slow

ALL = "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o"


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of indexes, of which even small data are worthy here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(index, "LEAST", 0)
    # The tables of the project would make each of these tests as slow as they are large.
    monkeypatch.setattr("councilgraph.query.loading._authority", lambda: ())
    return tmp_path / "cache" / "councilgraph" / "index"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder of invented data in two files."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.ttl").write_text('<urn:a> <urn:p> "1", "2" .', "utf-8")
    (folder / "b.ttl").write_text('<urn:b> <urn:p> [ <urn:q> "3" ] .', "utf-8")
    return folder


def made(cached: Path) -> list[str]:
    return sorted(each.name for each in cached.iterdir()) if cached.is_dir() else []


def test_a_second_question_is_asked_of_the_index(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Embedded(data).ask(ALL)
    assert len(first.rows) == 3
    (name,) = made(cached)
    monkeypatch.setattr(index, "_fill", lambda *_: pytest.fail("built again"))
    monkeypatch.setattr("councilgraph.query.store.load", lambda *_: pytest.fail("loaded"))
    assert Embedded(data).ask(ALL).rows[:2] == first.rows[:2]
    assert made(cached) == [name]


def test_files_are_put_in_by_parts_and_their_blank_nodes_stay_apart(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_AT_ONCE", 2)
    for n in range(3):
        (data / f"c{n}.ttl").write_text(f'_:one <urn:p> "{n}" . <urn:c> <urn:p> _:one .', "utf-8")
    ways = Embedded(data).ask("SELECT ?o { <urn:c> <urn:p> ?node . ?node <urn:p> ?o } ORDER BY ?o")
    assert ways.rows == ((Literal("0"),), (Literal("1"),), (Literal("2"),))
    assert len(Embedded(data).ask("SELECT * { ?s ?p ?o }").rows) == 10
    assert len(made(cached)) == 1


def test_the_same_files_elsewhere_have_the_same_index(data: Path, cached: Path) -> None:
    Embedded(data)
    data.rename(data.with_name("moved"))
    Embedded(data.with_name("moved"))
    assert len(made(cached)) == 1


def test_a_changed_file_has_another_index_though_its_size_and_date_are_the_same(
    data: Path, cached: Path
) -> None:
    before = (data / "a.ttl").stat()
    assert len(Embedded(data).ask('SELECT * { ?s ?p "2" }').rows) == 1
    (data / "a.ttl").write_text('<urn:a> <urn:p> "1", "7" .', "utf-8")
    os.utime(data / "a.ttl", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Embedded(data).ask('SELECT * { ?s ?p "2" }').rows == ()
    assert len(made(cached)) == 2


@pytest.mark.parametrize("harm", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_index_is_built_anew(harm: str, data: Path, cached: Path) -> None:
    Embedded(data)
    (name,) = made(cached)
    harmed = list((cached / name).glob(harm))
    assert harmed
    for file in harmed:
        file.write_bytes(b"")
    assert len(Embedded(data).ask(ALL).rows) == 3
    assert made(cached) == [name]
    assert all(file.stat().st_size for file in (cached / name).glob("*.sst"))


def test_damage_that_shows_late_is_told_and_the_index_goes(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Damaged:
        def query(self, _query: str) -> None:
            raise RuntimeError("Corruption: block checksum mismatch")

    store = Embedded(data)
    monkeypatch.setattr(store, "_store", Damaged())
    with pytest.raises(EnvironmentFault, match="a damaged index, removed: Corruption"):
        store.ask(ALL)
    assert made(cached) == []


def test_where_no_index_can_be_written_the_data_are_loaded(
    data: Path, cached: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", "utf-8")
    assert len(Embedded(data).ask(ALL).rows) == 3
    assert not cached.is_dir()


def test_a_full_disk_leaves_nothing_behind(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path, _files: object) -> None:
        (place / "begun").write_text("x", "utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index, "_fill", full)
    assert len(Embedded(data).ask(ALL).rows) == 3
    assert made(cached) == []


def test_what_is_no_rdf_is_refused_as_ever(data: Path, cached: Path) -> None:
    (data / "b.ttl").write_text("<urn:b> <urn:p> .", "utf-8")
    with pytest.raises(Refused, match=r"b\.ttl"):
        Embedded(data)
    assert made(cached) == []


def test_a_file_that_changes_while_it_is_read_leaves_no_index(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = index._fill

    def filled(place: Path, files: list[Path]) -> None:
        fill(place, files)
        (data / "a.ttl").write_text('<urn:a> <urn:p> "8" .', "utf-8")

    monkeypatch.setattr(index, "_fill", filled)
    assert len(Embedded(data).ask(ALL).rows) == 2
    assert made(cached) == []


def test_many_who_build_at_once_all_get_their_answer(data: Path, cached: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: len(Embedded(data).ask(ALL).rows), range(8)))
    assert answers == [3] * 8
    assert len(made(cached)) == 1


def test_what_nobody_uses_goes_when_another_is_built(data: Path, cached: Path) -> None:
    Embedded(data)
    (old,) = made(cached)
    (cached / "new-begun").mkdir()
    long_ago = time.time() - index.LONGEST_UNUSED - 60
    for each in (old, "new-begun"):
        os.utime(cached / each, (long_ago, long_ago))
    Embedded(data)  # its use makes it young again
    (data / "a.ttl").write_text('<urn:a> <urn:p> "9" .', "utf-8")
    Embedded(data)
    assert old in made(cached)
    assert "new-begun" not in made(cached)
    assert len(made(cached)) == 2


def test_small_data_leave_no_trace(
    data: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cached.parents[1]))
    assert len(Embedded(data).ask(ALL).rows) == 3
    assert made(cached) == []
