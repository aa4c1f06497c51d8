"""Turtle as this project lays it out, taken apart at its line breaks.

A parser of all of Turtle hands over each statement as objects of its own. Where the layout is
known, what stands between two breaks is looked up, as most of it was said before. What is laid out
otherwise, or holds what the writer does not write, is left to the parser: it alone refuses.
"""

from __future__ import annotations

import re

from .names import LOCAL
from .terms import BOOLEAN, INTEGER, STRING, Iri, Literal, Term, Triple, is_plain

# An absolute IRI in which nothing can be resolved, decoded or refused (RFC 3987, section 2.2).
_IRI = r"https?://[A-Za-z0-9.-]++(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*+)*+/?(?:#[A-Za-z0-9_.-]*+)?"
_BRACKETED = re.compile(f"<{_IRI}>")
_PREFIX = re.compile(rf"@prefix ([a-z][a-z0-9-]*): +<({_IRI})> \.")
_INTEGER = re.compile(r"-?[0-9]+")
_LITERAL = re.compile(
    r"""
    " ( [^"\\\x00-\x1f]*+ (?: \\ (?: [tbnrf"'\\] | u[0-9A-Fa-f]{4} ) [^"\\\x00-\x1f]*+ )*+ ) "
    (?: @ ([a-z]{2,3}) | \^\^xsd: ([A-Za-z]+) )?
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u(....)|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# A text of several lines, after a predicate or as one of several objects.
_LONG = re.compile(
    r'^((?: {4}\S+| {7}) )"""((?:[^"\\]|\\.|"(?!""))*+)"""', re.MULTILINE | re.DOTALL
)
_OF_LONG = re.compile(r'\\.|["\n]', re.DOTALL)
_AS_SHORT = {'"': '\\"', "\n": "\\n"}
_TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD = "http://www.w3.org/2001/XMLSchema#"

_literal = tuple.__new__
"""Make a literal of its three fields at once: there are tens of thousands."""


class _OtherLayoutError(Exception):
    """Tell that a text is laid out otherwise."""


def laid_out(text: str) -> list[Triple] | None:
    r"""Return the triples of Turtle in their order; none where it is not laid out as we write it.

    >>> text = "@prefix e: <https://example.org/> .\n\ne:a\n    a e:b ;\n    e:c e:d .\n"
    >>> laid_out(text)[1][2], laid_out(f"{text} ")
    ('https://example.org/d', None)
    """
    if "\r" in text or text[-3:] != " .\n":
        return None
    if '"""' in text:
        text = _LONG.sub(_shortened, text)
    header, *blocks = text[:-3].split(" .\n\n")
    try:
        return _triples(blocks, _Reader(f"{header} ."))
    except _OtherLayoutError:
        return None


def _shortened(match: re.Match[str]) -> str:
    """Return a text of several lines in one line."""
    text = _OF_LONG.sub(lambda m: _AS_SHORT.get(m[0], m[0]), match[2])
    return f'{match[1]}"{text}"'


def _triples(blocks: list[str], read: _Reader) -> list[Triple]:
    said: list[Triple] = []
    known: dict[str, tuple[Iri, Term]] = {}
    verbs = read.verbs
    for block in blocks:
        head, _, rest = block.partition("\n    ")
        subject = read.iri(_uncommented(head) if head[:1] == "#" else head)
        for statement in rest.split(" ;\n    "):
            pair = known.get(statement)
            if pair is None:
                verb, _, value = statement.partition(" ")
                predicate = verbs.get(verb)
                if predicate is None:
                    predicate = read.verb(verb.removesuffix("\n"))
                    if verb[-1:] == "\n":
                        objects = _listed(value)
                        said += [(subject, predicate, read.term(token)) for token in objects]
                        continue
                pair = known[statement] = predicate, read.term(value)
            predicate, term = pair
            said.append((subject, predicate, term))
    return said


def _uncommented(text: str) -> str:
    """Return what comes after comments, an empty line after each."""
    *comments, subject = text.split("\n\n")
    if any(comment[:1] != "#" or "\n" in comment for comment in comments):
        raise _OtherLayoutError
    return subject


def _listed(text: str) -> list[str]:
    """Return the objects of which each stands on a line of its own."""
    if text[:7] != "       ":
        raise _OtherLayoutError
    return text[7:].split(" ,\n        ")


class _Reader:
    """What the tokens of one text are, given the prefixes that its header declares."""

    def __init__(self, header: str) -> None:
        self._prefixes: dict[str, str] = {}
        self._iris: dict[str, Iri] = {}
        self.verbs: dict[str, Iri] = {"a": _TYPE}
        self._places: set[str] = set()
        for line in header.split("\n"):
            match = _PREFIX.fullmatch(line)
            if match is None or match[1] in self._prefixes:
                raise _OtherLayoutError
            self._prefixes[match[1]] = match[2]

    def verb(self, token: str) -> Iri:
        """Return the predicate that a token is."""
        verb = self.verbs[token] = self.verbs.get(token) or self.iri(token)
        return verb

    def term(self, token: str) -> Term:
        if token.isdecimal() and token.isascii():
            return _literal(Literal, (token, INTEGER, None))
        first = token[:1]
        if first == "<":
            return self.iri(token)
        if first == '"':
            return self._literal(token)
        if token in ("true", "false"):
            return Literal(token, BOOLEAN)
        return Literal(token, INTEGER) if _INTEGER.fullmatch(token) else self.iri(token)

    def iri(self, token: str) -> Iri:
        """Return the IRI that a token is.

        Raises:
            _OtherLayoutError: it is none, or none that the writer writes.
        """
        known = self._iris.get(token)
        if known is not None:
            return known
        place, _, last = token.rpartition("/")
        if last[-1:] == ">":
            # Where a sibling was one, letters and digits alone make no other kind of IRI.
            if not (place in self._places and last[:-1].isalnum() and last.isascii()):
                if not _BRACKETED.fullmatch(token):
                    raise _OtherLayoutError
                self._places.add(place)
            iri = Iri(token[1:-1])
        else:
            name, colon, local = token.partition(":")
            start = self._prefixes.get(name)
            if start is None or not colon or not LOCAL.fullmatch(local):
                raise _OtherLayoutError
            iri = Iri(start + local)
        self._iris[token] = iri
        return iri

    def _literal(self, token: str) -> Literal:
        value, quote, tail = token[1:].rpartition('"')
        plain = quote and is_plain(value)  # as most are: then what follows it tells the rest
        match = _LITERAL.fullmatch(f'""{tail}' if plain else token)
        if match is None:
            raise _OtherLayoutError
        written, language, datatype = match.groups()
        value = value if plain else written
        if "\\" in value:
            value = _ESCAPE.sub(_unescaped, value)
        if datatype is None:
            return _literal(Literal, (value, STRING, language))
        if self._prefixes.get("xsd") != _XSD:
            raise _OtherLayoutError
        return _literal(Literal, (value, _XSD + datatype, None))


def _unescaped(match: re.Match[str]) -> str:
    code, letter = match.groups()
    if letter:
        return _ESCAPED.get(letter, letter)
    if code[0] in "dD" and code[1] in "89abcdefABCDEF":
        raise _OtherLayoutError  # half of a surrogate pair, which is no character
    return chr(int(code, 16))
