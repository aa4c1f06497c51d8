"""The options of every verb that converts documents."""

from __future__ import annotations

import argparse
import codecs
import re
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..pipeline import Options
    from ..records import TableMapping

DATASET = "out"
"""Where ``publish`` puts a dataset unless told otherwise, and so where others look for one."""

_MEMORY = range(256, 1 << 20)
"""Megabytes: with less, what reads documents could not even be loaded."""
_LONGEST = 86_400
_BASE = re.compile(r"https?://[^\s<>\"{}|^`\\]+[/#]")


def conversion_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how documents are converted."""
    parser.add_argument("--base", metavar="IRI", help="begin IRIs with this instead of our own")
    parser.add_argument("--encoding", metavar="NAME", help="of text that declares none: gb18030")
    parser.add_argument(
        "--recover", action="store_true", help="read on over malformed markup, with a remark"
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="processes (default: one per core for many documents)"
    )
    parser.add_argument(
        "--memory", type=int, default=1024, metavar="MB",
        help="what converting one document may take; more refuses it (default: 1024)",
    )  # fmt: skip
    parser.add_argument(
        "--seconds", type=float, default=30, metavar="S",
        help="of the processor that converting one document may take (default: 30)",
    )  # fmt: skip


def mapping_argument(parser: argparse.ArgumentParser) -> None:
    """Declare how tables are read."""
    parser.add_argument(
        "--mapping", metavar="FILE",
        help="how columns of tables (.csv, .tsv) are read: a TOML file, or one of voting-data, "
        "vetoes, meetings",
    )  # fmt: skip


def mapping_of(args: argparse.Namespace) -> TableMapping | None:
    """Return the mapping that tables are read by, None where none is asked for.

    Raises:
        UsageError: it cannot be read.
    """
    if not args.mapping:
        return None
    from ..records import load_mapping

    return load_mapping(args.mapping)


def options_of(args: argparse.Namespace) -> Options:
    """Return the options that the arguments ask for.

    Raises:
        UsageError: the base is no IRI to begin others with, the encoding is unknown, there are
            no processes to work with, or a limit is none.
    """
    from ..identifiers import BASE
    from ..pipeline import Options
    from ..processes import Limits

    base = args.base or BASE
    if not _BASE.fullmatch(base):
        raise UsageError(f"--base {base!r}; expected an http or https IRI that ends with / or #")
    if args.encoding:
        try:
            codecs.lookup(args.encoding)
        except LookupError as error:
            raise UsageError(
                f"--encoding {args.encoding!r} is unknown; expected a name such as gb18030"
            ) from error
    if args.jobs is not None and args.jobs < 1:
        raise UsageError(f"--jobs {args.jobs}; expected 1 or more")
    if args.memory not in _MEMORY:
        raise UsageError(
            f"--memory {args.memory}; expected {_MEMORY[0]} to {_MEMORY[-1]:,} (megabytes)"
        )
    if not 1 <= args.seconds <= _LONGEST:
        raise UsageError(f"--seconds {args.seconds:g}; expected 1 to {_LONGEST:,}")
    return Options(base, args.encoding, args.recover, Limits(args.memory << 20, args.seconds))
