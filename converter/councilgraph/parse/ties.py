"""What ties the documents of one file: votes to drafts and resolutions, letters to annexes."""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, DocumentKind, Metadata, Outcome, Record, Symbol, Vote
from .block import Block, Reading
from .markup import sponsors_of, vote_of
from .notes import vote_of_note

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
        vote = replace(vote, draft=document.draft)
        documents[0] = document = replace(document, meeting=document.meeting or vote.meeting)
    if vote is not None:
        votes.append(vote)
    if document.draft and document.draft != document.symbol:
        named, remarks = sponsors_of(metadata, reading)
        documents.append(
            Document(document.draft, DocumentKind.DRAFT_RESOLUTION, document.language,
                     sponsors=named, remarks=tuple(remarks))
        )  # fmt: skip
    return documents, votes


def joined(record: Record) -> Record:
    """Return the record with its documents tied: letter to annex, resolution to draft."""
    main = record.main
    annexed = [d for d in record.documents[1:] if d.version is not None]
    vote = record.votes[0] if record.votes else None
    documents = list(record.documents)
    if annexed:
        documents[0] = replace(main, annexes=tuple(d.symbol for d in annexed))
    if vote and vote.resolution and vote.outcome is Outcome.ADOPTED:
        known = [i for i, d in enumerate(documents) if _same(d.symbol, vote.resolution)]
        for i in known:
            documents[i] = replace(documents[i], draft=documents[i].draft or vote.draft)
        if not known:
            documents.append(
                Document(vote.resolution, DocumentKind.RESOLUTION, main.language,
                         adopted_by=COUNCIL, adoption_date=vote.date, draft=vote.draft)
            )  # fmt: skip
    return replace(record, documents=tuple(documents))


def _same(one: Symbol, other: Symbol) -> bool:
    return one.split(" (")[0] == other.split(" (")[0]
