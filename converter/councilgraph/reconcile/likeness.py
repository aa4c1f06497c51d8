"""How alike two names are, from 0 to 1."""

from __future__ import annotations

from rapidfuzz.distance import OSA

INVERTED, ABBREVIATED, PARTIAL = 0.97, 0.93, 0.6
"""What is left of full likeness where words are in another order, cut short, or missing."""
_WORD = 0.75
"""Likeness from which two words are one with a slip."""


def likeness(query: str, name: str, shortened: frozenset[str] = frozenset()) -> float:
    """Return how alike two keys are: the best of what slips, order and missing words explain.

    Optimal string alignment counts two letters that changed places as one slip. ``shortened`` are
    the words of the query that are abbreviations.

    >>> likeness("kazahkstan", "kazakhstan")
    0.9
    >>> round(likeness("korea republic of", "republic of korea"), 2)
    0.97
    >>> likeness("congo", "brazil") < 0.4
    True
    """
    straight = OSA.normalized_similarity(query, name)
    asked, told = query.split(), name.split()
    if len(asked) == len(told) == 1:
        return straight
    ordered = OSA.normalized_similarity(" ".join(sorted(asked)), " ".join(sorted(told)))
    return max(straight, INVERTED * ordered, _covered(asked, told, shortened))


def _covered(asked: list[str], told: list[str], shortened: frozenset[str]) -> float:
    """Return the likeness of a name whose words hold all those asked for, but slips and cuts."""
    if len(asked) > len(told):
        return 0.0
    left, found = list(told), 0.0
    for word in asked:
        cut = word in shortened
        scores = [_of_words(word, other, cut=cut) for other in left]
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        if best < 0 or scores[best] < _WORD:
            return 0.0
        found += len(left[best]) * scores[best]
        del left[best]
    total = sum(map(len, told))
    share = found / total if total else 0.0
    return (ABBREVIATED if shortened else 1.0) * (PARTIAL + (INVERTED - PARTIAL) * share)


def _of_words(word: str, other: str, *, cut: bool) -> float:
    if cut and word[:1] == other[:1] and _within(word, other):
        return 1.0
    return OSA.normalized_similarity(word, other)


def _within(word: str, other: str) -> bool:
    """Tell whether the letters of an abbreviation are those of a word, in their order.

    >>> _within("st", "saint"), _within("dem", "democratique"), _within("sx", "saint")
    (True, True, False)
    """
    letters = iter(other)
    return all(letter in letters for letter in word)
