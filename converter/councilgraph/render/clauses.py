"""Random paragraphs whose facts are known: leading verbs, citations, topics, requests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from ..identifiers import target_of_path, year_of_resolution
from ..languages import fill_template
from ..model import Citation, InstrumentRef, Request, Span, Symbol, Target, VerbUse
from .lexicon import Form, Lexicon
from .phrases import date_fields

NOWHERE = Span(0, 1)
"""The place of what has not been written yet."""

FIRST_RESOLUTION, LAST_RESOLUTION = 700, 2768
FIRST_YEAR, LAST_YEAR = 1994, 2024
"""The years whose symbols are drawn: S/1994/1 and S/PRST/1994/1 are the first of their kind."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a paragraph: its text, and what a reader must find in it."""

    text: str
    citations: tuple[Citation, ...] = ()
    verbs: tuple[VerbUse, ...] = ()
    requests: tuple[Request, ...] = ()


def cite(
    target: Target, quote: str, topic: str | None = None, day: dt.date | None = None
) -> Citation:
    """Return a citation that is nowhere yet."""
    return Citation(target, quote, NOWHERE, topic=topic, date=day)


@dataclass(frozen=True, slots=True)
class Clauses:
    """A source of random clauses in one language; equal seeds give equal clauses.

    They cite no resolution from number ``before`` on and nothing dated after the year ``until``.
    """

    rng: Random
    words: Lexicon
    before: int = LAST_RESOLUTION
    until: int = LAST_YEAR

    def sentence(self, side: str, *, subject: bool = False) -> Clause:
        """Return a paragraph's text without its end: one act, at times two.

        ``subject`` names the Council in it, as statements do.
        """
        first = self._act(side, subject=subject)
        if self.rng.random() > 0.3:
            return first
        verb = self.rng.choice(self.words.inner[side])
        object_ = self._after(verb)
        glue = self.words.book.space
        more = self.rng.choice(self.words.book.pack.rendering["further"])
        text = fill_template(more, {"rest": first.text, "text": verb.text + glue + object_.text})
        return _joined(text, first, _governed(object_, verb))

    def _act(self, side: str, *, subject: bool) -> Clause:
        """Return a verb and what it governs."""
        asking = self.words.asks[side]
        verb = self.rng.choice(self.words.acts[side])
        if asking and self.rng.random() < 0.2:
            verb = self.rng.choice(asking)
            what = self._request(verb)
        else:
            what = self._after(verb)
        book = self.words.book
        opening = (
            book.fill("statement_act", text=verb.text) if subject else self._initial(verb.text)
        )
        return _governed(replace(what, text=f"{opening}{book.space}{what.text}"), verb)

    def _initial(self, text: str) -> str:
        """Return words as they open a block: with a capital where the language asks for one."""
        pack = self.words.book.pack
        return text[:1].upper() + text[1:] if pack.traits["opening_case"] == "upper" else text

    def matter(self) -> str:
        """Return a noun phrase that cites nothing, as it opens a block."""
        return self._initial(self._phrase("matters"))

    def _phrase(self, key: str) -> str:
        return self.rng.choice(self.words.book.pack.rendering[key])

    def _object(self) -> Clause:
        """Return what a verb governs: a matter, or something cited."""
        return self.rng.choice(_OBJECTS)(self)

    def _after(self, verb: Form) -> Clause:
        """Return what a verb governs, not beginning with the words in which the verb ends."""
        while _repeats(verb.text, (what := self._object()).text):
            pass
        return what

    def plain(self) -> Clause:
        """Return a matter that cites nothing."""
        return Clause(self._phrase("matters"))

    def resolutions(self) -> Clause:
        """Return one or several resolutions of the Council, at times with their topic."""
        book, topic = self.words.book, self._topic()
        quotes, targets = [], []
        for number in self.rng.sample(range(FIRST_RESOLUTION, self.before), self._few()):
            year = year_of_resolution(number)
            quotes.append(book.fill("number_year", number=number, year=year))
            targets.append(Symbol(f"S/RES/{number} ({year})"))
        key = "resolution" if len(quotes) == 1 else "resolutions"
        return self._cited(key, quotes, targets, topic)

    def assembly(self) -> Clause:
        """Return a resolution of the General Assembly."""
        session = f"{self.rng.randint(31, 78)}/{self.rng.randint(1, 290)}"
        return self._cited("assembly", [session], [Symbol(f"A/RES/{session}")], self._topic())

    def _cited(
        self, key: str, quotes: list[str], targets: list[Symbol], topic: str | None
    ) -> Clause:
        about = {"text": topic} if topic else {}
        book = self.words.book
        text = book.fill(key, list=book.listed(quotes), **about)
        found = tuple(cite(t, q, topic) for t, q in zip(targets, quotes, strict=True))
        return Clause(text, found)

    def _topic(self) -> str | None:
        return self._phrase("topics") if self.rng.random() < 0.5 else None

    def _few(self) -> int:
        return self.rng.choice((1, 1, 2, 3, 4))

    def statement(self) -> Clause:
        """Return a statement by the President, with its date."""
        day = self.day(FIRST_YEAR, self.until)
        return self._dated("statement", Symbol(f"S/PRST/{day.year}/{self.rng.randint(1, 49)}"), day)

    def report(self) -> Clause:
        """Return a report of the Secretary-General, with its date."""
        day = self.day(FIRST_YEAR, self.until)
        return self._dated("report", Symbol(f"S/{day.year}/{self.rng.randint(1, 1400)}"), day)

    def _dated(self, key: str, symbol: Symbol, day: dt.date) -> Clause:
        text = self.words.book.dated(day, key, symbol=symbol)
        return Clause(text, (cite(symbol, symbol, day=day),))

    def day(self, first: int, last: int = LAST_YEAR) -> dt.date:
        """Return a day of the years from ``first`` to ``last``."""
        start = dt.date(first, 1, 1).toordinal()
        return dt.date.fromordinal(self.rng.randint(start, dt.date(last, 12, 31).toordinal()))

    def charter(self) -> Clause:
        """Return the Charter as a whole, or a chapter or article of it."""
        book = self.words.book
        whole = InstrumentRef("un-charter")
        chapter = self.rng.choice(tuple(book.pack.chapters))
        article = self.rng.randint(1, 111)
        roman = book.pack.chapters[chapter][0]
        return self.rng.choice((
            self._instrument("charter", whole, book.pack.citations["charter"][0]),
            self._instrument("charter_part", replace(whole, part=f"chapter/{chapter}"),
                             book.fill("charter_chapter", roman=roman)),
            self._instrument("charter_part", replace(whole, part=f"article/{article}"),
                             book.fill("charter_article", number=article)),
        ))  # fmt: skip

    def instrument(self) -> Clause:
        """Return an instrument of the authority list."""
        name, path = self.rng.choice(self.words.instruments)
        target = target_of_path(path)
        return self._instrument("instrument", target, name)

    def _instrument(self, key: str, target: Target, quote: str) -> Clause:
        return Clause(self.words.book.fill(key, text=quote), (cite(target, quote),))

    def _request(self, verb: Form) -> Clause:
        """Return whom something is asked of, what, and by when."""
        book = self.words.book
        who, path = self.rng.choice(self.words.addressees)
        # no deadline lies before the document that sets it, and no document is drawn after 2024
        day = self.day(LAST_YEAR + 1, LAST_YEAR + 6) if self.rng.random() < 0.5 else None
        words = ""
        if day:
            words = fill_template(self._phrase("deadlines"), date_fields(book.pack, day))
        until = {"deadline": words} if day else {}
        task = book.fill("task", text=self._phrase("tasks"), **until)
        request = Request(
            verb.lemma, (path,) if path else (), who, task, NOWHERE,
            deadlines=(day.isoformat(),) if day else (), deadline_texts=(words,) if words else (),
        )  # fmt: skip
        return Clause(book.fill("ask", list=who, text=task), requests=(request,))


_OBJECTS = (
    Clauses.plain, Clauses.plain, Clauses.plain, Clauses.resolutions, Clauses.resolutions,
    Clauses.assembly, Clauses.statement, Clauses.report, Clauses.charter, Clauses.instrument,
)  # fmt: skip


def _repeats(first: str, second: str) -> bool:
    """Tell whether one text ends in the words with which another begins.

    >>> _repeats("recalling the importance", "the importance of peace")
    True
    """
    end, begin = first.casefold().split(), second.casefold().split()
    return any(end[-n:] == begin[:n] for n in range(1, min(len(end), len(begin)) + 1))


def _governed(clause: Clause, verb: Form) -> Clause:
    """Return a clause led by a verb, which governs what it cites."""
    cited = tuple(replace(c, verb=verb.lemma) for c in clause.citations)
    return replace(clause, citations=cited, verbs=(VerbUse(verb.lemma, NOWHERE),))


def _joined(text: str, first: Clause, second: Clause) -> Clause:
    return Clause(
        text,
        first.citations + second.citations,
        first.verbs + second.verbs,
        first.requests + second.requests,
    )


