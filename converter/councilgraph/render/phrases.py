"""A language's phrases in the generating direction: templates filled, numbers and lists written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, reduce

from ..identifiers import state_path
from ..languages import LanguagePack, fill_template, spelled
from ..link import preferred_names
from ..model import Symbol

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Phrasebook:
    """What is needed to write in one language: its pack, and the names of states."""

    pack: LanguagePack
    states: Mapping[str, str]

    @cached_property
    def space(self) -> str:
        """Return what stands between two words: nothing where a language writes no spaces."""
        return " " if self.pack.traits["word_boundary"] == "space" else ""

    @cached_property
    def dating(self) -> LanguagePack:
        """Return the pack of the language in which mastheads write the date."""
        return spelled(self.one("dated_in"))

    def one(self, key: str) -> str:
        """Return the first phrase of a key of the rendering table."""
        return self.pack.rendering[key][0]

    def fill(self, key: str, **values: object) -> str:
        """Return the first phrase of a key with its fields filled.

        >>> phrasebook("en").fill("number_year", number=1325, year=2000)
        '1325 (2000)'
        """
        return fill_template(self.one(key), values)

    def dated(self, day: date, key: str, **values: object) -> str:
        """Return the first phrase of a key with a date and other fields filled.

        >>> phrasebook("en").dated(date(2020, 12, 3), "adoption_written")
        'Adopted by the Security Council on 3 December 2020'
        """
        return self.fill(key, **date_fields(self.pack, day), **values)

    def masthead_date(self, day: date) -> str:
        """Return a date as the masthead of a document in this language writes it.

        >>> phrasebook("zh").masthead_date(date(2020, 12, 3))
        '3 December 2020'
        """
        fields = date_fields(self.dating, day)
        return fill_template(self.dating.dates["full"][0], {**fields, "ordinal": ""})

    def ordinal(self, number: int) -> str:
        """Return what follows a number to make it an ordinal.

        The list of the pack goes by the last digit; its first is for the rest and for the teens.

        >>> [phrasebook("en").ordinal(n) for n in (1, 12, 22, 8748)]
        ['st', 'th', 'nd', 'th']
        """
        forms, last = self.pack.rendering["ordinals"], number % 10
        teens = 10 < number % 100 < 20
        return forms[0] if teens or last >= len(forms) else forms[last]

    def listed(self, items: Sequence[str], last: str = "and") -> str:
        """Return items as a list in a sentence; ``last`` is the key that joins the last.

        >>> phrasebook("en").listed(["Malta", "Niger", "Peru"])
        'Malta, Niger and Peru'
        """
        if len(items) < 2:
            return "".join(items)
        return self.fill(last, list=self.enumerated(items[:-1]), rest=items[-1])

    def listed_states(self, names: Sequence[str]) -> str:
        """Return names of states as a list in a sentence.

        >>> phrasebook("ar").listed_states(["فرنسا", "الصين"])
        'فرنسا والصين'
        """
        return self.listed(names, "and_state")

    def enumerated(self, items: Sequence[str]) -> str:
        """Return items with the sign of a list between them."""
        return reduce(lambda done, item: self.fill("comma", list=done, rest=item), items)

    def state(self, code: str) -> str:
        """Return the name of a state by its ISO 3166 alpha-3 code, the code where none is known."""
        return self.states.get(state_path(code), code)

    def title(self, symbol: Symbol) -> str | None:
        """Return the title that a resolution's symbol makes, None for other symbols.

        >>> phrasebook("zh").title(Symbol("S/RES/2553 (2020)"))
        '第2553(2020)号决议'
        """
        number, _, year = symbol.removeprefix("S/RES/").rstrip(")").partition(" (")
        if not year or not number.isdigit():
            return None
        text = fill_template(self.pack.resolution["title"][0], {"number": number, "year": year})
        return text if self.space else text.replace(" ", "")

    def paragraph_mark(self, number: str) -> str:
        """Return the number before a paragraph, the space after it included."""
        return fill_template(self.pack.numbering["paragraph"][0], {"n": number}) + " "

    def letter_mark(self, name: str) -> str:
        """Return the mark before a point that is called by a letter, in this language's alphabet.

        >>> phrasebook("en").letter_mark("b")
        '(b) '
        """
        letters = self.one("letters")
        at = _ALPHABET.find(name[:1])
        sign = letters[at] * len(name) if 0 <= at < len(letters) else name
        return self.fill("point", text=sign) + " "

    def roman_mark(self, name: str, number: int) -> str:
        """Return the mark before a sub-point: its roman numeral, or its number."""
        return self.fill("subpoint", text=name, number=number) + " "


def date_fields(pack: LanguagePack, day: date) -> dict[str, object]:
    """Return the fields of a template that a date fills."""
    return {"day": day.day, "month": pack.months[str(day.month)][0], "year": day.year}


@cache
def phrasebook(code: str) -> Phrasebook:
    """Return the phrasebook of a language (ISO 639-1 code).

    Raises:
        EnvironmentFault: there is no pack of this language.
    """
    return Phrasebook(spelled(code), preferred_names("states").get(code, {}))
