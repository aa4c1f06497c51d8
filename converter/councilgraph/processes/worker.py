"""A process that does what its parent sends it, piece by piece; see ``workers``."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

from .collecting import NEW_OBJECTS
from .isolation import isolate
from .limits import timed, untimed


def main(pipe: Connection) -> None:
    """Do what the parent sends until it sends no more, in the time that it gives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the parent
    try:
        sys.path[:], limits = pipe.recv()
        isolate(limits.memory, reading=True)
        for number in count():
            work, item = pipe.recv()
            timed(limits)
            answer = _tried(work, item)
            untimed()
            _answered(pipe, answer)
            if number == 0:
                _settle()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _settle() -> None:
    """Let cycles be looked for more rarely, and not among what is loaded after the first piece.

    Modules, tables and patterns stay; to go through them over and over took 4 % of the time of a
    process that converts.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def _tried(work: Callable[[Any], object], item: object) -> tuple[bool, object]:
    try:
        return True, work(item)
    except Exception as error:  # noqa: BLE001 - it is raised in the parent
        return False, error


def _answered(pipe: Connection, answer: tuple[bool, object]) -> None:
    try:
        pipe.send(answer)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001 - what cannot be sent is told of
        pipe.send((False, RuntimeError(f"{type(error).__name__}: {error}")))


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
