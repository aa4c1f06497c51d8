"""Graphs spoilt at random get pyshacl's report from the fast path, as a whole and in parts.

``--graphs N`` judges so many graphs; the first two hundred are always the same. The graph to start
from has one of everything that a shape looks at.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.errors import Refused
from councilgraph.rdf import Iri, Literal, Term, Triple, parse_triples, write
from councilgraph.rdf.namespaces import CG, RDF, RDFS
from councilgraph.rdf.terms import BOOLEAN, DATE, DURATION, INTEGER, MONTH, YEAR
from councilgraph.validate import (
    Part,
    Report,
    compiled,
    fragment,
    judge,
    suspects,
    validate,
    validate_parts,
)
from councilgraph.validate.judge import SHAPES
from councilgraph.validate.links import above
from councilgraph.validate.shapes_graph import load_shapes

VALID = Path(__file__).parents[1] / "shapes" / "valid.ttl"
DOCUMENTS = tuple(
    f"https://w3id.org/councilgraph/doc/S/{n}" for n in ("RES/9001", "2020/9000", "2020/9002")
)
AT_ONCE = 10
Edit = Callable[[random.Random, list[Triple]], list[Triple]]
XSD = "http://www.w3.org/2001/XMLSchema#"

WRONG: tuple[Term, ...] = (
    Literal(""), Literal("nonsense"), Literal("2"), Literal("two\nlines"), Literal("S/RES/9001"),
    Literal("word", language="en"), Literal("mot", language="fr"), Literal("Word", language="EN"),
    Literal("15", INTEGER), Literal("-1", INTEGER), Literal("0", INTEGER), Literal("16", INTEGER),
    Literal("99999", INTEGER), Literal("2031-02-03", DATE), Literal("1950-05-05", DATE),
    Literal("1965-12-31", DATE), Literal("2020", YEAR), Literal("2021-03", MONTH),
    Literal("P6M", DURATION), Literal("true", BOOLEAN), Iri("urn:x"), Iri(f"{DOCUMENTS[0]}/zh"),
    Iri("https://w3id.org/councilgraph/state/ZZZ"), CG["InFavour"], CG["Vetoed"],
)  # fmt: skip
"""Terms that both engines read alike."""
STRANGE: tuple[Term, ...] = (
    Literal("x15", INTEGER), Literal("015", INTEGER), Literal("+1", INTEGER),
    Literal(" 1", INTEGER), Literal("2020-02-31", DATE), Literal("2020-12-03Z", DATE),
    Literal("20201203", DATE),
    Literal("1", BOOLEAN), Literal("P12M", DURATION), Literal("P1Y2M", DURATION),
    Literal("1.0", f"{XSD}decimal"), Literal("1e0", f"{XSD}double"), Literal("1", f"{XSD}int"),
    Literal("2020-12-03T00:00:00Z", f"{XSD}dateTime"), Literal("x", "urn:unknown"), Iri("_:b1"),
)  # fmt: skip
"""Terms that two engines may read differently."""


def _exchanged(triples: list[Triple], old: Triple, new: Triple) -> list[Triple]:
    return [new if t == old else t for t in triples]


def drop(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    gone = chance.choice(triples)
    return [t for t in triples if t != gone]


def drop_node(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    gone, _, _ = chance.choice(triples)
    return [t for t in triples if t[0] != gone]


def double(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    subject, predicate, _ = chance.choice(triples)
    like = [t[2] for t in triples if t[1] == predicate]
    return [*triples, (subject, predicate, chance.choice(like))]


def exchange(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    old = chance.choice(triples)
    like = [t[2] for t in triples if t[1] == old[1] and t[2] != old[2]]
    return _exchanged(triples, old, (old[0], old[1], chance.choice(like))) if like else triples


def spoil(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    old = chance.choice([t for t in triples if t[1] != RDF["type"]])
    return _exchanged(triples, old, (old[0], old[1], chance.choice(WRONG)))


def add_wrong(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    subject, predicate, _ = chance.choice([t for t in triples if t[1] != RDF["type"]])
    return [*triples, (subject, predicate, chance.choice(WRONG))]


def make_strange(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    old = chance.choice([t for t in triples if t[1] != RDF["type"]])
    return _exchanged(triples, old, (old[0], old[1], chance.choice(STRANGE)))


def retype(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    types = [t for t in triples if t[1] == RDF["type"]]
    old, other = chance.choice(types), chance.choice(types)
    new = (old[0], old[1], other[2])
    return [*triples, new] if chance.random() < 0.5 else _exchanged(triples, old, new)


def move(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    old, (subject, _, _) = chance.choice(triples), chance.choice(triples)
    return _exchanged(triples, old, (subject, old[1], old[2]))


def rename(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    """Give a node another name, or that of another node, here and there or everywhere."""
    old, (other, _, _) = chance.choice(triples)[0], chance.choice(triples)
    new = chance.choice([other, Iri(f"{old}/x"), Iri("urn:new")])
    whole = chance.random() < 0.5
    return [(new if s == old else s, p, new if whole and o == old else o) for s, p, o in triples]


def give_seats(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    votes = [t for t in triples if t[1] == CG["castBy"] and isinstance(t[2], Iri)]
    chance.shuffle(votes)
    added: list[Triple] = []
    for _, _, state in votes[: chance.randint(1, 15)]:
        seat = Iri(f"urn:seat:{state}")
        permanent = Literal(chance.choice(("true", "false")), BOOLEAN)
        year = Literal("2020", YEAR)
        added += [(seat, CG["holder"], state), (seat, CG["year"], year),
                  (seat, CG["permanent"], permanent)]  # fmt: skip
    return [*triples, *added]


def put_below(chance: random.Random, triples: list[Triple]) -> list[Triple]:
    types = sorted({t[2] for t in triples if t[1] == RDF["type"] and isinstance(t[2], Iri)})
    return [*triples, (chance.choice(types), RDFS["subClassOf"], chance.choice(types))]


EDITS: tuple[Edit, ...] = (
    drop, drop_node, double, exchange, spoil, spoil, add_wrong, make_strange, retype, move, rename,
    give_seats, put_below,
)  # fmt: skip


def spoilt(seed: int) -> list[Triple]:
    chance = random.Random(seed)
    triples = parse_triples(VALID.read_bytes(), "ttl", VALID.name)
    for _ in range(chance.randint(1, 4)):
        triples = EDITS[seed % len(EDITS)](chance, triples)
        seed = chance.randrange(1000)
    return list(dict.fromkeys(triples))


def parts(triples: list[Triple]) -> list[Part]:
    told: dict[str, list[Triple]] = {name: [] for name in DOCUMENTS}
    for triple in triples:
        home = next((a for a in above(triple[0]) if a in told), DOCUMENTS[len(triple[0]) % 3])
        told[home].append(triple)
    return [Part(name, "", said.copy) for name, said in told.items()]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first" in metafunc.fixturenames:
        graphs: int = metafunc.config.getoption("--graphs")
        metafunc.parametrize("first", range(0, graphs, AT_ONCE))


@pytest.mark.slow
def test_graphs_spoilt_at_random_get_the_same_report(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        triples = spoilt(seed)
        expected = told(judge, triples)
        assert told(validate, triples) == expected, seed
        assert told(in_parts, triples) == expected, seed


def in_parts(triples: list[Triple]) -> Report:
    report, _ = validate_parts(parts(triples))
    return report


def told(ask: Callable[[list[Triple]], Report], triples: list[Triple]) -> object:
    """Return the findings of a report, or why there is none."""
    try:
        return ask(triples).findings
    except Refused as refused:
        return str(refused)


@pytest.mark.slow
def test_constraints_are_asked_otherwise_with_the_same_answers() -> None:
    selects = list(compiled.selects(load_shapes(SHAPES)))
    assert sum(fragment.subtracting(one) != one for one in selects) > 4
    answered = 0
    for seed in range(100):
        store = ox.Store()
        store.load(write(spoilt(seed), "nt").encode(), format=ox.RdfFormat.N_TRIPLES)
        for select in selects:
            found = answers(store, select)
            assert answers(store, fragment.subtracting(select)) == found, (seed, select)
            answered += len(found)
    assert answered > 100


def answers(store: ox.Store, select: str) -> list[str]:
    """Return the answers to a constraint's query, none bound before."""
    rows = store.query(select.replace("$this", "?this"))
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(row) for row in rows)


@pytest.mark.slow
def test_the_graphs_are_a_trial() -> None:
    found = [suspects(spoilt(seed)) for seed in range(100)]
    assert sum(doubted is None for doubted in found) < 25
    assert sum(doubted == frozenset() for doubted in found) < 25
    shapes = {shape for doubted in found for shape, _ in doubted or ()}
    assert len(shapes) > 15
