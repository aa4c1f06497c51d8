"""Random bodies: preamble, operative paragraphs with points, annexes; statements; letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ..languages import fill_template
from ..model import Citation, Paragraph, ParagraphKind
from .clauses import NOWHERE, Clause, Clauses
from .phrases import Phrasebook

_ROMAN = ("i", "ii", "iii", "iv", "v")


@dataclass(frozen=True, slots=True)
class Bodies:
    """A source of random bodies in one language."""

    rng: Random
    clauses: Clauses
    book: Phrasebook

    def resolution(self, *, annexed: bool) -> tuple[Paragraph, ...]:
        """Return a preamble and operative paragraphs, at times with points and an annex."""
        found: list[Paragraph] = []
        for n in range(1, self.rng.randint(2, 9)):
            clause = self.clauses.sentence("preambular")
            text = self.book.fill("preambular_end", text=clause.text)
            self._add(found, ParagraphKind.PREAMBULAR, ("preamble", str(n)), "", clause, text)
        last = self.rng.randint(1, 11)
        for n in range(1, last + 1):
            self._operative(found, n, "last_end" if n == last else "operative_end")
        if annexed and self.rng.random() < 0.2:
            self._annex(found)
        return tuple(found)

    def _operative(self, found: list[Paragraph], n: int, end: str) -> None:
        """Add an operative paragraph, one in four with points."""
        path = ("paragraph", str(n))
        clause = self.clauses.sentence("operative")
        kind = ParagraphKind.OPERATIVE
        if self.rng.random() > 0.25:
            self._add(found, kind, path, str(n), clause, self.book.fill(end, text=clause.text))
            return
        text = self.book.fill("list_end", text=clause.text)
        self._add(found, kind, path, str(n), clause, text)
        count = self.rng.randint(2, 5)
        for i in range(count):
            whole = "last_end" if end == "last_end" and i + 1 == count else "operative_end"
            self._point(found, path, "abcde"[i], whole)

    def _point(self, found: list[Paragraph], path: tuple[str, ...], name: str, end: str) -> None:
        """Add a point, one in five with sub-points."""
        deep = self.rng.random() < 0.2
        below = (*path, name)
        self._item(found, below, "list_end" if deep else end)
        if not deep:
            return
        count = self.rng.randint(2, 5)
        for i in range(count):
            whole = end if i + 1 == count else "operative_end"
            self._item(found, (*below, _ROMAN[i]), whole)

    def _item(self, found: list[Paragraph], path: tuple[str, ...], end: str) -> None:
        number = path[1] + "".join(f"({name})" for name in path[2:])
        text = self.book.fill(end, text=self.clauses.matter())
        self._add(found, ParagraphKind.OPERATIVE, path, number, Clause(""), text, path[:-1])

    def _annex(self, found: list[Paragraph]) -> None:
        """Add an annex: a text, then numbered paragraphs of its own."""
        for n in range(self.rng.randint(2, 5)):
            text = self.book.fill("last_end", text=self.clauses.matter())
            path = ("annex", "1", "paragraph", str(n)) if n else ("annex", "1", "text", "1")
            number = str(n) if n else ""
            self._add(found, ParagraphKind.PLAIN, path, number, Clause(""), text)

    def statement(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a statement, quotation marks as the language sets them."""
        found: list[Paragraph] = []
        opened, quoted = self.book.pack.rendering["quoted"]
        count = self.rng.randint(1, 9)
        for n in range(1, count + 1):
            clause = self.clauses.sentence("operative", subject=True)
            text = self.book.fill("last_end", text=clause.text)
            text = fill_template(quoted if n == count else opened, {"text": text})
            self._add(found, ParagraphKind.PLAIN, ("paragraph", str(n)), "", clause, text)
        return tuple(found)

    def letter(
        self, texts: Sequence[str], cited: Sequence[Citation]
    ) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a letter; each citation is in the first text that holds it."""
        found: list[Paragraph] = []
        for n, text in enumerate(texts, 1):
            inside = tuple(c for c in cited if c.quote in text)
            clause = Clause(text, inside)
            self._add(found, ParagraphKind.PLAIN, ("paragraph", str(n)), "", clause, text)
        return tuple(found)

    @staticmethod
    def _add(
        found: list[Paragraph], kind: ParagraphKind, path: tuple[str, ...], number: str,
        clause: Clause, text: str, parent: tuple[str, ...] | None = None,
    ) -> None:  # fmt: skip
        found.append(
            Paragraph(kind, path, number, len(found) + 1, text, NOWHERE, clause.verbs,
                      clause.citations, clause.requests, parent=parent)
        )  # fmt: skip


