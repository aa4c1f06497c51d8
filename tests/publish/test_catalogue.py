"""The record of the dataset keeps to DCAT-AP; feed, sitemap and linksets lead to what there is."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, RDF, SH

from councilgraph import resources
from councilgraph.publish.feeds import FEED, ROBOTS, SITEMAP
from councilgraph.publish.signposts import LINKSET
from councilgraph.rdf import read_triples
from councilgraph.rdf.namespaces import VOCABULARIES

OUT = Path(__file__).parents[2] / "out"
BASE = "https://w3id.org/councilgraph/"
SHAPES = Graph().parse(resources.path("shapes/catalogue/dcat-ap.ttl"))
VOID = Namespace(VOCABULARIES["void"])
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def record() -> Graph:
    return Graph().parse(OUT / "dcat.ttl")


def broken(graph: Graph) -> set[URIRef]:
    """Return the shapes that a record breaks, recommendations included."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    return {o for o in report.objects(None, SH.sourceShape) if isinstance(o, URIRef)}


@pytest.mark.slow
def test_the_record_has_all_that_dcat_ap_demands_and_recommends() -> None:
    assert broken(record()) == set()


@pytest.mark.slow
def test_every_rule_of_dcat_ap_is_alive() -> None:
    shapes = list(SHAPES.subjects(RDF.type, SH.PropertyShape))
    assert len(shapes) > 30
    for shape in shapes:
        path = SHAPES.value(shape, SH.path)
        owner = SHAPES.value(None, SH.property, shape)
        kind = SHAPES.value(owner, SH.targetClass)
        graph = record()
        for subject in set(graph.subjects(RDF.type, kind)):
            graph.remove((subject, path, None))
        assert shape in broken(graph), shape


def test_every_dump_has_a_distribution() -> None:
    graph = record()
    downloads = {str(o).removeprefix(BASE) for o in graph.objects(None, DCAT.downloadURL)}
    dumps = {p.relative_to(OUT).as_posix() for p in (OUT / "dump").iterdir()}
    assert downloads == dumps - {"dump/SHA256SUMS"}
    sums = (OUT / "dump/SHA256SUMS").read_text("utf-8")
    spdx = Namespace(VOCABULARIES["spdx"])
    stated = {str(o) for o in graph.objects(None, spdx.checksumValue)}
    assert stated == {line.split()[0] for line in sums.splitlines()}
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        file = OUT / str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE)
        assert str(graph.value(distribution, DCAT.byteSize)) == str(file.stat().st_size)


def test_the_counts_of_void_are_those_of_the_triples() -> None:
    said = {t for f in sorted((OUT / "doc").rglob("*.ttl")) for t in read_triples(f)}
    void = Graph().parse(OUT / "void.ttl")
    dataset = URIRef(BASE + "dataset")
    counted = {
        VOID.triples: len(said),
        VOID.entities: len({s for s, _, _ in said}),
        VOID.properties: len({p for _, p, _ in said}),
        VOID.classes: len({o for _, p, o in said if p == str(RDF.type)}),
        VOID.documents: len(list((OUT / "doc").rglob("*.ttl"))),
    }
    assert {p: int(str(void.value(dataset, p))) for p in counted} == counted
    properties = Counter(p for _, p, _ in said)
    classes = Counter(str(o) for _, p, o in said if p == str(RDF.type))
    for term, part, counts in (
        (VOID.property, VOID.triples, properties), (VOID["class"], VOID.entities, classes),
    ):  # fmt: skip
        stated = {str(o): int(str(void.value(s, part))) for s, o in void.subject_objects(term)}
        assert stated == counts
    assert all((OUT / str(d).removeprefix(BASE)).is_file()
               for d in void.objects(dataset, VOID.dataDump))  # fmt: skip


def test_the_service_is_described() -> None:
    sd = Namespace(VOCABULARIES["sd"])
    graph = Graph().parse(OUT / "service.ttl")
    assert {str(o) for o in graph.objects(None, sd.endpoint)} == {f"{BASE}sparql"}
    assert (None, sd.supportedLanguage, sd.SPARQL11Query) in graph


def test_the_sitemap_names_every_page() -> None:
    tree = ET.parse(OUT / SITEMAP).getroot()  # noqa: S314 - our own file
    named = [str(e.text).removeprefix(BASE) for e in tree.iter(f"{MAP}loc")]
    assert sorted(named) == sorted(p.relative_to(OUT).as_posix() for p in OUT.rglob("*.html"))
    assert "2020-12-03" in {e.text for e in tree.iter(f"{MAP}lastmod")}
    assert f"Sitemap: {BASE}{SITEMAP}" in (OUT / ROBOTS).read_text("utf-8")


def test_the_feed_tells_the_documents_newest_first() -> None:
    feed = ET.parse(OUT / FEED).getroot()  # noqa: S314 - our own file
    entries = feed.findall(f"{ATOM}entry")
    files = sorted((OUT / "doc").rglob("*.ttl"))
    documents = {p.relative_to(OUT).with_suffix("").as_posix() for p in files}
    ids = [str(e.findtext(f"{ATOM}id")).removeprefix(BASE) for e in entries]
    assert sorted(ids) == sorted(documents)
    updated = [str(e.findtext(f"{ATOM}updated")) for e in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0] == "2020-12-03T00:00:00Z"
    for name in ("id", "title", "author"):
        assert feed.find(ATOM + name) is not None


def test_a_linkset_leads_to_the_forms_of_its_document() -> None:
    files = sorted((OUT / "doc").rglob(f"*{LINKSET}"))
    assert len(files) == 3
    for file in files:
        sets = json.loads(file.read_bytes())["linkset"]
        own = sets[0]
        assert own["anchor"] == own["cite-as"][0]["href"]
        forms = {d["href"]: d["type"] for d in (*own["describedby"], *own["alternate"])}
        assert len(forms) == 3
        assert all((OUT / href.removeprefix(BASE)).is_file() for href in forms)
        assert {s["anchor"] for s in sets[1:]} < set(forms)
