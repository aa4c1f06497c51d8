"""Two documents read and held against each other, and each against itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from ..errors import UsageError
from ..identifiers import document_path, vote_path
from ..model import Record, Remark
from ..publish.differences import (
    Difference,
    Saying,
    common_documents,
    common_votes,
    differences,
)
from ..publish.disagreements import CODE, Disagreement, Place
from ..records import TableMapping
from .conversion import Conversion, notes_of
from .inputs import Input
from .libraries import apart, library
from .pool import Options, convert_each

ITS_OWN = frozenset(
    (
        "date-mismatch", "link-mismatch", "metadata-mismatch", "repeated-number", "repeated-voter",
        "rows-disagree", "seat-mismatch", "state-mismatch",
        "symbol-title-mismatch", "tally-mismatch", "unknown-state", "voter-in-two-lists",
        "year-mismatch",
    )
)  # fmt: skip
"""Codes of remarks that say that a source disagrees with itself or with what is known."""


def compare(
    first: Input, second: Input, options: Options = Options(), mapping: TableMapping | None = None
) -> list[Disagreement]:
    """Return where two sources disagree, each with itself first, then with each other.

    Of a table, read by a mapping, and of a file of library records count those rows and records
    that tell of what the other source tells of.

    Raises:
        Refused: one of them cannot be used.
        UsageError: they tell of no document and no vote in common.
    """
    one, other = (list(_converted(source, options, mapping)) for source in (first, second))
    pairs = list(_paired(one, other))
    if not pairs:
        raise UsageError(
            f"{first.shown} is {_told(one)}, {second.shown} is {_told(other)}; "
            "expected two sources of one document or vote"
        )
    sides = (first, {id(a): a for a, _ in pairs}), (second, {id(b): b for _, b in pairs})
    alone = (d for side, told in sides for each in told.values() for d in _alone(side, each))
    found = list(dict.fromkeys(alone))  # the two may be one file
    for a, b in pairs:
        between = differences(a.record, b.record)
        found += [_between(d, (first, a), (second, b)) for d in between]
    return found


def _paired(
    one: Sequence[Conversion], other: Sequence[Conversion]
) -> Iterator[tuple[Conversion, Conversion]]:
    """Yield those that tell of a document or vote in common, in the order of both."""
    telling: dict[Hashable, list[int]] = {}
    for number, b in enumerate(other):
        for thing in _things(b.record):
            telling.setdefault(thing, []).append(number)
    for a in one:
        near = sorted({n for thing in _things(a.record) for n in telling.get(thing, ())})
        yield from ((a, other[n]) for n in near if _common(a.record, other[n].record))


def _things(record: Record) -> Iterator[Hashable]:
    """Yield what a record may have in common with another."""
    for document in record.documents:
        yield document_path(document.symbol)
    for vote in record.votes:
        for symbol in (vote.resolution, vote.draft):
            if symbol:
                yield "voted on", document_path(symbol)


def _common(one: Record, other: Record) -> bool:
    return bool(common_documents(one, other) or common_votes(one, other))


def _told(several: Sequence[Conversion]) -> str:
    """Return what a source is of, for a message."""
    return several[0].record.main.symbol if len(several) == 1 else f"{len(several)} records"


def _converted(
    source: Input, options: Options, mapping: TableMapping | None
) -> Iterator[Conversion]:
    if apart([source], mapping)[0]:
        found = library(source, mapping, options)
        if found.refused:
            raise found.refused[0]
        for record in found.records:
            yield Conversion(record, (), notes_of(record, ""), "")
        return
    for outcome in convert_each([source], _whole, options, jobs=1):
        if outcome.refused:
            raise outcome.refused
        assert outcome.value
        yield outcome.value


def _whole(conversion: Conversion) -> Conversion:
    return conversion


_Side = tuple[Input, Conversion]


def _alone(source: Input, conversion: Conversion) -> Iterator[Disagreement]:
    """Yield where a source disagrees with itself."""
    seen: set[Remark] = set()
    for subject, remarks in _remarked(conversion.record):
        for remark in remarks:
            if remark.code in ITS_OWN and remark not in seen:
                seen.add(remark)
                said = Saying(remark.message, remark.span, remark.cell)
                place = _place((source, conversion), said)
                yield Disagreement(subject, "", remark.code, remark.severity, (place,))


def _remarked(record: Record) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    """Yield everything that can bear remarks by its path, with them."""
    for document in record.documents:
        path = document_path(document.symbol)
        yield path, document.remarks
        if document.version:
            yield f"{path}/{document.version.language}", document.version.remarks
        yield path, tuple(r for c in document.citations for r in c.remarks)
        for paragraph in document.paragraphs:
            own = f"{path}/{'/'.join(paragraph.path)}"
            within = tuple(r for c in paragraph.citations for r in c.remarks)
            yield own, (*paragraph.remarks, *within)
    for vote in record.votes:
        symbol = vote.resolution or vote.draft or vote.meeting
        if symbol:
            yield vote_path(symbol, vote.number), vote.remarks


def _between(difference: Difference, one: _Side, other: _Side) -> Disagreement:
    places = (_place(one, difference.first), _place(other, difference.second))
    return Disagreement(difference.subject, difference.name, CODE, difference.severity, places)


def _place(side: _Side, saying: Saying) -> Place:
    source, conversion = side
    main = conversion.record.main
    path = document_path(main.symbol)
    if main.version:
        path += f"/{main.version.language}"
    return Place(
        source.shown, conversion.line(saying.span), saying.span, saying.words, path,
        conversion.record.source.sha256, saying.cell,
    )  # fmt: skip
