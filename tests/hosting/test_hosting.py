"""nginx and Apache, with the configurations of the project, answer for things as they should."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
OUT, HOSTING = ROOT / "out", ROOT / "hosting"
PLACES = "/usr/sbin:/usr/bin:/usr/local/bin"
MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authz_core", "rewrite", "headers", "mime", "dir")
HOPS = 8
TURTLE, HTML = "text/turtle; charset=utf-8", "text/html; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """A path, what is accepted, and the file and media type that it leads to; none where 404."""

    path: str
    accept: str
    file: str
    media_type: str = ""


REQUESTS = (
    Asked("/", "text/html", "index.html", HTML),
    Asked("/doc/S/RES/2553", "text/html,*/*;q=0.8", "doc/S/RES/2553.html", HTML),
    Asked("/doc/S/RES/2553", "*/*", "doc/S/RES/2553.html", HTML),
    Asked("/doc/S/RES/2553", "text/turtle", "doc/S/RES/2553.ttl", TURTLE),
    Asked("/doc/S/RES/2553", "application/ld+json", "doc/S/RES/2553.jsonld", "application/ld+json"),
    Asked("/doc/S/RES/2553", "application/n-triples", "doc/S/RES/2553.nt.gz",
          "application/n-triples"),
    Asked("/doc/S/RES/2553", "application/rdf+xml", "doc/S/RES/2553.rdf.gz", "application/rdf+xml"),
    Asked("/doc/S/RES/2553.ttl", "image/png", "doc/S/RES/2553.ttl", TURTLE),
    Asked("/doc/S/RES/2553.linkset", "*/*", "doc/S/RES/2553.linkset", "application/linkset+json"),
    Asked("/doc/S/RES/2553/preamble/2/citation/1", "text/turtle", "doc/S/RES/2553.ttl", TURTLE),
    Asked("/doc/S/RES/2553/paragraph/20/a", "text/html", "doc/S/RES/2553.html", HTML),
    Asked("/doc/S/2020/1166/zh", "application/ld+json", "doc/S/2020/1166.jsonld",
          "application/ld+json"),
    Asked("/vote/S/RES/2553", "text/html", "vote/S/RES/2553.html", HTML),
    Asked("/vote/S/RES/2553/FRA", "text/turtle", "doc/S/RES/2553.ttl", TURTLE),
    Asked("/state/TZA", "text/turtle", "ontology/authority/states.ttl", TURTLE),
    Asked("/state/TZA", "text/html", "state/TZA.html", HTML),
    Asked("/seat/2020/VCT", "text/turtle", "ontology/authority/seats.ttl", TURTLE),
    Asked("/seat/2020/VCT", "text/html", "state/VCT.html", HTML),
    Asked("/organ/security-council", "text/html", "organ.html", HTML),
    Asked("/instrument/un-charter/article/41", "text/turtle", "ontology/authority/charter.ttl",
          TURTLE),
    Asked("/concept/verb/recalls", "text/turtle", "ontology/vocabularies/verbs.ttl", TURTLE),
    Asked("/concept/verb/recalls", "text/html", "concept/verb.html", HTML),
    Asked("/ontology", "text/turtle", "ontology/core.ttl", TURTLE),
    Asked("/dataset", "text/turtle", "void.ttl", TURTLE),
    Asked("/catalogue", "text/turtle", "dcat.ttl", TURTLE),
    Asked("/links/states-eu/TZA", "text/turtle", "ontology/links/states-eu.ttl", TURTLE),
    Asked("/dump/councilgraph.nq.gz", "*/*", "dump/councilgraph.nq.gz", "application/gzip"),
    Asked("/feed.atom", "*/*", "feed.atom", "application/atom+xml"),
    Asked("/doc/S/RES/9999", "text/turtle", ""),
    Asked("/doc/S/RES/9999", "text/html", ""),
    Asked("/nothing.txt", "*/*", ""),
    Asked("/../manifest.json.gz", "*/*", ""),
)  # fmt: skip


def configured(name: str, port: int, folder: Path) -> str:
    text = (HOSTING / name).read_text("utf-8")
    assert text.count("127.0.0.1:8080") > 1
    assert "/srv/councilgraph" in text
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    return text.replace("/srv/councilgraph", str(folder / "out"))


def nginx(port: int, folder: Path) -> list[str]:
    """Return the command of nginx in the foreground, everything it writes below a folder."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 64; }}\nhttp {{\naccess_log off;\n{paths}"
        f"{configured('nginx.conf', port, folder)}\n}}\n", "utf-8",
    )  # fmt: skip
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def apache(port: int, folder: Path) -> list[str]:
    """Return the command of Apache in the foreground, everything it writes below a folder."""
    loads = "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in LOADED)
    (folder / "apache.conf").write_text(
        f"{loads}ServerName 127.0.0.1\nTypesConfig /dev/null\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error.log\nUser www-data\nGroup www-data\n"
        f"{configured('apache.conf', port, folder)}", "utf-8",
    )  # fmt: skip
    return ["apache2", "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


SERVERS = {"nginx": nginx, "apache": apache}


@pytest.fixture(scope="module", params=SERVERS)
def port(
    request: pytest.FixtureRequest, needed: Callable[[str | None, str], str]
) -> Iterator[int]:
    """Return where a server serves the pilot's publication."""
    program = {"nginx": "nginx", "apache": "apache2"}[request.param]
    where = shutil.which(program, path=PLACES)
    found = needed(where, f"{request.param} (apt-get install nginx-light apache2-bin)")
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as free:
        folder, number = Path(name), int(free.getsockname()[1])
        folder.chmod(0o755)
        shutil.copytree(OUT, folder / "out")
        command = SERVERS[request.param](number, folder)
        free.close()
        with subprocess.Popen([found, *command[1:]], stderr=subprocess.DEVNULL) as server:
            try:
                _wait(number, server)
                yield number
            finally:
                server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


def ask(port: int, path: str, accept: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Accept": accept, "Accept-Encoding": "gzip"}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize("row", REQUESTS, ids=lambda r: f"{r.path} {r.accept}")
def test_a_request_leads_to_its_file(row: Asked, port: int) -> None:
    path = row.path
    for _ in range(HOPS):
        response, body = ask(port, path, row.accept)
        if response.status != 303:
            break
        path = response.headers["location"].removeprefix(f"http://127.0.0.1:{port}")
        path = path.partition("#")[0]
    assert response.status == (200 if row.file else response.status), path
    if not row.file:
        assert response.status in (400, 404)
        return
    assert response.headers["content-type"].lower() == row.media_type
    assert response.headers["access-control-allow-origin"] == "*"
    expected = (OUT / row.file).read_bytes()
    if response.headers["content-encoding"] == "gzip":
        body, expected = gzip.decompress(body), gzip.decompress(expected)
    assert body == expected


def test_a_thing_is_not_its_description(port: int) -> None:
    response, _ = ask(port, "/doc/S/RES/2553", "text/turtle")
    assert response.status == 303
    assert response.headers["location"].endswith("/doc/S/RES/2553.ttl")
    assert "accept" in response.headers["vary"].lower()


def test_what_cannot_unpack_is_sent_the_plain_text_by_nginx(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/doc/S/RES/2553.nt")
    response = connection.getresponse()
    body = response.read()
    connection.close()
    packed = response.headers["content-encoding"] == "gzip"
    assert packed or response.headers["server"].startswith("nginx")
    text = gzip.decompress(body) if packed else body
    assert text.startswith(b"<https://w3id.org/councilgraph/doc/S/RES/2553> ")
