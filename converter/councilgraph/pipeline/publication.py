"""What became of a publication."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import Refused
from ..publish import Conflict
from ..releases import Release
from ..validate import Report
from .conversion import Note
from .inputs import Input


@dataclass(slots=True)
class Publication:
    """What became of a publication: what was published, or every reason why nothing was.

    ``facts`` counts the facts of each kind and ``files`` the files written; both are empty where
    nothing was published. ``contradictions`` are notes with the document they came from;
    ``left_out`` names the files that were not published for one of these reasons; ``release`` is
    the release that was kept, if one was.
    """

    documents: int = 0
    refused: list[Refused] = field(default_factory=list)
    contradictions: list[tuple[Input, Note]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    left_out: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    files: int = 0
    release: Release | None = None

    @property
    def consistent(self) -> bool:
        """Tell whether the data contradict neither themselves nor a shape."""
        return not (self.contradictions or self.conflicts) and self.report.conforms
