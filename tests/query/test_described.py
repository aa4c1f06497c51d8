"""The library as data, held against the convention of SPARQL examples, and its six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS, SH

from councilgraph import resources
from councilgraph.errors import EnvironmentFault
from councilgraph.languages import codes
from councilgraph.query import described, federated, library, query_iri, wording, wordings
from councilgraph.rdf import write

SPEX = rdflib.Namespace("https://purl.expasy.org/sparql-examples/ontology#")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=write(described(), "ttl"), format="turtle")


def questions(graph: rdflib.Graph) -> Iterator[tuple[str, rdflib.term.Node]]:
    for name in library():
        yield name, rdflib.URIRef(query_iri(name))


def test_every_question_is_a_query_that_editors_list(graph: rdflib.Graph) -> None:
    others = {rdflib.URIRef(query_iri(name)) for name in federated()}
    assert others
    assert set(graph.subjects(SPEX.federatesWith)) == others
    listed = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert listed == others | {n for _, n in questions(graph)}
    for name, node in questions(graph):
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in graph
        (select,) = graph.objects(node, SH.select)
        assert str(select) == library()[name].bound({})
        assert [str(x) for x in graph.objects(node, SCHEMA.target)] == [
            "https://w3id.org/councilgraph/sparql"
        ]
        assert {str(k) for k in graph.objects(node, SCHEMA.keywords)} == set(
            library()[name].keywords
        )
        file = str(next(graph.objects(node, RDFS.seeAlso)))
        assert resources.path(file.removeprefix("https://w3id.org/councilgraph/")).is_file()


def test_everything_is_said_once_in_six_languages(graph: rdflib.Graph) -> None:
    assert len(codes()) == 6
    for name, node in questions(graph):
        for said in (DCTERMS.title, RDFS.comment):
            languages = [str(x.language) for x in graph.objects(node, said)]  # type: ignore[attr-defined]
            assert sorted(languages) == list(codes()), name
        spoken = {str(x.language) for x in graph.objects(node, DCAT.keyword)}  # type: ignore[attr-defined]
        assert spoken == set(codes())
        for parameter in graph.objects(node, SH.parameter):
            assert len(list(graph.objects(parameter, SH.description))) == 6


def test_the_prefixes_declared_are_those_used(graph: rdflib.Graph) -> None:
    (declared,) = graph.subjects(RDF.type, OWL.Ontology)
    assert {*graph.objects(None, SH.prefixes)} == {declared}
    pairs = {
        (str(graph.value(d, SH.prefix)), str(graph.value(d, SH.namespace)))
        for d in graph.objects(declared, SH.declare)
    }
    bodies = "\n".join(q.body for q in (*library().values(), *federated().values()))
    assert pairs == set(re.findall(r"^PREFIX (\w+): <(.+)>$", bodies, re.MULTILINE))


def test_a_parameter_has_the_default_of_its_line_and_a_path_that_ends_in_its_name(
    graph: rdflib.Graph,
) -> None:
    seen = 0
    for name, node in questions(graph):
        for parameter in library()[name].parameters:
            found = rdflib.URIRef(f"{node}/{parameter.name}")
            assert (node, SH.parameter, found) in graph
            assert str(graph.value(found, SH.path)).rpartition("/")[2] == parameter.name
            default = graph.value(found, SH.defaultValue)
            assert (default is None) == (parameter.default == "any")
            assert (graph.value(found, SH.nodeKind) is None) != (
                graph.value(found, SH.datatype) is None
            )
            seen += 1
    assert seen > 40


def test_no_node_is_blank_and_the_base_is_that_of_the_data(graph: rdflib.Graph) -> None:
    assert not [n for n in graph.all_nodes() if isinstance(n, rdflib.BNode)]
    elsewhere = write(described("https://example.org/un/"), "ttl", "https://example.org/un/")
    assert "<https://example.org/un/query/votes>" in elsewhere
    assert "w3id.org/councilgraph/doc" not in elsewhere


@pytest.mark.parametrize("code", sorted(set(codes()) - {wording.OF_HEADERS}))
def test_translations_are_of_that_language(code: str) -> None:
    own = {code: re.compile(pattern) for code, pattern in SCRIPTS.items()}[code]
    for name, question in library().items():
        said = wordings(question)[code]
        english = wordings(question)[wording.OF_HEADERS]
        assert own.search(said.title)
        assert own.search(said.description)
        assert said.description != english.description, name
        assert said.description.endswith((".", "。"))
        assert not said.title.endswith(".")
        assert said.parameters.keys() == english.parameters.keys()
    titles = [wordings(q)[code].title for q in library().values()]
    assert len(set(titles)) == len(titles)


SCRIPTS = {
    "ar": r"^[\u0600-\u06ff]",
    "es": r"^[A-ZÁÉÍÓÚÑ¿]",
    "fr": r"^[A-ZÀÉÈÊ]",
    "ru": r"^[\u0400-\u04ff]",
    "zh": r"[\u4e00-\u9fff]",
}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('\nvetoes = "Vetos"\n', "\n", "[title] and the headers of the questions differ in 'veto"),
        ('\nvetoes = "Vetos"\n', '\nvetoes = "Vetos"\nx = "y"\n', "differ in 'x'"),
        ('"the month"', '"the moth"', "differ in 'the month', 'the moth'"),
        ("[keyword]", "[keyword", "xx.toml"),
    ],
)
def test_a_table_that_lacks_a_word_is_refused(
    old: str, new: str, fault: str, tmp_path: Path
) -> None:
    text = resources.text("ontology/questions/fr.toml")
    assert old in text
    file = tmp_path / "xx.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(EnvironmentFault) as error:
        wording._read(file)
    assert fault in str(error.value)
