"""From the sections of a file to its record: the join of the parsers."""

from __future__ import annotations

from dataclasses import replace

from ..errors import Refused
from ..languages import codes, folded, load
from ..model import (
    Document,
    DocumentKind,
    Gazetteer,
    Metadata,
    Record,
    Remark,
    Severity,
    Source,
    SourceText,
    Span,
    Vote,
)
from .agreed import agreed_symbol
from .assembly import Adoption, assembly_adoption
from .block import Block, Reading, blocks_of
from .body import body
from .build import paragraphs, plain_drafts, version
from .headings import after_formula, unread
from .letter import is_letter_title, read_letter, sponsors
from .links import with_links
from .markup import symbol_in, with_metadata
from .masthead import Masthead, masthead
from .meeting import is_record, meeting_record
from .notes import notes_apart, split_notes, with_footnotes
from .places import first_told, passed_on, told, written
from .sections import Section, sections
from .ties import ASSEMBLY, COUNCIL, joined, with_votes
from .titles import draft_title, misnamed, statement_opening, statement_title

_ITEM = {"agenda_item": "agenda_item"}


def parse_record(
    source: Source, text: SourceText, metadata: Metadata, gazetteer: Gazetteer
) -> Record:
    """Return everything that one file says.

    ``text`` is the cleaned text with its offset map, ``metadata`` what the file says besides.

    Raises:
        Refused: there is no text in a language known, or no symbol that names the document.
    """
    twin = folded(text.text)
    blocks, noted = notes_apart(blocks_of(text.text, twin), metadata.footnotes, text)
    fallback = load(metadata.language) if metadata.language in codes() else None
    parts = sections(blocks, fallback)
    if not parts:
        raise Refused(source.name, "no text in a language known", expected=", ".join(codes()))
    documents: list[Document] = []
    votes: list[Vote] = []
    starts = [0, *(text.span(p.blocks[0].start, p.blocks[0].end).start for p in parts[1:])]
    for i, part in enumerate(parts):
        reach = Span(starts[i], starts[i + 1] if i + 1 < len(parts) else len(text.raw))
        reading = Reading(text.within(reach), twin, part.pack, gazetteer)
        own = metadata if i == 0 else Metadata(job_number=metadata.job_number)
        found, cast = _read(part, reading, source, own)
        links = [k for k in metadata.links if reach.start <= k.span.start < reach.end]
        document = with_footnotes(found[0], noted, reach, reading)
        documents += [with_links(document, links, reading), *found[1:]]
        votes += cast
    return joined(Record(source, tuple(documents), tuple(votes)))


def _read(
    part: Section, reading: Reading, source: Source, metadata: Metadata
) -> tuple[list[Document], list[Vote]]:
    """Return the documents and votes of one section; its own document comes first."""
    head = masthead(part.blocks, reading)
    symbol = agreed_symbol(head, reading) or symbol_in(metadata.symbol)
    if symbol is None:
        raise _no_symbol(part.blocks[0], reading, source)
    base = Document(
        symbol=symbol,
        kind=DocumentKind.OTHER,
        language=part.pack.code,
        version=version(part.blocks, reading, source, reading.source.remarks),
        date=head.date,
        distribution=head.distribution,
        original_languages=head.languages,
        job_number=metadata.job_number.text if metadata.job_number else None,
        remarks=tuple(head.remarks),
        places=first_told(
            head.places("symbol", "date", "distribution", "original_languages"),
            told("symbol", metadata.symbol),
            told("job_number", metadata.job_number),
        ),
    )
    if is_record(symbol):
        return meeting_record(base, part.blocks, reading)
    if any(is_letter_title(b, part.pack) for b in part.blocks[:24]):
        return _letter(base, part, reading)
    if (title := statement_title(part.blocks, reading)) is not None:
        odd = misnamed(symbol, title, reading)
        places = (*base.places, *reading.stated("title", title.start, title.end))
        base = replace(base, title=title.text, remarks=(*base.remarks, *odd), places=places)
        return _statement(base, part, head, reading, metadata)
    return _resolution(base, part, head, reading, metadata)


def _no_symbol(block: Block, reading: Reading, source: Source) -> Refused:
    span = reading.span(block.start, block.end)
    line = reading.source.raw.count("\n", 0, span.start) + 1
    return Refused(
        source.name,
        "no document symbol in the masthead",
        expected="a symbol such as S/RES/2553 (2020) or S/2020/1166",
        line=line,
    )


def _letter(
    base: Document, part: Section, reading: Reading
) -> tuple[list[Document], list[Vote]]:
    letter = read_letter(part.blocks, reading, base.symbol)
    title = letter.title
    document = replace(
        base,
        kind=DocumentKind.LETTER,
        title=title.text if title else None,
        agenda_item=letter.agenda_item,
        addressees=letter.addressees,
        signatory=letter.signatory,
        signatory_role=letter.role,
        footnotes=letter.footnotes,
        paragraphs=paragraphs(plain_drafts(letter.body), reading, base.symbol, acts=False),
        remarks=(*base.remarks, *letter.remarks),
        places=first_told(base.places, passed_on(letter.places, title="title", **_ITEM)),
    )
    documents = [document]
    if letter.draft:
        documents.append(
            Document(letter.draft, DocumentKind.DRAFT_RESOLUTION, base.language,
                     sponsors=letter.sponsors, agenda_item=letter.agenda_item,
                     places=passed_on(letter.places, draft="symbol", **_ITEM))
        )  # fmt: skip
    vote = letter.vote
    if vote is None or vote.draft or vote.resolution:
        reported = passed_on(base.places, symbol="reported_in")
        return documents, [replace(vote, places=(*vote.places, *reported))] if vote else []
    lost = Remark("missing-text", "a vote is reported but not what was voted on; no vote is "
                  "published", vote.span, Severity.CONTRADICTION)  # fmt: skip
    documents[0] = replace(document, remarks=(*document.remarks, lost, *vote.remarks))
    return documents, []


def _statement(
    base: Document, part: Section, head: Masthead, reading: Reading, metadata: Metadata
) -> tuple[list[Document], list[Vote]]:
    rest = part.blocks[head.last + 1 :]
    first = next((i for i, b in enumerate(rest) if statement_opening(b, reading)), None)
    opening = statement_opening(rest[first], reading) if first is not None else None
    text = rest[first + 1 :] if first is not None else rest
    kept, notes, _ = split_notes(text, reading, formal=True)
    day = base.date or (opening.date if opening else None)
    document = replace(
        base,
        kind=DocumentKind.PRESIDENTIAL_STATEMENT,
        agenda_item=opening.item if opening else None,
        meeting=opening.meeting if opening else None,
        date=day,
        footnotes=tuple(notes),
        paragraphs=paragraphs(plain_drafts(kept), reading, base.symbol, adopted=day),
        places=first_told(base.places, opening.places if opening else ()),
    )
    return [with_metadata(document, metadata, reading)], []


def _resolution(
    base: Document, part: Section, head: Masthead, reading: Reading, metadata: Metadata
) -> tuple[list[Document], list[Vote]]:
    start = after_formula(part.blocks, head, reading)
    kept, notes, vote_note = split_notes(part.blocks[start:], reading, formal=head.formal)
    adoption = Adoption(head.title.text if head.title else None, head.adoption_date, head.meeting,
                        places=head.places("title", "adoption_date", "meeting"))  # fmt: skip
    if base.symbol.startswith("A/RES/"):
        adoption = assembly_adoption(part.blocks[:start], kept, base.symbol, reading)
        kept = [b for b in kept if b not in adoption.used]
    adopted = adoption.date or metadata.date or base.date if is_resolution(base.symbol) else None
    document = replace(
        base,
        date=base.date or adoption.date,
        title=adoption.title,
        footnotes=tuple(notes),
        paragraphs=paragraphs(body(kept, reading), reading, base.symbol, adopted=adopted),
        places=first_told(
            base.places, adoption.places, passed_on(adoption.places, adoption_date="date")
        ),
    )
    if is_resolution(base.symbol):
        organ = COUNCIL if base.symbol.startswith("S/") else ASSEMBLY
        document = replace(
            document,
            kind=DocumentKind.RESOLUTION,
            adopted_by=organ,
            adoption_date=adopted,
            meeting=adoption.meeting,
            places=first_told(
                document.places,
                written("adoption_date", metadata.date_span, reading),
                passed_on(base.places, date="adoption_date"),
            ),
        )
    else:
        document = _as_draft(document, part, reading, start)
    odd = unread(document, [b for b in part.blocks[:start] if b not in adoption.used], reading)
    document = replace(document, remarks=(*document.remarks, *odd))
    document = with_metadata(document, metadata, reading)
    return with_votes(document, metadata, reading, vote_note)


def is_resolution(symbol: str) -> bool:
    """Tell whether a symbol is that of a resolution of the Council or the Assembly."""
    return symbol.startswith(("S/RES/", "A/RES/"))


def _as_draft(document: Document, part: Section, reading: Reading, start: int) -> Document:
    """Return a document as a draft where its title says so, or as one of no known kind."""
    title = draft_title(part.blocks[:start], reading)
    if title is None:
        return document
    named, remarks = sponsors(reading, *title.sponsors) if title.sponsors else ((), [])
    if title.beheaded:
        span = reading.span(title.block.start, title.block.end)
        remarks = [Remark("missing-text", "the title names no sponsor before its colon", span)]
    return replace(
        document,
        kind=DocumentKind.DRAFT_RESOLUTION,
        title=title.block.text,
        sponsors=named,
        remarks=(*document.remarks, *remarks),
        places=first_told(
            reading.stated("title", title.block.start, title.block.end), document.places
        ),
    )
