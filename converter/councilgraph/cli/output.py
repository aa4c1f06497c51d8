"""What the command line writes on standard output."""

from __future__ import annotations

import sys


def write_out(text: str | bytes, encoding: str = "") -> None:
    """Write an answer: in ``encoding`` what a program reads, else as the terminal can show it."""
    sys.stdout.flush()
    if isinstance(text, str):
        data = text.encode(encoding or sys.stdout.encoding, "backslashreplace")
    else:
        data = text
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
