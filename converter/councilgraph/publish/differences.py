"""Where two records of the same things differ: documents, paragraphs, votes.

Only what both say is compared: that one source says nothing of a date or a vote is no
disagreement. Words are compared within one language alone; numbers, dates, citations and ballots
are the same in all. How grave a difference is, ``merge`` tells: properties with one true value
(``FACTS``) contradict each other, others may have been read otherwise. Verbs of two languages are
only noted, since translators choose among *stresses*, *underlines* and *emphasizes*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..identifiers import document_path, vote_path
from ..model import Ballot, Cell, Choice, Document, Named, Paragraph, Record, Severity, Span, Vote
from ..rdf import schema
from ..rdf.names import local_name
from ..rdf.namespaces import CG, DCTERMS
from .merge import FACTS
from .sayings import cited, excerpts, only, plain, sequence, squashed

WORDED = frozenset(("title", "distribution", "job_number", "agenda_item"))
"""Fields in the words or the numbering of one language."""

NOTED = frozenset(("title", "distribution", "jobNumber"))
"""Properties of a printing rather than of what was decided: a difference is only noted."""


Pair = tuple[str, str]
Where = Span | Cell | None
"""A place in a text, in a table or file of library records, or none."""
Places = tuple[Where, Where]


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says, and where: ``span`` in a text, ``cell`` in a table or record."""

    words: str
    span: Span | None = None
    cell: Cell | None = None


def said(words: str, where: Where) -> Saying:
    """Return what a source says at a place of either kind.

    >>> said("14", Cell(3, "total_yes")).cell
    Cell(record=3, field='total_yes')
    """
    return Saying(words, cell=where) if isinstance(where, Cell) else Saying(words, where)


@dataclass(frozen=True, slots=True)
class Difference:
    """A property of a thing (its path below the base) of which two sources say different things."""

    subject: str
    name: str
    severity: Severity
    first: Saying
    second: Saying


def differences(one: Record, other: Record) -> list[Difference]:
    """Return where two records differ, in the order of the first."""
    found: list[Difference] = []
    for a, b in common_documents(one, other):
        found += _documents(a, b, (_place(a, one), _place(b, other)))
    for v, w in common_votes(one, other):
        found += _votes(v, w)
    return found


def common_documents(one: Record, other: Record) -> list[tuple[Document, Document]]:
    """Return the documents that both records tell of."""
    known = {document_path(d.symbol): d for d in other.documents}
    return [(d, known[p]) for d in one.documents if (p := document_path(d.symbol)) in known]


def common_votes(one: Record, other: Record) -> list[tuple[Vote, Vote]]:
    """Return the votes that both records tell of: with one resolution, or on one draft.

    Of several votes on one draft, those of one number.
    """
    return [
        (v, w) for v in one.votes for w in other.votes
        if _same(v.resolution, w.resolution)
        or (_same(v.draft, w.draft) and v.number == w.number)
    ]  # fmt: skip


def _same(one: Any, other: Any) -> bool:
    return bool(one and other and document_path(one) == document_path(other))


def _documents(a: Document, b: Document, places: Places) -> Iterator[Difference]:
    subject = document_path(a.symbol)
    if a.kind is not b.kind and a.version and b.version:
        yield _difference(subject, "type", (a.kind.value, b.kind.value), places)
    one_language = a.language == b.language
    for row in schema.DOCUMENT:
        if one_language or row.field not in WORDED:
            yield from _field(subject, row, a, b, places)
    yield from _sponsors(subject, a, b, places)
    if a.paragraphs and b.paragraphs:
        yield from _paragraphs(subject, a, b, places, one_language=one_language)
    yield from _citations(subject, a, b, places)


def _place(document: Document, record: Record) -> Where:
    """Return where a document stands; one that a table tells of, where its vote does."""
    if document.version:
        return document.version.span
    cells = [*(r.cell for r in document.recorded), *(v.cell for v in record.votes)]
    return next((cell for cell in cells if cell), None)


def _difference(subject: str, name: str, words: Pair, places: Places) -> Difference:
    if name in NOTED:
        severity = Severity.NOTE
    else:
        true = {CG[name], DCTERMS[name]} & FACTS
        severity = Severity.CONTRADICTION if true else Severity.DOUBT
    return Difference(
        subject, name, severity, said(words[0], places[0]), said(words[1], places[1])
    )


def _field(
    subject: str, row: schema.Row, a: object, b: object, places: Places
) -> Iterator[Difference]:
    """Yield the difference of one field of values alike, if both have it and it differs."""
    x, y = getattr(a, row.field), getattr(b, row.field)
    if x in (None, ()) or y in (None, ()) or squashed(x) == squashed(y):
        return
    name = local_name(row.predicate)
    yield _difference(subject, name, (plain(x), plain(y)), places)


def _sponsors(
    subject: str, a: Document, b: Document, places: Places
) -> Iterator[Difference]:
    """Yield each sponsor that only one of two lists names."""
    here, there = _by_path(a.sponsors), _by_path(b.sponsors)
    if not here or not there:
        return
    for path in sorted(here.keys() ^ there.keys()):
        x, y = here.get(path), there.get(path)
        words = (path if x else f"not {path}", path if y else f"not {path}")
        named = (_at(x) if x else places[0], _at(y) if y else places[1])
        yield _difference(subject, "sponsor", words, named)


def _at(one: Named | Ballot | Vote) -> Where:
    return one.span or one.cell


def _by_path(names: Iterable[Named]) -> dict[str, Named]:
    return {n.path: n for n in names if n.path}


def _paragraphs(
    subject: str, a: Document, b: Document, places: Places, *, one_language: bool
) -> Iterator[Difference]:
    here, there = {p.path: p for p in a.paragraphs}, {p.path: p for p in b.paragraphs}
    for path in [*here, *(p for p in there if p not in here)]:
        x, y = here.get(path), there.get(path)
        own = f"{subject}/{'/'.join(path)}"
        if x is None or y is None:
            words = ("a paragraph" if x else "none", "a paragraph" if y else "none")
            found = (x.span if x else places[0], y.span if y else places[1])
            yield _difference(own, "hasParagraph", words, found)
        else:
            yield from _paragraph(own, x, y, one_language=one_language)


def _paragraph(
    subject: str, x: Paragraph, y: Paragraph, *, one_language: bool
) -> Iterator[Difference]:
    places = (x.span, y.span)
    if x.kind is not y.kind:
        yield _difference(subject, "type", (x.kind.value, y.kind.value), places)
    if x.number != y.number:
        yield _difference(subject, "number", (plain(x.number), plain(y.number)), places)
    if one_language and squashed(x.text) != squashed(y.text):
        yield _difference(subject, "text", excerpts(x.text, y.text), places)
    verbs = [tuple(v.lemma for v in p.verbs) for p in (x, y)]
    if verbs[0] != verbs[1]:
        found = _difference(subject, "verb", (sequence(verbs[0]), sequence(verbs[1])), places)
        yield found if one_language else replace(found, severity=Severity.NOTE)
    yield from _citations(subject, x, y, places)


def _citations(
    subject: str, x: Document | Paragraph, y: Document | Paragraph, places: Places
) -> Iterator[Difference]:
    """Yield what is cited on one side only or more often there; then other dates given to it."""
    if isinstance(x, Document) and not (x.citations and y.citations):
        return
    here, there = cited(x.citations), cited(y.citations)
    if (more := here - there) or there - here:
        less = there - here
        yield _difference(subject, "cited", (only(more, less), only(less, more)), places)
    dates = {plain(c.target): c for c in y.citations if c.date}
    for citation in x.citations:
        other = dates.get(plain(citation.target))
        if citation.date and other and other.date != citation.date:
            named = plain(citation.target)
            words = (f"{named} of {citation.date}", f"{named} of {other.date}")
            yield _difference(subject, "citedDate", words, (citation.span, other.span))


def _votes(v: Vote, w: Vote) -> Iterator[Difference]:
    symbol = v.resolution or v.draft or w.resolution or w.draft
    assert symbol is not None
    subject = vote_path(symbol, v.number)
    places = (_at(v) or _first(v), _at(w) or _first(w))
    for row in schema.VOTE:
        yield from _field(subject, row, v, w, _stated(row.field, (v, w), places))
    for row in schema.TALLY:
        yield from _field(subject, row, v.tally, w.tally, _stated(row.field, (v, w), places))
    here, there = {b.state: b for b in v.ballots}, {b.state: b for b in w.ballots}
    if not here or not there:
        return
    for state in [*here, *(s for s in there if s not in here)]:
        x, y = here.get(state), there.get(state)
        if (x is None and _names_some(v)) or (y is None and _names_some(w)):
            continue
        words = (x.choice.value if x else "no ballot", y.choice.value if y else "no ballot")
        if words[0] != words[1]:
            cast = (_at(x) if x else places[0], _at(y) if y else places[1])
            yield _difference(f"{subject}/{state}", "choice", words, cast)


def _stated(name: str, votes: tuple[Vote, Vote], otherwise: Places) -> Places:
    """Return where two votes state a field, or else where they stand."""
    places = [
        next((s.span for s in vote.places if s.field == name), None)
        or next((r.cell for r in vote.recorded if r.field == name), None)
        for vote in votes
    ]
    return places[0] or otherwise[0], places[1] or otherwise[1]


def _names_some(vote: Vote) -> bool:
    """Tell whether a source names only some voters, as a list of vetoes those against.

    It names every voter where it names those in favour.
    """
    return all(b.choice is not Choice.IN_FAVOUR for b in vote.ballots)


def _first(vote: Vote) -> Where:
    return next((_at(b) for b in vote.ballots if _at(b)), None)
