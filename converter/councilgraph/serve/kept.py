"""What was made when it was asked for, kept for who asks next, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

ROOM = 64 << 20
"""Bytes."""


class Kept:
    """Answers by what was asked.

    >>> kept = Kept(room=3)
    >>> kept.put("a", b"12"); kept.put("b", b"34"); kept.get("a"), kept.get("b")
    (None, b'34')
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._size = room, 0
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, asked: Hashable) -> bytes | None:
        """Return what was answered, if it is still there."""
        found = self._answers.get(asked)
        if found is not None:
            self._answers.move_to_end(asked)
        return found

    def put(self, asked: Hashable, answer: bytes) -> None:
        """Keep an answer, unless it alone is too large."""
        if asked in self._answers or len(answer) > self._room:
            return
        self._answers[asked] = answer
        self._size += len(answer)
        while self._size > self._room:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone)
