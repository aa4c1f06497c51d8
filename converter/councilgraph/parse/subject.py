"""The subject that a paragraph may name before its verb: *The Security Council decides*."""

from __future__ import annotations

from .block import Reading


def after_subject(reading: Reading, start: int, end: int) -> int:
    """Return where the verb may begin after "The Council", quotation marks dropped."""
    while start < end and reading.folded[start] in "\"' ":
        start += 1
    for phrase in sorted(reading.pack.formulas["subject"], key=len, reverse=True):
        if reading.folded[start:end].casefold().startswith(phrase.casefold()):
            start += len(phrase)
            break
    while start < end and reading.folded[start] in " ,":
        start += 1
    return start
