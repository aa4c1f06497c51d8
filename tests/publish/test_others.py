"""Files that others made are published beside the data, as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph.errors import UsageError
from councilgraph.pipeline import Options
from councilgraph.pipeline.cache import Cache
from councilgraph.pipeline.sharing import Sharing
from councilgraph.publish import Build, Ledger, Place, build, others_of

BASE = "https://w3id.org/councilgraph/"


def built(folder: Path, others: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a dataset of no documents."""
    new = folder / "new"
    place = Place(Cache(folder / "kept", Options()), folder / "quads", new, BASE)
    ledger = Ledger()
    build(ledger.give([]), others, Build(place, ledger, Sharing(1)))
    return {p.relative_to(new).as_posix(): p.read_bytes() for p in new.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_they_stand_by_their_path_and_in_the_manifest(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "write.svg").write_bytes(b"<svg/>")
    (tmp_path / ".hidden").write_bytes(b"")
    files = built(tmp_path_factory.mktemp("built"), others_of(tmp_path))
    assert files["bench/write.svg"] == b"<svg/>"
    assert json.loads(files["manifest.json"])["files"]["bench/write.svg"]["bytes"] == 6
    assert ".hidden" not in files


@pytest.mark.slow
@pytest.mark.parametrize("name", ["void.ttl", "manifest.json"])
def test_none_takes_the_place_of_a_file_of_the_dataset(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(UsageError, match="has a file of this name"):
        built(tmp_path_factory.mktemp("built"), others_of(tmp_path))


def test_a_folder_is_expected(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        others_of(tmp_path / "none")
