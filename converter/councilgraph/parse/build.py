"""From drafts of paragraphs to paragraphs: verbs, citations, requests, remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..model import (
    LanguageVersion,
    Named,
    Paragraph,
    ParagraphKind,
    Remark,
    Source,
    Symbol,
    VerbUse,
)
from .acting import acts_under
from .acts import Act
from .acts import acts as acts_of
from .amendments import amendments
from .block import Block, Reading
from .bodies import concerned, defined_names
from .citations import citations
from .drafts import Draft
from .mandates import mandates
from .oddities import compounds_of, oddities
from .requests import requests
from .shortened import full_names
from .subject import after_subject
from .verbs import VerbMatch, leading_verbs


def paragraphs(
    drafts: list[Draft], reading: Reading, own: Symbol, *,
    acts: bool = True, adopted: date | None = None,
) -> tuple[Paragraph, ...]:  # fmt: skip
    """Return the paragraphs of a document in order, positions counted from 1.

    ``acts`` is false for a letter, whose paragraphs open with no verb of the Council's; ``adopted``
    is the day of adoption, or of the statement, from which periods and deadlines count.
    """
    reading = replace(reading, defined=defined_names(reading)) if acts else reading
    compounds = compounds_of(reading.folded, reading.pack)
    verbs = [_verbs(d, reading) if acts else [] for d in drafts]
    odd_points = _odd_points(drafts, verbs)
    known = full_names(reading.folded)
    found = [
        _paragraph(
            draft, i + 1, reading, own, verbs[i], compounds, known,
            point=i in odd_points, acts=acts, adopted=adopted,
        )
        for i, draft in enumerate(drafts)
    ]  # fmt: skip
    return tuple(
        _with_acts(p, reading, acts_of(reading, d.end, verbs[i]), own, known, adopted)
        if p.kind is ParagraphKind.OPERATIVE else p
        for i, (p, d) in enumerate(zip(found, drafts, strict=True))
    )  # fmt: skip


def _with_acts(
    paragraph: Paragraph, reading: Reading, found: list[Act], own: Symbol,
    known: Mapping[int, Symbol], adopted: date | None,
) -> Paragraph:  # fmt: skip
    """Return an operative paragraph with what its acts do: to mandates, to earlier resolutions."""
    if not found:
        return paragraph
    return replace(
        paragraph,
        mandates=mandates(reading, found, adopted),
        amends=amendments(reading, found, own, known),
    )


def _verbs(draft: Draft, reading: Reading) -> list[VerbMatch]:
    """Return a draft's leading verbs; a statement's paragraph names its subject first."""
    if "heading" in draft.path:
        return []
    start = draft.text_start
    early = draft.kind is ParagraphKind.OPERATIVE and not draft.number
    if early or draft.kind is ParagraphKind.PLAIN:
        start = after_subject(reading, start, draft.end)
    return leading_verbs(reading.folded, start, draft.end, draft.kind, reading.pack)


def _inverted(draft: Draft, verbs: list[VerbMatch], reading: Reading) -> bool:
    """Tell whether a statement's paragraph puts the verb before its subject, as Arabic does."""
    if draft.kind is not ParagraphKind.PLAIN or not verbs:
        return False
    return not reading.folded[draft.text_start : verbs[0].start].strip(" \"'")


def _odd_points(drafts: list[Draft], verbs: list[list[VerbMatch]]) -> frozenset[int]:
    """Return the points that open with a finite verb while most of their siblings do not."""
    siblings: dict[tuple[str, ...], list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.parent is not None and "text" not in draft.path:
            siblings.setdefault(draft.parent, []).append(i)
    odd = set()
    for group in siblings.values():
        finite = [i for i in group if verbs[i]]
        if len(finite) * 2 < len(group):
            odd.update(finite)
    return frozenset(odd)


def _paragraph(
    draft: Draft, position: int, reading: Reading, own: Symbol, verbs: list[VerbMatch],
    compounds: frozenset[tuple[str, str]], known: Mapping[int, Symbol], *, point: bool, acts: bool,
    adopted: date | None,
) -> Paragraph:  # fmt: skip
    remarks = [
        *draft.remarks,
        *oddities(reading, draft.text_start, draft.end, draft.kind, verbs, compounds, known,
                  point=point),
    ]  # fmt: skip
    return Paragraph(
        kind=draft.kind,
        path=draft.path,
        number=draft.number,
        position=position,
        text=reading.text(draft.text_start, draft.end),
        span=reading.span(draft.start, draft.end),
        verbs=tuple(
            VerbUse(v.lemma, reading.span(v.start, v.end), reading.text(v.start, v.end))
            for v in verbs
        ),
        citations=citations(reading, draft.text_start, draft.end, verbs, own, known),
        requests=requests(
            reading, draft.end, verbs,
            since=adopted or date(max(_year(own), 1), 1, 1), adopted=adopted,
            inverted=_inverted(draft, verbs, reading),
        ),
        remarks=tuple(remarks),
        acts_under=acts_under(reading, draft.text_start, draft.end) if acts else (),
        concerns=_concerned(draft, reading),
        parent=draft.parent,
    )


def _concerned(draft: Draft, reading: Reading) -> tuple[Named, ...]:
    """Return the bodies that an operative paragraph names."""
    if draft.kind is not ParagraphKind.OPERATIVE:
        return ()
    return concerned(reading, draft.text_start, draft.end)


def _year(symbol: Symbol) -> int:
    """Return the year that a symbol states, 0 where it states none."""
    stated = re.search(r"\((\d{4})\)|/((?:19|20)\d{2})/", symbol)
    return int(stated[1] or stated[2]) if stated else 0


def version(
    blocks: list[Block], reading: Reading, source: Source, remarks: tuple[Remark, ...]
) -> LanguageVersion:
    """Return the language version that a section is, with the remarks on its text."""
    span = reading.span(blocks[0].start, blocks[-1].end)
    return LanguageVersion(reading.pack.code, source, span, remarks)


def plain_drafts(blocks: list[Block]) -> list[Draft]:
    """Return blocks as plain paragraphs counted from 1: those of a letter or a statement."""
    return [
        Draft(ParagraphKind.PLAIN, ("paragraph", str(i)), "", b.start, b.start, b.end)
        for i, b in enumerate(blocks, 1)
    ]


