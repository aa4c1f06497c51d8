"""Symbols where files are accepted: fetched first, politely."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Refused, UsageError
from .messages import Messages

if TYPE_CHECKING:
    from ..fetch import Fetched
    from ..model import Symbol

CONTACT, TABLE = "COUNCILGRAPH_CONTACT", "COUNCILGRAPH_SOURCES"
EVERY = "all"
_sleep = time.sleep


def asking_arguments(parser: argparse.ArgumentParser, *, languages: bool = True) -> None:
    """Declare how sources are asked, and in which languages documents are fetched."""
    if languages:
        parser.add_argument(
            "--lang", default="en", metavar="CODES",
            help="languages of what is fetched: ar,zh,en,fr,ru,es or all (default: en)",
        )  # fmt: skip
    parser.add_argument(
        "--contact", default=os.environ.get(CONTACT, ""), metavar="ADDRESS",
        help=f"tell sources how to reach you (default: the environment's {CONTACT})",
    )  # fmt: skip
    parser.add_argument(
        "--sources", type=Path, metavar="FILE",
        help=f"a table of sources instead of ours (default: the environment's {TABLE})",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=60.0, metavar="SECONDS",
        help="how long a whole answer may take (default: 60)",
    )  # fmt: skip


def wait(seconds: float) -> None:
    """Wait, as sources are waited for."""
    _sleep(seconds)


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that an argument names.

    >>> languages_of("zh,ru"), len(languages_of("all"))
    (('zh', 'ru'), 6)

    Raises:
        UsageError: it names one that there is none of.
    """
    from ..languages import codes

    if text == EVERY:
        return codes()
    found = tuple(dict.fromkeys(text.split(",")))
    if unknown := [c for c in found if c not in codes()]:
        known = ",".join(codes())
        raise UsageError(f"--lang {unknown[0]!r}; expected some of {known}, or {EVERY}")
    return found


def fetched(
    wanted: Iterable[tuple[Symbol, str]], place: Path, args: argparse.Namespace, messages: Messages
) -> Iterator[Fetched]:
    """Yield what became of documents, fetched into a folder as the arguments say.

    Raises:
        UsageError: the arguments or the table are wrong.
        EnvironmentFault: another run holds the folder.
    """
    from ..fetch import Fetcher, Manners, Visitor, held, hosts_of, sources

    table = args.sources or (Path(os.environ[TABLE]) if os.environ.get(TABLE) else None)
    rows = sources(table)
    manners = Manners(args.contact, args.timeout, sleep=_sleep, say=messages.note)
    with held(place) as folder:
        yield from Fetcher(rows, Visitor(hosts_of(rows), manners), folder).fetch(wanted)


def with_files(
    paths: Sequence[str], args: argparse.Namespace, messages: Messages
) -> tuple[list[str], list[Refused]]:
    """Return files and folders, each symbol replaced by its files in the user's cache.

    What is no path that exists and parses as a symbol is one. A copy that cannot be brought up to
    date is used, and said so; the symbols that no source has are refused.

    Raises:
        UsageError: the arguments are wrong.
        EnvironmentFault: a source that may have a document failed.
    """
    languages = languages_of(args.lang)
    others = [p for p in paths if not Path(p).exists()]
    if not others:
        return list(paths), []  # what fetches is not loaded
    from ..fetch import default_folder, is_symbol, symbol_of

    symbols = {p: symbol_of(p) for p in others if is_symbol(p)}
    wanted = dict.fromkeys((s, lang) for s in symbols.values() for lang in languages)
    if not wanted:
        return list(paths), []
    outcomes = list(fetched(wanted, default_folder(), args, messages))
    for one in outcomes:
        if one.kept and one.error:
            messages.note(f"{one.error}; the copy of {one.kept.provenance.checked} is used")
        elif one.error and not isinstance(one.error, Refused):
            raise one.error
    found: list[str] = []
    for path in paths:
        files = [str(o.kept.path) for o in outcomes if o.kept and o.symbol == symbols.get(path)]
        found += files if path in symbols else [path]
    return found, [o.error for o in outcomes if not o.kept and isinstance(o.error, Refused)]
