"""``councilgraph publish``: documents to a whole dataset, or nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .messages import Messages
from .options import DATASET, conversion_arguments, mapping_argument, mapping_of, options_of
from .symbols import asking_arguments, with_files

if TYPE_CHECKING:
    from ..pipeline import Publication

PRECEDENCE = "text,akn,record,table"
"""The kinds of sources, those that are believed first: ``records.precedence`` tells of each."""

SHOWN = 20
"""How many findings of one kind are told one by one; of the rest, how many there are."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE_OR_DIR",
        help="documents, folders of documents, or symbols",
    )
    parser.add_argument(
        "--out", default=DATASET, metavar="DIR", help=f"the dataset's folder (default: {DATASET})"
    )
    publishing_arguments(parser)
    parser.add_argument(
        "--engine", choices=("pool", "spark"), default="pool",
        help="pool: the processes of this machine (default); spark: Apache Spark, which reads "
        "folders or stores (s3a://…) and writes sorted N-Quads in parts, a manifest and a report "
        "to a new DIR, and no pages",
    )  # fmt: skip
    parser.add_argument(
        "--master", metavar="URL",
        help="where Spark works: spark://HOST:PORT, yarn, k8s://… (default: this machine)",
    )  # fmt: skip
    conversion_arguments(parser)
    asking_arguments(parser)


def publishing_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is published beside the documents, and what is kept for the next time."""
    parser.add_argument(
        "--partial",
        action="store_true",
        help="leave out documents that are refused, contradict themselves or each other, or break "
        "a shape, and publish the rest; the exit code is then 1",
    )
    parser.add_argument(
        "--also", metavar="DIR",
        help="publish the files of this folder too, as they are: reports on the dataset",
    )  # fmt: skip
    parser.add_argument(
        "--handover", metavar="FORMS",
        help="write the whole tables for other tools too, into handover/: parquet, graphml, csl, "
        "bibtex, ris, ics, sheet, separated by commas",
    )  # fmt: skip
    parser.add_argument(
        "--history", metavar="DIR",
        help="keep every release in this folder, with what changed since the one before",
    )  # fmt: skip
    parser.add_argument(
        "--cache", metavar="DIR",
        help="keep what was made in this folder, and make anew only what has changed since",
    )  # fmt: skip
    parser.add_argument(
        "--precedence", metavar="KINDS", default=PRECEDENCE,
        help="which kind of source is believed where two contradict each other "
        "(default: %(default)s); what the other says stays as a remark",
    )  # fmt: skip
    mapping_argument(parser)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Publish, tell what was published or why nothing was, and return the exit code."""
    args.paths, absent = with_files(args.paths, args, messages)
    if absent and not (args.partial and args.paths):
        for refused in absent:
            messages.error(refused)
        messages.note(f"nothing was published; {args.out} is as it was")
        return 1
    if args.engine == "spark":
        published = _on_spark(args, messages)
    else:
        if args.master:
            raise UsageError("--master is for --engine spark alone")
        published = in_pool(args.paths, args, messages)
    published.refused += absent
    return tell(published, args, messages)


def tell(published: Publication, args: argparse.Namespace, messages: Messages) -> int:
    """Say what was published or why nothing was, and return the exit code."""
    _objections(published, messages)
    if published.files:
        _facts(published, args.out)
        _release(published, args.history)
        return 1 if published.refused or published.left_out else 0
    messages.note(f"nothing was published; {args.out} is as it was")
    return 3 if not published.consistent else 1


def in_pool(
    paths: Sequence[str], args: argparse.Namespace, messages: Messages
) -> Publication:
    """Publish documents in the processes of this machine, as the arguments say."""
    from ..handover import forms_of
    from ..pipeline import publish
    from ..records import order_of
    from .progress import progress

    return publish(
        paths,
        Path(args.out),
        replace(options_of(args), precedence=order_of(args.precedence)),
        jobs=args.jobs,
        partly=args.partial,
        also=Path(args.also) if args.also else None,
        handover=forms_of(args.handover) if args.handover is not None else (),
        history=Path(args.history) if args.history else None,
        cache=Path(args.cache) if args.cache else None,
        mapping=mapping_of(args),
        progress=lambda outcomes, total: progress(outcomes, total, messages),
    )


def _on_spark(args: argparse.Namespace, messages: Messages) -> Publication:
    from ..spark import publish

    for name in ("also", "handover", "history", "cache", "mapping"):
        if getattr(args, name):
            raise UsageError(f"--{name} is for --engine pool alone")
    if args.master and args.jobs:
        raise UsageError("--jobs is for this machine; the master knows how many work")
    return publish(
        args.paths,
        args.out,
        options_of(args),
        master=args.master or f"local[{args.jobs or '*'}]",
        partly=args.partial,
        progress=messages.interactive,
    )


def _objections(published: Publication, messages: Messages) -> None:
    """Say what was refused and what contradicts what."""
    for refused in published.refused[:SHOWN]:
        messages.error(refused)
    _rest(len(published.refused), "documents refused", messages)
    for source, note in published.contradictions[:SHOWN]:
        messages.contradiction(
            source.shown, note.line, note.remark.message, note.remark.code, note.remark.cell
        )
    _rest(len(published.contradictions), "contradictions", messages)
    for conflict in published.conflicts[:SHOWN]:
        messages.contradiction(conflict.source, 1, conflict.message, "source-disagreement")
    _rest(len(published.conflicts), "conflicts between sources", messages)
    if published.files and published.left_out:
        messages.note(f"left out: {', '.join(sorted(published.left_out))}")
    if published.report.findings:
        messages.note(published.report.first(SHOWN).text().rstrip())
        _rest(len(published.report.findings), "findings of the shapes", messages)


def _rest(count: int, what: str, messages: Messages) -> None:
    if count > SHOWN:
        messages.note(f"… and {count - SHOWN} more {what}")


def _release(published: Publication, history: str | None) -> None:
    """Print what the release is called, if it is kept."""
    if history is None:
        return
    if published.release is None:
        sys.stdout.write(f"nothing changed since the latest release in {history}\n")
        return
    moment, name = published.release.moment, published.release.name
    sys.stdout.write(f"release {moment} in {history}, named {name[:12]}…\n")


def _facts(published: Publication, out: str) -> None:
    """Print how many facts of each kind were published, the numbers aligned."""
    width = max(len(f"{n:,}") for n in published.facts.values())
    lines = [f"{count:>{width},} {kind}" for kind, count in published.facts.items()]
    count = published.documents - len(published.left_out)
    documents = f"{count} document" + ("s" if count != 1 else "")
    lines.append(f"{documents} published in {published.files} files under {out}; it conforms")
    sys.stdout.write("\n".join(lines) + "\n")
