"""Publications of an invented resolution, one after another, and the releases they make."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from released import WORDS, published, tree

from councilgraph.errors import UsageError
from councilgraph.pipeline import publish
from councilgraph.releases import History, Kind, as_json, as_text, changes_between, listed

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/councilgraph/"


def test_the_change_of_one_word_is_named_exactly(two: Path) -> None:
    history = History(two / "history")
    old, new = history.releases()
    changes = changes_between(history.files(old), history.files(new), history.object)
    (document,) = changes.told
    (change,) = document.changes
    assert document.path == "doc/S/RES/9002"
    assert change.subject == f"{BASE}doc/S/RES/9002/paragraph/1"
    assert change.predicate == f"{BASE}ontology#text"
    assert change.kind is Kind.CHANGED
    assert document.places > 0, "what stands after the word has moved"
    assert "twelve" in str(change.before)
    assert str(change.before).replace(*WORDS) == str(change.after)
    assert [new.total(k) for k in Kind] == [0, 1, 0]


def test_the_text_and_the_page_of_a_release_say_the_same(two: Path) -> None:
    history = History(two / "history")
    old, new = history.releases()
    changes = changes_between(history.files(old), history.files(new), history.object)
    text = as_text(changes, old, new, BASE)
    assert (two / "history/releases" / f"{new.moment}.txt").read_text("utf-8") == text
    assert "changed  paragraph/1  text@en  …States shall, for a period of twelve" in text
    assert json.loads(as_json(changes, old, new, BASE))["to"]["name"] == new.name
    assert listed((old, new)).count("\n") == 3


def test_every_file_of_both_releases_is_there_and_what_is_equal_is_shared(two: Path) -> None:
    history = History(two / "history")
    old, new = (history.files(r) for r in history.releases())
    out = tree(two / "out")
    assert {p: history.object(s) for p, s in new.items()} == {
        p: d for p, d in out.items() if p != "manifest.json"
    }
    assert all(history.object(s) for s in old.values())
    objects = list((two / "history/objects").rglob("*.gz"))
    assert len(objects) == len({*old.values(), *new.values()}) + 2, "files, and two manifests"
    assert len(objects) < 1.2 * len(new)


def test_releases_are_named_by_content_and_dated_by_documents(two: Path) -> None:
    old, new = History(two / "history").releases()
    assert old.moment == "20310612000000"
    assert new.moment == "20310612000001", "of two releases of one day, the second is later"
    assert new.previous == old.moment
    assert old.name != new.name


def test_the_same_publications_give_the_same_history(two: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    published(folder)
    published(folder, anew=True)
    assert tree(folder / "history") == tree(two / "history")


def test_a_history_changes_nothing_in_the_dataset(two: Path, tmp_path: Path) -> None:
    publish([str(two / "document.txt")], tmp_path / "out")
    assert tree(tmp_path / "out") == tree(two / "out")


def test_what_was_is_called_what_it_was_when_it_comes_back(copy: Path) -> None:
    again = published(copy)
    first, _, third = History(copy / "history").releases()
    assert again == third
    assert third.name == first.name
    with pytest.raises(UsageError, match="that of 2 releases"):
        History(copy / "history").find(first.name[:8])


def test_source_date_epoch_dates_a_release(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    release = published(copy)
    assert release
    assert release.date == "2033-05-18T03:33:20Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="seconds of 1970"):
        published(copy)


def test_a_release_is_found_by_date_name_and_as_the_latest(two: Path) -> None:
    history = History(two / "history")
    old, new = history.releases()
    assert history.find(old.moment) == history.find(old.name[:10]) == old
    assert history.find("latest") == history.find(new.name) == new
    for nothing in ("20000101000000", "ffffff", "../x", ""):
        with pytest.raises(UsageError, match="no release"):
            history.find(nothing)


def test_the_feeds_tell_of_the_documents_that_changed(two: Path) -> None:
    folder = two / "history" / "releases"
    old, new = History(two / "history").releases()
    started = ox.NamedNode("https://w3id.org/tree#member")
    pages = {m: list(ox.parse(path=str(folder / f"{m}.ttl"))) for m in (old.moment, new.moment)}
    members = {m: [str(q.object.value) for q in page if q.predicate == started]
               for m, page in pages.items()}  # fmt: skip
    assert members[new.moment] == [f"{BASE}releases/{new.moment}#doc/S/RES/9002"]
    assert len(members[old.moment]) == old.documents
    first = ox.Store()
    first.extend(ox.parse(path=str(folder / "changes.ttl")))
    leads = first.quads_for_pattern(None, ox.NamedNode("https://w3id.org/tree#node"), None)
    assert {q.object.value for q in leads} == {  # type: ignore[union-attr]
        f"{BASE}releases/{m}.ttl" for m in (old.moment, new.moment)
    }
    feed = (folder / "feed.atom").read_text("utf-8")
    assert feed.count("<entry>") == 2
    assert feed.index(new.moment) < feed.index(old.moment)
    assert "doc/S/RES/9002 changed (facts: 0 added, 1 changed, 0 gone)" in feed
