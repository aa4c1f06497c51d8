"""``councilgraph convert``: each document to one graph."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .messages import Messages
from .options import conversion_arguments, mapping_argument, mapping_of, options_of
from .rendering import SYNTAXES, render, suffix_of
from .symbols import asking_arguments, with_files

if TYPE_CHECKING:
    from ..pipeline import Input

STDOUT = "-"
_JOINABLE = frozenset(("ttl", "nt", "nq", "trig"))
"""The syntaxes in which several documents one after the other are one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument("files", nargs="+", metavar="FILE",
                        help="a document, or the symbol of one; - is standard input")  # fmt: skip
    parser.add_argument(
        "--to", choices=SYNTAXES, default="ttl", help="syntax of the result (default: ttl)"
    )
    parser.add_argument(
        "-o",
        dest="output",
        default=STDOUT,
        metavar="FILE|DIR|-",
        help="where the result goes; a folder gets one file per document (default: -)",
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        help="convert the rest of a table that has rows which cannot be read; the exit code is 1",
    )
    mapping_argument(parser)
    conversion_arguments(parser)
    asking_arguments(parser)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Convert every document and return the exit code; a refused one does not stop the others."""
    from ..pipeline import Input, apart, convert_each
    from .progress import progress
    from .tables import convert_tables

    files, absent = with_files(args.files, args, messages)
    options, mapping = options_of(args), mapping_of(args)
    tables, documents = apart([Input(path) for path in files], mapping)
    inputs = [*documents, *tables]
    places = destinations(inputs, args.output, args.to)
    finish = partial(render, syntax=args.to, base=options.base)
    for each in absent:
        messages.error(each)
    refused = contradicted = 0
    outcomes = convert_each(documents, finish, options, jobs=args.jobs)
    every = chain(
        progress(outcomes, len(documents), messages),
        convert_tables(tables, mapping, options, args.to, messages, partly=args.partial),
    )
    for place, outcome in zip(places, every, strict=True):
        if outcome.refused:
            refused += 1
            messages.error(outcome.refused)
        if outcome.value is None:
            continue
        _put(place, outcome.value.data)
        contradicted += bool(outcome.value.contradictions)
        for note in outcome.value.contradictions:
            messages.contradiction(
                outcome.source.shown, note.line, note.remark.message, note.remark.code,
                note.remark.cell,
            )  # fmt: skip
    if len(inputs) > 1:
        messages.note(f"{len(inputs) - refused} of {len(inputs)} documents converted")
    if refused or absent:
        return 1
    return 3 if contradicted else 0


def destinations(inputs: Sequence[Input], output: str, syntax: str) -> list[Path | None]:
    """Return where each document's graph goes, None for standard output.

    Raises:
        UsageError: several documents cannot share the place, or two would have one file.
    """
    if [i.path for i in inputs].count(STDOUT) > 1:
        raise UsageError("standard input is named twice; expected - once")
    if output == STDOUT:
        if len(inputs) > 1 and syntax not in _JOINABLE:
            raise UsageError(f"several documents as {syntax} on one stream; expected -o DIR")
        return [None] * len(inputs)
    folder = Path(output)
    if len(inputs) == 1 and not folder.is_dir() and not output.endswith(os.sep):
        return [folder]
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"-o {output} is a file; expected a folder for several documents")
    suffix = suffix_of(syntax)
    names = [i.stem + suffix for i in inputs]
    name, count = Counter(names).most_common(1)[0]
    if count > 1:
        raise UsageError(f"{count} documents would be written to {name}; expected unlike names")
    folder.mkdir(parents=True, exist_ok=True)
    return [folder / name for name in names]


def _put(place: Path | None, data: bytes) -> None:
    from ..publish.files import write_whole

    if place is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(place, data)
