"""What is fuzzed: six fronts that strangers' bytes reach, and the inputs made for each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from councilgraph.errors import Refused, UsageError
from councilgraph.identifiers import (
    document_path,
    parse_symbol,
    symbol_of_path,
    target_of_path,
)
from councilgraph.model import Symbol
from councilgraph.pipeline import convert_bytes
from councilgraph.query.guard import check_query, form_of
from councilgraph.rdf.terms import iri, iri_ref
from councilgraph.read import read
from councilgraph.serve.conditional import unchanged
from councilgraph.serve.language import choose_language
from councilgraph.serve.negotiate import DESCRIPTIONS, choose, named, suffixed
from councilgraph.serve.protocol import FORM, Wrong, fields_of, question_by_get, question_by_post

TESTS = Path(__file__).resolve().parents[1]
LETTER = (TESTS / "documents" / "S-2021-9101" / "source.txt").read_text("utf-8")
RESOLUTION = (TESTS / "documents" / "S-RES-9002" / "source.txt").read_text("utf-8")
MARKUP = (TESTS / "read" / "akn" / "S_RES_9001.en.xml").read_text("utf-8")
NAMES = ("a.txt", "a.xml", "a.html", "a.docx", "a.pdf", "a.md")
MAGIC = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf")


def reader(data: bytes) -> None:
    """Read a file of any kind; the first byte chooses its name."""
    with contextlib.suppress(Refused):
        read(data[1:], NAMES[data[0] % len(NAMES)] if data else "a.txt")


def parser(data: bytes) -> None:
    """Convert a text to triples."""
    with contextlib.suppress(Refused):
        convert_bytes(data, "a.txt")


def symbol(data: bytes) -> None:
    """Parse a symbol, which is then a fixed point."""
    with contextlib.suppress(ValueError):
        found = parse_symbol(data.decode("utf-8", "replace"))
        assert parse_symbol(found) == found


def path(data: bytes) -> None:
    """Make IRIs and paths, and read them."""
    text = data.decode("utf-8", "replace")
    target_of_path(text)
    make: Callable[[str], object]
    for make in (iri, iri_ref, lambda t: document_path(Symbol(t))):
        with contextlib.suppress(ValueError):
            make(text)
    with contextlib.suppress(ValueError):
        known = document_path(parse_symbol(text))
        assert document_path(symbol_of_path(known)) == known


def negotiation(data: bytes) -> None:
    """Choose an answer by headers, parameters and suffixes."""
    text = data.decode("utf-8", "replace")
    assert choose(text, DESCRIPTIONS) in (None, *DESCRIPTIONS)
    assert choose_language(text, ("en", "zh")) in (None, "en", "zh")
    assert named(text, DESCRIPTIONS) in (None, *DESCRIPTIONS)
    stem, offer = suffixed(text)
    assert stem + (offer.suffix if offer else "") == text
    unchanged({"if-none-match": text}, '"a"', 0)
    unchanged({"if-modified-since": text}, '"a"', 0)


def query(data: bytes) -> None:
    """Look at a query as the protocol brings it: by address, as a form, as a body."""
    text = data.decode("utf-8", "replace")
    look: Callable[[str], object]
    for look in (check_query, form_of):
        with contextlib.suppress(UsageError):
            look(text)
    ask: Callable[[], object]
    for ask in (
        lambda: question_by_get([("query", text)]),
        lambda: question_by_get(fields_of(data)),
        lambda: question_by_post([], text, data),
        lambda: question_by_post(fields_of(data), FORM, data),
    ):
        with contextlib.suppress(Wrong):
            ask()


def _pieces(*pieces: str) -> st.SearchStrategy[bytes]:
    return st.lists(st.sampled_from(pieces) | st.text(max_size=4)).map("".join).map(_encoded)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@st.composite
def damaged(draw: st.DrawFn, samples: tuple[str, ...]) -> bytes:
    """Return a sample with a few pieces cut out, doubled, or put in."""
    text = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.sampled_from((0, 1, 5, 40, 400))))
        put = draw(st.sampled_from(("", text[at:end] * 2)) | st.text(max_size=8))
        text = text[:at] + put + text[end:]
    return _encoded(text)


@dataclass(frozen=True)
class Target:
    """A front: what is called with bytes, what inputs it is given, samples to begin with."""

    run: Callable[[bytes], None]
    inputs: st.SearchStrategy[bytes]
    samples: tuple[bytes, ...]


_FIRST = st.integers(0, 255).map(lambda n: bytes((n,)))
_SYMBOLS = ("S/", "A/", "RES/", "PRST/", "PV.", "2553", "(2020)", " ", "1166", "/Add.1", "XV", "1",
            "doc/", "instrument/", "un-charter", "/article/", "41", "..", "%2f", "http://", "#",
            "-", "\u202e", "Ｓ")  # fmt: skip
_HEADERS = ("text/turtle", "*/*", ";", "q=", "0.5", ",", " ", '"', "W/", "zh", "-", "en", ".ttl",
            "application/ld+json", "Wed, 25 Nov 2026 10:00:00 GMT", "\r\n")  # fmt: skip
_WORDS = ("SELECT", "ASK", "{", "}", "?s", "SERVICE", "<", ">", "'", '"""', "#", "\n", "\\", "(",
          "urn:x", "VALUES", "update=", "query=", "&", "%", "%ff", "%00", "=", "+", "@en", "a:b",
          "default-graph-uri=", "format=", "LOAD", "\\u0053", "1e9", ".")  # fmt: skip

TARGETS = {
    "reader": Target(
        reader,
        st.tuples(_FIRST, st.sampled_from(MAGIC), st.binary(max_size=300)
                  | damaged((LETTER, MARKUP))).map(b"".join),
        (b"\x00" + LETTER.encode(), b"\x01" + MARKUP.encode()),
    ),
    "parser": Target(
        parser, damaged((LETTER, RESOLUTION)) | st.text(max_size=300).map(_encoded),
        (LETTER.encode(), RESOLUTION.encode()),
    ),
    "symbol": Target(symbol, _pieces(*_SYMBOLS), (b"S/RES/2553 (2020)", b"A/RES/70/1")),
    "iri": Target(path, _pieces(*_SYMBOLS), (b"doc/S/RES/2553", b"instrument/un-charter")),
    "negotiation": Target(negotiation, _pieces(*_HEADERS), (b"text/turtle;q=0.5, */*",)),
    "query": Target(query, _pieces(*_WORDS) | st.binary(), (b"query=ASK%7B%7D&format=csv",)),
}  # fmt: skip
