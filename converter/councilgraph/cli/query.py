"""``councilgraph query``: a question of the library or in SPARQL, asked of files or an endpoint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Refused, UsageError
from .messages import Messages
from .options import DATASET
from .output import write_out

if TYPE_CHECKING:
    from ..query import Answer, NamedQuery

SYNTAXES = (
    "table", "csv", "sheet", "tsv", "json", "xml", "ttl",
    "parquet", "graphml", "csl", "bibtex", "ris", "ics",
)  # fmt: skip
STDIN = "-"
PAUSE = 1.0
"""Seconds between two requests to another's endpoint."""


class _Asked(NamedTuple):
    """A query, the text that may say which column plays which role, the question that it is."""

    query: str
    head: str
    question: NamedQuery | None = None


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
        "--federated", action="store_true",
        help="let the question ask the other endpoint that it names, about what was found here",
    )  # fmt: skip
    parser.add_argument(
        "--service", metavar="URL", help="a copy of that endpoint to ask instead"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the question: document='S/RES/2553 (2020)'",
    )
    parser.add_argument(
        "--format", choices=SYNTAXES, default="table",
        help="of the answer (default: table); sheet is CSV for spreadsheets, which would run "
        "values that begin as formulas do; parquet, graphml, csl, bibtex, ris and ics are for "
        "other tools, and say which columns they need",
    )  # fmt: skip
    parser.add_argument(
        "--wide", action="store_true",
        help="a row a vote and a column a state, of a question that says how, such as ballots",
    )  # fmt: skip
    parser.add_argument(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="how long a whole answer may take (default: 60)",
    )


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Print the answer, or the list of questions, and return 0."""
    from ..handover import FORMS, handed, write
    from ..query import TIMEOUT, render

    if args.list:
        write_out(_listing())
        return 0
    asked = _query(args)
    timeout = TIMEOUT if args.timeout is None else args.timeout
    if not 0 < timeout < float("inf"):
        raise UsageError(f"--timeout {timeout:g}; expected more than 0 seconds")
    data = None if args.endpoint else _data(args.data)
    syntax = args.format
    answer = handed(_answer(args, asked, data, timeout, messages), asked.head, wide=args.wide)
    if syntax in FORMS:
        write_out(write(answer, syntax, asked.head), "utf-8")
    else:
        write_out(render(answer, syntax), "" if syntax == "table" else "utf-8")
    return 0


def _answer(
    args: argparse.Namespace, asked: _Asked, data: Path | None, timeout: float, messages: Messages
) -> Answer:
    """Return the answer; a question that asks another endpoint too asks it politely."""
    from ..query import Embedded, Remote, asked_of, joined, service_of

    here = Remote(args.endpoint, timeout) if args.endpoint else Embedded(data, timeout)
    if not (args.federated or args.service):
        if isinstance(here, Remote) and asked.question:
            return asked_of(here, asked.question, _assignments(args.set), messages.note)
        return here.ask(asked.query)
    from ..linkcheck.polite import Guest

    address = args.service or service_of(asked.query)
    there = Guest(Remote(address, timeout), PAUSE, say=messages.note)
    return joined(asked.query, here, there)


def _query(args: argparse.Namespace) -> _Asked:
    from ..handover import handed_over
    from ..query import federated, named, service_of, with_constants

    if args.name in federated():
        question = federated()[args.name]
        query = question.bound(_assignments(args.set))
        if not (args.federated or args.service or args.endpoint):
            raise UsageError(
                f"{args.name} asks {service_of(query)} too; expected --federated, which allows it, "
                "or --endpoint of a store that follows SERVICE"
            )
        return _Asked(query, question.head)
    if args.name is not None:
        question = named(args.name, handed_over())
        query = question.bound(_assignments(args.set))
        return _Asked(with_constants(query), question.head, question)
    if args.set:
        raise UsageError("--set is for questions of the library; expected NAME before it")
    if args.text is not None:
        return _Asked(str(args.text), "")
    try:
        data = sys.stdin.buffer.read() if args.file == STDIN else Path(args.file).read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{args.file}: not UTF-8; expected a query in SPARQL") from error
    return _Asked(text, text)


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
    from ..handover import handed_over
    from ..query import federated, library, service_of

    lines = []
    questions = (*library().values(), *handed_over().values(), *federated().values())
    for question in questions:
        lines += [f"{question.name}: {question.title}", f"    {question.description}"]
        lines += [
            f"    --set {p.name}={p.default}  ({p.kind}) {p.text}" for p in question.parameters
        ]
        if question.name in federated():
            lines.append(f"    --federated  asks {service_of(question.body)} too")
    return "\n".join(lines) + "\n"
