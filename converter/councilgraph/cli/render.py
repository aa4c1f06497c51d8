"""``councilgraph render``: documents as text in a language's layout, or random ones."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .messages import Messages
from .options import conversion_arguments, options_of

if TYPE_CHECKING:
    from ..model import Record
    from ..pipeline import Conversion

STDOUT, ALL, DEFAULT_LANGUAGE = "-", "all", "en"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a document to lay out anew; - is standard input"
    )
    parser.add_argument(
        "--to-lang", metavar="LANG", help="language of masthead, numbering and votes (default: own)"
    )
    parser.add_argument(
        "--random", type=int, metavar="N", help="write N random documents, for tests and benchmarks"
    )
    parser.add_argument(
        "--lang", default=DEFAULT_LANGUAGE, help="language of random documents (default: en)"
    )
    parser.add_argument(
        "--distinct", action="store_true", help="random documents with a symbol each: one dataset"
    )
    parser.add_argument("--seed", type=int, default=0, help="what chance begins with (default: 0)")
    parser.add_argument(
        "--noise", default="", metavar="KIND,…", help="kinds of noise to add, or all"
    )
    parser.add_argument(
        "-o", dest="output", default=STDOUT, metavar="FILE|DIR|-", help="where it goes (default: -)"
    )
    conversion_arguments(parser)


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Render each document, or as many random ones as asked for, and return the exit code.

    Raises:
        UsageError: neither or both are asked for, or a language, a kind of noise or the place of
            the result is not one.
    """
    if bool(args.files) == (args.random is not None):
        raise UsageError("expected documents, or --random N")
    kinds = noise_of(args.noise)
    for code in (args.lang, args.to_lang):
        _check_language(code)
    if args.random is not None:
        return _random(args, kinds, messages)
    return _documents(args, kinds, messages)


def noise_of(text: str) -> tuple[str, ...]:
    """Return the kinds of noise that an argument names.

    >>> noise_of("wraps,tex"), noise_of("")
    (('wraps', 'tex'), ())

    Raises:
        UsageError: there is no such kind.
    """
    from ..render import KINDS

    kinds = tuple(k for k in text.split(",") if k)
    if kinds == (ALL,):
        return KINDS
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"--noise {kind!r}; expected all, or of {', '.join(KINDS)}")
    return kinds


def _check_language(code: str | None) -> None:
    from ..languages import codes

    if code is not None and code not in codes():
        raise UsageError(f"language {code!r}; expected one of {', '.join(codes())}")


def _random(args: argparse.Namespace, kinds: tuple[str, ...], messages: Messages) -> int:
    from ..render import corpus, distinct

    if args.random < 1:
        raise UsageError(f"--random {args.random}; expected 1 or more")
    drawn = distinct if args.distinct else corpus
    records = drawn(args.lang, args.random, args.seed)
    folder = None if args.output == STDOUT else _folder(args.output)
    for place, text in enumerate(_texts(records, None, kinds, args.seed), 1):
        if folder is None:
            sys.stdout.write(text)
        else:
            (folder / f"{place:06}.{args.lang}.txt").write_text(text, "utf-8", newline="")
    messages.note(f"{args.random} random documents written")
    return 0


def _folder(output: str) -> Path:
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"-o {output} is a file; expected a folder for random documents")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _texts(
    records: Iterable[Record], language: str | None, kinds: tuple[str, ...], seed: int
) -> Iterator[str]:
    from ..render import render

    for place, record in enumerate(records):
        yield render(record, language, noise=kinds, seed=seed * 1_000_003 + place)


def _documents(args: argparse.Namespace, kinds: tuple[str, ...], messages: Messages) -> int:
    """Render converted documents; a refused one does not stop the others."""
    from ..pipeline import Input, convert_each
    from ..publish.files import write_whole

    if args.output != STDOUT and len(args.files) > 1:
        _folder(args.output)
    inputs = [Input(path) for path in args.files]
    finish = partial(rendered, language=args.to_lang, kinds=kinds, seed=args.seed)
    refused = 0
    for outcome in convert_each(inputs, finish, options_of(args), jobs=args.jobs):
        if outcome.refused:
            refused += 1
            messages.error(outcome.refused)
        if outcome.value is None:
            continue
        own, text = outcome.value
        language = args.to_lang or own
        if language != own:
            messages.note(f"{outcome.source.shown}: what is no set phrase stays in {own}")
        if args.output == STDOUT:
            sys.stdout.write(text)
        else:
            write_whole(_place(args.output, outcome.source.stem, language), text.encode())
    return 1 if refused else 0


def rendered(
    conversion: Conversion, language: str | None, kinds: tuple[str, ...], seed: int
) -> tuple[str, str]:
    """Return the language of a converted document, and the document as text."""
    record = conversion.record
    return record.main.language, next(_texts([record], language, kinds, seed))


def _place(output: str, stem: str, language: str) -> Path:
    """Return the file of one document: the one named, or one in the folder named."""
    place = Path(output)
    if not place.is_dir():
        return place
    bare = re.sub(r"\.[a-z]{2}$", "", stem)
    return place / f"{bare}.{language}.txt"
