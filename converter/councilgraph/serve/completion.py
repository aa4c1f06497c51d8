"""Answer at ``/editor/words.json``: what an editor completes queries with.

That is prefixes, the ontology's terms with what they mean, and the things of the data that have
names (states, organs, verbs, topics, instruments …), in six languages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..rdf.namespaces import CONTAINERS, VOCABULARIES
from .answers import found
from .negotiate import TABLES, Offer
from .protocol import Question
from .sparql import Endpoint

_JSON = Offer("json", "application/json", ".json")
_KEY = "editor/words.json"
_MOST = 9_000
"""Names that are given of one kind; the first in the order of IRIs where there are more."""
_PREFIXES = """\
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX cg: <https://w3id.org/councilgraph/ontology#>
"""
_TERMS = f"""{_PREFIXES}
SELECT ?thing ?kind ?name ?text WHERE {{
    VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty owl:NamedIndividual }}
    ?thing a ?kind ; rdfs:label ?name .
    FILTER STRSTARTS(STR(?thing), STR(cg:))
    OPTIONAL {{
        ?thing skos:definition|rdfs:comment ?text . FILTER(LANG(?text) = LANG(?name))
    }}
}}
ORDER BY ?thing ?kind ?name ?text LIMIT {_MOST}
"""
_THINGS = f"""{_PREFIXES}
SELECT ?thing ?kind ?name WHERE {{{{
    VALUES ?kind {{{{ {{kind}} }}}}
    ?thing a ?kind ; skos:prefLabel|rdfs:label ?name .
}}}}
ORDER BY ?thing ?name LIMIT {_MOST}
"""
_KINDS = ("cg:MemberState", "cg:Organ", "skos:Concept", "cg:Instrument")


async def words(request: Request, endpoint: Endpoint) -> Response:
    """Return prefixes, terms and things as JSON; kept for as long as the dataset is served."""
    kept = endpoint.dataset.kept
    body = kept.get(_KEY)
    if body is None:
        said: dict[str, Any] = {"prefixes": _prefixes(endpoint.dataset.base)}
        asked = [("terms", _TERMS), *(("things", _THINGS.format(kind=kind)) for kind in _KINDS)]
        for key, query in asked:
            reply = await endpoint.ask(request, Question(query, "SELECT"), TABLES[0])
            if isinstance(reply, Response):
                return reply
            rows = json.loads(reply.body)["results"]["bindings"]
            said.setdefault(key, []).extend(_gathered(rows))
        body = (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        kept.put(_KEY, body)
    return found(request, body, _JSON)


def _prefixes(base: str) -> dict[str, str]:
    return VOCABULARIES | {prefix: base + start for prefix, start in CONTAINERS.items()}


def _gathered(rows: list[dict[str, dict[str, str]]]) -> list[dict[str, Any]]:
    """Return the things of a table's rows, each with its names, and texts, by language.

    >>> name = {"value": "Vote", "xml:lang": "en"}
    >>> _gathered([{"thing": {"value": "x:V"}, "kind": {"value": "x#Class"}, "name": name}])
    [{'iri': 'x:V', 'kind': 'Class', 'names': {'en': 'Vote'}}]
    """
    things: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        thing = things[row["thing"]["value"]]
        thing.setdefault("iri", row["thing"]["value"])
        thing.setdefault("kind", row["kind"]["value"].rpartition("#")[2])
        for key, said in (("names", row["name"]), ("texts", row.get("text"))):
            if said:
                by_language = thing.setdefault(key, {})
                by_language.setdefault(said.get("xml:lang", ""), said["value"])
    return list(things.values())
