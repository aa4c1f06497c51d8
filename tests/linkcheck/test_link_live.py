"""``councilgraph link`` finds, reports and mends: against a SPARQL server of its own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from councilgraph.linkcheck import checks, linksets
from councilgraph.model import REVIEWED

pytestmark = pytest.mark.slow

WIKIDATA, WD = "states-wikidata", "http://www.wikidata.org/entity/"
MOVED, GONE, OTHER, MUTE = (f"{WD}Q{n}" for n in (999001, 999002, 999003, 999004))
Run = Callable[..., int]
Plant = Callable[..., None]


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def targets(links: Path) -> dict[str, str]:
    ((_, linkset),) = linksets(links, [WIKIDATA])
    return {m.subject.removeprefix("state/"): m.target for m in linkset.mappings}


@pytest.mark.parametrize("name", sorted(checks()))
def test_links_that_hold_are_well(
    name: str, run: Run, links: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(links)
    assert run("--check", name=name) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "links checked: 0 disagree" in err
    assert content(links) == before


def test_planted_links_are_reported_and_nothing_changes(
    plant: Plant, run: Run, links: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant({"FRA": MOVED, "ITA": GONE, "KEN": OTHER, "PER": MUTE})
    before = content(links)
    assert run("--check") == 3
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{WIKIDATA}\tstate/FRA\t{MOVED}\tstale\tmoved to {WD}Q142; proposed: {WD}Q142",
        f"{WIKIDATA}\tstate/ITA\t{GONE}\tstale\tthe endpoint does not know it; proposed: {WD}Q38",
        f"{WIKIDATA}\tstate/KEN\t{OTHER}\twrong\tit is XYZ there; expected KEN; proposed: {WD}Q114",
        f"{WIKIDATA}\tstate/PER\t{MUTE}\tuntold\tthe endpoint has nothing to hold it against",
    ]
    assert err == (
        "199 links checked: 3 disagree, 0 of them mended; of 1 the endpoint tells nothing\n"
    )
    assert content(links) == before
    assert not (tmp_path / "state.json").exists()


def test_writing_mends_what_the_endpoint_knows_better(plant: Plant, run: Run, links: Path) -> None:
    original = targets(links)
    plant({"FRA": MOVED, "ITA": GONE, "KEN": OTHER})
    assert run("--write") == 0
    assert targets(links) == original
    assert run("--check") == 0
    ((_, linkset),) = linksets(links, [WIKIDATA])
    mended = {m.subject: m for m in linkset.mappings}["state/KEN"]
    assert (mended.confidence, mended.reviewed) == (0.9, False)
    assert mended.source.startswith("http://127.0.0.1")


def test_a_reviewed_link_is_reported_and_never_changed(
    plant: Plant, run: Run, links: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant({"FRA": MOVED, "KEN": OTHER}, justification=REVIEWED)
    before = content(links)
    assert run("--write") == 3
    assert content(links) == before
    assert capsys.readouterr().out.count("; reviewed, so it is left as it is\n") == 2


def test_a_target_that_another_link_has_is_not_proposed(
    plant: Plant, run: Run, links: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant({"FRA": MOVED, "KEN": f"{WD}Q142"})
    assert run("--write") == 3
    assert "proposed" not in capsys.readouterr().out.splitlines()[0]
    assert targets(links)["FRA"] == MOVED
