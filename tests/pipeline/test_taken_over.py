"""What is not as it was written is put right, and a build that was ended is taken up again.

All documents are generated.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from changing import Corpus, tree

from councilgraph.errors import UsageError
from councilgraph.pipeline import cache
from councilgraph.pipeline.looking import Looking
from councilgraph.publish import Ledger, Looked

pytestmark = pytest.mark.slow


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


def test_where_there_are_many_files_another_process_looks_whether_they_stand(
    corpus: Corpus, units: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Looked | None] = []

    def noted(self: Looking, folder: Path) -> Looked | None:
        found.append(asked(self, folder))
        return found[-1]

    asked = Looking.found
    monkeypatch.setattr("councilgraph.pipeline.looking.MANY", 0)
    monkeypatch.setattr("councilgraph.pipeline.journal.TICK", 0)
    monkeypatch.setattr(Looking, "found", noted)
    (spare,) = (corpus.place / "cache" / cache.tool() / "spares").iterdir()
    out = corpus.place / "out"
    files = len(tree(out))
    assert corpus.publish(jobs=2).files == files
    assert (found, units) == ([Looked(files, ())], []), "all stand"
    file = next((out / "doc").rglob("*.html"))
    text = file.read_text("utf-8")
    file.write_text(text + "\n", "utf-8")
    corpus.agrees(jobs=2)
    assert found[1] is not None
    assert [f.path for f in found[1].missing or ()] == [file.relative_to(out).as_posix()]
    assert found[2] is not None, "it has looked into the spare, of which most is taken over"
    page = next((spare / "doc").rglob("*.html"))
    page.unlink()
    page.write_text("of somebody", "utf-8")
    corpus.replace(corpus.files[12], r"\bThe\b", "This")
    corpus.agrees(jobs=2)
    assert found[3] is not None
    assert page.relative_to(spare).as_posix() in {f.path for f in found[3].missing or ()}
    shutil.rmtree(spare)
    corpus.replace(corpus.files[12], r"\bThis\b", "The")
    corpus.agrees(jobs=2)
    assert found[4] == Looked(0, None)


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
