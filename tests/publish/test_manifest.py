"""A manifest of which few lines were made anew is that which is made of all files."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.publish import Ledger, counted, manifest
from councilgraph.publish.putting import File

HASHES = {"": "0" * 64, "changed": "1" * 64}
NAMES = st.text('"\\/ab.\u00e9\u4e00\U0001f310\n', min_size=1, max_size=4)


def written(ledger: Ledger, files: dict[str, str]) -> None:
    """Note files by their paths, each with how it is written, in place of others."""
    ledger.wrote("unit", [File(path, len(how), HASHES[how], 0) for path, how in files.items()])


def made(ledger: Ledger, before: Path | None = None) -> bytes:
    """Return the manifest of a ledger."""
    return b"".join(manifest.manifest(counted(Counter()), ledger, "https://example.org/", before))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a manifest of the version before has its place."""
    return tmp_path_factory.mktemp("before") / "manifest.json"


@pytest.mark.slow
@given(st.sets(NAMES), st.sets(NAMES), st.sets(NAMES), st.sets(NAMES))
def test_it_is_as_from_scratch(
    place: Path, stay: set[str], came: set[str], went: set[str], changed: set[str]
) -> None:
    before = dict.fromkeys(stay | went | changed, "")
    after = dict.fromkeys(stay | came, "") | dict.fromkeys(changed, "changed")
    with closing(Ledger()) as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "_FEW", 0)
        ledger.give_none()
        written(ledger, before)
        place.write_bytes(made(ledger))
        ledger.note_changes()
        for files in (before, {}, after):
            written(ledger, files)
        patched = made(ledger, place)
        patch.setattr(manifest, "_anew", None)
        assert patched == made(ledger, place), "it was not made anew"
        patch.undo()
        assert patched == made(ledger)
        assert json.loads(patched)["files"].keys() == after.keys()


def test_lines_that_stand_are_not_looked_at(place: Path) -> None:
    files = {f"doc/{n}": "" for n in range(2000)}
    with closing(Ledger()) as ledger:
        ledger.give_none()
        written(ledger, files)
        place.write_bytes(made(ledger).replace(HASHES[""].encode(), HASHES["changed"].encode()))
        ledger.note_changes()
        ledger.wrote("other", [File("doc/2000", 0, HASHES[""], 0)])
        assert made(ledger, place).count(HASHES["changed"].encode()) == len(files)
