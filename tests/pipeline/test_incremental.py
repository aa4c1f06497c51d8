"""What changes is published anew, and nothing else; the bytes are those of a new publication.

All documents are generated.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from markupsafe import Markup

from councilgraph.cli import main
from councilgraph.errors import UsageError
from councilgraph.pages.site import Page
from councilgraph.pages.uses import Uses, uses_by
from councilgraph.pipeline import Publication, cache, publish
from councilgraph.publish import Ledger, Place, swap, writing
from councilgraph.rdf import Iri

pytestmark = pytest.mark.slow

COUNT = 24
RESOLUTION = re.compile(r"S/RES/(\d+) \((\d{4})\)")
CITED = re.compile(r"\bresolutions? \d+ \(\d{4}\)")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip


class Corpus:
    """Documents that change, a dataset that is brought up to date, and one made from scratch."""

    def __init__(self, place: Path) -> None:
        self.place, self.documents = place, place / "documents"
        assert main(["render", "--random", str(COUNT), "--distinct", "--quiet",
                     "-o", str(self.documents)]) == 0  # fmt: skip
        self.files = sorted(self.documents.iterdir())
        self.resolutions = [
            f for f in self.files if f.read_text("utf-8").startswith("United Nations\nS/RES/")
        ]
        assert len(self.files) == COUNT
        assert len(self.resolutions) > 3

    def publish(self, out: str = "out", *, jobs: int = 1, partly: bool = False) -> Publication:
        kept = None if out == "scratch" else self.place / "cache"
        return publish([str(self.documents)], self.place / out, jobs=jobs, partly=partly,
                       cache=kept)  # fmt: skip

    def agrees(self, *, jobs: int = 1, partly: bool = False) -> dict[str, bytes]:
        """Bring the dataset up to date, and return it when it is what a new one would be."""
        done = self.publish(jobs=jobs, partly=partly)
        again = self.publish("scratch", partly=partly)
        assert done.files
        assert (done.files, done.facts, sorted(done.left_out), done.report) == (
            again.files, again.facts, sorted(again.left_out), again.report
        )  # fmt: skip
        return self._same()

    def agree(self) -> None:
        """See that the dataset is what a new one would be."""
        self.publish("scratch")
        self._same()

    def _same(self) -> dict[str, bytes]:
        found, expected = tree(self.place / "out"), tree(self.place / "scratch")
        shutil.rmtree(self.place / "scratch")
        assert {p for p in found.keys() | expected.keys() if found.get(p) != expected.get(p)} == (
            set()
        )
        return found

    def replace(self, file: Path, old: str | re.Pattern[str], new: str) -> None:
        text = file.read_text("utf-8")
        found = re.search(old, text)
        assert found, old
        file.write_text(text.replace(found.group(), new), "utf-8")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    found = Corpus(tmp_path_factory.mktemp("incremental"))
    found.agrees(jobs=2)
    return found


@pytest.fixture
def units(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the units whose files are written from now on."""
    names: list[str] = []

    def noted(new: Path, path: str, *data: bytes) -> swap.File:
        names.append(path)
        return swap.put(new, path, *data)

    monkeypatch.setattr("councilgraph.publish.writing.put", noted)
    return names


def test_nothing_is_written_where_nothing_changed(corpus: Corpus, units: list[str]) -> None:
    def places() -> dict[Path, tuple[int, int]]:
        return {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in (out, *out.rglob("*"))}

    out = corpus.place / "out"
    before = places()
    done = corpus.publish()
    assert done.files == sum(p.is_file() for p in before)
    assert done.facts["triples"] > 1000
    assert units == []
    assert places() == before, "the version stands"


def test_a_property_that_comes_first_or_goes_last_leaves_the_pieces_of_other_units(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[writing.Run] = []

    def noted(run: writing.Run, place: Place) -> writing.Written:
        runs.append(run)
        return writing.written(run, place)

    monkeypatch.setattr("councilgraph.publish.parts.written", noted)
    file = corpus.resolutions[3]
    text = file.read_text("utf-8")
    doubled = re.sub(r" (the) ", r" \1 \1 ", text, count=1)
    for changed, remarks in ((doubled, 1), (text, 0)):
        file.write_text(changed, "utf-8")
        runs.clear()
        assert corpus.publish().facts.get("remarks", 0) == remarks
        anew = len(runs)
        runs.clear()
        corpus.agree()
        assert 0 < anew < len(runs)


def test_a_word(corpus: Corpus, units: list[str]) -> None:
    corpus.replace(corpus.files[1], r"\bThe\b", "This")
    assert corpus.publish().files
    assert 0 < len([p for p in units if p.endswith(".ttl")]) < 6
    corpus.agrees()


def test_a_document_is_cited_then_dated_otherwise_then_removed_then_put_back(
    corpus: Corpus,
) -> None:
    cited, citing = corpus.resolutions[0], corpus.resolutions[1]
    text = cited.read_text("utf-8")
    symbol = RESOLUTION.search(text)
    assert symbol
    page = f"doc/S/RES/{symbol[1]}.html"
    before = corpus.agrees()[page]
    corpus.replace(citing, CITED, f"resolution {symbol[1]} ({symbol[2]})")
    after = corpus.agrees()[page]
    assert after != before, "the page of what is cited tells who cites it"
    day = re.search(rf"\d+ [A-Z][a-z]+ {symbol[2]}", text)
    assert day
    corpus.replace(cited, day.group(), f"28 February {symbol[2]}")
    corpus.agrees()
    cited.unlink()
    assert f"doc/S/RES/{symbol[1]}.ttl" not in corpus.agrees()
    cited.write_text(text, "utf-8")
    corpus.agrees()


def test_another_source_of_a_document_comes_and_changes(corpus: Corpus) -> None:
    source = corpus.resolutions[2]
    other = corpus.documents / "other.txt"
    other.write_text(source.read_text("utf-8").replace("The Security Council,", "The Council,"),
                     "utf-8")  # fmt: skip
    found = corpus.agrees()
    assert sum(b"other.txt" in data for path, data in found.items() if path.endswith(".ttl")) == 1
    other.write_text("\n\n" + other.read_text("utf-8"), "utf-8")
    assert corpus.agrees(jobs=2) != found, "its places have moved"
    other.unlink()
    corpus.agrees()


def test_a_contradiction_takes_its_document_out_and_the_rest_stays(corpus: Corpus) -> None:
    source = corpus.resolutions[3]
    text = source.read_text("utf-8")
    symbol = RESOLUTION.search(text)
    assert symbol
    day = re.search(rf"\d+ [A-Z][a-z]+ {symbol[2]}", text)
    assert day
    before = tree(corpus.place / "out")
    other = corpus.documents / "other.txt"
    other.write_text(text.replace(day.group(), f"27 February {symbol[2]}"), "utf-8")
    refused = corpus.publish()
    assert refused.conflicts
    assert not refused.files
    assert tree(corpus.place / "out") == before
    found = corpus.agrees(partly=True)
    assert f"doc/S/RES/{symbol[1]}.ttl" not in found
    other.unlink()
    assert corpus.agrees().keys() == before.keys()


def test_a_file_that_somebody_changed_is_put_right(corpus: Corpus) -> None:
    file = next((corpus.place / "out" / "doc").rglob("*.ttl"))
    with file.open("a", encoding="utf-8") as more:
        more.write("# a note\n")
    corpus.agrees()


def test_a_manifest_that_somebody_changed_or_removed_is_put_right(corpus: Corpus) -> None:
    manifest = corpus.place / "out" / "manifest.json"
    manifest.write_text("{}", "utf-8")
    corpus.agrees()
    manifest.rename(manifest.with_name("manifest.txt"))
    (corpus.place / "out" / "doc" / "new.txt").write_text("", "utf-8")
    with pytest.raises(UsageError, match="no earlier publication"):
        corpus.publish()
    manifest.with_name("manifest.txt").rename(manifest)
    corpus.agrees()


def test_other_files_beside_the_data_come_change_and_go(corpus: Corpus) -> None:
    also = corpus.place / "also"
    also.mkdir()
    out, note = corpus.place / "out", also / "note.txt"
    for text in ("one", "two", "two"):
        note.write_text(text, "utf-8")
        publish([str(corpus.documents)], out, jobs=1, also=also, cache=corpus.place / "cache")
        assert (out / "note.txt").read_text("utf-8") == text
    shutil.rmtree(also)
    assert "note.txt" not in corpus.agrees()


def test_a_build_that_ends_before_its_ledger_costs_the_next_what_it_wrote_and_no_more(
    corpus: Corpus, units: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: Ledger) -> None:
        raise KeyboardInterrupt

    corpus.replace(corpus.files[9], r"\bThe\b", "This")
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "commit", ended)
        with pytest.raises(KeyboardInterrupt):
            corpus.publish()
    corpus.agree()  # the new version stands in its place, of which the ledger does not know
    units.clear()
    assert corpus.publish().files
    assert 0 < len([p for p in units if p.endswith(".ttl")]) < 6
    corpus.agree()


def test_what_is_no_file_of_the_dataset_goes_and_a_spare_may_be_lost_or_damaged(
    corpus: Corpus,
) -> None:
    (spare,) = (corpus.place / "cache" / cache.tool() / "spares").iterdir()
    (corpus.place / "out/doc/foreign.txt").write_text("of somebody", "utf-8")
    assert "doc/foreign.txt" not in corpus.agrees()
    assert "doc/foreign.txt" in tree(spare), "it is in the version before"
    corpus.replace(corpus.files[10], r"\bThe\b", "This")
    assert "doc/foreign.txt" not in corpus.agrees()
    file = next((spare / "doc").rglob("*.html"))
    file.unlink()
    file.write_text("of somebody", "utf-8")
    corpus.replace(corpus.files[10], r"\bThis\b", "The")
    corpus.agrees()
    shutil.rmtree(spare)
    corpus.replace(corpus.files[10], r"\bThe\b", "This")
    corpus.agrees()
    assert spare.is_dir()


def test_a_list_tells_how_many_more_there_are_without_looking_at_all(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("councilgraph.pages.uses.LIMIT", 3)
    corpus.publish("scratch")
    expected = tree(corpus.place / "scratch")
    monkeypatch.setattr("councilgraph.publish.pointers.LIMIT", 3)
    corpus.publish("scratch")
    assert tree(corpus.place / "scratch") == expected
    assert b"+" in expected["concept/verb.html"]
    shutil.rmtree(corpus.place / "scratch")


def test_of_a_page_only_the_sections_that_changed_are_made_anew(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(page: Page, name: Markup, subjects: Iterable[Iri], counted: int = 0) -> Uses:
        made.append(page.path)
        return uses_by(page, name, subjects, counted)

    with monkeypatch.context() as patch:
        patch.setattr(cache, "tool", lambda: "1" * 64)
        for room in ("pages.uses", "publish.pointers"):
            patch.setattr(f"councilgraph.{room}.LIMIT", 3)
        corpus.agrees()
        patch.setattr("councilgraph.pages.listing.uses_by", counted)
        file = corpus.resolutions[0]
        text = file.read_text("utf-8")
        verb = re.search(r"\n([A-Z][a-z]+ing) ", text)
        assert verb
        other = "Recalling" if verb[1] != "Recalling" else "Reaffirming"
        said = text.replace(verb[1], other)
        unread = said.replace("The Security Council", "This Security Council")
        for now in (said, text, unread, text):
            file.write_text(now, "utf-8")
            made.clear()
            assert corpus.publish().files
            page = (corpus.place / "out/concept/verb.html").read_text("utf-8")
            assert 0 < made.count("concept/verb") < page.count("<section")
            corpus.agree()
    corpus.agrees()


def test_a_page_that_the_disk_changed_gives_no_section(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    (spare,) = (corpus.place / "cache" / cache.tool() / "spares").iterdir()
    page = spare / "concept" / "verb.html"
    status, found = page.stat(), page.read_bytes()
    page.write_bytes(found.swapcase())
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    corpus.replace(corpus.resolutions[0], r"\n[A-Z][a-z]+ing ", "\nRecalling ")
    corpus.agrees()
    assert tree(corpus.place / "out")["concept/verb.html"] != found


def test_a_damaged_ledger_and_another_tool_begin_anew(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ledger,) = (corpus.place / "cache" / cache.tool() / "ledgers").glob("*.sqlite")
    ledger.write_bytes(b"no database" * 1000)
    corpus.agrees()
    monkeypatch.setattr(cache, "tool", lambda: "0" * 64)
    corpus.agrees()


def test_a_killed_build_is_taken_up_again(corpus: Corpus) -> None:
    chosen = random.Random(5)
    out, kept = corpus.place / "out", corpus.place / "kept"
    command = [sys.executable, "-m", "councilgraph", "publish", "--quiet", "--jobs", "2",
               "--cache", str(kept), "--out", str(out), str(corpus.documents)]  # fmt: skip
    before = tree(out)
    killed, whole = 0, 6.0
    for file in corpus.files[4:8]:
        corpus.replace(file, r"\bThe\b", "This")
        start = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as build:
            time.sleep(chosen.uniform(0.1, 0.9) * whole)
            build.kill()
        if build.returncode == 0:  # it was done before: the next is killed earlier
            whole = (time.monotonic() - start) / 2
        killed += build.returncode != 0
        if tree(out) != before:  # the new version stood there whole when the kill came
            corpus.agree()
        before = tree(out)
    assert killed
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    corpus.agree()
    assert [p.name for p in corpus.place.iterdir() if p.name.startswith(".")] == []
