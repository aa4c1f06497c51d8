"""Tell which language a stretch of text is in."""

from __future__ import annotations

import re
from collections import Counter

from .pack import LanguagePack, packs

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 4000
"""Characters that are looked at: enough to tell, few enough to cost nothing."""

LEAST = 0.05
"""The part of all words that a language's commonest are at least: documents have a fifth or more,
and a text in none of the languages a fiftieth (German has *in* too)."""


def detect(text: str) -> LanguagePack | None:
    """Return the pack of the language that the text is in, or None where nothing tells.

    Scripts count first: a pack names the script it is written in; packs that share a script are
    told apart by their commonest words. Symbols and digits tell nothing, so a line that holds
    only those gives None.

    >>> detect("The Security Council, recalling its resolution").code
    'en'
    >>> detect("安全理事会，回顾其第2151(2014)号决议").code
    'zh'
    >>> detect("S/RES/2553 (2020)") is None
    True
    >>> detect("Der Sicherheitsrat, unter Hinweis auf alle seine Resolutionen, beschließt, das "
    ...        "Mandat in Abyei zu verlängern, und ersucht den Generalsekretär erneut, dem Rat "
    ...        "über die Durchführung dieser Resolution regelmäßig Bericht zu erstatten") is None
    True
    """
    sample = text[:SAMPLE]
    best, best_score = None, 0.0
    words = Counter(_WORD.findall(sample.casefold()))
    scripts = Counter(pack.traits["script"] for pack in packs())
    for pack in packs():
        script = pack.traits["script"]
        score = _score(pack, sample, words, shared=scripts[script] > 1)
        if score > best_score:
            best, best_score = pack, score
    return best


def _length(script: str, sample: str) -> int:
    """Return how many characters of a sample are of a script, a character class."""
    return sum(map(len, re.findall(f"{script}+", sample)))


def _score(pack: LanguagePack, sample: str, words: Counter[str], *, shared: bool) -> float:
    """Return how many characters or common words of a sample are this language's.

    Characters count only where the script is not ``shared`` with another language.
    """
    script = pack.traits["script"]
    if not re.search(script, sample):
        return 0.0
    common = sum(words.get(w, 0) for w in pack.masthead["common_words"])
    if common < LEAST * words.total():
        common = 0
    return common if shared else _length(script, sample) * 0.5 + common
