"""Files that hold one document in one language say the same words, or contradict each other."""

from __future__ import annotations

from ..rdf import Iri, Literal
from ..rdf.namespaces import CG
from .sayings import excerpts, squashed
from .sources import Conflict, Contribution, Merged

_SOURCE, _TEXT = CG["source"], CG["text"]


def hold_texts(merged: Merged, one: Contribution) -> None:
    """Note a conflict where two files hold one language version and differ in its text."""
    for version, now in _texts(one).items():
        files = merged.versions.setdefault(version, {})
        for earlier, before in files.items():
            if message := _difference(before, now, earlier, one.name):
                merged.conflicts.append(Conflict(one.name, message, version))
                break
        files[one.name] = now


def _difference(
    before: dict[Iri, Literal], now: dict[Iri, Literal], earlier: str, later: str
) -> str:
    """Return the first paragraph in which two texts of one version differ, or nothing."""
    for subject in sorted(before.keys() | now.keys()):
        if subject not in now or subject not in before:
            return f"{subject} is not in {later if subject not in now else earlier}"
        texts = before[subject].value, now[subject].value
        if squashed(texts[0]) != squashed(texts[1]):
            first, second = excerpts(*texts)
            return f"the text of {subject} is {second!r} here, {first!r} in {earlier}"
    return ""


def _texts(one: Contribution) -> dict[Iri, dict[Iri, Literal]]:
    """Return the texts of the paragraphs of each language version that a file holds."""
    versions = {s: t for s, p, t in one.triples if p == _SOURCE and isinstance(t, Iri)}
    found: dict[Iri, dict[Iri, Literal]] = {}
    for subject, predicate, term in one.triples:
        if predicate == _TEXT and isinstance(term, Literal):
            found.setdefault(versions[subject], {})[subject] = term
    return found
