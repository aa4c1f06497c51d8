"""Everything that councilgraph raises on purpose, and the exit code each kind ends with.

    CouncilgraphError
    ├── Refused            1   one document cannot be used (unreadable, empty, not recognised)
    ├── UsageError         2   the call itself is wrong (unknown query, missing parameter)
    ├── Contradiction      3   the data break a shape or contradict themselves
    └── EnvironmentFault   4   disk, lock, network, endpoint
        └── EndpointError      a server failed, timed out or answered something else

A document that is merely odd raises nothing: the reader keeps it and adds a ``Remark``.
"""

from __future__ import annotations

from typing import Any, ClassVar


class CouncilgraphError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is what the command line returns."""

    exit_code: ClassVar[int] = 70


class Refused(CouncilgraphError):
    """Say why one document cannot be used: where, what was found, what was expected.

    ``line`` and ``column`` count from 1, as editors do; either may be unknown.

    >>> str(Refused("letter.txt", "the file is empty", expected="a United Nations document"))
    'letter.txt: the file is empty; expected a United Nations document'
    >>> str(Refused("a.txt", "byte 0xff is not UTF-8", line=3, column=7))
    'a.txt:3:7: byte 0xff is not UTF-8'
    """

    exit_code = 1

    def __init__(
        self,
        where: str,
        found: str,
        *,
        expected: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.where, self.found, self.expected = where, found, expected
        self.line, self.column = line, column
        place = where + "".join(f":{n}" for n in (line, column) if n is not None)
        super().__init__(f"{place}: {found}" + (f"; expected {expected}" if expected else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes it anew in another process."""
        return _refused, (self.where, self.found, self.expected, self.line, self.column)


def _refused(
    where: str, found: str, expected: str, line: int | None, column: int | None
) -> Refused:
    return Refused(where, found, expected=expected, line=line, column=column)


class UsageError(CouncilgraphError):
    """Say what is wrong with the call, and what would be right."""

    exit_code = 2


class Contradiction(CouncilgraphError):
    """Say which data break a shape or contradict themselves."""

    exit_code = 3


class EnvironmentFault(CouncilgraphError):
    """Say which part of the environment failed: disk, lock, network."""

    exit_code = 4


class EndpointError(EnvironmentFault):
    """Say which SPARQL endpoint, or other server, failed and how.

    ``passing`` is true of what may be over when one asks again: no connection, no answer in time,
    429 and 5xx. ``retry_after`` is what the server said of when that would be, ``status`` the
    HTTP status that it answered, 0 where there was none.
    """

    def __init__(
        self, message: str, *, passing: bool = False, retry_after: str = "", status: int = 0
    ) -> None:
        self.passing, self.retry_after, self.status = passing, retry_after, status
        super().__init__(message)
