"""Pages of a document whose every text is hostile HTML: all parse, and none of it is markup."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib
import pytest

from councilgraph.identifiers import BASE
from councilgraph.pages import pages_of
from councilgraph.rdf import Iri, Literal, Term
from councilgraph.rdf.blocks import Block, blocks
from councilgraph.rdf.parse import parse_triples

pytestmark = pytest.mark.slow

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></title>--><b hostile>"
DOCUMENT = Path(__file__).parents[1] / "documents" / "S-2021-9101" / "expected.ttl"


def poisoned(term: Term) -> Term:
    """Return a term as it is, a text with hostile HTML before and after."""
    if isinstance(term, Literal) and (term.language or term.datatype == Literal("").datatype):
        return term._replace(value=f"{HOSTILE}{term.value}{HOSTILE}")
    return term


def shapes(nodes: dict[Iri, Block]) -> dict[str, Counter[tuple[str, ...]]]:
    """Return the elements of each page: their names with those of their attributes, counted."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), strict=True)
    found: dict[str, Counter[tuple[str, ...]]] = {}
    for path, data in pages_of(nodes, BASE, [], {}):
        if path.endswith(".html"):
            tree = parser.parse(data.decode()).getroot()
            found[path] = Counter((str(e.tag), *sorted(map(str, e.attrib))) for e in tree.iter())
    return found


def test_no_element_and_no_attribute_comes_from_the_data() -> None:
    clean = blocks(parse_triples(DOCUMENT.read_bytes(), "ttl", "a.ttl"))
    hostile = {s: {p: [poisoned(t) for t in terms] for p, terms in block.items()}
               for s, block in clean.items()}  # fmt: skip
    texts = sum(t != u for s, b in clean.items() for p in b
                for t, u in zip(b[p], hostile[s][p], strict=True))  # fmt: skip
    assert texts > 60
    known, found = shapes(clean), shapes(hostile)
    assert found.keys() <= known.keys()
    assert len(found) > 20
    elements = set().union(*known.values())
    for path, page in found.items():
        assert set(page) <= elements, path
        scripts = [sum(n for key, n in p.items() if key[0].endswith("script"))
                   for p in (page, known[path])]  # fmt: skip
        assert scripts[0] == scripts[1], path
