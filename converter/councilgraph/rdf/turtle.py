"""Turtle and TriG that a person enjoys reading.

Only prefixes in use are declared; a subject is one block; predicates keep the order of the
triples, the type first; a comment opens each part of a document. Grammar: RDF 1.1 Turtle,
section 6.5, productions PNAME_LN and PN_LOCAL; names that would need escapes stay full IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from ..identifiers import BASE
from .namespaces import prefixes
from .terms import BOOLEAN, INTEGER, STRING, Iri, Literal, Term, Triple, quoted

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_INTEGER = re.compile(r"[+-]?\d+")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PARTS = (("/preamble/", "preamble"), ("/paragraph/", "paragraphs"), ("/annex/", "annexes"),
          ("/heading/", "headings"))  # fmt: skip


class Names:
    """Short names of IRIs, and which prefixes they used."""

    def __init__(self, base: str) -> None:
        self._prefixes = prefixes(base)
        self._by_iri = {iri: name for name, iri in self._prefixes.items()}
        self._cache: dict[Term, str] = {}
        self.used: set[str] = set()

    def iri(self, iri: str) -> str:
        """Return a prefixed name where one fits, the IRI in brackets otherwise."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._by_iri.get(iri[:cut])
        if name is None or not _LOCAL.fullmatch(iri[cut:]):
            return f"<{iri}>"
        self.used.add(name)
        return f"{name}:{iri[cut:]}"

    def term(self, term: Term) -> str:
        """Return a term in Turtle form."""
        found = self._cache.get(term)
        if found is None:
            found = self._cache[term] = self._render(term)
        return found

    def _render(self, term: Term) -> str:
        if isinstance(term, Iri):
            return self.iri(term)
        assert isinstance(term, Literal)
        if term.language:
            return f"{quoted(term.value)}@{term.language}"
        if term.datatype == STRING:
            return quoted(term.value)
        if term.datatype == INTEGER and _INTEGER.fullmatch(term.value):
            return term.value
        if term.datatype == BOOLEAN and term.value in ("true", "false"):
            return term.value
        return f"{quoted(term.value)}^^{self.iri(term.datatype)}"

    def declared(self) -> dict[str, str]:
        """Return the prefixes used and what they stand for, in order."""
        return {name: self._prefixes[name] for name in sorted(self.used)}

    def header(self) -> str:
        """Return the declarations of the prefixes used, aligned."""
        width = max((len(n) for n in self.used), default=0) + 1
        return "".join(
            f"@prefix {name + ':':<{width}} <{self._prefixes[name]}> .\n"
            for name in sorted(self.used)
        )


def turtle(triples: Sequence[Triple], base: str = BASE) -> str:
    """Return triples as Turtle; each subject's triples stand together already."""
    names = Names(base)
    body = _blocks(triples, names, "")
    return names.header() + "\n" + body


def trig(triples: Sequence[Triple], base: str = BASE, graph: str = "") -> str:
    """Return triples as TriG in the graph named, or in the default graph."""
    names = Names(base)
    body = _blocks(triples, names, "    ")
    opening = f"<{graph}> {{\n" if graph else "{\n"
    return names.header() + "\n" + opening + body + "}\n"


def _blocks(triples: Sequence[Triple], names: Names, indent: str) -> str:
    out: list[str] = []
    part = ""
    for subject, group in groupby(triples, key=itemgetter(0)):
        named = _part_of(subject)
        if named and named != part:
            out.append(f"{indent}# --- {named} ---\n\n")
        part = named or part
        out.append(_block(subject, list(group), names, indent))
    return "".join(out)


def _part_of(subject: str) -> str:
    """Return which part of a document a subject opens, by its IRI."""
    if "/vote/" in subject:
        return "vote"
    if "/doc/" not in subject:
        return ""
    tail = subject.split("/doc/", 1)[1]
    found = [(tail.find(mark), name) for mark, name in _PARTS if mark in tail]
    if found:
        return min(found)[1]
    return "" if re.search(r"/(?:passage|remark|source|citation)/", tail) else f"document {tail}"


def _block(subject: str, group: list[Triple], names: Names, indent: str) -> str:
    by_predicate: dict[str, list[str]] = {}
    for _, predicate, term in group:
        by_predicate.setdefault(predicate, []).append(names.term(term))
    lines = []
    for predicate, objects in by_predicate.items():
        verb = "a" if predicate == _TYPE else names.iri(predicate)
        if len(objects) == 1:
            lines.append(f"{indent}    {verb} {objects[0]}")
        else:
            listed = f" ,\n{indent}        ".join(objects)
            lines.append(f"{indent}    {verb}\n{indent}        {listed}")
    return f"{indent}{names.iri(subject)}\n" + " ;\n".join(lines) + " .\n\n"
