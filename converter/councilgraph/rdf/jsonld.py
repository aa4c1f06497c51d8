"""JSON-LD 1.1 with a small context of the prefixes and terms in use; keys in a fixed order.

The context stands in the document, so that it is read without a network; ids below the base are
relative to it. A node is a line.

The context says once what all values of a property have in common: that they are IRIs, of one
datatype, or texts by language (JSON-LD 1.1, sections 4.2.3 and 4.6.2). Integers and booleans in
canonical form are JSON's own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..identifiers import BASE
from .blocks import Block
from .names import Names, below
from .terms import BOOLEAN, INTEGER, STRING, BadTerm, Iri, Literal, Term, language_tag, quoted

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LARGEST = 2**53
"""Above this, not every integer is a number of JavaScript."""


def jsonld(said: Mapping[Iri, Block], base: str = BASE) -> str:
    """Return blocks as JSON-LD: one node object a subject, in order, under ``@graph``.

    >>> text = jsonld({Iri("urn:a"): {Iri("urn:b"): [Literal("c", language="en")]}})
    >>> json.loads(text)["@context"], json.loads(text)["@graph"]
    ({'urn:b': {'@container': '@language'}}, [{'@id': 'urn:a', 'urn:b': {'en': 'c'}}])
    """
    kinds: dict[Iri, set[str]] = {}
    for block in said.values():
        for predicate, objects in block.items():
            kinds.setdefault(predicate, set()).update(map(kind_of, objects))
    writer = _Writer(base, common_of(kinds))
    terms = writer.terms()
    nodes = [writer.node(subject, block) for subject, block in said.items()]
    context = _line(writer.base() | writer.prefixes() | terms)
    lines = ",\n".join(map(_line, nodes))
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


@dataclass(frozen=True, slots=True)
class Part:
    """Some nodes of a graph that is written in parts, and the names that they use.

    ``lines`` are node objects, ``relative`` tells whether an id is relative to the base.
    """

    lines: tuple[str, ...]
    names: frozenset[str]
    relative: bool


def part_of(said: Mapping[Iri, Block], common: Mapping[Iri, str], base: str = BASE) -> Part:
    """Return blocks as nodes; ``common`` is what all values in the graph have, see ``common_of``.

    Raises:
        BadTerm: JSON-LD cannot hold a term.
    """
    writer = _Writer(base, common)
    lines = tuple(_line(writer.node(subject, block)) for subject, block in said.items())
    return Part(lines, writer.names(), writer.relative)


def opening_of(
    common: Mapping[Iri, str], names: Iterable[str], base: str = BASE, *, relative: bool = True
) -> str:
    """Return what stands before the nodes of a graph that is written in parts.

    ``names`` are the prefixes that its parts use.
    """
    writer = _Writer(base, common)
    writer.relative = relative
    terms = writer.terms()
    context = _line(writer.base() | writer.prefixes(names) | terms)
    return f'{{"@context": {context},\n"@graph": [\n'


def common_of(kinds: Mapping[Iri, Collection[str]]) -> dict[Iri, str]:
    """Return what the values of each property have in common, where they have; by ``kind_of``."""
    return {
        predicate: next(iter(kinds[predicate]))
        for predicate in sorted(kinds.keys() - {_TYPE})
        if len(kinds[predicate]) == 1 and "" not in kinds[predicate]
    }


class _Writer:
    """What the values of each property have in common, and the names used."""

    def __init__(self, base: str, common: Mapping[Iri, str]) -> None:
        self._names, self._base = Names(base), base
        self.relative = False
        self._common = common
        self._cache: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def terms(self) -> dict[str, Any]:
        """Return the definitions of the properties whose values have something in common."""
        defined: dict[str, Any] = {}
        for predicate, kind in self._common.items():
            key = "@container" if kind == "@language" else "@type"
            value = kind if kind.startswith("@") else self._name(kind)
            defined[self._name(predicate)] = {key: value}
        return defined

    def names(self) -> frozenset[str]:
        return frozenset(self._names.declared())

    def prefixes(self, names: Iterable[str] = ()) -> dict[str, str]:
        """Return the prefixes used here, and those of other names."""
        return self._names.declared(names)

    def base(self) -> dict[str, str]:
        """Return the declaration of the base, where an id is relative to it."""
        return {"@base": self._base} if self.relative else {}

    def node(self, subject: Iri, block: Block) -> dict[str, Any]:
        """Return one node object."""
        node: dict[str, Any] = {"@id": self._id(subject)}
        for predicate, objects in block.items():
            common = self._common.get(predicate)
            if predicate == _TYPE and all(isinstance(o, Iri) for o in objects):
                node["@type"] = _one_or_all([self._name(str(o)) for o in objects])
            elif common == "@language":
                node[self._name(predicate)] = _by_language(objects)
            elif len(objects) == 1:
                node[self._name(predicate)] = self._value(objects[0], common)
            else:
                node[self._name(predicate)] = [self._value(o, common) for o in objects]
        return node

    def _value(self, term: Term, common: str | None) -> Any:
        if isinstance(term, Iri):
            return self._id(term) if common == "@id" else {"@id": self._id(term)}
        text = checked(term.value)
        if term.language:
            return {"@value": text, "@language": language_tag(term.language)[1:]}
        if (native := _native(term)) is not None:
            return native
        if term.datatype in (STRING, common):
            return text
        return {"@value": text, "@type": self._name(term.datatype)}

    def _id(self, iri: str) -> str:
        """Return the name of a node: a short one, else its path below the base, else its IRI."""
        found = self._ids.get(iri)
        if found is None:
            found = self._name(iri)
            if found == iri and (path := below(iri, self._base)):
                self.relative = True
                found = path
            self._ids[iri] = found
        return found

    def _name(self, iri: str) -> str:
        found = self._cache.get(iri)
        if found is None:
            short = self._names.iri(iri)
            found = self._cache[iri] = short[1:-1] if short[0] == "<" else short
            scheme, _, rest = iri.partition(":")
            if found is not short and self._names.is_prefix(scheme) and not rest.startswith("//"):
                raise BadTerm(f"JSON-LD would take {iri!r} for a name with the prefix {scheme!r}")
        return found


_line = json.JSONEncoder(ensure_ascii=False).encode


def kind_of(term: Term) -> str:
    """Return what a term could have in common with others, empty for JSON's own kinds."""
    if isinstance(term, Iri):
        return "@id"
    if term.language:
        return "@language"
    return "" if term.datatype == STRING or _native(term) is not None else term.datatype


def _native(literal: Literal) -> int | bool | None:
    """Return the JSON value that a literal is, where it is one exactly."""
    if literal.datatype == BOOLEAN and literal.value in ("true", "false"):
        return literal.value == "true"
    if literal.datatype == INTEGER and len(literal.value) <= len(str(_LARGEST)):
        digits = literal.value.removeprefix("-")
        if digits.isascii() and digits.isdigit() and (digits[0] != "0" or literal.value == "0"):
            number = int(literal.value)
            return number if abs(number) <= _LARGEST else None
    return None


def _by_language(objects: Iterable[Term]) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for term in objects:
        assert isinstance(term, Literal)
        tag = language_tag(term.language or "")[1:]
        texts.setdefault(tag, []).append(checked(term.value))
    return {tag: _one_or_all(values) for tag, values in texts.items()}


def checked(text: str) -> str:
    """Return a text that RDF can hold, as it is.

    Raises:
        BadTerm: see ``quoted``.
    """
    if not text.isprintable():
        quoted(text)
    return text


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
