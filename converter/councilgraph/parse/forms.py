"""The forms of a language's verbs: *decides*, *deciding*, *expresses its * gratitude*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..languages import LanguagePack, caseless
from .words import WORD


@dataclass(frozen=True)
class Form:
    """One form of a verb: its pattern, its lemma, the side it belongs to.

    The pattern is compiled when a text has all its words: a language has a thousand of them.

    ``open`` tells whether other words may stand in it, and ``stem`` how long it is before them; of
    several such forms the one whose last words begin first counts (*expresses its gratitude for
    the resolve*), the longer of two that begin alike. ``others`` are its words after the first.
    """

    expression: str
    lemma: str
    side: str
    open: bool
    stem: int
    others: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return re.compile(self.expression, re.IGNORECASE)


def forms_of(pack: LanguagePack) -> dict[str, tuple[Form, ...]]:
    """Return the forms of a pack by their first word or character, the longest first.

    >>> from ..languages import load
    >>> [form.lemma for form in forms_of(load("en"))["stressing"]]
    ['stresses']
    """
    spaced = pack.traits["word_boundary"] == "space"
    sides: dict[str, tuple[str, set[str]]] = {}
    for lemma, by_side in pack.verbs.items():
        for side, forms in by_side.items():
            for form in forms:
                sides.setdefault(form.casefold(), (lemma, set()))[1].add(side)
    table: dict[str, list[Form]] = {}
    inside = pack.traits["modifiers_inside"]
    # White space is given back by neither part: a long run of it would be divided in every way.
    gap = rf"(?:\s++(?:,\s*+)?|,\s*+)(?:(?:{inside})[\s,]++)*" if inside else r"\s+"
    for text in sorted(sides, key=len, reverse=True):
        lemma, found = sides[text]
        stem, star, tail = text.rpartition(" * ")
        between = r"\s+(?:[\w'-]+\s+){0,4}?" if star else ""
        words = f"{re.escape(stem)}{between}(?P<tail>{re.escape(tail)})"
        after = r"(?!\w)" if spaced and text[-1].isalnum() else ""
        expression = words.replace(r"\ ", gap) + after
        side = "both" if len(found) > 1 else next(iter(found))
        head = re.match(r"\w+", text) if spaced else re.match(r".", text)
        table.setdefault(head.group() if head else text, []).append(
            Form(expression, lemma, side, bool(star), len(stem or tail),
                  frozenset(WORD.findall(caseless(text))[1:]) if spaced else frozenset())
        )  # fmt: skip
    return {head: tuple(forms) for head, forms in table.items()}
