"""Run the application on a socket, with patience for slow clients but not without end."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from .app import application
from .patience import Patient

KEEP_ALIVE, DRAIN = 10, 10
"""Seconds: a connection may idle, running requests may take when the server ends."""
CONNECTIONS = 512
"""Requests and connections at once; a further one is answered 503."""


def run(place: Path, host: str, port: int, timeout: float) -> None:
    """Serve a published folder until interrupted; ``timeout`` is how long a query may run.

    Raises:
        Refused: the folder is no publication.
        OSError: the address is taken.
    """
    with TemporaryDirectory(prefix="councilgraph-serve-", ignore_cleanup_errors=True) as scratch:
        config = uvicorn.Config(
            application(place, Path(scratch), timeout),
            host=host,
            port=port,
            http=Patient,
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=DRAIN,
        )
        uvicorn.Server(config).run()
