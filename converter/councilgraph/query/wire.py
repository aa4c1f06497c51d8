"""Requests to one address: with a deadline, without redirects, signed where it asks for that."""

from __future__ import annotations

import urllib.error
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import EndpointError
from .deadline import within

if TYPE_CHECKING:
    from urllib.request import Request

    from .login import Login, Signature

NOT_MODIFIED = 304
"""What a server answers that has nothing newer (RFC 9110, section 15.4.5)."""
_UNAUTHORIZED, _TOO_MANY, _SERVER = 401, 429, 500
"""Who are you (RFC 9110, section 15.5.2); too often (RFC 6585, section 4); the server's faults."""
_LOGIN = "COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD, or a line for the host in ~/.netrc"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; ``headers`` by their names in small letters.

    ``redirect`` is the address that it sends to instead; then there is nothing else.
    """

    status: int
    kind: str = ""
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    redirect: str = ""


class _Challenged(EndpointError):
    """The server asks who one is; ``challenges`` are the ways to tell it."""

    def __init__(self, message: str, challenges: tuple[str, ...]) -> None:
        self.challenges = challenges
        super().__init__(message)


class Wire:
    """An address that is sent requests; ``timeout`` is wall-clock seconds for a whole answer."""

    def __init__(self, address: str, timeout: float, login: Login | None = None) -> None:
        self._address, self._timeout = address, timeout
        self._signature: Signature | None = None
        if login:
            from .login import Signature

            self._signature = Signature(login)

    def send(self, request: Request, largest: int, left: float | None = None) -> tuple[str, bytes]:
        """Return the media type and body of an answer that says yes.

        ``left`` is what others of the same question have left of the timeout's seconds.

        Raises:
            EndpointError: there was no whole answer in time, it is an error, leads elsewhere, or is
                larger than so many bytes.
        """
        if self._signature:
            self._signature.sign(request)
        try:
            reply = self._exchanged(request, largest, left)
        except _Challenged as error:
            if not (self._signature and self._signature.accept(error.challenges, request)):
                raise
            self._signature.sign(request)
            reply = self._exchanged(request, largest, left)
        if reply.redirect:
            raise self._failed(f"redirects to {reply.redirect}; ask there if you trust it")
        return reply.kind, reply.body

    def reply(self, request: Request, largest: int) -> Reply:
        """Return what is answered, be it a redirect or that nothing was modified.

        Raises:
            EndpointError: there was no whole answer in time, it is an error, or is larger than so
                many bytes.
        """
        try:
            return self._exchanged(request, largest)
        except EndpointError as error:
            if error.status == NOT_MODIFIED:
                return Reply(NOT_MODIFIED)
            raise

    def _exchanged(self, request: Request, largest: int, left: float | None = None) -> Reply:
        from .exchange import Exchange, Redirected

        patience = self._timeout if left is None else left
        exchange = Exchange(request, largest=largest, patience=patience)
        try:
            kind, body = within(patience, exchange.read, exchange.abandon)
            return Reply(exchange.status, kind, body, exchange.headers)
        except Redirected as error:
            return Reply(error.status, redirect=error.address)
        except TimeoutError as error:
            how = f"no whole answer within {self._timeout:g} s"
            raise self._failed(how, passing=True) from error
        except urllib.error.HTTPError as error:
            raise self._answered(error, exchange.said) from error
        except urllib.error.URLError as error:
            raise self._failed(str(error.reason).lower(), passing=True) from error
        except OSError as error:
            raise self._failed(str(error), passing=True) from error
        except ValueError as error:
            raise self._failed(str(error)) from error

    def _answered(self, error: urllib.error.HTTPError, said: str) -> EndpointError:
        how = f"answered {error.code} {error.reason}" + (f": {said}" if said else "")
        if error.code == _UNAUTHORIZED:
            challenges = tuple(error.headers.get_all("WWW-Authenticate", ()))
            expected = "another name or password" if self._signature else _LOGIN
            return _Challenged(f"{self._address}: {how}; expected {expected}", challenges)
        passing = error.code == _TOO_MANY or error.code >= _SERVER
        later = error.headers.get("Retry-After", "") if passing else ""
        return self._failed(how, passing=passing, later=later, status=error.code)

    def _failed(
        self, how: str, *, passing: bool = False, later: str = "", status: int = 0
    ) -> EndpointError:
        # What a server says may be meant for the terminal.
        said = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in how)
        message = f"{self._address}: {said}"
        return EndpointError(message, passing=passing, retry_after=later, status=status)
