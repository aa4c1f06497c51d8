"""What ties the documents of one file: votes to drafts and resolutions, letters to annexes."""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, DocumentKind, Metadata, Outcome, Record, Symbol, Vote
from .block import Block, Reading
from .markup import sponsors_of
from .notes import vote_of_note
from .places import first_told, in_order, passed_on
from .voting import vote_of

COUNCIL, ASSEMBLY = "organ/security-council", "organ/general-assembly"


def with_votes(
    document: Document, metadata: Metadata, reading: Reading, note: Block | None
) -> tuple[list[Document], list[Vote]]:
    """Return the document, the draft that its metadata name, and the vote on it."""
    documents, votes = [document], []
    vote = vote_of(metadata, reading, document)
    if vote is None and note is not None:
        vote = vote_of_note(
            note, list(document.footnotes), reading, document.symbol, document.adoption_date
        )
        own = passed_on(
            document.places, symbol="resolution", draft="draft", adoption_date="date"
        )
        vote = replace(vote, draft=document.draft, places=(*own, *vote.places))
        places = first_told(document.places, passed_on(vote.places, meeting="meeting"))
        document = replace(document, meeting=document.meeting or vote.meeting, places=places)
        documents[0] = document
    if vote is not None:
        votes.append(vote)
    if document.draft and document.draft != document.symbol:
        named, remarks = sponsors_of(metadata, reading)
        documents.append(
            Document(document.draft, DocumentKind.DRAFT_RESOLUTION, document.language,
                     sponsors=named, remarks=tuple(remarks),
                     places=passed_on(document.places, draft="symbol"))
        )  # fmt: skip
    return documents, votes


def joined(record: Record) -> Record:
    """Return the record with its documents tied: letter to annex, resolution to draft.

    The places of fields come in the model's order.
    """
    main = record.main
    annexed = [d for d in record.documents[1:] if d.version is not None]
    vote = record.votes[0] if record.votes else None
    documents = list(record.documents)
    if annexed:
        named = [p for d in annexed for p in passed_on(d.places, symbol="annexes")]
        documents[0] = replace(
            main,
            annexes=tuple(d.symbol for d in annexed),
            places=(*main.places, *(named if len(named) == len(annexed) else ())),
        )
    if vote and vote.resolution and vote.outcome is Outcome.ADOPTED:
        known = [i for i, d in enumerate(documents) if _same(d.symbol, vote.resolution)]
        for i in known:
            places = first_told(documents[i].places, passed_on(vote.places, draft="draft"))
            documents[i] = replace(
                documents[i], draft=documents[i].draft or vote.draft, places=places
            )
        if not known:
            documents.append(
                Document(vote.resolution, DocumentKind.RESOLUTION, main.language,
                         adopted_by=COUNCIL, adoption_date=vote.date, draft=vote.draft,
                         places=passed_on(vote.places, resolution="symbol", draft="draft",
                                          date="adoption_date"))
            )  # fmt: skip
    return replace(
        record,
        documents=tuple(replace(d, places=in_order(d)) for d in documents),
        votes=tuple(replace(v, places=in_order(v)) for v in record.votes),
    )


def _same(one: Symbol, other: Symbol) -> bool:
    return one.split(" (")[0] == other.split(" (")[0]
