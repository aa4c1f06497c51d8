"""``councilgraph compare``: where two sources of one document disagree."""

from __future__ import annotations

import argparse
import sys

from .messages import Messages
from .options import conversion_arguments, mapping_argument, mapping_of, options_of

FORMATS = ("text", "json", "ttl")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument("first", metavar="A", help="a document or table; - is standard input")
    parser.add_argument("second", metavar="B", help="another source of it: language, format, copy")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of the report (default: text)"
    )
    mapping_argument(parser)
    conversion_arguments(parser)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Print the report and return 0 where the sources agree, but for notes, else 3."""
    from ..model import Severity
    from ..pipeline import Input, compare
    from ..publish.disagreements import as_json, as_text, as_triples
    from ..rdf import write

    options = options_of(args)
    found = compare(Input(args.first), Input(args.second), options, mapping_of(args))
    if args.format == "ttl":
        report = write(as_triples(found, options.base), "ttl", options.base)
    else:
        report = as_json(found) if args.format == "json" else as_text(found)
    sys.stdout.write(report)
    grave = sum(d.severity is not Severity.NOTE for d in found)
    noted = f"; {len(found) - grave} notes" if len(found) > grave else ""
    messages.note((f"{grave} disagreements" if grave else "the sources agree") + noted)
    return 3 if grave else 0
