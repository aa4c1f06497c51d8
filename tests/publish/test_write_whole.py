"""A file is written whole, or what was there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.publish import write_whole


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    place = tmp_path / "graph.ttl"
    place.write_bytes(b"old")
    write_whole(place, b"new")
    assert place.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_fault_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "missing" / "graph.ttl"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(place, b"new")
    assert caught.value.filename == str(place)
