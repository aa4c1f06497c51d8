"""One exchange over HTTP that can be abandoned: no redirects, a cap on what is read."""

from __future__ import annotations

import contextlib
import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

_CUT = "the answer breaks off in the middle"
_STEP = 1 << 20
_DETAIL = 300
"""Bytes of an error's text that are worth reading."""


class Redirected(ValueError):
    """Say where a server sends one."""

    def __init__(self, address: str, status: int) -> None:
        self.address, self.status = address, status
        super().__init__(f"redirects to {address}")


class Exchange:
    """A request and its answer, read in one thread and abandoned from another.

    ``patience`` is seconds that any one step may take; ``said`` is what came with an error,
    ``status`` and ``headers`` what came with an answer.
    """

    def __init__(self, request: urllib.request.Request, *, largest: int, patience: float) -> None:
        self.said = ""
        self.status = 0
        self.headers: Mapping[str, str] = {}
        self._request, self._largest, self._patience = request, largest, patience
        self._sockets: list[socket.socket] = []
        self._abandoned = False

    def read(self) -> tuple[str, bytes]:
        """Return the media type and the whole body of the answer.

        Raises:
            OSError: the connection failed, or the server answered an error.
            Redirected: it sends elsewhere.
            ValueError: what it sends is too large, cut off or no HTTP.
        """
        handlers = (_Http(self._opened), _Https(self._opened), _NoRedirect)
        opener = urllib.request.build_opener(*handlers)
        try:
            with opener.open(self._request, timeout=self._patience) as response:
                self.status = response.status
                self.headers = {k.lower(): v for k, v in response.headers.items()}
                return response.headers.get_content_type(), self._body(response)
        except urllib.error.HTTPError as error:
            self.said = _first_line(error)
            raise
        except ConnectionError:
            raise
        except http.client.IncompleteRead as error:
            raise ValueError(_CUT) from error
        except http.client.HTTPException as error:
            raise ValueError(f"not HTTP: {type(error).__name__} {error}".rstrip()) from error

    def abandon(self) -> None:
        """End the exchange from another thread: what waits for the server gets nothing more."""
        self._abandoned = True
        for each in self._sockets:
            # The base class's method, for TLS would take part in the farewell.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)

    def _opened(self, connection: socket.socket) -> None:
        self._sockets.append(connection)
        if self._abandoned:
            self.abandon()

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        parts, size = [], 0
        while part := response.read(_STEP):
            parts.append(part)
            size += len(part)
            if size > self._largest:
                raise ValueError(f"the answer is larger than {self._largest:,} bytes")
        # What is left of a stated length; only a read without a limit would have complained.
        if response.length:
            raise ValueError(_CUT)
        return b"".join(parts)


def _first_line(error: urllib.error.HTTPError) -> str:
    """Return the first line of what a server says about an error, markup left out."""
    with error, contextlib.suppress(OSError, http.client.HTTPException):
        if error.headers.get_content_type() != "text/html":
            text = error.read(_DETAIL).decode("utf-8", "replace")
            return next((" ".join(x.split()) for x in text.splitlines() if x.strip()), "")
    return ""


class _Http(urllib.request.HTTPHandler):
    """Open connections that tell their socket."""

    def __init__(self, opened: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._opened = opened

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_telling(http.client.HTTPConnection, self._opened), req)


class _Https(urllib.request.HTTPSHandler):
    """Likewise over TLS."""

    def __init__(self, opened: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._opened = opened

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_telling(http.client.HTTPSConnection, self._opened), req)


def _telling(
    kind: type[http.client.HTTPConnection], opened: Callable[[socket.socket], None]
) -> Any:
    class Connection(kind):  # type: ignore[valid-type, misc]
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    return Connection


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuse to be sent elsewhere: the answer must come from the place that was asked."""

    def redirect_request(
        self, _req: Any, _fp: Any, code: int, _msg: str, _headers: Any, newurl: str
    ) -> None:
        raise Redirected(newurl, code)
