"""What publishing needs of one conversion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..identifiers import document_path
from ..publish import Contribution, linked_to_text
from ..rdf import Iri
from ..records import KINDS, rank_of
from .conversion import Conversion, Note


@dataclass(frozen=True, slots=True)
class Converted:
    """What publishing needs of one conversion; made in the process that converted it."""

    contribution: Contribution
    contradictions: tuple[Note, ...]


def converted(
    conversion: Conversion, base: str, order: Sequence[str] = tuple(KINDS)
) -> Converted:
    """Return what publishing needs of a conversion.

    A resolution's own file comes before a letter that has it annexed, and a file in the
    language a document was written in before a translation. ``order`` is that of precedence.
    """
    main = conversion.record.main
    source = conversion.record.source
    original = main.original_languages
    contribution = Contribution(
        name=source.name,
        graph=Iri(base + document_path(main.symbol)),
        language=main.language,
        sha256=source.sha256,
        triples=linked_to_text(conversion.triples, source.sha256, base),
        first=(bool(main.annexes), bool(original) and main.language not in original),
        text=conversion.raw,
        rank=rank_of(source.media_type, order),
    )
    return Converted(contribution, conversion.contradictions)
