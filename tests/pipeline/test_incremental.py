"""What changes is published anew, and nothing else; the bytes are those of a new publication.

All documents are generated.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from changing import Corpus, tree
from markupsafe import Markup

from councilgraph.pages.site import Page
from councilgraph.pages.uses import Uses, uses_by
from councilgraph.pipeline import cache, publish
from councilgraph.publish import Place, writing
from councilgraph.rdf import Iri

pytestmark = pytest.mark.slow

RESOLUTION = re.compile(r"S/RES/(\d+) \((\d{4})\)")
CITED = re.compile(r"\bresolutions? \d+ \(\d{4}\)")


def _number(file: Path) -> str:
    """Return the number of a resolution, by which it has its place in lists."""
    symbol = RESOLUTION.search(file.read_text("utf-8"))
    assert symbol
    return symbol[1]


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
        last = max(corpus.resolutions, key=_number)
        text = last.read_text("utf-8")
        made.clear()
        day = re.search(r"\d+ [A-Z][a-z]+ \d{4}", text)
        assert day
        corpus.replace(last, day.group(), f"28 February {day.group()[-4:]}")
        assert corpus.publish().files
        page = (corpus.place / f"out/doc/S/RES/{_number(last)}.html").read_text("utf-8")
        verbs = {*re.findall(r"concept/verb(?:\.html)?#([\w-]+)", page)}
        assert 0 < made.count("concept/verb") < len(verbs), "of some of them it is one of many"
        corpus.agree()
        last.write_text(text, "utf-8")
    corpus.agrees()
