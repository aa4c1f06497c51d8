"""Load and check the language packs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from ..errors import EnvironmentFault
from .fold import fold
from .template import compile_templates

_FOLDER = Path(__file__).resolve().parent

Phrases = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class LanguagePack:
    """All that the parser knows of one language; the fields are the tables of its TOML file.

    ``traits`` names real differences of grammar: ``word_boundary`` (``space`` or ``none``),
    ``capitals``, ``direction``, ``spaces`` (what a space of a template matches),
    ``opening_case`` (``upper`` where a paragraph opens with a capital), ``prefix_particles``
    (words written as one with the next), ``modifiers_inside`` (what may stand between the words
    of one verb), ``verb_pronoun`` (a pronoun of whom is asked within a verb: *le prie*),
    ``body_order`` (what comes first in *the Committee established pursuant to
    resolution …*, ``noun`` or ``resolution``). Every other field maps a key to the phrases that
    stand for it. ``rendering`` holds the phrases of documents that are generated.
    """

    code: str
    iso639_3: str
    name: str
    traits: Mapping[str, str]
    months: Phrases
    numerals: Phrases
    languages: Phrases
    dates: Phrases
    masthead: Phrases
    resolution: Phrases
    formulas: Phrases
    headings: Phrases
    numbering: Phrases
    citations: Phrases
    chapters: Phrases
    votes: Phrases
    letter: Phrases
    requests: Phrases
    decisions: Phrases
    verbs: Mapping[str, Mapping[str, tuple[str, ...]]]
    connectives: Phrases
    rendering: Phrases

    @cached_property
    def month_pattern(self) -> str:
        """Return the alternation of all month names, longest first."""
        names = sorted((n for ns in self.months.values() for n in ns), key=len, reverse=True)
        return "|".join(
            re.escape(n).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*") for n in names
        )

    @cached_property
    def _month_numbers(self) -> Mapping[str, int]:
        return {n.casefold(): int(k) for k, ns in self.months.items() for n in ns}

    def month_of(self, name: str) -> int | None:
        """Return the number of a month by its name as written, or None.

        >>> load("en").month_of("MAY"), load("en").month_of("Mai")
        (5, None)
        """
        spaced = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", name.strip()))
        return self._month_numbers.get(spaced.casefold())

    @cached_property
    def numeral_pattern(self) -> str:
        """Return the pattern of numbers written in numerals (四十一), or of nothing."""
        units = "".join(w for words in self.numerals.values() for w in words if len(w) == 1)
        return f"[{re.escape(units)}]{{1,3}}" if units and self._composes else "(?!)"

    @property
    def _composes(self) -> bool:
        return self.traits["word_boundary"] == "none"

    def patterns(self, table: str, key: str) -> tuple[re.Pattern[str], ...]:
        """Return the compiled templates of one key of one table."""
        found = self._compiled.get((table, key))
        if found is None:
            phrases: Phrases = getattr(self, table)
            found = compile_templates(phrases[key], self.month_pattern, self.traits["spaces"])
            self._compiled[table, key] = found
        return found

    @cached_property
    def _compiled(self) -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
        """Return the patterns that were asked for, to be given again."""
        return {}

    def doubtful(self, table: str, key: str) -> tuple[re.Pattern[str], ...]:
        """Return the templates of a key with anything that looks like a number for its number.

        >>> pattern = load("en").doubtful("votes", "tally_in_favour")[0]
        >>> pattern.match("received l5 votes in favour")["doubtful"]
        'l5'
        """
        phrases: Phrases = getattr(self, table)
        loose = tuple(re.sub(r"\{(?:count|number)\}", "{doubtful}", p) for p in phrases[key])
        return compile_templates(loose, self.month_pattern, self.traits["spaces"])

    def number_of(self, text: str) -> int | None:
        """Return the number that digits or a number word stand for, or None.

        >>> load("en").number_of("two"), load("en").number_of("15"), load("en").number_of("l5")
        (2, 15, None)
        >>> [load("zh").number_of(n) for n in ("四十一", "十一", "四一")]
        [41, 11, None]
        """
        if text.isascii() and text.isdigit():
            return int(text)
        word = text.casefold()
        glued = re.match(self.traits["prefix_particles"], word) if word else None
        known = self._numbers.get(word, self._numbers.get(word[glued.end() :] if glued else ""))
        if known is not None or not self._composes:
            return known
        tens, ten, ones = text.partition(self.numerals["10"][0])
        values = (self._numbers.get(tens) if tens else 1, self._numbers.get(ones) if ones else 0)
        if not ten or None in values or not all(v < 10 for v in values if v is not None):
            return None
        return sum(v * by for v, by in zip(values, (10, 1), strict=True) if v is not None)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {w.casefold(): int(k) for k, words in self.numerals.items() for w in words}


def _frozen(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return MappingProxyType({k: _frozen(v, change) for k, v in value.items()})
    if isinstance(value, list):
        return tuple(change(v) for v in value)
    return value


@cache
def load(code: str) -> LanguagePack:
    """Return the pack of a language (ISO 639-1 code), its phrases folded to be matched.

    >>> load("en").name
    'English'

    Raises:
        EnvironmentFault: the pack is missing, or a key is missing or unknown.
    """
    return _loaded(code, fold)


@cache
def spelled(code: str) -> LanguagePack:
    """Return the pack of a language with its phrases as they are spelled, to be written.

    >>> spelled("ar").months["4"][0] == load("ar").months["4"][0]
    False

    Raises:
        EnvironmentFault: the pack is missing, or a key is missing or unknown.
    """
    return _loaded(code, str)


def _loaded(code: str, change: Callable[[str], str]) -> LanguagePack:
    file = _FOLDER / f"{code}.toml"
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise EnvironmentFault(f"{file.name}: {error}") from error
    expected, found = {f.name for f in fields(LanguagePack)}, set(table)
    if expected != found:
        raise EnvironmentFault(f"{file.name}: keys differ: {sorted(expected ^ found)}")
    table["traits"] = {k: fold(v) for k, v in table["traits"].items()}
    values = {k: _frozen(v, change) for k, v in table.items()}
    return LanguagePack(**values)  # type: ignore[arg-type]


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the packs that exist, in order."""
    return tuple(sorted(f.stem for f in _FOLDER.glob("*.toml")))


@cache
def packs() -> tuple[LanguagePack, ...]:
    """Return every pack that exists, in the order of their codes."""
    return tuple(load(code) for code in codes())
