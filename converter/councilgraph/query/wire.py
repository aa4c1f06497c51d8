"""Requests to one address: with a deadline, without redirects, signed where it asks for that."""

from __future__ import annotations

import urllib.error
from typing import TYPE_CHECKING

from ..errors import EndpointError
from .deadline import within

if TYPE_CHECKING:
    from urllib.request import Request

    from .login import Login, Signature

_UNAUTHORIZED, _TOO_MANY, _SERVER = 401, 429, 500
"""Who are you (RFC 9110, section 15.5.2); too often (RFC 6585, section 4); the server's faults."""
_LOGIN = "COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD, or a line for the host in ~/.netrc"


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

    def send(self, request: Request, largest: int) -> tuple[str, bytes]:
        """Return the media type and body of an answer that says yes.

        Raises:
            EndpointError: there was no whole answer in time, it is an error, leads elsewhere, or is
                larger than so many bytes.
        """
        if self._signature:
            self._signature.sign(request)
        try:
            return self._exchanged(request, largest)
        except _Challenged as error:
            if not (self._signature and self._signature.accept(error.challenges, request)):
                raise
            self._signature.sign(request)
            return self._exchanged(request, largest)

    def _exchanged(self, request: Request, largest: int) -> tuple[str, bytes]:
        from .exchange import Exchange

        exchange = Exchange(request, largest=largest, patience=self._timeout)
        try:
            return within(self._timeout, exchange.read, exchange.abandon)
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
        return self._failed(how, passing=passing, later=later)

    def _failed(self, how: str, *, passing: bool = False, later: str = "") -> EndpointError:
        return EndpointError(f"{self._address}: {how}", passing=passing, retry_after=later)
