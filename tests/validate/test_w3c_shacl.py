"""The W3C's SHACL test suite, core and SPARQL: the fast path gives pyshacl's report on every case.

What the compiled form does not know goes to pyshacl whole. Most cases hold what it leaves to
pyshacl without need (blank nodes, single nodes as targets, classes below classes), so each is also
converted: nodes get names, targets and superclasses are stated as types. What is claimed then is
listed here, and judged by suspects. The suite is no part of the project: ``../shared/w3c``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from councilgraph.rdf import Iri, Literal, Term, Triple, parse_triples, write
from councilgraph.rdf.namespaces import RDF, RDFS, Namespace
from councilgraph.validate import judge, suspects, validate
from councilgraph.validate.compiled import compile_shapes
from councilgraph.validate.shapes_graph import Unsupported, load_shapes

SUITE = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "data-shapes-test-suite" / "tests"
CASES = sorted(
    f.relative_to(SUITE).with_suffix("").as_posix()
    for f in SUITE.rglob("*.ttl")
    if "sht:Validate" in f.read_text("utf-8")
)
CLAIMED = {
    "core/property/class-001", "core/property/datatype-001", "core/property/datatype-002",
    "core/property/datatype-003", "core/property/in-001", "core/property/lessThan-001",
    "core/property/lessThan-002", "core/property/maxCount-001", "core/property/maxCount-002",
    "core/property/maxInclusive-001", "core/property/minCount-001",
    "core/property/or-datatypes-001", "core/property/pattern-001",
    "core/property/uniqueLang-001", "core/targets/targetClass-001", "core/targets/targetNode-001",
    "sparql/node/sparql-001",
}  # fmt: skip
"""The cases whose shapes the compiled form knows, once they are converted."""
DISPUTED = {
    "core/property/uniqueLang-002",  # "1"^^xsd:boolean is not the true of sh:uniqueLang
}
"""The cases that pyshacl 0.40.1 finds other results for than the suite."""
SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
Shapes = Callable[[str, list[Triple]], tuple[str, ...]]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's suite is not at ../shared/w3c"),
    pytest.mark.filterwarnings("ignore:Parsing weird boolean"),
]


def read(name: str) -> tuple[list[Triple], list[Triple], list[Triple]]:
    """Return the data of a case, its shapes, and the file that says what is expected."""
    file = SUITE / f"{name}.ttl"
    said = parse_triples(file.read_bytes(), "ttl", file.name, file.as_uri())

    def graph(which: str) -> list[Triple]:
        (place,) = {o for _, p, o in said if p == SHT[which]}
        other = Path(str(place).removeprefix("file://"))
        return said if other == file else parse_triples(
            other.read_bytes(), "ttl", other.name, other.as_uri())  # fmt: skip

    return graph("dataGraph"), graph("shapesGraph"), said


@pytest.fixture
def shapes_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shapes:
    """Return a function that makes shapes resources, and names them."""
    monkeypatch.setattr("councilgraph.resources.root", lambda: tmp_path)

    def kept(name: str, shapes: list[Triple]) -> tuple[str, ...]:
        file = name.replace("/", "-") + ".nt"
        (tmp_path / file).write_text(write(shapes, "nt"), "utf-8")
        return (file,)

    return kept


def test_the_suite_is_whole() -> None:
    assert len(CASES) > 115
    assert set(CASES) >= CLAIMED


@pytest.mark.parametrize("name", CASES)
def test_a_case_as_it_is_written(name: str, shapes_at: Shapes) -> None:
    data, shapes, said = read(name)
    named = shapes_at(name, shapes)
    try:
        expected = judge(data, named)
    except Exception as error:  # noqa: BLE001 - whatever pyshacl raises, the fast path raises
        with pytest.raises(type(error)):
            validate(data, named)
        assert any(o == SHT["Failure"] for _, _, o in said) or name in {
            "sparql/node/prefixes-001",  # pyshacl finds no prefixes without an ontology's name
            "sparql/pre-binding/shapesGraph-001",  # nor does it know this variable
        }
        return
    assert validate(data, named).findings == expected.findings
    results = sum(p == SH["result"] for _, p, _ in said)
    assert (len(expected.findings) == results) == (name not in DISPUTED)


@pytest.mark.parametrize("name", CASES)
def test_a_case_converted_to_what_is_compiled(name: str, shapes_at: Shapes) -> None:
    data, shapes, _ = read(name)
    data, shapes = converted(data, shapes)
    named = shapes_at(f"converted-{name}", shapes)
    assert claimed(named) == (name in CLAIMED)
    if name not in CLAIMED:
        return
    doubted = suspects(data, named)
    report = judge(data, named)
    assert validate(data, named) == report
    assert doubted is not None
    assert {f.focus for f in report.findings} <= {node for _, node in doubted}


def claimed(named: tuple[str, ...]) -> bool:
    try:
        compile_shapes(load_shapes(named))
    except Unsupported:
        return False
    return True


def converted(data: list[Triple], shapes: list[Triple]) -> tuple[list[Triple], list[Triple]]:
    """Return a case with named nodes, types in place of targets and of superclasses."""
    paths = {o for _, p, o in shapes if p == SH["path"]}
    while more := {o for s, _, o in shapes if s in paths and isinstance(o, Iri)} - paths:
        paths |= more
    data, shapes = (
        [(_named(s, paths), p, o if isinstance(o, Literal) else _named(o, paths)) for s, p, o in g]
        for g in (data, shapes)
    )
    above: dict[Term, list[Iri]] = {}
    for s, p, o in (*data, *shapes):
        if p == RDFS["subClassOf"] and isinstance(o, Iri):
            above.setdefault(s, []).append(o)
    types = [
        (s, p, higher) for s, p, o in data if p == RDF["type"] for higher in (o, *_higher(o, above))
    ]
    aimed = [(o, RDF["type"], _target(s)) for s, p, o in shapes
             if p == SH["targetNode"] and isinstance(o, Iri)]  # fmt: skip
    left = [t for t in data if t[1] not in {RDFS["subClassOf"], RDF["type"]}]
    return list(dict.fromkeys([*left, *types, *aimed])), list(_aimed(shapes))


def _named(node: Iri, paths: set[Term]) -> Iri:
    blank = node.startswith("_:") and node not in paths
    return Iri(f"urn:node:{node[2:]}") if blank else node


def _higher(node: Term, above: dict[Term, list[Iri]]) -> Iterator[Iri]:
    for one in above.get(node, ()):
        yield one
        yield from _higher(one, above)


def _target(shape: Iri) -> Iri:
    return Iri(f"urn:target:{shape}")


def _aimed(shapes: list[Triple]) -> Iterator[Triple]:
    own = {s for s, p, _ in shapes if p.startswith(SH)}
    for s, p, o in shapes:
        if p == SH["targetNode"] and isinstance(o, Iri):
            yield s, SH["targetClass"], _target(s)
        elif p == RDF["type"] and o == RDFS["Class"] and s in own:
            yield s, SH["targetClass"], s
        elif p != RDFS["subClassOf"]:
            yield s, p, o
