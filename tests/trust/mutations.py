"""Ten kinds of edits that change what a document means, made at random places of any document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from edits import Edit
from list_edits import change_tally, drop_name, swap_names, swap_votes
from samples import Sample
from text_edits import (
    alter_year,
    change_digit,
    change_number,
    cut_text,
    double_paragraph,
    drop_paragraph,
)

Make = Callable[[Sample, Random], Edit | None]
KINDS: Mapping[str, Make] = {
    "drop a name": drop_name,
    "swap two votes": swap_votes,
    "swap two names": swap_names,
    "change a tally": change_tally,
    "alter a year": alter_year,
    "change a symbol's digit": change_digit,
    "cut the text": cut_text,
    "double a paragraph": double_paragraph,
    "drop a paragraph": drop_paragraph,
    "change a paragraph's number": change_number,
}
