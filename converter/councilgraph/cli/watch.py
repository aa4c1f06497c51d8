"""``councilgraph watch``: a published dataset, brought up to date from its sources."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import symbols
from .messages import Messages
from .options import DATASET, conversion_arguments
from .output import write_out
from .publish import in_pool, publishing_arguments, tell

if TYPE_CHECKING:
    from ..pipeline import Published

SHORTEST = 60.0
"""Seconds between two rounds, at least: sources are guests' hosts."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "out", nargs="?", default=DATASET, metavar="DIR",
        help=f"the dataset (default: {DATASET})",
    )  # fmt: skip
    parser.add_argument(
        "--documents", action="append", type=Path, metavar="DIR",
        help="where the documents are that it was published from; may be given again (default: "
        "the user's cache, where documents named by symbol are)",
    )  # fmt: skip
    rounds = parser.add_mutually_exclusive_group()
    rounds.add_argument("--once", action="store_true", help="one round (default)")
    rounds.add_argument(
        "--every", type=float, metavar="SECONDS", help="go on, with so much between two rounds"
    )
    parser.add_argument(
        "--times", type=int, default=24, metavar="N", help="rounds of --every (default: 24)"
    )
    publishing_arguments(parser)
    conversion_arguments(parser)
    symbols.asking_arguments(parser, languages=False)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Ask the sources, publish anew where something changed, and return the worst exit code."""
    if args.every is not None and not SHORTEST <= args.every < float("inf"):
        raise UsageError(f"--every {args.every:g}; expected {SHORTEST:g} seconds or more")
    if args.times < 1:
        raise UsageError(f"--times {args.times}; expected 1 or more")
    rounds = args.times if args.every is not None else 1
    code = 0
    for number in range(rounds):
        if number:
            symbols.wait(args.every)
        code = max(code, _round(args, messages))
    return code


def _round(args: argparse.Namespace, messages: Messages) -> int:
    from ..fetch import default_folder
    from ..pipeline import published

    base, known = published(Path(args.out), args.documents or [default_folder()])
    fetched = [p for p in known if p.provenance]
    if not fetched:
        messages.note(f"nothing of {args.out} was fetched; its files are looked at alone")
    updated, code = _updated(known, args, messages)
    changed = [p for p in updated if p.now != p.sha256]
    for each in changed:
        write_out(_line(each))
    if not changed:
        write_out(f"nothing changed since {args.out} was published\n")
        return code
    args.base = args.base or base
    result = in_pool([str(p.file) for p in updated], args, messages)
    code = max(code, tell(result, args, messages))
    if result.release:
        _facts(Path(args.history))
    return code


def _updated(
    known: Sequence[Published], args: argparse.Namespace, messages: Messages
) -> tuple[list[Published], int]:
    """Return the inputs as their sources have them now, and the exit code of asking."""
    from ..model import Symbol

    places: dict[Path, dict[tuple[Symbol, str], Published]] = {}
    for one in known:
        if one.provenance:
            name = (Symbol(one.provenance.symbol), one.provenance.language)
            places.setdefault(one.file.parent, {})[name] = one
    new: dict[Published, Published] = {}
    code = 0
    for place, wanted in places.items():
        for each in symbols.fetched(wanted, place, args, messages):
            if each.error:
                messages.error(each.error)
                code = max(code, each.error.exit_code)
            if each.kept:
                before = wanted[each.symbol, each.language]
                new[before] = before.with_file(each.kept.path)
    return [new.get(one, one) for one in known], code


def _line(one: Published) -> str:
    """Return what changed of an input: its file, the hash before and now, the address."""
    from ..pipeline import printable

    address = one.provenance.address if one.provenance else "no source: changed by hand"
    hashes = f"{one.sha256[:12]} → {one.now[:12]}"
    return f"{printable(one.file.name)}\tchanged\t{hashes}\t{printable(address)}\n"


def _facts(place: Path) -> None:
    """Print which facts the newest release of a history changed."""
    from ..releases import History, as_text, changes_between

    history = History(place)
    new = history.find("latest")
    old = history.before(new)
    if old:
        changes = changes_between(history.files(old), history.files(new), history.object)
        write_out(as_text(changes, old, new, history.base))
