"""Turtle and TriG that a person enjoys reading.

Only prefixes in use are declared; a subject is one block; predicates keep the order of the
triples; a comment opens each part of a document. Grammar: RDF 1.1 Turtle, section 6.5,
productions PNAME_LN [140s], PN_LOCAL [168s], STRING_LITERAL_LONG_QUOTE [24], INTEGER [19] and
BooleanLiteral [133s]; names that would need escapes stay whole IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..identifiers import BASE
from .blocks import Block
from .names import Names
from .sections import Sections
from .terms import (
    BOOLEAN,
    INTEGER,
    STRING,
    Iri,
    Literal,
    Term,
    escape,
    iri_ref,
    is_plain,
    language_tag,
)

# Those that have no other form: some readers take a bare number for its value alone.
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What N-Triples escapes, and the marks that make a line be shown in another order than it is read
# (Unicode Technical Standard 55, section 3): who reviews a Turtle file shall see what it says.
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]')
_ESCAPED_LONG = re.compile(
    "[\\\\\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
    '|"(?=""|\\Z)'
)

def turtle(said: Mapping[Iri, Block], base: str = BASE) -> str:
    """Return blocks as Turtle."""
    writer = _Writer(base, "")
    body = writer.body(said)
    return f"{writer.header()}\n{body}".rstrip("\n") + "\n"


def trig(said: Mapping[Iri, Block], base: str = BASE, graph: str = "") -> str:
    """Return blocks as TriG in the graph named, or in the default graph."""
    writer = _Writer(base, "    ")
    body = writer.body(said).rstrip("\n")
    opening = f"{iri_ref(graph)} {{" if graph else "{"
    return f"{writer.header()}\n{opening}\n{body}\n}}\n"


def turtle_part(
    said: Mapping[Iri, Block], base: str = BASE, *, first: bool = False
) -> tuple[str, frozenset[str]]:
    """Return some blocks of a file that is written in parts, and the prefixes that they use.

    ``first`` tells whether the file begins with them, so that no comment opens them.
    """
    writer = _Writer(base, "", first=first)
    body = writer.body(said).rstrip("\n")
    return f"\n{body}\n", writer.names()


def turtle_header(names: Iterable[str], base: str = BASE) -> str:
    """Return what stands before the parts of a file: the declarations of the prefixes used."""
    return _Writer(base, "").header(names)


class _Writer:
    """The blocks of one file, and what was written of IRIs and predicates so far."""

    def __init__(self, base: str, indent: str, *, first: bool = True) -> None:
        self._names, self._indent = Names(base), indent
        self._sections = Sections(base, first=first)
        self._between = f"\n{indent}        "
        self._and = f" ,{self._between}"
        self._iris: dict[str, str] = {}
        self._verbs: dict[Iri, str] = {}

    def names(self) -> frozenset[str]:
        return frozenset(self._names.declared())

    def header(self, names: Iterable[str] = ()) -> str:
        """Return the declarations of the prefixes used, here or elsewhere, aligned."""
        declared = self._names.declared(names)
        width = max(map(len, declared), default=0) + 1
        return "".join(f"@prefix {n + ':':<{width}} <{iri}> .\n" for n, iri in declared.items())

    def body(self, said: Mapping[Iri, Block]) -> str:
        """Return all blocks, a comment where a part begins."""
        out: list[str] = []
        for subject, block in said.items():
            if part := self._sections.opened_by(subject, block):
                out.append(f"{self._indent}# --- {part} ---\n\n")
            out.append(self._block(subject, block))
        return "".join(out)

    def _block(self, subject: Iri, block: Block) -> str:
        names, iris, verbs = self._names, self._iris, self._verbs
        out = [self._indent, iris.get(subject) or self._iri(subject)]
        add = out.append
        for predicate, objects in block.items():
            verb = verbs.get(predicate) or self._verb(predicate)
            if len(objects) == 1:
                term = objects[0]
                add(verb)
                # Few literals are said twice; most IRIs are.
                if isinstance(term, Literal):
                    add(literal(term, names))
                else:
                    add(iris.get(term) or self._iri(term))
            else:
                add(f"{verb[:-1]}{self._between}")
                add(self._and.join(map(self._term, objects)))
        out[2] = out[2].removeprefix(" ;")  # which ends a statement before; here is none
        add(" .\n\n")
        return "".join(out)

    def _verb(self, predicate: Iri) -> str:
        """Return a predicate with what stands around it after another statement."""
        name = "a" if predicate == _TYPE else self._names.iri(predicate)
        verb = self._verbs[predicate] = f" ;\n{self._indent}    {name} "
        return verb

    def _term(self, term: Term) -> str:
        if isinstance(term, Literal):
            return literal(term, self._names)
        return self._iris.get(term) or self._iri(term)

    def _iri(self, iri: Iri) -> str:
        text = self._iris[iri] = self._names.iri(iri)
        return text


def literal(term: Literal, names: Names) -> str:
    r"""Return a literal in Turtle form; integers and booleans stand bare.

    >>> literal(Literal("15", INTEGER), Names(BASE)), literal(Literal("015"), Names(BASE))
    ('15', '"015"')
    """
    value, datatype, language = term
    if language:
        return quoted(value) + language_tag(language)
    if datatype == INTEGER and (
        (value.isdigit() and value.isascii() and value[0] != "0") or _INTEGER.fullmatch(value)
    ):
        return value
    if datatype == STRING:
        return quoted(value)
    if datatype == BOOLEAN and value in ("true", "false"):
        return value
    return f"{quoted(value)}^^{names.iri(datatype)}"


def quoted(text: str) -> str:
    r'''Return a string in quotation marks; in three of them where it has several lines.

    >>> print(quoted('two\nlines, the last in "quotes"'))
    """two
    lines, the last in "quotes\""""
    '''
    if is_plain(text):
        return f'"{text}"'
    if "\n" in text:
        return f'"""{_ESCAPED_LONG.sub(escape, text)}"""'
    return f'"{_ESCAPED.sub(escape, text)}"'
