"""The reader of RDF refuses what expands, is fetched or nests without end, and says where."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from councilgraph.errors import Refused
from councilgraph.formats import RDF_FORMATS
from councilgraph.rdf import Iri, Literal, parse_triples, read_triples

pytestmark = pytest.mark.slow

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OPEN = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="urn:e:">'
XML = '<?xml version="1.0"?>\n'
LAUGHS = (
    '<!DOCTYPE rdf:RDF [\n<!ENTITY a0 "ha">\n'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
    + f']>\n{OPEN}<rdf:Description rdf:about="urn:a"><e:p>&a11;</e:p></rdf:Description></rdf:RDF>'
)
OUTSIDE = (
    '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    f'{OPEN}<rdf:Description rdf:about="urn:a"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'
)
SUBSET = f'<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:1/x.dtd">\n{OPEN}</rdf:RDF>'


def refusal(data: bytes, syntax: str) -> Refused:
    """Return how bytes are refused, which takes no time."""
    start = time.monotonic()
    with pytest.raises(Refused) as caught:
        parse_triples(data, syntax, "bad")
    assert time.monotonic() - start < 1
    assert str(caught.value).startswith("bad:")
    assert len(str(caught.value)) < 300
    return caught.value


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE, SUBSET], ids=["laughs", "file", "subset"])
@pytest.mark.parametrize("before", ["", "<!-- <!DOCTYPE x> -->\n", "<?a <!DOCTYPE?>\n"])
def test_a_document_type_is_refused_at_its_line(document: str, before: str) -> None:
    found = refusal(f"{XML}{before}{document}".encode(), "rdfxml")
    assert "the file declares a document type; expected RDF/XML without one" in str(found)
    assert found.line == (3 if before else 2)


def test_words_that_look_like_a_document_type_are_read() -> None:
    text = "<!-- <!DOCTYPE x> --><e:p><![CDATA[<!DOCTYPE x>]]></e:p>"
    data = f'{OPEN}<rdf:Description rdf:about="urn:a">{text}</rdf:Description></rdf:RDF>'
    assert parse_triples(data.encode(), "rdfxml", "good") == [
        (Iri("urn:a"), Iri("urn:e:p"), Literal("<!DOCTYPE x>"))
    ]


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-16", "ISO-8859-1", "EBCDIC-CP-US", "x"])
def test_another_encoding_declared_is_refused(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{OPEN}</rdf:RDF>'
    assert "Only UTF-8 is supported" in str(refusal(data.encode(), "rdfxml"))


CONTEXTS = {
    "named": '{"@context": "URL", "@id": "urn:a"}',
    "in a list": '{"@context": [{}, "URL"], "@id": "urn:a"}',
    "imported": '{"@context": {"@version": 1.1, "@import": "URL"}, "@id": "urn:a"}',
    "of a term": '{"@context": {"x": {"@id": "urn:x", "@context": "URL"}}, "x": "1"}',
    "of a node": '{"@id": "urn:a", "urn:b": {"@context": "URL", "@id": "urn:c"}}',
    "in a graph": '{"@graph": [{"@context": ["URL"], "@id": "urn:c"}]}',
    "relative": '{"@context": "context.jsonld", "@id": "urn:a"}',
}


@pytest.mark.parametrize("text", CONTEXTS.values(), ids=CONTEXTS)
def test_a_remote_context_is_refused_at_its_line_and_not_fetched(text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld"
        found = refusal(f"[\n{text.replace('URL', url)}\n]".encode(), "jsonld")
        with pytest.raises(TimeoutError):
            server.accept()
    assert "the file names a remote context" in str(found)
    assert found.line == 2


def test_a_remote_context_written_with_escapes_is_refused_without_a_line() -> None:
    found = refusal(b'{"\\u0040context": "http:\\/\\/127.0.0.1:1\\/c", "@id": "urn:a"}', "jsonld")
    assert "a remote context, 'http://127.0.0.1:1/c'" in str(found)
    assert found.line is None


def test_an_inline_context_is_read() -> None:
    text = b'{"@context": {"p": "urn:p"}, "@id": "urn:a", "p": "http://example.org/context"}'
    ((_, predicate, _),) = parse_triples(text, "jsonld", "good")
    assert predicate == "urn:p"


def deep(start: str, end: str, middle: str = "", times: int = 20_000) -> str:
    return start * times + middle + end * times


TERMS = f"<urn:a> <urn:b> {deep('<<( <urn:a> <urn:b> ', ' )>>', '<urn:c>')} ."
NODE, TRIPLE = "<rdf:Description>", '<e:p rdf:parseType="Triple">'
DEEP = {
    "triple terms, nt": ("nt", TERMS, 1),
    "triple terms, nq": ("nq", TERMS, 1),
    "triple terms, ttl": ("ttl", f"# <<( is no term here\n<urn:a> <urn:b> '<<' .\n{TERMS}", 3),
    "triple terms, trig": ("trig", f"{{\n{TERMS} }}", 2),
    "reified triples": ("ttl", f"\n<urn:a> <urn:b> {deep('<< <urn:a> <urn:b> ', ' >>', '1')} .", 2),
    "after a text": ("ttl", f'<urn:a> <urn:b> "\\"#" . {TERMS}', 1),
    "after a long text": ("ttl", f'<urn:a> <urn:b> """\n"\\"""""" . {TERMS}', 2),
    "after an IRI": ("ttl", f"<urn:a#'> <urn:b> 1 . {TERMS}", 1),
    "after a name": ("ttl", f"@prefix e: <urn:e:> . <urn:a> e:b\\#\\' 1 . {TERMS}", 1),
    "elements": ("rdfxml", f"{OPEN}\n{deep(f'{NODE}<e:p>', '</e:p></rdf:Description>')}", 2),
    "elements of triple terms": ("rdfxml", f"{OPEN}\n{deep(f'{NODE}{TRIPLE}', '')}", 2),
    "arrays": ("jsonld", deep("[", "]"), None),
    "objects": ("jsonld", deep('{"urn:b":', "}", "1"), None),
    "graphs": ("jsonld", deep('{"@graph":', "}", "[]"), None),
}  # fmt: skip


@pytest.mark.parametrize(("syntax", "text", "line"), DEEP.values(), ids=DEEP)
def test_what_nests_without_end_is_refused(syntax: str, text: str, line: int | None) -> None:
    found = refusal(text.encode(), syntax)
    assert "RDF 1.2" in str(found) or "nested too deeply" in str(found)
    assert found.line == line


@pytest.mark.parametrize("start", ["[ <urn:b> ", "("])
def test_nesting_of_turtle_that_costs_no_stack_is_read(start: str) -> None:
    end = "]" if start[0] == "[" else ")"
    data = f"<urn:a> <urn:b> {deep(start, end, '1', 2000)} ."
    assert len(parse_triples(data.encode(), "ttl", "deep")) > 2000


def test_an_unfinished_text_costs_no_more_than_its_length() -> None:
    refusal(b'<urn:a> <urn:b> """' + b"' \" <<" * 50_000, "ttl")
    refusal(b"<urn:a> <urn:b> '" + b'\\" <<' * 50_000, "ttl")


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_what_is_not_utf_8_is_refused_at_its_place(syntax: str) -> None:
    found = refusal(b"\n \xff\xfe", syntax)
    assert "byte 0xff is not UTF-8; expected UTF-8" in str(found)
    assert (found.line, found.column) == (2, 2)


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_what_is_no_rdf_is_refused_with_its_line(syntax: str) -> None:
    found = refusal(b"\n\n%", syntax)
    assert f"not {RDF_FORMATS[syntax].title}" in str(found)
    assert found.line == 3


def test_a_number_of_any_length_is_read() -> None:
    data = b'{"@id": "urn:a", "urn:b": ' + b"9" * 10_000 + b"}"
    assert len(parse_triples(data, "jsonld", "long")) == 1


def test_nothing_that_a_file_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<urn:x> <urn:x> <urn:x> .")
    file = tmp_path / "a.ttl"
    file.write_text(f"<urn:a> <http://www.w3.org/2002/07/owl#imports> <{tmp_path.as_uri()}> .")
    assert len(read_triples(file)) == 1


def test_a_file_without_a_syntax_or_out_of_reach_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"names no RDF syntax; expected \.ttl, \.nt"):
        read_triples(tmp_path / "a.txt")
    with pytest.raises(Refused, match="no such file or directory"):
        read_triples(tmp_path / "a.ttl")
