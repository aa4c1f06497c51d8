"""What a document says, as frozen values; standard library only.

``Record`` is all that one source file says: documents, votes, remarks. Every fact that a reader
found carries a ``Span`` of Unicode code points into the file it was read from.
"""

from .citation import Citation, InstrumentRef, Target
from .document import Document, DocumentKind, LanguageVersion, Origin, Record, Source
from .gazetteer import Gazetteer
from .linkset import REVIEWED, Linkset, Mapping, TargetDataset
from .metadata import Count, DatedText, Link, Metadata
from .paragraph import (
    Amendment,
    MandateDecision,
    Paragraph,
    ParagraphKind,
    Request,
    VerbUse,
)
from .text import Cell, Named, Recorded, Remark, Segment, Severity, SourceText, Span, Stated, Symbol
from .vote import Ballot, Choice, Outcome, Procedure, Tally, Vote

__all__ = [
    "REVIEWED",
    "Amendment",
    "Ballot",
    "Cell",
    "Choice",
    "Citation",
    "Count",
    "DatedText",
    "Document",
    "DocumentKind",
    "Gazetteer",
    "InstrumentRef",
    "LanguageVersion",
    "Link",
    "Linkset",
    "MandateDecision",
    "Mapping",
    "Metadata",
    "Named",
    "Origin",
    "Outcome",
    "Paragraph",
    "ParagraphKind",
    "Procedure",
    "Record",
    "Recorded",
    "Remark",
    "Request",
    "Segment",
    "Severity",
    "Source",
    "SourceText",
    "Span",
    "Stated",
    "Symbol",
    "Tally",
    "Target",
    "TargetDataset",
    "VerbUse",
    "Vote",
]
