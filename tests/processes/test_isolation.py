"""What a worker gives up: each way alone keeps it from a listener."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

TRY = """
import ctypes, sys, socket
import pyoxigraph as ox
from councilgraph.processes import isolation
libc = ctypes.CDLL(None, use_errno=True)
if not getattr(isolation, sys.argv[1])(libc):
    sys.exit(77)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=2)
except OSError:
    pass
else:
    sys.exit("a socket was opened")
store = ox.Store()
store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
assert store.query("ASK { ?s ?p ?o }")
try:
    list(store.query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[2]))
except OSError:
    sys.exit(0)
sys.exit("the service answered")
"""
CAP = """
import resource
from councilgraph.processes.isolation import MEMORY, isolate
isolate()
try:
    bytearray(MEMORY)
except MemoryError:
    raise SystemExit(0)
raise SystemExit("there was memory")
"""


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("way", ["without_interfaces", "without_sockets"])
def test_a_way_out_of_the_network_leaves_none_in(way: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = str(listener.getsockname()[1])
        done = ran(TRY, way, port)
        if done.returncode == 77:
            pytest.skip(f"this machine does not allow it: {way}")
        assert (done.returncode, done.stderr) == (0, "")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_memory_has_an_end() -> None:
    done = ran(CAP)
    assert (done.returncode, done.stderr) == (0, "")
