"""The page of trust says what was proven, in six languages, and what the server truly allows."""

from __future__ import annotations

import json
from itertools import groupby

import html5lib

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.languages import codes
from councilgraph.pages import trust
from councilgraph.pages.graph import Graph
from councilgraph.pages.site import Site
from councilgraph.processes.isolation import MEMORY
from councilgraph.serve.worker import MOST_BYTES, MOST_ROWS


def page() -> str:
    path, data = trust.trust_page(Site(Graph({}, BASE, {})))
    assert path == "trust.html"
    return data.decode()


def test_every_part_that_was_tried_has_a_row_and_each_failure_its_reason() -> None:
    kept = json.loads(resources.text(trust.KEPT))
    assert kept
    tree = html5lib.parse(page(), namespaceHTMLElements=False)
    rows = [" ".join(row.itertext()).split() for row in tree.iter("tr")]
    for name, part in kept.items():
        assert any(name in row and (not part["tried"] or str(part["tried"]) in " ".join(row))
                   for row in rows), name  # fmt: skip
    said = "".join(tree.itertext())
    assert all(why in said for part in kept.values() for why in part["why"])


def test_a_day_is_told_once_for_all_that_was_proven_on_it() -> None:
    kept = json.loads(resources.text(trust.KEPT))
    runs = [(day, len(list(run))) for day, run in groupby(p["date"] for p in kept.values())]
    tree = html5lib.parse(page(), namespaceHTMLElements=False)
    cells = [(row, row.find(".//time")) for row in tree.iter("td")]
    found = [(time.text, int(cell.get("rowspan", 1))) for cell, time in cells if time is not None]
    assert found == runs


def test_it_speaks_six_languages() -> None:
    assert all(page().count(f"<span lang={code}>") > 8 for code in codes())


def test_its_limits_are_those_of_the_server() -> None:
    assert int(trust.MEMORY.removesuffix(" GB")) << 30 == MEMORY
    assert f"{MOST_ROWS:,}" == trust.ROWS
    assert int(trust.ANSWER.removesuffix(" MB")) * 1_000_000 == MOST_BYTES
    command = resources.PACKAGE.joinpath("cli", "serve.py").read_text("utf-8")
    assert f"default={trust.SECONDS.removesuffix(' s')}, metavar=\"SECONDS\"" in command
