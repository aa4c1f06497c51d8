"""What every test may use: whether expectations are to be rewritten, servers, clients, judges."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import shutil
import socket
import subprocess
import sysconfig
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from starlette.testclient import TestClient

# A first run compiles patterns, and a machine may be busy: time is no matter of right or wrong.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("untimed"), max_examples=15)
settings.load_profile("untimed")

# Of the many objects that tests make few are in cycles: to look for these all the time is a tenth
# of the whole.
gc.set_threshold(50_000)

# They hold no examples, and two of them could not be read as modules of one name.
collect_ignore_glob = ["*/conftest.py"]

Needed = Callable[[str | None, str], str]
OUT = Path(__file__).resolve().parents[1] / "out"
NPM = Path(__file__).resolve().parents[1] / "build" / "npm" / "node_modules"
MATRICES = {
    name: Path(__file__).parent / "hostile" / f"{name.replace(' ', '_')}.toml"
    for name in ("bad inputs", "faults")
}
QUICK = "not slow"
WHOLLY_SLOW = re.compile(r"^pytestmark = \[?\s*pytest\.mark\.slow\b", re.MULTILINE)
OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite what the document cases expect"
    )
    parser.addoption(
        "--graphs", type=int, default=200, help="how many random graphs are validated twice"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of a property where no slow test is asked for."""
    if config.option.markexpr == QUICK:
        settings.load_profile("quick")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the collector of memory rest, and leave alone what was imported: it stays to the end."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.enable()
    return result


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files unread whose tests are all slow, where no slow test is asked for."""
    if config.option.markexpr != QUICK or not collection_path.match("test_*.py"):
        return None
    return bool(WHOLLY_SLOW.search(collection_path.read_text("utf-8"))) or None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Note on a test which rows of the matrices it proves: ``matrix`` is ``faults:7`` then."""
    proven = _proven()
    for name in {item.nodeid, item.nodeid.partition("[")[0]}:
        item.user_properties += (("matrix", row) for row in proven.get(name, ()))


@cache
def _proven() -> dict[str, list[str]]:
    """Return the rows of the matrices by the test that proves them."""
    found: dict[str, list[str]] = {}
    for matrix, table in MATRICES.items():
        for row in tomllib.loads(table.read_text("utf-8"))["row"]:
            for test in row.get("proven", ()):
                found.setdefault(test, []).append(f"{matrix}:{row['number']}")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how the rows of the matrices fared that were tried, and what is left of any."""
    found = [
        (key, str(value), report.failed)
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.getreports(outcome)
        for key, value in getattr(report, "user_properties", ())
    ]
    for matrix in MATRICES:
        rows = [(v, failed) for key, v, failed in found
                if key == "matrix" and v.startswith(f"{matrix}:")]  # fmt: skip
        bad = sorted({v.partition(":")[2] for v, failed in rows if failed}, key=int)
        if rows:
            terminalreporter.write_line(
                f"{matrix}: {len({v for v, _ in rows})} rows tried, {len(bad)} failed"
                + (f" ({', '.join(bad)})" if bad else "")
            )
    for line in sorted({value for key, value, _ in found if key == "left"}):
        terminalreporter.write_line(f"  left: {line}")


@pytest.fixture(scope="session")
def needed() -> Needed:
    """Return what gives a program's place, or says that it is missing and how to install it.

    Without it a test is skipped and says why; where COUNCILGRAPH_JUDGES is ``required``, as in
    ``.ci/run``, it fails.
    """

    def place(found: str | None, what: str) -> str:
        if not found and os.environ.get("COUNCILGRAPH_JUDGES") == "required":
            pytest.fail(f"{what} is missing, which COUNCILGRAPH_JUDGES=required promises")
        if not found:
            pytest.skip(f"{what} is missing")
        return found

    return place


@pytest.fixture(scope="module")
def browser(needed: Needed) -> Iterator[Browser]:
    """Start Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    found = needed(shutil.which("chromium"), "chromium (Debian's package)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe(needed: Needed) -> Path:
    """Return axe-core, which finds faults of accessibility; ``make checkers`` fetches it."""
    file = NPM / "axe-core" / "axe.min.js"
    return Path(needed(str(file) if file.is_file() else None, "axe-core (make checkers)"))


@pytest.fixture(scope="session")
def vnu(needed: Needed) -> Path:
    """Return the W3C's HTML checker, which needs Java; ``make checkers`` fetches it."""
    needed(shutil.which("java"), "java (apt-get install default-jdk-headless)")
    file = NPM / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return Path(needed(str(file) if file.is_file() else None, "the HTML checker (make checkers)"))


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of ``out/``, of its files alone: nothing is started to answer a query."""
    from anyio.from_thread import start_blocking_portal
    from starlette.testclient import TestClient

    from councilgraph.serve.app import application

    asked = TestClient(application(OUT, tmp_path_factory.mktemp("scratch")), follow_redirects=False)
    # One loop for all requests; by itself each would start a thread with a loop of its own.
    with start_blocking_portal() as asked.portal:
        yield asked


@pytest.fixture(scope="module")
def sparql_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Sequence[Path]], str]]:
    """Return what starts Oxigraph's server over files, on a free port, and gives its address.

    Every server stops with the module's last test: a query that its timeout does not end, ends.
    """
    with contextlib.ExitStack() as servers:

        def start(files: Sequence[Path]) -> str:
            store = tmp_path_factory.mktemp("store")
            named = [argument for file in files for argument in ("--file", str(file))]
            load = [str(OXIGRAPH), "load", "--location", str(store), *named]
            subprocess.run(load, check=True, capture_output=True, timeout=60)
            with socket.create_server(("127.0.0.1", 0)) as free:
                place = f"127.0.0.1:{free.getsockname()[1]}"
            # A query whose client has left would go on for ever.
            serve = [str(OXIGRAPH), "serve-read-only", "--location", str(store), "--bind", place,
                     "--timeout-s", "10"]  # fmt: skip
            server = servers.enter_context(subprocess.Popen(serve, stderr=subprocess.DEVNULL))
            servers.callback(server.kill)
            _wait(f"http://{place}/", server)
            return f"http://{place}/query"

        yield start


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            opener.open(url, timeout=1).close()
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")
