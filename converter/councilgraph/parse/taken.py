"""Places of a text that something was read from, so that nothing else is read there."""

from __future__ import annotations


class Taken:
    """The places taken in a range of a text; asking takes no longer, however many there are.

    >>> taken = Taken(100, 200)
    >>> taken.take(110, 120)
    >>> taken.free(120, 130), taken.free(119, 130), taken.before(125), taken.before(105)
    (True, False, 120, None)
    """

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._marks = bytearray(end - start)

    def take(self, start: int, end: int) -> None:
        """Take a place inside the range."""
        self._marks[start - self._start : end - self._start] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing of a place is taken."""
        return self._marks.find(1, start - self._start, end - self._start) < 0

    def before(self, at: int) -> int | None:
        """Return where the last place that is taken before a free one ends, or None."""
        last = self._marks.rfind(1, 0, at - self._start)
        return None if last < 0 else self._start + last + 1
