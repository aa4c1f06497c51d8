"""A merged graph as the files of a dataset: a pure function of its sources.

The paths are the addresses below the base IRI::

    doc/S/RES/2553.ttl       one document, with the vote that is named by it; beside it .jsonld,
                             .nt.gz and .rdf.gz say the same
    dump/                    everything, packed, in several forms; see ``dumps``
    links/undocs.ttl         where else its documents are, by rule; a set of links a file
    source/3b9fe51530f5fe0f.txt  the text of a file that was read, whose characters places count
    ontology/                the terms, vocabularies and authority tables that the data use
    ontology/questions.ttl   the named questions as things with titles, so that editors list them
    doc/S/RES/2553.html      a page of each document and vote; index.html leads to them
    dcat.ttl, service.ttl    the dataset as catalogues list it, and its SPARQL endpoint
    sitemap.xml, feed.atom   the pages, and the documents by date; robots.txt leads there
    void.ttl                 the dataset described, with counts
    manifest.json            what went in, what came out, and the hash of every file
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from .. import __version__, resources
from ..errors import UsageError
from ..formats import RDF_FORMATS
from ..identifiers import source_text_path
from ..pages import pages_of
from ..query import described as questions
from ..rdf import Iri, write
from .counts import kinds_of
from .dcat import SERVICE, SPARQL, record
from .dumps import SUMS, dumps_of, sums_of
from .feeds import LINKSET, feeds_of, linkset
from .layout import documents_of
from .links import checked_in, links_of
from .merge import Contribution, Merged
from .packing import gzipped
from .service import described
from .texts import texts_of
from .void import statistics

MANIFEST, QUESTIONS = "manifest.json", "ontology/questions.ttl"
_BESIDE, _PACKED = ("ttl", "jsonld"), ("nt", "rdfxml")
"""The syntaxes in which each document is published, and those that are far smaller packed."""
_COPIED = ("ontology/*.ttl", "ontology/*.jsonld", "ontology/vocabularies/*.ttl",
           "ontology/authority/*.ttl", "ontology/links/*.ttl", "ontology/questions/*.rq",
           "ontology/questions/federated/*.rq", "conformance/*.ttl")  # fmt: skip

File = tuple[str, bytes]


def files_of(
    merged: Merged,
    contributions: Sequence[Contribution],
    base: str,
    others: Mapping[str, bytes] = MappingProxyType({}),
) -> Iterator[File]:
    """Yield every file of the dataset, the manifest last; the same bytes for the same sources.

    ``others`` are files to be published beside the data, by their path.

    Raises:
        UsageError: one of the others has the path of a file of the dataset.
    """
    sums: dict[str, dict[str, object]] = {}
    texts = {source_text_path(c.sha256): c.text for c in contributions}
    own = chain(_data_files(merged, base), texts_of(contributions),
                _pages(merged, base, sums, texts))  # fmt: skip
    for path, data in chain(own, others.items()):
        if path in sums or path == MANIFEST:
            raise UsageError(f"{path}: the dataset has a file of this name; expected another name")
        sums[path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        yield path, data
    sources = sorted({(c.name, c.sha256, c.graph, c.language) for c in contributions})
    manifest = {
        "tool": f"councilgraph {__version__}",
        "base": base,
        "inputs": [
            {
                "name": name,
                "sha256": sha256,
                "document": graph,
                "language": language,
                "text": source_text_path(sha256),
            }
            for name, sha256, graph, language in sources
        ],
        "facts": kinds_of(merged.nodes),
        "files": dict(sorted(sums.items())),
    }
    yield MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _data_files(merged: Merged, base: str) -> Iterator[File]:
    documents = documents_of(merged.nodes, base)
    for path, triples in documents.items():
        for syntax in _BESIDE:
            yield path + RDF_FORMATS[syntax].suffix, write(triples, syntax, base).encode()
        yield path + LINKSET, linkset(merged.nodes, path, base)
        for syntax in _PACKED:
            packed = gzipped(write(triples, syntax, base).encode())
            yield f"{path}{RDF_FORMATS[syntax].suffix}.gz", packed
    dumps = list(dumps_of(merged, documents, base))
    yield from ((dump.path, dump.data) for dump in dumps)
    yield SUMS, sums_of(dumps)
    yield from _ontology()
    yield QUESTIONS, write(questions(base), "ttl", base).encode()
    yield "dcat.ttl", write(record(merged.nodes, dumps, base), "ttl", base).encode()
    yield SERVICE, write(described(Iri(base + SPARQL), base), "ttl", base).encode()
    counted = statistics(merged.nodes, list(documents), dumps, base)
    for path, about, links in links_of(merged.nodes, base):
        counted += about
        yield path, write([*about, *links], "ttl", base).encode()
    counted += checked_in()
    yield "void.ttl", write(counted, "ttl", base).encode()


def _pages(
    merged: Merged, base: str, files: Iterable[str], texts: Mapping[str, str]
) -> Iterator[File]:
    """Yield the pages, when the data files that they lead to are known; then what leads to them.

    ``files`` grows by what is yielded.
    """
    yield from pages_of(merged.nodes, base, files, texts)
    documents = sorted(f.removesuffix(LINKSET) for f in files if f.endswith(LINKSET))
    yield from feeds_of(merged.nodes, documents, files, base)


def _ontology() -> Iterable[File]:
    for pattern in _COPIED:
        for file in resources.files(pattern):
            yield file.relative_to(resources.root()).as_posix(), file.read_bytes()
