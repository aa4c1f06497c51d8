"""Files that speak of the same documents are one unit, whatever others there are."""

from __future__ import annotations

import tracemalloc
from contextlib import closing
from dataclasses import replace
from itertools import combinations, permutations
from random import Random

import pytest

from councilgraph.publish import Ledger, Member, Unit, Units, grouping, units_of
from councilgraph.publish.units import BUNDLE, RUN, end_of, split


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


def order_of(m: Member) -> tuple[object, ...]:
    """Return the place of a source among others, as that of its contribution."""
    return (m.rank, *m.first, m.language, m.graph, m.name, m.sha256)


def brought_together(members: list[Member]) -> dict[str, set[str]]:
    """Return the keys of the sources of each unit by its name, grouped in the plainest way."""
    ordered = sorted(members, key=order_of)
    groups = [[m] for m in {m.told: m for m in reversed(ordered)}.values()]
    for one, other in combinations(range(len(groups)), 2):
        if any(_near(a, b) for m in groups[one] for n in groups[other]
               for a in m.documents for b in n.documents):  # fmt: skip
            groups[other] += groups[one]
            groups[one] = []
    return {min(d for m in of for d in m.documents): {m.key for m in of} for of in groups if of}


def _near(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


@pytest.mark.slow
def test_sources_come_together_as_in_the_plainest_way() -> None:
    for seed in range(25):
        chance = Random(seed)
        members = [_chosen(chance, number) for number in range(chance.randrange(1, 30))]
        units = units_of(members)
        assert {u.name: {m.key for m in u.members} for u in units} == brought_together(members)
        assert [u.name for u in units] == sorted(u.name for u in units)
        for unit in units:
            assert list(unit.members) == sorted(unit.members, key=order_of)


def _chosen(chance: Random, number: int) -> Member:
    """Return a source that tells of some of few documents; some are copies."""
    paths = [f"doc/S/RES/{k}{below}" for k in range(30) for below in ("", "/Add.1", "-1")]
    documents = tuple(sorted(chance.sample(paths, chance.choice((1, 1, 1, 2, 3)))))
    return Member(
        f"key {number}", f"name {chance.randrange(9)}", documents[0], chance.choice(("en", "fr")),
        f"hash {chance.randrange(40)}", (chance.random() < 0.3, chance.random() < 0.3), documents,
        chance.randrange(2),
    )  # fmt: skip


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
        told = [(name, "", end_of(name)) for name in names]
        assert [one for bundle in split(told, BUNDLE) for one in split(bundle, RUN)] == [
            *split(told, RUN)
        ]
        return [tuple(name for name, *_ in run) for run in split(told, RUN)]

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
        assert [*units.told()] == [(u.name, u.key, end_of(u.name)) for u in units]
        assert [units.name(place) for place in range(len(units))] == [u.name for u in units]
        assert units.named("doc/S/RES/255").members == (twice,)
        assert {m for unit in units for m in unit.members} == {*members} - {OTHER}
        assert ledger.keys_given() == {m.key for m in members}
        assert [name for name, *_ in ledger.inputs()] == ["copy", "letter", "other", "resolution"]
        assert ledger.leave({LETTER.told, OTHER.told}) == ["copy", "letter", "other"]
        assert names([*ledger.grouped()]) == [("doc/S/2020/797", ["resolution"])]
    finally:
        ledger.close()


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 20), marks=pytest.mark.slow)])
def test_units_of_what_comes_and_goes_are_those_of_all_at_once(seeds: range) -> None:
    for seed in seeds:
        chance = Random(seed)
        files: dict[bytes, Member] = {}
        with closing(Ledger()) as ledger, pytest.MonkeyPatch.context() as patch:
            patch.setattr(grouping, "_FEW", 8)
            for round_ in range(12):
                changed = _changed(files, chance, round_)
                told = [_chosen(chance, number) for number in range(chance.choice((0, 0, 2)))]
                units = _given(ledger, files, changed, told)
                assert [*units] == units_of([*files.values(), *told])
                if chance.random() < 0.3 and units:
                    gone = {chance.choice(units[chance.randrange(len(units))].members).told}
                    left = [m for m in (*files.values(), *told) if m.told not in gone]
                    assert len(ledger.leave(gone)) == len(files) + len(told) - len(left)
                    assert [*ledger.grouped()] == units_of(left)


def _changed(files: dict[bytes, Member], chance: Random, seed: int) -> set[bytes]:
    """Let files come, change and go, and return which came or changed."""
    number = chance.choice((0, 1, 1, 1, 2, 3, 15))
    paths = [b"%d" % chance.randrange(40) for _ in range(number)]
    for path in paths:
        number = 1000 * seed + int(path)
        if chance.random() < 0.3:
            files.pop(path, None)
        elif files and chance.random() < 0.4:  # a copy
            one = files[chance.choice(sorted(files))]
            files[path] = replace(one, key=f"key {number}", name=f"name {chance.randrange(9)}")
        else:
            files[path] = _chosen(chance, number)
    return {path for path in paths if path in files}


def _given(
    ledger: Ledger, files: dict[bytes, Member], changed: set[bytes], told: list[Member]
) -> Units:
    """Give what is as it was, read what changed, and return the units of all."""
    known = bytearray(ledger.number_read() + 1)
    for read in ledger.reads():
        if read.path in files.keys() - changed:
            assert ledger.member(read.number) == files[read.path]
            known[read.number] = 1
    assert sum(known) == len(files) - len(changed)
    ledger.see_anew()
    ledger.give_known(known)
    for path in changed:
        ledger.see(path, (0, 0, 0, 0), 0)
        ledger.note_read(path, files[path], "[]", plain=True)
    read_now = [(files[path], path) for path in changed]
    return ledger.give_more([*read_now, *((member, b"") for member in told)])


@pytest.mark.slow
def test_many_sources_take_no_more_memory_than_few() -> None:
    few, many = _peak(500), _peak(4000)
    assert many < few + 200_000  # bytes: some 8 a source, where each would take 800


def _peak(number: int) -> int:
    """Return how much memory Python takes to group so many sources at most, in bytes."""
    ledger = Ledger()
    sources = (member(f"{n:0>64}", f"doc/S/RES/{n}") for n in range(number))
    tracemalloc.start()
    try:
        units = ledger.give(sources)
        assert len(units) == sum(1 for _ in units.told()) == number
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        ledger.close()
