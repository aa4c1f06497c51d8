"""HTTP connections that do not wait for ever: for a request's head, or for a reader."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0
"""Seconds in which the head of a request must have come."""
READER = 30.0
"""Seconds that a client may take nothing of an answer."""


class Patient(H11Protocol):
    """uvicorn's protocol with two deadlines; a connection that misses one is closed."""

    _head: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop("_head")
        self._stop("_reader")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, and see whether they made a head whole."""
        super().data_received(data)
        cycle: Any = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._stop("_head")
        elif self._head is None:
            self._wait_for_head()

    def on_response_complete(self) -> None:
        """Go on to the next request, which uvicorn waits for as long as keep-alive says."""
        self._stop("_head")
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the reader."""
        super().pause_writing()
        if self._reader is None:
            self._reader = self.loop.call_later(READER, self.transport.abort)

    def resume_writing(self) -> None:
        """Note that the reader goes on."""
        self._stop("_reader")
        super().resume_writing()

    def _wait_for_head(self) -> None:
        self._head = self.loop.call_later(HEAD, self.transport.abort)

    def _stop(self, name: str) -> None:
        timer: asyncio.TimerHandle | None = getattr(self, name)
        if timer is not None:
            timer.cancel()
            setattr(self, name, None)
