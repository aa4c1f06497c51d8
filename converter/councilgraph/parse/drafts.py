"""Drafts of paragraphs, and where in the body of a document the reader is."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..languages import LanguagePack
from ..model import ParagraphKind, Remark
from .block import Block, Reading
from .numbering import Levels


@dataclass(slots=True)
class Draft:
    """A paragraph as found, before its verbs and citations are read.

    ``start`` and ``end`` cover number and text, ``text_start`` the text alone.
    """

    kind: ParagraphKind
    path: tuple[str, ...]
    number: str
    start: int
    text_start: int
    end: int
    parent: tuple[str, ...] | None = None
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """Where in the body the reader is; ``odd`` is remarked on the next paragraph."""

    reading: Reading
    drafts: list[Draft] = field(default_factory=list)
    paths: set[tuple[str, ...]] = field(default_factory=set)
    prefix: tuple[str, ...] = ()
    preambles: int = 0
    operative: int = 0
    last: Draft | None = None
    levels: Levels = field(default_factory=Levels)
    headings: int = 0
    annexes: int = 0
    loose: int = 0
    closed: bool = False
    doubles: dict[tuple[str, ...], int] = field(default_factory=dict)
    odd: list[Remark] = field(default_factory=list)

    @property
    def pack(self) -> LanguagePack:
        """Return the language read in."""
        return self.reading.pack

    def add(
        self,
        kind: ParagraphKind,
        path: tuple[str, ...],
        number: str,
        block: Block,
        at: int,
        *,
        parent: tuple[str, ...] | None = None,
        remarks: list[Remark] | None = None,
        base: Draft | None = None,
        keep: bool = False,
    ) -> None:
        """Add a paragraph; it becomes the one that points hang on, unless ``base`` or ``keep``.

        A path that is taken is told apart by a count: ``3-bis``, ``3-bis2``.
        """
        path = self._free(path)
        draft = Draft(kind, path, number, block.start, block.start + at, block.end, parent,
                      [*(remarks or ()), *self.odd])  # fmt: skip
        self.odd = []
        self.drafts.append(draft)
        self.paths.add(path)
        if base is None and not keep:
            self.last = draft

    def _free(self, path: tuple[str, ...]) -> tuple[str, ...]:
        if path not in self.paths:
            return path
        self.doubles[path] = count = self.doubles.get(path, 0) + 1
        return (*path[:-1], f"{path[-1]}-bis{count if count > 1 else ''}")
