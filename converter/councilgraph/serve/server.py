"""Run the application on a socket, with patience for slow clients but not without end."""

from __future__ import annotations

import logging
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from ..errors import CouncilgraphError, EnvironmentFault
from .app import application
from .patience import Patient

KEEP_ALIVE, DRAIN = 10, 10
"""Seconds: a connection may idle, running requests may take when the server ends."""
CONNECTIONS = 512
"""Requests and connections at once; a further one is answered 503."""
_BACKLOG = 512
_FILES = 96
"""Files that must be allowed to be open: Oxigraph takes no less."""
_ENDS = (signal.SIGINT, signal.SIGTERM)


def run(
    place: Path, host: str, port: int, timeout: float, announce: Callable[[str], None],
    history: Path | None = None,
) -> None:  # fmt: skip
    """Serve a published folder until interrupted or told to end.

    ``timeout`` is how long a query may run; ``announce`` is told the address when it answers;
    ``history`` is where its releases are kept, if they are to be served.

    Raises:
        Refused: the folder is no publication.
        OSError: the address cannot be taken.
        EnvironmentFault: the server does not start.
    """
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if files != resource.RLIM_INFINITY and files < _FILES:
        raise EnvironmentFault(
            f"only {files} files may be open at once; expected at least {_FILES}, as after "
            "ulimit -n 1024"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.create_server((host, port), family=family, backlog=_BACKLOG) as taken,
        TemporaryDirectory(prefix="councilgraph-serve-", ignore_cleanup_errors=True) as scratch,
    ):
        app = application(place, Path(scratch), timeout, history)
        config = uvicorn.Config(
            app,
            http=Patient,
            ws="none",
            lifespan="on",
            log_level="critical",  # until it has started: what goes wrong before is raised
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=DRAIN,
        )
        shown = f"[{host}]" if ":" in host else host
        server = _Server(config, lambda: announce(f"http://{shown}:{taken.getsockname()[1]}/"))
        server.run(sockets=[taken])
        if not server.started:
            fault = getattr(app.state, "fault", None)
            if isinstance(fault, CouncilgraphError | OSError):
                raise fault
            raise EnvironmentFault(f"{place}: no worker starts; expected memory and processes")


class _Server(uvicorn.Server):
    """uvicorn's server: it tells when it answers, and an end by a signal is one like another."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and tell; or end, where the application does not start."""
        try:
            await super().startup(sockets)
        except SystemExit:
            self.should_exit = True
            return
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on a signal, and do not raise it again afterwards."""
        before = {each: signal.signal(each, self.handle_exit) for each in _ENDS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
