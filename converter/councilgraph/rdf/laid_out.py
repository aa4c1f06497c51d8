"""Turtle as this project lays it out, taken apart at its line breaks.

A parser of all of Turtle hands over each statement as objects of its own. Where the layout is
known, what stands between two breaks is looked up, as most of it was said before. What is laid out
otherwise, or holds what the writer does not write, is left to the parser: it alone refuses.

Bytes are taken apart, and decoded where something is said for the first time.
"""

from __future__ import annotations

import re

from .names import LOCAL
from .terms import BOOLEAN, INTEGER, STRING, Iri, Literal, Term, Triple, is_plain

# An absolute IRI in which nothing can be resolved, decoded or refused (RFC 3987, section 2.2).
_IRI = rb"https?://[A-Za-z0-9.-]++(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*+|(?!))*+/?(?:#[A-Za-z0-9_.-]*+)?"
_BRACKETED = re.compile(b"<%b>" % _IRI)
_PREFIX = re.compile(rb"@prefix ([a-z][a-z0-9-]*): +<(%b)> \." % _IRI)
_LOCAL = re.compile(LOCAL.pattern.encode())
_INTEGER = re.compile(rb"-?[0-9]+")
_LITERAL = re.compile(
    rb"""
    " ( [^"\\\x00-\x1f]*+
        (?: \\ (?: [tbnrf"'\\] | u[0-9A-Fa-f]{4} ) [^"\\\x00-\x1f]*+ | (?!) )*+ ) "
    ( [^"]*+ )
    """,
    re.VERBOSE,
)
_TAIL = re.compile(rb"(?:@([a-z]{2,3})|\^\^xsd:([A-Za-z]+))?")
_ESCAPE = re.compile(r"\\(?:u(....)|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# A text of several lines, after a predicate or as one of several objects.
_LONG = re.compile(
    rb'^((?: {4}\S+| {7}) )"""((?:[^"\\]++|\\.|"(?!"")|(?!))*+)"""', re.MULTILINE | re.DOTALL
)
_OF_LONG = re.compile(rb'\\.|["\n]', re.DOTALL)
_AS_SHORT = {b'"': b'\\"', b"\n": b"\\n"}
_TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD = "http://www.w3.org/2001/XMLSchema#"

_literal = tuple.__new__
"""Make a literal of its three fields at once: there are tens of thousands."""


class _OtherLayoutError(Exception):
    """Tell that a text is laid out otherwise."""


def laid_out(text: bytes) -> list[Triple] | None:
    r"""Return the triples of Turtle in their order; none where it is not laid out as we write it.

    >>> text = b"@prefix e: <https://example.org/> .\n\ne:a\n    a e:b ;\n    e:c e:d .\n"
    >>> laid_out(text)[1][2], laid_out(text + b" ")
    ('https://example.org/d', None)
    """
    if b"\r" in text or text[-3:] != b" .\n":
        return None
    if b'"""' in text:
        text = _LONG.sub(_shortened, text)
    parts = text.split(b" .\n\n")
    parts[-1] = parts[-1].removesuffix(b" .\n")
    header, *blocks = parts
    try:
        return _triples(blocks, _Reader(header + b" ."))
    except (_OtherLayoutError, UnicodeDecodeError):
        return None


def _shortened(match: re.Match[bytes]) -> bytes:
    """Return a text of several lines in one line."""
    text = _OF_LONG.sub(lambda m: _AS_SHORT.get(m[0], m[0]), match[2])
    return b'%b"%b"' % (match[1], text)


def _triples(blocks: list[bytes], read: _Reader) -> list[Triple]:
    said: list[Triple] = []
    known: dict[bytes, tuple[Iri, Term]] = {}
    verbs, iris = read.verbs, read.iris
    for block in blocks:
        statements = block.split(b" ;\n    ")
        head, _, statements[0] = statements[0].partition(b"\n    ")
        subject = iris.get(head) or read.iri(_uncommented(head) if head[:1] == b"#" else head)
        for statement in statements:
            pair = known.get(statement)
            if pair is None:
                verb, _, value = statement.partition(b" ")
                predicate = verbs.get(verb)
                if predicate is None:
                    predicate = read.verb(verb.removesuffix(b"\n"))
                    if verb[-1:] == b"\n":
                        objects = _listed(value)
                        said += [(subject, predicate, read.term(token)) for token in objects]
                        continue
                pair = known[statement] = predicate, read.term(value)
            predicate, term = pair
            said.append((subject, predicate, term))
    return said


def _uncommented(text: bytes) -> bytes:
    """Return what comes after comments, an empty line after each.

    Raises:
        UnicodeDecodeError: they are not UTF-8.
        _OtherLayoutError: something else stands among them.
    """
    text.decode()  # nobody looks into comments, but what is no UTF-8 is refused
    *comments, subject = text.split(b"\n\n")
    if any(comment[:1] != b"#" or b"\n" in comment for comment in comments):
        raise _OtherLayoutError
    return subject


def _listed(text: bytes) -> list[bytes]:
    """Return the objects of which each stands on a line of its own."""
    if text[:7] != b"       ":
        raise _OtherLayoutError
    return text[7:].split(b" ,\n        ")


class _Reader:
    """What the tokens of one text are, given the prefixes that its header declares."""

    def __init__(self, header: bytes) -> None:
        self._prefixes: dict[bytes, str] = {}
        self.iris: dict[bytes, Iri] = {}
        self.verbs: dict[bytes, Iri] = {b"a": _TYPE}
        self._places: set[bytes] = set()
        self._tails: dict[bytes, tuple[str, str | None]] = {}
        for line in header.split(b"\n"):
            match = _PREFIX.fullmatch(line)
            if match is None or match[1] in self._prefixes:
                raise _OtherLayoutError
            self._prefixes[match[1]] = match[2].decode()

    def verb(self, token: bytes) -> Iri:
        """Return the predicate that a token is."""
        verb = self.verbs[token] = self.verbs.get(token) or self.iri(token)
        return verb

    def term(self, token: bytes) -> Term:
        first = token[:1]
        if first == b"<":
            return self.iris.get(token) or self.iri(token)
        if first == b'"':
            return self._literal(token)
        if token.isdigit():
            return _literal(Literal, (token.decode(), INTEGER, None))
        if token in (b"true", b"false"):
            return Literal(token.decode(), BOOLEAN)
        if _INTEGER.fullmatch(token):
            return Literal(token.decode(), INTEGER)
        return self.iris.get(token) or self.iri(token)

    def iri(self, token: bytes) -> Iri:
        """Return the IRI that a token is, which is none of ``iris`` yet.

        Raises:
            _OtherLayoutError: it is none, or none that the writer writes.
        """
        place, _, last = token.rpartition(b"/")
        if last[-1:] == b">":
            # Where a sibling was one, letters and digits alone make no other kind of IRI.
            if not (place in self._places and last[:-1].isalnum()):
                if not _BRACKETED.fullmatch(token):
                    raise _OtherLayoutError
                self._places.add(place)
            iri = Iri(token[1:-1], "ascii")
        else:
            name, colon, local = token.partition(b":")
            start = self._prefixes.get(name)
            if start is None or not colon or not _LOCAL.fullmatch(local):
                raise _OtherLayoutError
            iri = Iri(start + local.decode())
        self.iris[token] = iri
        return iri

    def _literal(self, token: bytes) -> Literal:
        written, quote, tail = token[1:].rpartition(b'"')
        value = written.decode()
        if not quote or not is_plain(value):  # few texts
            match = _LITERAL.fullmatch(token)
            if match is None:
                raise _OtherLayoutError
            value, tail = match[1].decode(), match[2]
            if "\\" in value:
                value = _ESCAPE.sub(_unescaped, value)
        datatype, language = self._tails.get(tail) or self._tail(tail)
        return _literal(Literal, (value, datatype, language))

    def _tail(self, tail: bytes) -> tuple[str, str | None]:
        """Return the datatype and language that stand behind a text."""
        match = _TAIL.fullmatch(tail)
        if match is None:
            raise _OtherLayoutError
        language, datatype = (g.decode() if g else None for g in match.groups())
        if datatype and self._prefixes.get(b"xsd") != _XSD:
            raise _OtherLayoutError
        kind = self._tails[tail] = (_XSD + datatype if datatype else STRING, language)
        return kind


def _unescaped(match: re.Match[str]) -> str:
    code, letter = match.groups()
    if letter:
        return _ESCAPED.get(letter, letter)
    if code[0] in "dD" and code[1] in "89abcdefABCDEF":
        raise _OtherLayoutError  # half of a surrogate pair, which is no character
    return chr(int(code, 16))
