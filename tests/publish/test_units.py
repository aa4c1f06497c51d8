"""Files that speak of the same documents are one unit, whatever others there are."""

from __future__ import annotations

from itertools import permutations

from councilgraph.publish import Ledger
from councilgraph.publish.units import Member, Unit, runs, units_of


def member(name: str, *documents: str, first: tuple[bool, bool] = (False, False)) -> Member:
    return Member(f"key of {name}", name, documents[0], "en", f"hash of {name}", first, documents)


def names(units: list[Unit]) -> list[tuple[str, list[str]]]:
    return [(unit.name, [m.name for m in unit.members]) for unit in units]


LETTER = member("letter", "doc/S/2020/1166", "doc/S/RES/2553", first=(True, False))
RESOLUTION = member("resolution", "doc/S/RES/2553", "doc/S/2020/797")
OTHER = member("other", "doc/S/RES/255")
ADDENDUM = member("addendum", "doc/S/RES/255/Add.1")


def test_a_letter_is_told_of_with_what_it_has_annexed() -> None:
    expected = [("doc/S/2020/1166", ["resolution", "letter"]),
                ("doc/S/RES/255", ["other", "addendum"])]  # fmt: skip
    for order in permutations((LETTER, RESOLUTION, OTHER, ADDENDUM)):
        assert names(units_of(order)) == expected


def test_a_unit_is_not_changed_by_what_speaks_of_others() -> None:
    alone, more = units_of([OTHER]), units_of([OTHER, LETTER])
    assert alone[0] in more
    assert alone[0].key != units_of([OTHER, ADDENDUM])[0].key


def test_a_file_given_twice_counts_once() -> None:
    twice = Member("another key", "copy", OTHER.graph, "en", OTHER.sha256, (False, False),
                   OTHER.documents)  # fmt: skip
    assert names(units_of([OTHER, twice])) == [("doc/S/RES/255", ["copy"])]


def test_what_comes_changes_one_run_and_no_other() -> None:
    def parts(names: list[str]) -> list[tuple[str, ...]]:
        return [tuple(names[place] for place in run) for run in runs(names)]

    units = [f"doc/S/RES/{k}" for k in range(1000, 2000)]
    whole = parts(units)
    assert [u for run in whole for u in run] == units
    assert max(map(len, whole)) < 100
    for gone in (0, 1, 500, 999):
        less = parts(units[:gone] + units[gone + 1 :])
        assert len({*whole} - {*less}) <= 2
        assert len({*less} - {*whole}) <= 1


def test_what_is_given_is_read_again_as_it_was() -> None:
    twice = Member("another key", "copy", OTHER.graph, "en", OTHER.sha256, (False, False),
                   OTHER.documents)  # fmt: skip
    members = [RESOLUTION, OTHER, twice, LETTER]
    ledger = Ledger()
    try:
        assert len(ledger.give([ADDENDUM])) == 1
        units = ledger.give(members)
        assert [*units] == units_of(members)
        assert [units.key(place) for place in range(len(units))] == [u.key for u in units]
        assert units.named("doc/S/RES/255").members == (twice,)
        assert ledger.given() == members
        assert ledger.keys_given() == {m.key for m in members}
        assert [name for name, *_ in ledger.inputs()] == ["copy", "letter", "other", "resolution"]
    finally:
        ledger.close()
