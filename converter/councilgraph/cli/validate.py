"""``councilgraph validate``: the shapes over any RDF file."""

from __future__ import annotations

import argparse
from pathlib import Path

from .messages import Messages
from .output import write_out

FORMATS = ("text", "json", "ttl", "sarif", "junit")
FAILURES = ("violation", "warning", "info")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE_OR_DIR", help="RDF in any syntax, or a published folder"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of the report (default: text)"
    )


    parser.add_argument(
        "--fail-on", choices=FAILURES, default="violation", metavar="SEVERITY",
        help="end with 3 where something as grave is found: violation, warning or info "
        "(default: violation)",
    )  # fmt: skip


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Print the report and return 0, or 3 where something as grave as asked for is found."""
    from ..validate import Report, junit, sarif, validate_files

    writers = {"text": Report.text, "json": Report.json, "ttl": Report.ttl, "sarif": sarif,
               "junit": junit}  # fmt: skip
    report = validate_files(Path(p) for p in args.paths)
    failed = report.fails(args.fail_on.capitalize())
    if not messages.quiet or failed or args.format != "text":
        write_out(writers[args.format](report), "" if args.format == "text" else "utf-8")
    return 3 if failed else 0
