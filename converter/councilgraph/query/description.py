"""The library of questions as RDF, so that editors and catalogues of queries list it.

It keeps to the convention of SIB's SPARQL examples (a ``sh:SPARQLSelectExecutable`` with
``sh:select``, ``sh:prefixes``, ``rdfs:comment``, ``schema:keywords`` and ``schema:target``) and
adds titles and keywords in six languages and what each parameter is, as ``sh:Parameter``. A query
as it stands here is bound to the defaults of its parameters. No node is blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..identifiers import BASE
from ..rdf import Iri, Literal, Triple
from ..rdf.namespaces import CG, DCTERMS, RDF, RDFS, SKOS, VOCABULARIES, XSD, Namespace
from ..rdf.terms import BOOLEAN, STRING
from .federation import federated, service_of
from .library import PREFIX, NamedQuery, library
from .parameters import ANY, Parameter, term_of
from .wording import Wording, wordings

_SH = Namespace(VOCABULARIES["sh"])
_OWL = Namespace(VOCABULARIES["owl"])
_DCAT = Namespace(VOCABULARIES["dcat"])
# The tools that read such examples ask for https here; the ontology is aligned with the http form.
_SCHEMA = Namespace(VOCABULARIES["schema"])
_SPEX = Namespace("https://purl.expasy.org/sparql-examples/ontology#")

_CLASSES: Mapping[str, Iri] = {
    "symbol": CG["Document"],
    "state": CG["MemberState"],
    "instrument": CG["Instrument"],
    "verb": SKOS["Concept"],
}
"""What a value is, by the kind of the parameter; an organ may be a group or an office too."""
_DATATYPES: Mapping[str, Iri] = {
    "language": Iri(STRING),
    "text": Iri(STRING),
    "year": XSD["integer"],
    "month": XSD["gYearMonth"],
    "date": XSD["date"],
}


def query_iri(name: str, base: str = BASE) -> Iri:
    """Return the IRI of a named question.

    >>> query_iri("votes")
    'https://w3id.org/councilgraph/query/votes'
    """
    return Iri(f"{base}query/{name}")


def described(base: str = BASE) -> list[Triple]:
    """Return what there is to say of every question of the library, for data of a base.

    Raises:
        EnvironmentFault: a language lacks a word.
    """
    found = list(_prefixes(base))
    for question in library().values():
        found += _question(question, "", base)
    for question in federated().values():
        found += _question(question, "federated/", base)
        service = Iri(service_of(question.body))
        found.append((query_iri(question.name, base), _SPEX["federatesWith"], service))
    return found


def _prefixes(base: str) -> Iterator[Triple]:
    """Yield the declarations of all prefixes that questions use (SHACL, section 5.2.1)."""
    declared = query_iri("prefixes", base)
    yield declared, RDF["type"], _OWL["Ontology"]
    questions = (*library().values(), *federated().values())
    pairs = {pair for q in questions for pair in PREFIX.findall(q.body)}
    for prefix, _ in sorted(pairs):
        yield declared, _SH["declare"], Iri(f"{declared}/{prefix}")
    for prefix, namespace in sorted(pairs):
        node = Iri(f"{declared}/{prefix}")
        yield node, RDF["type"], _SH["PrefixDeclaration"]
        yield node, _SH["prefix"], Literal(prefix)
        yield node, _SH["namespace"], Literal(namespace, XSD["anyURI"])


def _question(question: NamedQuery, folder: str, base: str) -> Iterator[Triple]:
    node, words = query_iri(question.name, base), wordings(question)
    yield node, RDF["type"], _SH["SPARQLSelectExecutable"]
    yield node, RDF["type"], _SH["SPARQLExecutable"]
    for code, said in words.items():
        yield node, DCTERMS["title"], Literal(said.title, language=code)
    for code, said in words.items():
        yield node, RDFS["comment"], Literal(said.description, language=code)
    for code, said in words.items():
        for keyword in said.keywords:
            yield node, _DCAT["keyword"], Literal(keyword, language=code)
    for keyword in question.keywords:
        yield node, _SCHEMA["keywords"], Literal(keyword)
    yield node, _SCHEMA["target"], Iri(base + "sparql")
    yield node, RDFS["seeAlso"], Iri(f"{base}ontology/questions/{folder}{question.name}.rq")
    yield node, _SH["prefixes"], query_iri("prefixes", base)
    yield node, _SH["select"], Literal(question.bound({}, base))
    for parameter in question.parameters:
        yield node, _SH["parameter"], Iri(f"{node}/{parameter.name}")
    for order, parameter in enumerate(question.parameters, 1):
        yield from _parameter(Iri(f"{node}/{parameter.name}"), parameter, order, words, base)


def _parameter(
    node: Iri, parameter: Parameter, order: int, words: Mapping[str, Wording], base: str
) -> Iterator[Triple]:
    """Yield what a parameter is; its path ends in its name, as SHACL-AF, section 5.1, asks."""
    yield node, RDF["type"], _SH["Parameter"]
    yield node, _SH["path"], Iri(f"{base}query/parameter/{parameter.name}")
    yield node, _SH["order"], Literal(str(order), XSD["integer"])
    yield node, _SH["name"], Literal(parameter.name)
    for code, said in words.items():
        yield node, _SH["description"], Literal(said.parameters[parameter.name], language=code)
    if parameter.kind in _DATATYPES:
        yield node, _SH["datatype"], _DATATYPES[parameter.kind]
    else:
        yield node, _SH["nodeKind"], _SH["IRI"]
    if parameter.kind in _CLASSES:
        yield node, _SH["class"], _CLASSES[parameter.kind]
    default = term_of(parameter, parameter.default, base)
    if default is not None:
        yield node, _SH["defaultValue"], default
    if parameter.default == ANY:
        yield node, _SH["optional"], Literal("true", BOOLEAN)
