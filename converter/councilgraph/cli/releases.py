"""``councilgraph releases``: what was published, and what changed between two releases."""

from __future__ import annotations

import argparse
from pathlib import Path

from .messages import Messages
from .output import write_out

FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument("place", metavar="DIR", help="a history that publish --history made")
    parser.add_argument(
        "first", nargs="?", metavar="A",
        help="a release: its date in 14 digits, the beginning of its name, or latest; alone, it is "
        "held against the one before it; without it, all are listed",
    )  # fmt: skip
    parser.add_argument("second", nargs="?", metavar="B", help="the release that A is held against")
    parser.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], help=f"(default: {FORMATS[0]})"
    )


def run(args: argparse.Namespace, _: Messages) -> int:
    """Print the releases, or what changed between two, and return 0."""
    from ..releases import History, as_json, as_text, changes_between, list_json, listed

    history = History(Path(args.place))
    as_is = args.format == "json"
    if args.first is None:
        releases = history.releases()
        answer = list_json(releases) if as_is else listed(releases)
    else:
        new = history.find(args.second or args.first)
        old = history.find(args.first) if args.second else history.before(new)
        changes = changes_between(history.files(old), history.files(new), history.object)
        answer = (as_json if as_is else as_text)(changes, old, new, history.base)
    write_out(answer, "utf-8" if as_is else "")
    return 0
