"""Akoma Ntoso that is malformed, hostile, or not Akoma Ntoso: refused with place and reason.

Every file here is invented.
"""

from __future__ import annotations

import time

import pytest

from councilgraph.errors import Refused
from councilgraph.read import ReadResult, read
from councilgraph.read.xml import Faults, parse_xml

pytestmark = pytest.mark.slow

BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/a.dtd">'


def akn(body: str, before: str = "") -> bytes:
    return f"{before}<akomaNtoso>\n<statement>{body}</statement>\n</akomaNtoso>".encode()


def refusal(data: bytes, name: str = "a.xml", *, recover: bool = False) -> Refused:
    with pytest.raises(Refused) as caught:
        read(data, name, recover=recover)
    return caught.value


MALFORMED = {
    "a tag that closes nothing": ("<p>a</b></p>", (2, 16), "</b> closes nothing here", "</p>"),
    "tags that cross": ("<b><i>a</b></i>", (2, 19), "<i> of line 2 is open", "</i>"),
    "an attribute given twice": ('<p a="1" a="2">x</p>', (2, 21), "attribute a twice", "once"),
    "an attribute without quotes": ("<p a=1>x</p>", (2, 12), "not well-formed", 'name="value"'),
    "a bare ampersand": ("<p>R&D</p>", (2, 16), "'&' is no character reference", "&amp;"),
    "an entity of HTML": ("<p>a&nbsp;b</p>", (2, 16), "'&nbsp;'", "&#160;"),
    "a reference to no character": ("<p>&#0;</p>", (2, 15), "'&#0;'", "&#160;"),
    "a bare less-than": ("<p>1 < 2</p>", (2, 17), "begins no tag", "&lt;"),
    "a comment without end": ("<p>a</p><!-- b", (2, 20), "comment that does not end", "-->"),
    "a CDATA section without end": ("<![CDATA[ b", (2, 12), "CDATA section", "]]>"),
    "an undeclared prefix": ("<x:p>a</x:p>", (2, 12), "prefix x of <x:p>", "xmlns:x"),
    "two hyphens in a comment": ("<!-- a -- b --><p>x</p>", (2, 21), "not well-formed", "XML"),
    "the end of a CDATA section alone": ("<p>]]></p>", (2, 17), "not well-formed", "XML"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed_xml_is_refused_with_line_and_column(case: str) -> None:
    body, place, found, expected = MALFORMED[case]
    error = refusal(akn(body))
    assert (error.line, error.column) == place
    assert found in error.found
    assert expected in error.expected


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed_xml_is_recovered_with_a_remark_at_the_place(case: str) -> None:
    body, place, found, _ = MALFORMED[case]
    result = read(akn(body), "a.xml", recover=True)
    remark = result.text.remarks[0]
    assert remark.code == "malformed-xml"
    assert found in remark.message
    assert remark.span is not None
    before = result.text.raw[: remark.span.start]
    assert (before.count("\n") + 1, len(before) - before.rfind("\n")) == place


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a</b> b</p>", "a b"),
        ("<p>R&D</p>", "R&D"),
        ("<p>1 < 2</p>", "1 < 2"),
        ("<p a=1>x</p>", "x"),
        ("<p>a&nbsp;b</p>", "a&nbsp;b"),
        ("<paragraph><span>a</span></docTitle></p><alinea><p>b</p></alinea>", "a\nb"),
        ("<p>a", "a"),
        ("<p>a</p><!-- b", "a"),
    ],
)
def test_recovery_keeps_the_text(body: str, text: str) -> None:
    result = read(akn(body), "a.xml", recover=True)
    assert result.text.text == text
    for i, char in enumerate(text):
        assert char.isspace() or result.text.quote(result.text.span(i, i + 1)) == char


def test_a_file_cut_short_says_what_is_open() -> None:
    whole = akn("<p>a</p>")
    error = refusal(whole[: whole.index(b"</p>")])
    assert (error.found, error.expected) == ("the file ends inside <p> of line 2", "</p>")
    error = refusal(whole[: whole.index(b"</p>") + 3])
    assert (error.line, error.column) == (2, 16)
    assert (error.found, error.expected) == ("a tag that does not end", ">")


@pytest.mark.parametrize("prologue", [BOMB, EXTERNAL, REMOTE, "<?xml version='1.0'?>\n" + BOMB])
@pytest.mark.parametrize("recover", [False, True])
def test_document_types_are_refused_whatever_is_asked(prologue: str, recover: bool) -> None:
    error = refusal(akn("<p>&b;</p>", prologue), recover=recover)
    assert "document type" in error.found
    assert error.line == prologue.count("\n") + 1


def test_a_document_type_inside_a_comment_is_none() -> None:
    data = akn("<p>a</p><!-- <!DOCTYPE a> -->")
    assert read(data, "a.xml").text.text == "a"


@pytest.mark.parametrize("recover", [False, True])
def test_deep_nesting_is_refused_in_time(recover: bool) -> None:
    began = time.monotonic()
    error = refusal(akn("<p>" * 100_000 + "a" + "</p>" * 100_000), recover=recover)
    assert "deep" in error.found
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("tail", ["<", "&", "<!", "<a b=", "</x>", "<p>"])
def test_endless_faults_are_refused_in_time(tail: str) -> None:
    began = time.monotonic()
    refusal(akn(tail * 20_000), recover=True)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><note><to>a</to></note>",
        b"<note><akomaNtoso>a</akomaNtoso></note>",
        b'<akomaNtoso xmlns="http://example.org/other"><p>a</p></akomaNtoso>',
        b'<!DOCTYPE lolz [<!ENTITY a "a">]><lolz>&a;</lolz>',
        b"<root></root>",
    ],
)
def test_other_xml_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert "akomaNtoso" in error.expected


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_by_their_mark_or_first_bytes(codec: str) -> None:
    text = '<?xml version="1.0"?><akomaNtoso><p>安全理事会，</p></akomaNtoso>'
    assert read(text.encode(codec), "a.xml").text.text == "安全理事会，"


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252", "gb18030", "KOI8-R"])
def test_encodings_are_told_by_their_declaration(name: str) -> None:
    words = "Côte d'Ivoire" if name[0] in "iw" else "Россия"
    text = f'<?xml version="1.0" encoding="{name}"?><akomaNtoso><p>{words}</p></akomaNtoso>'
    assert read(text.encode(name), "a.xml").text.text == words


@pytest.mark.parametrize("declared", ["UTF-16", "UTF-32", "iso-8859-1"])
def test_a_wrong_declaration_is_refused_or_remarked(declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><akomaNtoso><p>Côte</p></akomaNtoso>'
    error = refusal(text.encode())
    assert (error.line, error.column) == (1, 1)
    assert declared in error.found
    result = read(text.encode(), "a.xml", recover=True)
    assert result.text.text == "Côte"
    assert [r.code for r in result.text.remarks] == ["encoding"]


def test_bytes_outside_the_encoding_are_refused_with_their_place() -> None:
    error = refusal(b"<akomaNtoso>\n<p>C\xf4te</p></akomaNtoso>", recover=True)
    assert (error.line, error.column) == (2, 5)
    assert "0xf4" in error.found


def test_unknown_encodings_are_refused() -> None:
    for name in ("x-none", "rot13", "zlib"):
        data = f'<?xml version="1.0" encoding="{name}"?><akomaNtoso/>'.encode()
        assert name in refusal(data).found


@pytest.mark.parametrize("char", ["\0", "\x07", "\ufffe"])
def test_characters_that_are_none_of_xml_are_refused(char: str) -> None:
    error = refusal(akn(f"<p>a{char}</p>"), recover=True)
    assert (error.line, error.column) == (2, 16)


@pytest.mark.parametrize("data", [b"<akomaNtoso/>", b"<akomaNtoso><meta/></akomaNtoso>"])
def test_an_empty_document_has_no_text(data: bytes) -> None:
    result: ReadResult = read(data + b"<!-- </a> -->", "a.xml")
    assert not result.text.text


def test_the_tree_tells_where_elements_stand() -> None:
    raw = '<a xmlns="urn:n"><b x="1&amp;2"/>t</a>'
    root = parse_xml(Faults(raw, "a.xml"))
    (inner,) = root.elements()
    assert (root.namespace, root.name, root.end) == ("urn:n", "a", len(raw))
    assert raw[inner.start : inner.end] == '<b x="1&amp;2"/>'
    value = inner.attributes["x"]
    assert (value.value, raw[value.start : value.end]) == ("1&2", "1&amp;2")
