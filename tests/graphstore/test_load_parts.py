"""What Spark published is loaded: the tables as Turtle, the documents as N-Quads in parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted_store import BASE, publish

from councilgraph.errors import Refused
from councilgraph.graphstore import graphs_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, "ontology/core.ttl", "<urn:Document> a <urn:Class> .")
    publish(tmp_path, "quads/part-00000.nq", "<urn:a> <urn:b> <urn:c> <urn:g> .\n")
    publish(tmp_path, "quads/part-00001.nq", "<urn:d> <urn:b> <urn:c> <urn:g> .\n")
    return tmp_path


def test_a_graph_in_two_parts_is_one(folder: Path) -> None:
    found = {g.name: len(g.lines) for g in graphs_of(folder).read()}
    assert found == {f"{BASE}ontology/core": 1, "urn:g": 2}


def test_a_part_that_is_not_what_was_published_is_refused(folder: Path) -> None:
    (folder / "quads" / "part-00001.nq").write_text("", "utf-8")
    with pytest.raises(Refused, match="other bytes"):
        graphs_of(folder)
