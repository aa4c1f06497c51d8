"""``councilgraph validate``: the shapes over any RDF file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .messages import Messages

FORMATS = ("text", "json", "ttl")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE_OR_DIR", help="RDF in any syntax, or a published folder"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of the report (default: text)"
    )


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Print the report and return 0 where the data conform, else 3."""
    from ..validate import validate_files

    report = validate_files(Path(p) for p in args.paths)
    if not messages.quiet or not report.conforms or args.format != "text":
        sys.stdout.write(getattr(report, args.format)())
    return 0 if report.conforms else 3
