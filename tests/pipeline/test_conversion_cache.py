"""What is known of a document is not converted again, and gives the same bytes.

All documents but the pilot are invented.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from councilgraph.errors import UsageError
from councilgraph.identifiers import BASE
from councilgraph.pipeline import Input, Options, Publication, cache, pool, publish
from councilgraph.pipeline.cache import opened, tool
from councilgraph.pipeline.conversion import Conversion, convert_bytes
from councilgraph.pipeline.converted import converted
from councilgraph.pipeline.encoding import decoded, encoded
from councilgraph.publish.merge import merge

DOCUMENTS = Path(__file__).parents[1] / "documents"
CASES = ("S-RES-9002", "S-2021-9101", "S-PRST-2031-901")



def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the documents that are converted from now on."""
    names: list[str] = []

    def counted(data: bytes, name: str, **options: object) -> Conversion:
        names.append(name)
        return convert_bytes(data, name, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "convert_bytes", counted)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for case in CASES:
        shutil.copy(DOCUMENTS / case / "source.txt", documents / f"{case}.txt")
    return tmp_path


def published(folder: Path, out: str, kept: str | None = "cache") -> Publication:
    place = folder / kept if kept else None
    done = publish([str(folder / "documents")], folder / out, jobs=1, cache=place)
    assert done.files
    return done


@pytest.mark.slow
def test_only_what_changed_is_converted_and_the_bytes_are_those_from_scratch(
    folder: Path, seen: list[str]
) -> None:
    published(folder, "out")
    assert len(seen) == len(CASES)
    seen.clear()
    published(folder, "out")
    assert not seen
    changed = folder / "documents" / "S-RES-9002.txt"
    text = changed.read_text("utf-8")
    assert "twelve months" in text
    changed.write_text(text.replace("twelve months", "eighteen months"), "utf-8")
    published(folder, "out")
    assert seen == ["S-RES-9002.txt"]
    published(folder, "scratch", None)
    assert tree(folder / "out") == tree(folder / "scratch")


@pytest.mark.slow
def test_another_name_other_options_or_another_tool_convert_anew(
    folder: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    published(folder, "out")
    seen.clear()
    (folder / "documents" / "S-RES-9002.txt").rename(folder / "documents" / "renamed.txt")
    published(folder, "out")
    assert seen == ["renamed.txt"]
    seen.clear()
    options = Options(base="https://example.org/")
    documents = [str(folder / "documents")]
    assert publish(documents, folder / "other", options, jobs=1, cache=folder / "cache").files
    assert len(seen) == len(CASES)
    seen.clear()
    before = folder / "cache" / tool()
    assert before.is_dir()
    monkeypatch.setattr(cache, "tool", lambda: "0" * 64)
    published(folder, "out")
    assert len(seen) == len(CASES)
    assert not before.exists(), "what another tool made is of no use"


@pytest.mark.slow
def test_a_damaged_conversion_is_made_anew(folder: Path, seen: list[str]) -> None:
    published(folder, "out")
    before = tree(folder / "out")
    kept = [p for p in (folder / "cache").rglob("conversions/*/*") if p.is_file()]
    assert len(kept) == len(CASES)
    whole = kept[0].read_bytes()
    kept[0].write_bytes(whole[:-1])
    kept[1].write_bytes(b"")
    seen.clear()
    published(folder, "out")
    assert len(seen) == 2
    assert kept[0].read_bytes() == whole
    assert tree(folder / "out") == before


@pytest.mark.slow
def test_several_processes_share_what_is_known(folder: Path) -> None:
    documents = [str(folder / "documents")]
    first = publish(documents, folder / "out", jobs=2, cache=folder / "cache")
    assert first.files
    kept = folder / "cache" / tool()
    before = tree(folder / "out"), tree(kept / "conversions"), tree(kept / "quads")
    assert all(before)
    publish(documents, folder / "out", jobs=2, cache=folder / "cache")
    assert (tree(folder / "out"), tree(kept / "conversions"), tree(kept / "quads")) == before


@pytest.mark.parametrize("case", CASES)
def test_a_conversion_is_what_it_was(case: str) -> None:
    data = (DOCUMENTS / case / "source.txt").read_bytes()
    value = converted(convert_bytes(data, "source.txt"), BASE)
    again = decoded(encoded(value))
    assert again == value
    assert len(value.contribution.triples) > 100
    assert merge([again.contribution]) == merge([value.contribution])


def test_contradictions_and_half_characters_are_kept() -> None:
    text = (DOCUMENTS / "S-2020-1166" / "source.txt").read_text("utf-8")
    wrong = text.replace("获得 15 票", "获得 14 票")
    value = converted(convert_bytes(wrong.encode(), "a.txt"), BASE)
    assert value.contradictions
    broken = replace(value, contribution=replace(value.contribution, text="half \ud83d of a pair"))
    assert decoded(encoded(broken)) == broken


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="no conversions"):
        opened(tmp_path, Options())
    with pytest.raises(UsageError, match="is a file"):
        opened(tmp_path / "letter.txt", Options())
    (tmp_path / cache.TAG).write_text("a tag of another kind", "utf-8")
    with pytest.raises(UsageError, match="not ours"):
        opened(tmp_path, Options())


def test_what_is_not_known_is_none(tmp_path: Path) -> None:
    assert opened(tmp_path / "new", Options()).load(Input("a.txt"), b"x") is None
