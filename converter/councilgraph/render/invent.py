"""Random records of every kind, valid and known in every fact; equal seeds give equal records.

They say nothing true: symbols, numbers and texts are drawn by lot. What they are for: tests that
a reader finds in a document just what was put into it, and benchmarks on corpora of any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from ..model import Record, Symbol
from .documents import UNWRITTEN, Documents
from .written import letter_record

KINDS = ("resolution", "resolution", "draft", "statement", "letter")
"""What is drawn from: two records in five are resolutions."""

TRIES, ATTEMPTS = 3, 1000
"""So often a record of any kind is drawn, and one at all, before the symbols count as used up."""


def invent(language: str, seed: int) -> Record:
    """Return a random record in a language (ISO 639-1 code).

    >>> invent("en", 1) == invent("en", 1)
    True
    >>> sorted({invent("zh", n).main.kind.value for n in range(40)})
    ['DraftResolution', 'Letter', 'PresidentialStatement', 'Resolution']

    Raises:
        EnvironmentFault: there is no pack of this language.
    """
    # Random takes text as a seed; the language keeps two corpora of one seed apart.
    return invented(language, Random(f"{language} {seed}"))  # noqa: S311 - a lot, no secret


def corpus(language: str, count: int, seed: int) -> Iterator[Record]:
    """Yield random records, one after the other, each from the seed and its place."""
    return (invent(language, seed * 1_000_003 + place) for place in range(count))


def distinct(language: str, count: int, seed: int) -> Iterator[Record]:
    """Yield random records of which no two speak of the same document: one dataset's worth.

    What was drawn before is drawn anew. The numbers of resolutions run out after some two
    thousand; then drafts take their place.

    >>> records = list(distinct("en", 60, 0))
    >>> symbols = [d.symbol for r in records for d in r.documents]
    >>> len(records), len(symbols) == len(set(symbols))
    (60, True)
    """
    taken: set[Symbol] = set()
    for place in range(count):
        for attempt in range(ATTEMPTS):
            rng = Random(f"{language} {seed} {place} {attempt}")  # noqa: S311 - a lot, no secret
            kinds = KINDS if attempt < TRIES else ("draft",)
            record = invented(language, rng, kinds)
            symbols = {d.symbol for d in record.documents}
            if taken.isdisjoint(symbols):
                break
        else:
            raise ValueError(f"{count} distinct documents; expected fewer than there are symbols")
        taken |= symbols
        yield record


def invented(language: str, rng: Random, kinds: Sequence[str] = KINDS) -> Record:
    """Return a record whose every choice is drawn from ``rng``, of one of some kinds."""
    documents = Documents(language, rng)
    kind = rng.choice(kinds)
    if kind == "letter":
        return letter_record(documents)
    make = {
        "resolution": documents.resolution,
        "draft": documents.draft,
        "statement": documents.statement,
    }
    document = make[kind]()
    if rng.random() < 0.5:
        job = f"{rng.randint(0, 29):02}-{rng.randint(0, 99999):05}"
        document = replace(document, job_number=job)
    return Record(UNWRITTEN, (document,))
