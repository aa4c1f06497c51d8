"""The same task by the shortest way: regular expressions, rdflib and pyshacl.

``python benchmarks/plain.py OUT FILE…`` reads documents as text, finds symbol, date, paragraphs and
the Council resolutions they cite, writes Turtle per document and one N-Quads dump, holds the whole
against a few shapes, and makes a search index. It is what an able person writes in an afternoon: no
votes, no verbs, no places in the source, one language's month names, shapes for what it finds. It
is kept as the measure of what the project's speed is worth, and gets no smarter.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, XSD, Dataset, Graph, Literal, Namespace, URIRef

BASE = "https://w3id.org/councilgraph/"
CG = Namespace(BASE + "ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SYMBOL = re.compile(r"\bS/(?:RES/\d+ \(\d{4}\)|PRST/\d{4}/\d+|\d{4}/\d+)")
RESOLUTION = re.compile(r"\b(\d{1,4}) ?\(((?:19|20)\d\d)\)")
DAY = re.compile(r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October"
                 r"|November|December) (\d{4})\b")  # fmt: skip
NUMBERED = re.compile(r"(\d{1,2})\. (.*)", re.DOTALL)
WIDEST = 200
"""Characters of a line that is not the whole of its paragraph."""
MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7,
    "August": 8, "September": 9, "October": 10, "November": 11, "December": 12,
}  # fmt: skip

SHAPES = """
@prefix cg: <https://w3id.org/councilgraph/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:plain:> .
: sh:declare
    [ sh:prefix "cg" ; sh:namespace "https://w3id.org/councilgraph/ontology#"^^xsd:anyURI ] .
:Resolution a sh:NodeShape ; sh:targetClass cg:Resolution ;
    sh:property [ sh:path cg:symbol ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^S/RES/" ] ;
    sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes : ; sh:select \"\"\"
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT $this ?value WHERE { $this cg:cites ?value ; cg:symbol ?symbol .
            FILTER (regex(str(?value), "/RES/[0-9]+$")
                && xsd:integer(replace(str(?value), "^.*/", "")) > 99999) }\"\"\" ] .
:Preambular a sh:NodeShape ; sh:targetClass cg:PreambularParagraph ;
    sh:property [ sh:path cg:text ; sh:minCount 1 ] , [ sh:path cg:position ; sh:minCount 1 ] .
:Operative a sh:NodeShape ; sh:targetClass cg:OperativeParagraph ;
    sh:property [ sh:path cg:text ; sh:minCount 1 ] , [ sh:path cg:number ; sh:minCount 1 ] .
:Citation a sh:NodeShape ; sh:targetClass cg:Citation ;
    sh:property [ sh:path cg:cited ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path cg:quote ; sh:minCount 1 ; sh:pattern "[0-9]" ] .
"""

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def paragraphs(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the path, number and text of each paragraph after the opening formula.

    Paragraphs stand apart by an empty line where lines are wrapped; else each line is one.
    """
    wrapped = max(map(len, text.splitlines()), default=0) < WIDEST
    apart = r"\n\s*\n" if wrapped else r"\n"
    blocks = [" ".join(b.split()) for b in re.split(apart, text)]
    start = next((i for i, b in enumerate(blocks) if b.endswith("Security Council,")), 0)
    preamble = 0
    for block in blocks[start + 1 :]:
        if numbered := NUMBERED.fullmatch(block):
            yield f"paragraph/{numbered[1]}", numbered[1], numbered[2]
        elif block:
            preamble += 1
            yield f"preamble/{preamble}", "", block


def triples(text: str) -> Iterator[Triple]:
    """Yield what the patterns find in one document."""
    found = SYMBOL.search(text)
    if found is None:
        return
    symbol = found.group()
    document = URIRef(BASE + "doc/" + symbol.split(" ")[0])
    yield document, RDF.type, CG.Resolution if "/RES/" in symbol else CG.Document
    yield document, CG.symbol, Literal(symbol)
    if day := DAY.search(text):
        when = date(int(day[3]), MONTHS[day[2]], min(int(day[1]), 28))
        yield document, DCTERMS.date, Literal(when.isoformat(), datatype=XSD.date)
    for position, (path, number, words) in enumerate(paragraphs(text), 1):
        paragraph = URIRef(f"{document}/{path}")
        kind = CG.OperativeParagraph if number else CG.PreambularParagraph
        yield document, CG.hasParagraph, paragraph
        yield paragraph, RDF.type, kind
        yield paragraph, CG.position, Literal(position)
        yield paragraph, CG.text, Literal(words, lang="en")
        if number:
            yield paragraph, CG.number, Literal(number)
        for k, cited in enumerate(RESOLUTION.finditer(words), 1):
            citation, target = URIRef(f"{paragraph}/citation/{k}"), f"{BASE}doc/S/RES/{cited[1]}"
            yield paragraph, CG.hasCitation, citation
            yield citation, RDF.type, CG.Citation
            yield citation, CG.cited, URIRef(target)
            yield citation, CG.quote, Literal(cited.group())
            yield document, CG.cites, URIRef(target)


def convert(files: Sequence[Path]) -> dict[URIRef, Graph]:
    """Return a graph a document; of two files of one document the later adds to the first."""
    graphs: dict[URIRef, Graph] = {}
    for file in files:
        found = list(triples(file.read_text("utf-8", errors="replace")))
        if found:
            graph = graphs.setdefault(found[0][0], Graph())
            graph.bind("cg", CG)
            for triple in found:
                graph.add(triple)
    return graphs


def publish(files: Sequence[Path], out: Path, shapes: str = SHAPES) -> tuple[int, bool]:
    """Convert, validate, write and index; return the number of triples and whether they conform.

    ``shapes`` are Turtle; those of the project find more to say than these few.
    """
    graphs = convert(files)
    whole, dataset = Graph(), Dataset()
    for name, graph in graphs.items():
        for triple in graph:
            whole.add(triple)
            dataset.add((*triple, dataset.graph(name)))
    conforms = validate(whole, shacl_graph=Graph().parse(data=shapes, format="turtle"))[0]
    for name, graph in graphs.items():
        place = out / (name.removeprefix(BASE) + ".ttl")
        place.parent.mkdir(parents=True, exist_ok=True)
        graph.serialize(place, format="turtle")
    quads = sorted(dataset.serialize(format="nquads").splitlines(keepends=True))
    (out / "dump.nq").write_text("".join(quads), "utf-8")
    index(whole, out / "search.sqlite")
    return len(whole), bool(conforms)


def index(graph: Graph, place: Path) -> None:
    """Write a full-text index of the paragraphs."""
    place.unlink(missing_ok=True)
    with sqlite3.connect(place) as store:
        store.execute("CREATE VIRTUAL TABLE text USING fts5 (paragraph UNINDEXED, words)")
        rows = ((str(s), str(o)) for s, o in graph.subject_objects(CG.text))
        store.executemany("INSERT INTO text VALUES (?, ?)", rows)


if __name__ == "__main__":
    count, verdict = publish([Path(f) for f in sys.argv[2:]], Path(sys.argv[1]))
    sys.stdout.write(f"{count:,} triples, conforms: {verdict}\n")
