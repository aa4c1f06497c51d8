"""``councilgraph serve``: a published dataset over HTTP."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import UsageError
from .messages import Messages

_PORTS = range(65536)
_SHORTEST, _LONGEST = 1, 3600


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "place", nargs="?", default="out", metavar="DIR", help="a published dataset (default: out)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--port", type=int, default=8000, help="the port; 0 for any (default: 8000)"
    )
    parser.add_argument(
        "--history", metavar="DIR",
        help="serve its releases too, which publish --history kept here (Memento, feeds)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=10, metavar="SECONDS",
        help="how long a query may run (default: 10)",
    )  # fmt: skip


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Serve until interrupted, and return 0."""
    from ..serve.server import run

    if args.port not in _PORTS:
        raise UsageError(f"--port {args.port}; expected a number from 0 to {_PORTS[-1]}")
    if not _SHORTEST <= args.timeout <= _LONGEST:
        raise UsageError(f"--timeout {args.timeout:g}; expected {_SHORTEST} to {_LONGEST} seconds")
    run(
        Path(args.place), args.host, args.port, args.timeout,
        lambda address: messages.note(f"serving {args.place} at {address} (Ctrl-C ends it)"),
        Path(args.history) if args.history else None,
    )  # fmt: skip
    return 0
