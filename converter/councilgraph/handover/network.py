"""Networks as GraphML (http://graphml.graphdrawing.org/specification.html), for Gephi and others.

A row is an edge. ``sourceLabel`` and ``targetLabel``, or any such pair, say what the two nodes
are; what plays no role is said of the edge. Values keep their types; ids are made of IRIs, so that
a node has the same one in every file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..errors import Contradiction
from ..identifiers import BASE
from ..query import Answer, Cell
from ..xmltext import exact, quoted
from .kinds import kind_of, printable, text_of, value_of
from .library import Declared
from .roles import Roles, Row, rows_of

NETWORK = Roles(("source", "target"), ("weight",), open=True, words=("undirected",))
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_OF_NODE = re.compile(r"(source|target)([A-Z]\w*)")
_TYPES: Mapping[str, str] = {"integer": "long", "number": "double", "boolean": "boolean"}
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9./-]")


def graphml(answer: Answer, said: Declared) -> str:
    """Return an answer as a graph: its rows as edges in their order, its nodes by id.

    Raises:
        UsageError: it has no columns for source and target.
        Contradiction: two rows say different things of a node.
    """
    rows = rows_of(answer, "graphml", NETWORK, said)
    nodes, edges = _nodes(rows), [_edge(row) for row in rows]
    node_keys, edge_keys = _keys(list(nodes.values()), "n"), _keys(edges, "e")
    direction = "undirected" if "undirected" in said.marks else "directed"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="{_NAMESPACE}">',
        *_declarations(node_keys, "node"),
        *_declarations(edge_keys, "edge"),
        f'<graph id="G" edgedefault="{direction}">',
    ]
    for name, values in sorted(nodes.items()):
        lines += [f"<node id={quoted(name)}>", *_data(values, node_keys), "</node>"]
    seen: Counter[str] = Counter()
    for row, values in zip(rows, edges, strict=True):
        ends = [_id(text_of(row[end])) for end in ("source", "target")]
        seen["--".join(ends)] += 1
        name = "--".join(ends) + f"--{seen['--'.join(ends)]}"
        lines.append(f'<edge id="{name}" source="{ends[0]}" target="{ends[1]}">')
        lines += [*_data(values, edge_keys), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>"]) + "\n"


def _nodes(rows: Sequence[Row]) -> dict[str, dict[str, Cell]]:
    """Return what is said of each node, by its id."""
    found: dict[str, dict[str, Cell]] = {}
    for row in rows:
        for end in ("source", "target"):
            said = {"iri": row[end], **dict(_of_end(row, end))}
            known = found.setdefault(_id(text_of(row[end])), {})
            for name, cell in said.items():
                if known.setdefault(name, cell) != cell:
                    both = f"{text_of(known[name])} and {text_of(cell)}"
                    raise Contradiction(f"graphml: {text_of(row[end])} has as {name} {both}")
    return found


def _of_end(row: Row, end: str) -> Iterator[tuple[str, Cell]]:
    for name, cell in row.items():
        found = _OF_NODE.fullmatch(name)
        if found and found[1] == end:
            yield found[2][0].lower() + found[2][1:], cell


def _edge(row: Row) -> dict[str, Cell]:
    ends = ("source", "target")
    return {n: c for n, c in row.items() if n not in ends and not _OF_NODE.fullmatch(n)}


Keys = Mapping[str, tuple[str, str]]


def _keys(things: Sequence[Mapping[str, Cell]], mark: str) -> Keys:
    """Return the id and the kind of each attribute, by its name."""
    names = sorted({name for thing in things for name in thing})
    return {n: (f"{mark}-{n}", kind_of(t.get(n) for t in things)) for n in names}


def _declarations(keys: Keys, what: str) -> Iterator[str]:
    for name, (key, kind) in keys.items():
        named = f'attr.name="{name}" attr.type="{_TYPES.get(kind, "string")}"'
        yield f'<key id="{key}" for="{what}" {named}/>'


def _data(values: Mapping[str, Cell], keys: Keys) -> Iterator[str]:
    for name, (key, kind) in keys.items():
        if name in values:
            text = text_of(values[name])
            if kind in _TYPES:
                value = value_of(values[name], kind)
                text = str(value).lower() if isinstance(value, bool) else str(value)
            # A bare carriage return would be read as a line feed.
            safe = exact(printable(text, "graphml"))
            yield f'<data key="{key}">{safe}</data>'


def _id(text: str) -> str:
    """Return an IRI as an id of XML (NMTOKEN), another for each.

    >>> _id("https://w3id.org/councilgraph/doc/S/RES/2553"), _id("a b_c:d")
    ('doc:S:RES:2553', 'a_20_b_5f_c_3a_d')
    """
    local = text.removeprefix(BASE)
    return _NOT_IN_ID.sub(lambda m: f"_{ord(m[0]):x}_", local).replace("/", ":")
