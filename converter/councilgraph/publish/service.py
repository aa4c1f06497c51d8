"""What a SPARQL endpoint of the dataset can do (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Sequence

from ..formats import RDF_FORMATS, RESULT_FORMATS, SERVED_GRAPHS, SERVED_TABLES
from ..rdf import Iri, Triple
from ..rdf.namespaces import RDF, VOCABULARIES, Namespace

_SD, _VOID = Namespace(VOCABULARIES["sd"]), Namespace(VOCABULARIES["void"])


def described(
    endpoint: Iri,
    base: str,
    tables: Sequence[str] = SERVED_TABLES,
    graphs: Sequence[str] = SERVED_GRAPHS,
) -> list[Triple]:
    """Return what the service can do that is asked at an address."""
    service, data = Iri(f"{endpoint}#service"), Iri(f"{endpoint}#dataset")
    graph = Iri(f"{endpoint}#default-graph")
    formats = [RESULT_FORMATS[n].iri for n in tables] + [RDF_FORMATS[n].iri for n in graphs]
    return [
        (service, RDF["type"], _SD["Service"]),
        (service, _SD["endpoint"], endpoint),
        (service, _SD["supportedLanguage"], _SD["SPARQL11Query"]),
        *((service, _SD["resultFormat"], Iri(f)) for f in formats),
        (service, _SD["defaultDataset"], data),
        (data, RDF["type"], _SD["Dataset"]),
        (data, _SD["defaultGraph"], graph),
        (graph, RDF["type"], _SD["Graph"]),
        (graph, _VOID["inDataset"], Iri(base + "dataset")),
    ]
