"""How the server begins and ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from running import OUT, running

pytestmark = pytest.mark.slow

SERVE = [sys.executable, "-m", "councilgraph", "serve"]


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SERVE, *arguments], check=False, capture_output=True, text=True, timeout=60
    )


def test_a_taken_address_is_the_environments_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = ran(str(OUT), "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "address already in use" in done.stderr.lower()


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (("missing",), 1, "no such folder; expected a folder that councilgraph publish made"),
    ((str(OUT / "ontology"),), 1, "no manifest.json of ours in it"),
    ((str(OUT), "--port", "65536"), 2, "expected a number from 0 to 65535"),
    ((str(OUT), "--timeout", "0"), 2, "expected 1 to 3600 seconds"),
])  # fmt: skip
def test_a_wrong_call_says_what_is_right(
    arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = ran(*arguments)
    assert done.returncode == code
    assert said in done.stderr


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("no Turtle", "utf-8")
    (tmp_path / "manifest.json").write_text(
        '{"base": "https://w3id.org/councilgraph/", "tool": "x", "files": '
        '{"a.ttl": {"bytes": 9, "sha256": "0"}}}', "utf-8",
    )  # fmt: skip
    done = ran(str(tmp_path), "--port", "0")
    assert done.returncode == 4
    assert "damaged" in done.stderr


def test_any_port_will_do_and_is_told() -> None:
    command = [*SERVE, str(OUT), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = process.stderr.readline()
        process.terminate()
        assert process.wait(30) == 0
    assert "http://127.0.0.1:" in told
    assert "http://127.0.0.1:0/" not in told


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_end_answers_first(end: signal.Signals) -> None:
    with running(timeout=5) as server:
        found: list[int] = []
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        asked = threading.Thread(target=lambda: found.append(server.post(slow)[0]))
        asked.start()
        time.sleep(1)
        server.process.send_signal(end)
        assert server.process.wait(12) == 0
        asked.join()
        assert found == [504]
