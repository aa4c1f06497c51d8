"""Random documents: resolutions, drafts and statements, each with the facts of its masthead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..identifiers import year_of_resolution
from ..model import (
    Document,
    DocumentKind,
    LanguageVersion,
    Named,
    Paragraph,
    Source,
    Symbol,
)
from .body import Bodies
from .clauses import FIRST_YEAR, LAST_RESOLUTION, NOWHERE, Clauses
from .lexicon import lexicon

COUNCIL = "organ/security-council"
EARLIEST = 893
"""The first resolution of 1994."""
UNWRITTEN = Source("generated", "", "text/plain", 0)
"""The source of a record that has not been written to any file."""

_Drawn = tuple[dt.date, Symbol]


class Documents:
    """Draws documents in one language from one source of chance."""

    def __init__(self, language: str, rng: Random) -> None:
        self.language, self.rng = language, rng
        self.words = lexicon(language)
        self.book = self.words.book
        self.clauses = Clauses(rng, self.words)
        self.bodies = Bodies(rng, self.clauses, self.book)

    def document(self, symbol: Symbol, kind: DocumentKind, day: dt.date) -> Document:
        """Return a document of which only the masthead is known."""
        tongues = tuple(self.book.pack.languages)
        return Document(
            symbol,
            kind,
            self.language,
            LanguageVersion(self.language, UNWRITTEN, NOWHERE),
            date=day,
            distribution=self.book.one("distributions").capitalize(),
            original_languages=(self.rng.choice(tongues),) if self.rng.random() < 0.5 else (),
        )

    def resolution(self, *, written: bool = False, first: int = EARLIEST) -> Document:
        """Return an adopted resolution; one adopted in writing had no meeting, and no annex."""
        number = self.rng.randint(first, LAST_RESOLUTION)
        year = year_of_resolution(number) or FIRST_YEAR
        day, symbol = self.clauses.day(year, year), Symbol(f"S/RES/{number} ({year})")
        clauses = replace(self.clauses, before=number, until=year)  # nothing cites the future
        paragraphs = replace(self.bodies, clauses=clauses).resolution(annexed=not written)
        return replace(
            self.document(symbol, DocumentKind.RESOLUTION, day),
            title=self.book.title(symbol),
            adopted_by=COUNCIL,
            adoption_date=day,
            meeting=None if written else self._meeting(),
            paragraphs=paragraphs,
        )

    def draft(self) -> Document:
        """Return a draft resolution with its sponsors."""
        paragraphs = self.bodies.resolution(annexed=False)
        day, symbol = self._fresh(paragraphs, self._issued)
        names = self.sponsors()
        title = self.book.fill("draft_title", list=self.book.listed_states([n.text for n in names]))
        return replace(
            self.document(symbol, DocumentKind.DRAFT_RESOLUTION, day),
            title=title,
            sponsors=names,
            paragraphs=paragraphs,
        )

    def sponsors(self) -> tuple[Named, ...]:
        """Return one to nine sponsors by their preferred names."""
        paths = self.rng.sample(self.words.states, self.rng.randint(1, 9))
        return tuple(Named(self.book.states[path], NOWHERE, path) for path in paths)

    def statement(self) -> Document:
        """Return a statement by the President."""
        paragraphs = self.bodies.statement()
        day, symbol = self._fresh(paragraphs, self._stated)
        return replace(
            self.document(symbol, DocumentKind.PRESIDENTIAL_STATEMENT, day),
            title=self.book.one("statement_title"),
            agenda_item=self.item(),
            meeting=self._meeting(),
            paragraphs=paragraphs,
        )

    def item(self) -> str:
        """Return an item of the agenda."""
        return self.rng.choice(self.book.pack.rendering["agenda"])

    def symbol(self, day: dt.date) -> Symbol:
        """Return the symbol of a document of the Council's general series."""
        return Symbol(f"S/{day.year}/{self.rng.randint(1, 1400)}")

    def _meeting(self) -> Symbol:
        return Symbol(f"S/PV.{self.rng.randint(1000, 9999)}")

    @staticmethod
    def _fresh(paragraphs: tuple[Paragraph, ...], draw: Callable[[], _Drawn]) -> _Drawn:
        """Return a day and a symbol that the paragraphs do not cite: nothing cites itself."""
        cited = {c.target for p in paragraphs for c in p.citations}
        while (drawn := draw())[1] in cited:
            pass
        return drawn

    def _issued(self) -> _Drawn:
        day = self.clauses.day(FIRST_YEAR)
        return day, self.symbol(day)

    def _stated(self) -> _Drawn:
        day = self.clauses.day(FIRST_YEAR)
        return day, Symbol(f"S/PRST/{day.year}/{self.rng.randint(1, 49)}")
