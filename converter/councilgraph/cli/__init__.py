"""The command line: arguments and exit codes only.

Data go to standard output, everything else to standard error. Each verb is a module of its own,
imported when it is called; none imports anything slow before it runs.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from .. import __version__
from ..errors import CouncilgraphError
from .messages import Messages

VERBS: dict[str, str] = {
    "compare": "tell where two sources of one document disagree",
    "convert": "turn documents into graphs",
    "explain": "show each fact of a document with the passage it was read from",
    "fetch": "fetch documents by their symbols, with where each is from",
    "link": "show the links to other datasets; check them against live endpoints",
    "load": "load a published dataset into a SPARQL store, by the Graph Store protocol",
    "publish": "turn documents into a validated dataset under one folder",
    "query": "answer a question from a dataset or an endpoint",
    "releases": "list what was published, and tell what changed between two releases",
    "render": "lay documents out as text, or make random ones",
    "serve": "serve a published dataset over HTTP",
    "validate": "hold RDF against the shapes",
    "watch": "bring a published dataset up to date from its sources",
}
"""Each verb has a module of its name here: ``arguments(parser)`` and ``run(args, messages)``."""

DEBUG = "COUNCILGRAPH_DEBUG"
INTERRUPTED, BROKEN_PIPE, ENVIRONMENT, OURS = 130, 141, 4, 70

_CODES = """\
exit codes: 0 done and conforms; 1 a document was refused; 2 usage; 3 the data break a shape or
contradict themselves; 4 the environment (disk, lock, network, endpoint); 70 a fault of ours"""


class _Verb(argparse.ArgumentParser):
    """The parser of a verb, which tells its own usage with a word that it does not know."""

    _several = _begun = False

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add an argument; where it is several words, some may stand between options."""
        self._several |= not names[0].startswith("-") and options.get("nargs") in ("+", "*")
        return super().add_argument(*names, **options)

    def parse_known_args(self, args: Any = (), namespace: Any = None) -> Any:
        """Return what the words after the verb mean; argparse calls this for parts of them too."""
        if self._begun:
            return super().parse_known_args(args, namespace)
        self._begun = True
        # Python 3.11 forgets two dashes where it looks for words between options.
        between = self._several and "--" not in args
        parse = self.parse_known_intermixed_args if between else super().parse_known_args
        found, left = parse(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left


def parser(named: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line: every verb is listed, the named one has arguments."""
    top = argparse.ArgumentParser(
        prog="councilgraph",
        description="United Nations Security Council documents as linked data.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"councilgraph {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Verb)
    for name, purpose in VERBS.items():
        verb = verbs.add_parser(
            name,
            help=purpose,
            description=purpose[0].upper() + purpose[1:] + ".",
            epilog=_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == named:
            import_module(f".{name}", __name__).arguments(verb)
            verb.add_argument("--quiet", action="store_true", help="say only what went wrong")
            verb.add_argument(
                "--json-log", action="store_true", help="messages as JSON, one a line"
            )
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    # No option before the verb takes a value, so the first other word is the verb.
    args = parser(next((w for w in words if not w.startswith("-")), None)).parse_args(words)
    messages = Messages(sys.stderr, quiet=args.quiet, as_json=args.json_log)
    try:
        code = int(import_module(f".{args.verb}", __name__).run(args, messages))
        sys.stdout.flush()
    except CouncilgraphError as error:
        messages.error(error)
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left; what Python flushes at its end must find a place to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except OSError as error:
        messages.say("error", _system(error))
        code = ENVIRONMENT
    except MemoryError:
        messages.say("error", "not enough memory")
        code = ENVIRONMENT
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user meets no traceback
        code = _our_fault(error, messages)
    return code


def _system(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    reason = (error.strerror or str(error)).lower()
    advice = "; expected free space" if error.errno == errno.ENOSPC else ""
    return f"{place}{reason}{advice}"


def _our_fault(error: Exception, messages: Messages) -> int:
    where = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    messages.say(
        "error",
        f"a fault of councilgraph{where}: {type(error).__name__}: {error}; please report it, "
        f"with the document and what {DEBUG}=1 prints",
    )
    return OURS
