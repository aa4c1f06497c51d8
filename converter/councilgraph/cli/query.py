"""``councilgraph query``: a question of the library or in SPARQL, asked of files or an endpoint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import Refused, UsageError
from .messages import Messages
from .options import DATASET
from .output import write_out

SYNTAXES = ("table", "csv", "tsv", "json", "xml", "ttl")
STDIN = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("name", nargs="?", metavar="NAME", help="a question of the library")
    what.add_argument("--file", metavar="F", help="a file of SPARQL; - is standard input")
    what.add_argument("--text", metavar="SPARQL", help="a query in SPARQL")
    what.add_argument("--list", action="store_true", help="show the questions of the library")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--data",
        metavar="DIR_OR_FILE",
        help=f"a published dataset or an RDF file (default: {DATASET})",
    )
    where.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint to ask instead")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the question: document='S/RES/2553 (2020)'",
    )
    parser.add_argument(
        "--format", choices=SYNTAXES, default="table", help="of the answer (default: table)"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="how long a whole answer may take (default: 60)",
    )


def run(args: argparse.Namespace, _messages: Messages) -> int:
    """Print the answer, or the list of questions, and return 0."""
    from ..query import TIMEOUT, run

    if args.list:
        write_out(_listing())
        return 0
    query = _query(args)
    timeout = TIMEOUT if args.timeout is None else args.timeout
    if not 0 < timeout < float("inf"):
        raise UsageError(f"--timeout {timeout:g}; expected more than 0 seconds")
    data = None if args.endpoint else _data(args.data)
    syntax = args.format
    answer = run(query, data=data, endpoint=args.endpoint, syntax=syntax, timeout=timeout)
    write_out(answer, "" if syntax == "table" else "utf-8")
    return 0


def _query(args: argparse.Namespace) -> str:
    from ..query import named

    if args.name is not None:
        return named(args.name).bound(_assignments(args.set))
    if args.set:
        raise UsageError("--set is for questions of the library; expected NAME before it")
    if args.text is not None:
        return str(args.text)
    try:
        data = sys.stdin.buffer.read() if args.file == STDIN else Path(args.file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{args.file}: not UTF-8; expected a query in SPARQL") from error


def _assignments(given: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {each!r}; expected NAME=VALUE")
        if name in values:
            raise UsageError(f"--set gives {name!r} twice; expected one value")
        values[name] = value
    return values


def _data(given: str | None) -> Path:
    place = Path(given if given is not None else DATASET)
    if given is None and not place.exists():
        raise UsageError(
            f"there is no dataset at {DATASET}; expected --data DIR_OR_FILE or --endpoint URL, "
            "or councilgraph publish before this"
        )
    if not place.exists():
        raise Refused(str(place), "no such file or folder", expected="a published dataset")
    return place


def _listing() -> str:
    """Return the names, titles and parameters of the library."""
    from ..query import library

    lines = []
    for question in library().values():
        lines += [f"{question.name}: {question.title}", f"    {question.description}"]
        lines += [
            f"    --set {p.name}={p.default}  ({p.kind}) {p.text}" for p in question.parameters
        ]
    return "\n".join(lines) + "\n"
