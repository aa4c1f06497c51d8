"""Grade the Arabic text of a PDF file, which its text layer often holds in a broken form.

Fonts of Arabic PDF files map glyphs to characters one way only, by guess; letters come out in the
order in which they are painted, in presentation forms, or parted from each other. Words that
every Arabic document holds tell how much of the text is right.
"""

from __future__ import annotations

import re

from ..errors import Refused
from ..model import Remark, Severity, Span

_WORD = re.compile(r"[\u0620-\u064a\u064b-\u0652\u0670-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_COMMON = frozenset(("من", "في", "على", "إلى", "الذي", "التي", "أن", "عن", "مجلس", "الأمن"))
"""Words of which every page holds many; reversed, they show text in the order of painting."""
_REVERSED = frozenset(w[::-1] for w in _COMMON)

LEAST = 0.06
"""The part of an Arabic text's words that are common ones; sound text has more than a tenth."""
_BETTER = "the document as DOCX, HTML or XML"


def graded(text: str, name: str) -> tuple[Remark, ...]:
    """Return a remark on the Arabic of a text, where there is any and it is good enough to read.

    >>> graded("The Security Council", "a.pdf")
    ()

    Raises:
        Refused: the Arabic is in the order of painting, in presentation forms, or in pieces.
    """
    words = _WORD.findall(text)
    if len(words) < 40:
        return ()
    common = sum(w in _COMMON for w in words)
    turned = sum(w in _REVERSED for w in words)
    single = sum(len(w) == 1 for w in words)
    forms = sum(bool(_FORMS.search(w)) for w in words)
    for bad, what in (
        (turned > common, "its letters stand in the order of painting, from left to right"),
        (forms > 0.2 * len(words), "its letters are presentation forms"),
        (single > 0.3 * len(words), "its words are broken into letters"),
        (common < LEAST * len(words), f"only {common} of {len(words)} words are common ones"),
    ):
        if bad:
            raise Refused(name, f"the Arabic text of this PDF cannot be trusted: {what}",
                          expected=_BETTER)  # fmt: skip
    message = f"Arabic taken out of a PDF: {common} of {len(words)} words are common ones"
    return (Remark("arabic-from-pdf", message, Span(0, len(text)), Severity.DOUBT),)
