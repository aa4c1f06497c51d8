"""``councilgraph fetch``: documents by their symbols."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EnvironmentFault
from .messages import Messages
from .output import write_out
from .symbols import asking_arguments, fetched, languages_of

if TYPE_CHECKING:
    from ..fetch import Fetched


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument("symbols", nargs="+", metavar="SYMBOL", help="such as S/RES/2553")
    parser.add_argument(
        "-o", dest="output", default=".", metavar="DIR", help="where files go (default: here)"
    )
    asking_arguments(parser)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Fetch every document, print what became of each, and return the exit code."""
    from ..fetch import State, symbol_of

    wanted = [(symbol_of(s), lang) for s in args.symbols for lang in languages_of(args.lang)]
    code = done = 0
    for one in fetched(dict.fromkeys(wanted), Path(args.output), args, messages):
        if one.error:
            messages.error(one.error)
            code = max(code, one.error.exit_code)
        else:
            done += 1
            write_out(line(one))
        if one.state is State.FAILED and one.kept:
            messages.note(f"{one.kept.path} is as it was fetched at {one.kept.provenance.checked}")
    messages.note(f"{done} of {len(dict.fromkeys(wanted))} documents are in {args.output}")
    if code == EnvironmentFault.exit_code:
        messages.note(
            "what was fetched is kept: the same command goes on from there; without a network, "
            "get the files by other means and name them instead of symbols"
        )
    return code


def line(one: Fetched) -> str:
    """Return what became of a document, as a line: file, state, source, address."""
    from ..pipeline import printable

    assert one.kept
    told = one.kept.provenance
    name = printable(str(one.kept.path))
    return f"{name}\t{one.state.value}\t{told.source}\t{printable(told.address)}\n"
