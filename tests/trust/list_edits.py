"""Edits of lists of names and of the counts beside them: votes and sponsors."""

from __future__ import annotations

import re
from functools import partial
from random import Random

from edits import Cut, Edit
from placed import Fact, Facts
from samples import Named, Sample, names

_TALLY = ("inFavour", "against", "abstaining")


def drop_name(of: Sample, rng: Random) -> Edit | None:
    """Take a name from a list of votes or sponsors, with what joins it to its neighbour."""
    found = names(of)
    if not found:
        return None
    number = rng.randrange(len(found))
    name = found[number]
    near = [n for n in found if n.list == name.list]
    at = near.index(name)
    before = near[at - 1].place if at else None
    behind = near[at + 1].place if at + 1 < len(near) else None
    start, end = name.place.start, name.place.end
    if before and _joined(of.raw[before.end : start]):
        start = before.end
    elif behind and _joined(of.raw[end : behind.start]):
        end = behind.start

    def shown(before: Facts, after: Facts) -> bool:
        def count(facts: Facts) -> int:
            return sum(f.value == name.state and f.property in {"castBy", "sponsor"}
                       for f in facts.facts)  # fmt: skip

        return count(after) == count(before) - 1

    return Edit("drop a name", (Cut(start, end, ""),), shown, what=f"{name.list} {name.state}")


def _joined(between: str) -> bool:
    return len(between) < 40 and "<" not in between


def _exchanged(of: Sample, one: Named, other: Named) -> tuple[Cut, ...]:
    first, second = sorted((one.place, other.place), key=lambda p: p.start)
    texts = [of.raw[p.start : p.end] for p in (second, first)]
    return (Cut(first.start, first.end, texts[0]), Cut(second.start, second.end, texts[1]))


def choices(facts: Facts) -> dict[str, str]:
    """Return how each State voted."""
    state = facts.of("Ballot", "castBy")
    return {state[p]: c for p, c in facts.of("Ballot", "choice").items() if p in state}


def swap_votes(of: Sample, rng: Random) -> Edit | None:
    """Let two members who voted differently have each other's vote."""
    voters = [n for n in names(of) if n.list != "sponsor"]
    pairs = [(a, b) for a in voters for b in voters if a.list < b.list and a.state != b.state]
    if not pairs:
        return None
    one, other = rng.choice(pairs)

    def shown(_before: Facts, after: Facts) -> bool:
        now = choices(after)
        return now.get(one.state) == other.list and now.get(other.state) == one.list

    return Edit("swap two votes", _exchanged(of, one, other), shown,
                what=f"{one.state} {other.state}")  # fmt: skip


def swap_names(of: Sample, rng: Random) -> Edit | None:
    """Let two names of one list change places, which changes nothing but their places."""
    found = names(of)
    pairs = [(a, b) for a in found for b in found if a < b and a.list == b.list]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    def order(facts: Facts) -> list[str]:
        if one.list == "sponsor":
            known = [(p, f.value) for f, ps in facts.stated.items() if f.property == "sponsor"
                     for p in ps]  # fmt: skip
        else:
            known = list(facts.of("Ballot", "castBy").items())
        return [s for p, s in sorted(known, key=lambda k: k[0].start)
                if s in {one.state, other.state}]  # fmt: skip

    def shown(before: Facts, after: Facts) -> bool:
        same = choices(before) == choices(after)
        return same and order(after) == order(before)[::-1]

    return Edit("swap two names", _exchanged(of, one, other), shown,
                what=f"{one.state} {other.state}")  # fmt: skip


def _now(wanted: Fact, _before: Facts, after: Facts) -> bool:
    return wanted in after.facts


def change_tally(of: Sample, rng: Random) -> Edit | None:
    """Write another number where a count of votes is stated."""
    found = [(f, p) for f, ps in of.facts.stated.items() if f.property in _TALLY for p in ps]
    words = {w: int(n) for n, ws in of.pack.numerals.items() for w in ws}
    rng.shuffle(found)
    for fact, place in found:
        old = int(fact.value)
        new = rng.choice([n for n in range(16) if n != old])
        for match in re.finditer(r"\d+|[^\W\d_]+", of.at(place)):
            word = match.group()
            is_it = word == fact.value or words.get(word.casefold()) == old
            put = str(new) if word.isdigit() else next(iter(of.pack.numerals.get(str(new), ())), "")
            if is_it and put:
                start = place.start + match.start()
                wanted = Fact(fact.subject, fact.property, str(new))
                return Edit("change a tally", (Cut(start, start + len(word), put),),
                            partial(_now, wanted), what=f"{fact.property} {new}")  # fmt: skip
    return None
