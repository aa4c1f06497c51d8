"""RDF 1.1 XML: one element a subject, named by its class, in order.

IRIs below the base are relative to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..identifiers import BASE
from ..xmltext import exact, quoted
from .blocks import Block
from .names import below
from .namespaces import RDF, prefixes
from .terms import STRING, BadTerm, Iri, Literal, Term, iri, is_blank, language_tag

# A predicate becomes an element's name: a namespace, and an NCName in ASCII (Namespaces in XML
# 1.0, section 3) after it.
_SPLIT = re.compile(r"(.*[/#:])([A-Za-z_][A-Za-z0-9_.-]*)")
_TYPE = RDF["type"]
# What XML 1.0, section 2.2, production Char, leaves out.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def rdfxml(said: Mapping[Iri, Block], base: str = BASE) -> str:
    """Return blocks as RDF/XML.

    Raises:
        BadTerm: a predicate cannot be an element's name, or a literal holds a character that XML
            excludes.
    """
    elements = _Elements(base)
    body: list[str] = []
    for subject, block in said.items():
        element, typed = elements.node(block)
        body.append(f"  <{element} rdf:{elements.reference(subject, 'about')}>\n")
        for predicate, objects in typed.items():
            name = elements.name(predicate)
            body += [f"    <{name}{elements.value(term, name)}\n" for term in objects]
        body.append(f"  </{element}>\n")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{elements.declared()}>\n'
        + "".join(body)
        + "</rdf:RDF>\n"
    )


class _Elements:
    """The names of properties as elements, and the namespaces declared for them."""

    def __init__(self, base: str) -> None:
        self._known = {iri: name for name, iri in prefixes(base).items()}
        self._used = {str(RDF): "rdf"}
        self._names: dict[Iri, str] = {}
        self._base = base
        self._quoted: dict[Iri, str] = {}

    def node(self, block: Block) -> tuple[str, Block]:
        """Return the element of a subject and what is left to say: its only class names it.

        The class does where it can be an element's name (RDF/XML, section 2.13).
        """
        kinds = block.get(_TYPE, [])
        if len(kinds) == 1 and isinstance(kinds[0], Iri) and self._split(kinds[0]):
            return self.name(kinds[0]), {p: o for p, o in block.items() if p != _TYPE}
        return "rdf:Description", block

    @staticmethod
    def _split(term: Iri) -> re.Match[str] | None:
        return None if is_blank(term) else _SPLIT.fullmatch(iri(term))

    def name(self, predicate: Iri) -> str:
        found = self._names.get(predicate)
        if found is None:
            match = self._split(predicate)
            if match is None:
                raise BadTerm(f"{predicate!r} cannot be the name of an XML element")
            start, local = match.groups()
            prefix = self._used.get(start) or self._known.get(start) or f"ns{len(self._used)}"
            self._used[start] = prefix
            found = self._names[predicate] = f"{prefix}:{local}"
        return found

    def declared(self) -> str:
        """Return the declarations of the namespaces used, by prefix, and of the base."""
        known = sorted((prefix, start) for start, prefix in self._used.items())
        names = "".join(f"\n  xmlns:{prefix}={quoted(start)}" for prefix, start in known)
        return f"{names}\n  xml:base={quoted(self._base)}"

    def reference(self, node: Iri, attribute: str) -> str:
        """Return the attribute that names a node, but for its prefix."""
        if is_blank(node):
            return f'nodeID="{iri(node)[2:]}"'
        found = self._quoted.get(node)
        if found is None:
            path = below(node, self._base)  # holds nothing that an attribute cannot
            found = self._quoted[node] = f'"{path}"' if path else quoted(iri(node))
        return f"{attribute}={found}"

    def value(self, term: Term, name: str) -> str:
        """Return what follows the name of a property's element."""
        if isinstance(term, Iri):
            return f" rdf:{self.reference(term, 'resource')}/>"
        return f"{_mark(term)}>{_text(term.value)}</{name}>"


def _text(value: str) -> str:
    """Return the text of a literal as XML's."""
    if not value.isprintable() and (odd := _NOT_XML.search(value)):
        near = value[max(0, odd.start() - 20) : odd.start()]
        raise BadTerm(f"RDF/XML cannot hold U+{ord(odd.group()):04X}, found after {near!r}")
    return exact(value)


def _mark(literal: Literal) -> str:
    if literal.language:
        return f' xml:lang="{language_tag(literal.language)[1:]}"'
    return "" if literal.datatype == STRING else f" rdf:datatype={quoted(iri(literal.datatype))}"
