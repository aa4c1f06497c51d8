"""What helps to mend a finding: what is said of its focus node, and what a constraint asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..rdf import Block, Iri
from ..rdf.names import Names, local_name
from ..rdf.namespaces import CG
from ..rdf.terms import Literal, Term
from ..rdf.turtle import literal
from .finding import Finding

_LINES, _WIDTH = 8, 96
_PLACE = tuple(CG[n] for n in ("source", "sourceStart", "sourceEnd"))
_MENDS = {
    "MinCount": "Add {path} to it.",
    "MaxCount": "Keep one value of {path}, the one that the source has.",
    "Datatype": "Write {value} of {path} with the datatype that the shape asks for.",
    "Pattern": "Write {value} of {path} in the form that the message names.",
    "Class": "Describe {value}, which {path} names, as what it is; or name something else.",
    "NodeKind": "Exchange {value} of {path}: an IRI for words, or words for an IRI.",
    "In": "Choose for {path} one of the values that there are; {value} is none.",
    "Or": "Exchange {value} of {path} for a value of one of the kinds that the message names.",
    "MinInclusive": "Correct {value} of {path}: it is too small.",
    "MaxInclusive": "Correct {value} of {path}: it is too large.",
    "MinLength": "Complete {value} of {path}: it is too short.",
    "UniqueLang": "Keep one text of {path} in each language.",
    "LessThan": "Correct {value} of {path}: it is not before what it should be before.",
    "LessThanOrEquals": "Correct {value} of {path}: it is after what it should not be after.",
    "HasValue": "Give {path} the value that the shape asks for.",
    "SPARQL": "Compare what the message names with the source, and correct what was misread.",
}
"""Ways to mend, by the name of a constraint component (SHACL, sections 4 and 5)."""
_ANY = "Compare it with the source, and correct what was misread."


def remedy(found: Finding) -> str:
    """Return a way to mend what a finding found, one sentence.

    >>> told = Finding("urn:a", "", "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    ...                "http://purl.org/dc/terms/date", "", "Violation", "")
    >>> remedy(told)
    'Add date to it.'
    """
    name = local_name(found.component).removesuffix("ConstraintComponent")
    value = f"the value {_cut(found.value)!r}" if found.value else "the value"
    path = local_name(found.path) if found.path else "this"
    return _MENDS.get(name, _ANY).format(path=path, value=value)


def excerpts(focus: Collection[str], said: Mapping[Iri, Block]) -> dict[str, str]:
    """Return some of what is said of each focus node, as Turtle, its place in the source last."""
    return {str(s): _excerpt(s, block) for s, block in said.items() if s in focus}


def _excerpt(subject: Iri, block: Block) -> str:
    names = Names("")
    said = [(p, t) for p, terms in block.items() if p not in _PLACE for t in terms]
    placed = [(p, t) for p in _PLACE for t in block.get(p, ())]
    shown = said[: _LINES - len(placed)]
    lines = [f"<{subject}>"]
    lines += [_cut(f"    {names.iri(p)} {_term(t, names)} ;") for p, t in shown]
    if left := len(said) - len(shown):
        lines.append(f"    # … and {left} more")
    lines += [_cut(f"    {names.iri(p)} {_term(t, names)} ;") for p, t in placed]
    return "\n".join(lines)


def _term(term: Term, names: Names) -> str:
    return literal(term, names) if isinstance(term, Literal) else names.iri(term)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
