"""Text that runs on after the organ's formula, without a line end between its paragraphs.

Some files keep a whole resolution on one line: *The Security Council, Recalling its …, Acting
under …, 1. Decides …; 2. Decides …*. Each paragraph is put on a line of its own.
"""

from __future__ import annotations

import re

from ..languages import folded, opens_text, starts_block
from ..model import SourceText
from .edits import Edit, apply

_LINES = re.compile(r"[^\n]+")
_JOINT = re.compile(r"(?:(?<=[,;:])|(?<=\D\.)) +(?=(?P<number>\d{1,3}\. )?[A-Z])")
SHORTEST = 60
"""Characters: a line that is not longer than a formula holds no paragraph besides it."""


def run_in(source: SourceText) -> SourceText:
    r"""Return the text with the paragraphs after a formula on lines of their own.

    >>> from councilgraph.model import SourceText
    >>> text = "The Security Council, Recalling its resolution 1242 (1999), 1. Decides to act."
    >>> run_in(SourceText.of(text)).text
    'The Security Council,\nRecalling its resolution 1242 (1999),\n1. Decides to act.'
    """
    edits: list[Edit] = []
    for line in _LINES.finditer(folded(source.text)):  # as long as the text, each line in its place
        text = line.group()
        if len(text) < SHORTEST or not opens_text(text.lstrip()):
            continue
        for joint in _JOINT.finditer(text):
            after = text[joint.end() : joint.end() + SHORTEST]
            verb = after[len(joint["number"] or "") :]
            if starts_block(verb) and not opens_text(after):
                start = line.start() + joint.start()
                edits.append(Edit(start, line.start() + joint.end(), "\n"))
    return apply(source, edits)
