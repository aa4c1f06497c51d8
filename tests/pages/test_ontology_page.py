"""The page of the ontology shows every term at an anchor of its name."""

from __future__ import annotations

import re
from pathlib import Path

from councilgraph import resources
from councilgraph.rdf import read_triples
from councilgraph.rdf.namespaces import CG, RDF, SKOS

OUT = Path(__file__).parents[2] / "out"
PAGE = (OUT / "ontology.html").read_text("utf-8")
CORE = read_triples(resources.path("ontology/core.ttl"))


def test_every_term_has_an_anchor_and_its_definition() -> None:
    terms = {s.removeprefix(CG) for s, p, _ in CORE if s.startswith(CG) and p == RDF["type"]}
    assert len(terms) > 100
    anchors = re.findall(r"<h3 id=(\w+)>", PAGE)
    assert sorted(anchors) == sorted(terms)
    assert PAGE.count("<code>cg:") == len(terms)
    for subject, predicate, term in CORE:
        if predicate == SKOS["definition"] and subject == CG["Ballot"]:
            assert str(getattr(term, "value", "")).replace("'", "&#39;") in PAGE


def test_the_drawing_leads_to_terms_that_are_there() -> None:
    (drawing,) = re.findall(r"<svg.*?</svg>", PAGE, re.DOTALL)
    led = set(re.findall(r'href="?#(\w+)', drawing))
    assert {"Document", "hasParagraph", "Paragraph", "Vote", "hasBallot", "Ballot"} <= led
    assert led <= set(re.findall(r"<h3 id=(\w+)>", PAGE))


def test_alignments_and_examples_are_links() -> None:
    assert "<a href=http://purl.org/spar/cito/Citation>cito:Citation</a>" in PAGE
    assert re.search(r"↳ <a href=vote/S/RES/2553\.html>", PAGE)


def test_anchors_do_not_clash() -> None:
    ids = re.findall(r"\bid=\"?([\w-]+)", PAGE)
    assert len(ids) == len(set(ids))
