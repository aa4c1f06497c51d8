"""What is timed: each stage of the way from documents to a dataset, ours beside the plain way."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib

import plain
import whole
from councilgraph import resources
from councilgraph.languages import fold, load
from councilgraph.parse.mentions import mentions
from councilgraph.pipeline import publish
from councilgraph.pipeline.inputs import find
from councilgraph.pipeline.pool import convert_each
from councilgraph.rdf import Triple, parse_triples, write
from councilgraph.validate import validate
from measure import Prepared, Stage
from said import counted, triples
from validation import pyrudof, pyshacl_alone, spoilt, verdict

SHAPES = [str(f.relative_to(resources.root())) for f in resources.files("shapes/*.ttl")]
Graphs = list[tuple[Triple, ...]]
Ways = dict[str, Callable[[Prepared], object]]


def documents(data: Path) -> list[Path]:
    """Return the documents of a folder.

    Raises:
        FileNotFoundError: there is none.
    """
    found = sorted(data.glob("*.txt"))
    if not found:
        raise FileNotFoundError(f"{data} holds no .txt; expected documents")
    return found


def many(data: Path) -> list[Path]:
    """Return the documents of the folder ``….many`` beside a folder, its own where there is none.

    They are so many that the start of processes no longer counts.
    """
    beside = data.with_name(f"{data.name}.many")
    return documents(beside if beside.is_dir() else data)


A_THOUSAND = 1_000
"""As many documents as the plain script takes some two minutes for, held against our shapes."""


def real(data: Path) -> list[Path]:
    """Return the English documents of the folder ``….real`` beside a folder; there may be none."""
    return sorted(data.with_name(f"{data.name}.real").glob("*.en.txt"))


def many_real(data: Path) -> list[Path]:
    """Return the real documents over and over, about as many as there are random ones."""
    found = real(data)
    return found * max(1, round(len(many(data)) / len(found)))


def graphs(data: Path) -> Graphs:
    """Return the triples of each document of a folder."""
    inputs, _ = find([str(f) for f in documents(data)])
    return [o.value for o in convert_each(inputs, triples) if o.value]


def converted(files: list[Path], processes: int | None = None) -> int:
    """Convert documents, by default on all cores, and return how many triples they say."""
    inputs, _ = find([str(f) for f in files])
    return sum(o.value or 0 for o in convert_each(inputs, counted, jobs=processes))


def texts(files: list[Path]) -> list[str]:
    """Return the texts of documents, repeated to a size that a clock can tell."""
    found = [f.read_text("utf-8") for f in files]
    return found * max(1, round(ENOUGH / sum(map(len, found))))


STARTED = 2
"""Processes that are started for a document each, to tell what the start of *convert* takes."""


ENOUGH = 1_000_000
"""Characters of text in which mentions are looked for, at least about so many."""


def megabytes(parts: list[str]) -> float:
    """Return the megabytes of texts in UTF-8."""
    return sum(len(part.encode()) for part in parts) / 1e6


def our_mentions(parts: list[str]) -> int:
    """Return how many documents texts mention, as the parser finds them, fold and all."""
    pack = load("en")
    return sum(len(mentions(folded, 0, len(folded), pack)) for p in parts if (folded := fold(p)))


BARE = re.compile(r"\d{1,4} \(\d{4}\)|[SA]/[A-Z/]*\d[\d/]*")


def bare_mentions(parts: list[str]) -> int:
    """Return how many times a short pattern of numbers with years and of symbols matches."""
    return sum(len(BARE.findall(p)) for p in parts)


def eyecite_mentions(parts: list[str]) -> int:
    """Return how many citations eyecite finds; what it costs is what is compared."""
    from eyecite import get_citations

    return sum(len(get_citations(p)) for p in parts)


def flat(parts: Graphs) -> list[Triple]:
    """Return all triples as one list."""
    return [t for part in parts for t in part]


def turtle(data: Path) -> bytes:
    """Return the documents of a folder as Turtle."""
    return write(flat(graphs(data)), "ttl").encode()


def ours_published(files: list[Path]) -> object:
    """Publish documents with everything that a publication holds."""
    with tempfile.TemporaryDirectory() as folder:
        return publish([str(f) for f in files], Path(folder) / "out").files


def plainly_published(files: list[Path]) -> object:
    """Publish documents by the plain script."""
    with tempfile.TemporaryDirectory() as folder:
        return plain.publish(files, Path(folder))


def plainly_judged(files: list[Path]) -> object:
    """Publish documents by the plain script, held against the shapes that ours are held against."""
    with tempfile.TemporaryDirectory() as folder:
        return plain.publish(files, Path(folder), "\n".join(map(resources.text, SHAPES)))


def written(parts: Graphs) -> list[str]:
    """Return each graph as Turtle in our order."""
    return [write(part, "ttl") for part in parts]


def rates(data: Path) -> tuple[Graphs, rdflib.Graph, list[ox.Quad]]:
    """Return the same triples as three programs hold them."""
    parts = graphs(data)
    text = write(flat(parts), "nt").encode()
    graph = rdflib.Graph()
    graph.parse(data=text, format="nt")
    return parts, graph, list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def stages(data: Path) -> Iterator[Stage]:
    """Yield the stages, in the order of the way; some only where there are real documents."""
    conversions: Ways = {"councilgraph": converted, "plain script": plain.convert}
    finders: Ways = {"councilgraph": our_mentions, "eyecite": eyecite_mentions,
                     "bare pattern": bare_mentions}  # fmt: skip
    yield Stage("convert", "documents", many, len, conversions)
    if real(data):
        yield Stage("convert, real", "documents", many_real, len, conversions)
    yield Stage("start", "documents", lambda d: documents(d)[:STARTED], len,
                {"councilgraph": lambda files: converted(files, STARTED)})  # fmt: skip
    yield Stage("mentions", "MB of text", lambda d: texts(documents(d)), megabytes, finders,
                least=100)  # fmt: skip
    if real(data):
        yield Stage("mentions, real", "MB of text", lambda d: texts(real(d)), megabytes, finders,
                    least=100)  # fmt: skip
    yield Stage("write Turtle", "triples", rates, lambda p: len(p[1]),
                {"councilgraph": lambda p: written(p[0]),
                 "rdflib": lambda p: p[1].serialize(format="turtle"),
                 "pyoxigraph, unordered": lambda p: ox.serialize(
                     (q.triple for q in p[2]), format=ox.RdfFormat.TURTLE)},
                least=30)  # fmt: skip
    yield Stage("read Turtle", "million characters", turtle, lambda t: len(t) / 1e6,
                {"councilgraph": lambda t: parse_triples(t, "ttl", "all.ttl"),
                 "rdflib": lambda t: rdflib.Graph().parse(data=t, format="turtle")},
                least=25)  # fmt: skip
    judges: dict[str, Callable[[list[Triple]], object]] = {
        "councilgraph": validate, "pyshacl alone": pyshacl_alone, "pyrudof": pyrudof,
    }  # fmt: skip
    yield Stage("validate", "triples", lambda d: flat(graphs(d)), len, judges,
                least=50, verdict=verdict)  # fmt: skip
    yield Stage("validate faults", "triples", lambda d: spoilt(flat(graphs(d))), len, judges,
                verdict=verdict)  # fmt: skip
    yield Stage("documents to graph", "documents", lambda d: many(d)[:A_THOUSAND], len,
                {"councilgraph": whole.ours, "plain script, our shapes": plainly_judged,
                 "plain script": plainly_published}, least=20)  # fmt: skip
    yield Stage("the same graph", "documents", documents, len,
                {"councilgraph": whole.ours, "rdflib and pyshacl": whole.plainly},
                least=20)  # fmt: skip
    yield Stage("publish", "documents", documents, len,
                {"councilgraph": ours_published, "plain script": plainly_published})  # fmt: skip
