"""Tell where a new block of text starts: a number, a leading verb, a heading, a set phrase."""

from __future__ import annotations

import re
from functools import cache

from .fold import fold
from .pack import LanguagePack, packs

_NUMBER = re.compile(
    r"""
    (?: - \s+ )?                                   # a list mark before the number
    (?: \d{1,3} \s? [.)] \s                        # 1.   1)
      | \d{1,3} \s? - \s                           # 1 -   (Arabic)
      | \( \s? (?:[^\W\d_]{1,5}|\d{1,2}) \s? \) \s  # (a)  (iv)
      | [^\W\d_]{1,4} \) \s                        # a)   iv)
      | [a-z] \. \s                                # a.
      | ' \d{1,2} ' \s                             # ’1‘  (Arabic, third level)
      | [\u3220-\u3229]                            # ㈠
    )
    """,
    re.VERBOSE,
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(_phrases(pack) for pack in packs()))


def _phrases(pack: LanguagePack) -> str:
    """Return the alternation of what opens a block in one language."""
    verbs = {f for forms in pack.verbs.values() for side in forms.values() for f in side}
    starts = {v.split(" * ")[0] for v in verbs}
    adverbs = set(pack.connectives["modifiers"])
    fixed = {
        phrase
        for table, keys in (
            (pack.formulas, ("council", "assembly")),
            (pack.letter, ("opening",)),
            (pack.votes, ("in_favour", "against", "abstaining", "not_voting")),
            (pack.headings, ("annex", "annex_rest")),
        )
        for key in keys
        for phrase in table[key]
        if "{" not in phrase
    }
    boundary = r"(?!\w)" if pack.traits["word_boundary"] == "space" else ""
    before = f"(?:{pack.traits['prefix_particles']})?"
    if pack.traits["opening_case"] == "any" and boundary:
        before += rf"(?:(?:{_longest_first(adverbs)})\s+)?"
    else:
        starts |= adverbs
    if pack.traits["capitals"] == "yes":
        capital = {s[:1].upper() + s[1:] for s in starts}
        starts = capital if pack.traits["opening_case"] == "upper" else starts | capital
    return f"{before}(?:{_longest_first(starts | fixed)}){boundary}"


def _longest_first(phrases: set[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))


@cache
def _never_last() -> frozenset[str]:
    return frozenset(w for pack in packs() for w in pack.masthead["common_words"])


def stops_short(line: str) -> bool:
    """Tell whether a line ends in a word that never ends a block: an article, a conjunction.

    >>> stops_short("Letter dated 30 March 2020 from the President of the")
    True
    """
    return line.rsplit(None, 1)[-1] in _never_last()


@cache
def _letter_openings() -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(o) for pack in packs() for o in pack.letter["opening"]) or "(?!)"
    )


def opens_letter(line: str) -> bool:
    """Tell whether a line opens the body of a letter.

    >>> opens_letter("I have the honour to inform you")
    True
    """
    return bool(_letter_openings().match(fold(line)))


@cache
def _list_headings() -> tuple[str, ...]:
    keys = ("in_favour", "against", "abstaining", "not_voting")
    return tuple(fold(h).casefold() for pack in packs() for key in keys for h in pack.votes[key])


def heads_list(line: str) -> bool:
    """Tell whether a line is, or begins with, the heading of a list of who voted how.

    >>> heads_list("Votos en contra:"), heads_list("Against: none"), heads_list("Against all")
    (True, True, False)
    """
    return fold(line).casefold().startswith(_list_headings())


@cache
def _text_openings() -> tuple[str, ...]:
    return tuple(
        phrase.casefold()
        for pack in packs()
        for key in ("council", "assembly")
        for phrase in pack.formulas[key]
        if phrase.endswith(",")
    )


def opens_text(line: str) -> bool:
    """Tell whether a folded line is the formula with which a resolution's text begins.

    A line that goes on in small letters is the end of a sentence: *of* / *the Security Council,*.

    >>> opens_text("The Security Council,"), opens_text("Security Council")
    (True, False)
    >>> opens_text("l'Assemblée générale,")
    False
    """
    words = " ".join(line.split())
    return not words[:1].islower() and words.casefold().startswith(_text_openings())


def starts_block(line: str) -> bool:
    """Tell whether a line, by its first characters, opens a block of its own in any language.

    >>> starts_block("20. Resolves to continue"), starts_block("Recalling its resolution")
    (True, True)
    >>> starts_block("in security sector reform"), starts_block("(b) Develop")
    (False, True)
    """
    folded = fold(line.lstrip())
    return bool(_NUMBER.match(folded) or _pattern().match(folded))
