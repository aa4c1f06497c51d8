"""The links of a document to what is about it, as a linkset beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..formats import RDF_FORMATS
from ..rdf import Iri, Term
from ..rdf.namespaces import LICENCE, RDF

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

LINKSET = ".linkset"
"""The suffix of a document's linkset, which is of the type application/linkset+json."""
_HTML = ".html"
_PARTS = (".jsonld", ".ttl")


def linkset(nodes: Nodes, document: str, base: str) -> bytes:
    """Return the links of a document (RFC 9264, section 4.2; Signposting, FAIR profile level 2).

    ``document`` is its path below the base.
    """
    iri = Iri(base + document)
    suffixes = {f.suffix: f for f in RDF_FORMATS.values()}
    described = [{"href": f"{iri}{s}", "type": suffixes[s].media_type} for s in _PARTS]
    kinds = [{"href": str(kind)} for kind in nodes.get(iri, {}).get(RDF["type"], [])]
    context = {
        "anchor": iri,
        "cite-as": [{"href": iri}],
        "type": [*kinds, {"href": "https://schema.org/AboutPage"}],
        "license": [{"href": LICENCE}],
        "describedby": described,
        "alternate": [{"href": f"{iri}{_HTML}", "type": "text/html"}],
        "collection": [{"href": f"{base}dataset"}],
    }
    parts = [
        {"anchor": part["href"], "describes": [{"href": iri, "type": "text/html"}]}
        for part in described
    ]
    content = {"linkset": [context, *parts]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
