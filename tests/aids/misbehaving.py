"""A server for tests that does to its clients what no good server does."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

Behaviour = Callable[[socket.socket, threading.Event], None]


class Misbehaving:
    """A server on a free port of this machine that does one thing to whoever connects."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour, self._stop = behaviour, threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.02)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(OSError):
                connection = self._socket.accept()[0]
                connection.settimeout(5)
                with connection:
                    self.requests.append(connection.recv(65536))
                    self._behaviour(connection, self._stop)

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()
