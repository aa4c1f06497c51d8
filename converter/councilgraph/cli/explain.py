"""``councilgraph explain``: each fact of a document with the passage it was read from."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import UsageError
from .messages import Messages
from .options import DATASET
from .output import write_out

FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument("symbol", metavar="SYMBOL", help="a document: S/RES/2553, 'S/PRST/2007/3'")
    parser.add_argument(
        "--data", metavar="DIR", help=f"a published dataset (default: {DATASET})"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of the explanation (default: text)"
    )


def run(args: argparse.Namespace, _messages: Messages) -> int:
    """Print the explanation and return 0."""
    from ..explain import as_json, as_text, explain_published
    from ..identifiers import parse_symbol

    try:
        symbol = parse_symbol(args.symbol)
    except ValueError as error:
        raise UsageError(str(error)) from error
    place = Path(args.data if args.data is not None else DATASET)
    if args.data is None and not place.exists():
        raise UsageError(
            f"there is no dataset at {DATASET}; expected --data DIR, or councilgraph publish "
            "before this"
        )
    explanation, base = explain_published(place, symbol)
    if args.format == "json":
        write_out(as_json(explanation), "utf-8")
    else:
        write_out(as_text(explanation, base))
    return 0
