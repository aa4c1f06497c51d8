"""The redirects of w3id.org lead where the server answers: Apache is asked, with the very file."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from starlette.testclient import TestClient

from councilgraph import resources
from councilgraph.rdf import read_triples
from councilgraph.serve.app import application
from councilgraph.serve.negotiate import DESCRIPTIONS, choose, suffixed

ROOM = resources.path("ontology/w3id")
APACHE = shutil.which("apache2", path="/usr/sbin:/usr/bin:/usr/local/bin")
MODULES = Path("/usr/lib/apache2/modules")
VERSION = "http://www.w3.org/2002/07/owl#versionIRI"
THINGS = (
    "doc/S/RES/2553", "doc/S/PV.9574", "doc/S/2020/1166/zh", "doc/S/RES/2553/paragraph/20/a",
    "vote/S/RES/2553", "vote/S/RES/2553/FRA", "state/TZA", "seat/2020/VCT",
    "organ/security-council", "instrument/un-charter/article/41", "concept/verb/recalls",
    "ontology", "dataset",
)  # fmt: skip
UNPUBLISHED = {"doc/S/PV.9574", "doc/S/RES/2553/paragraph/20/a"}
"""Those of them of which the pilot's publication says nothing."""
PLAIN = {
    "text/html": ".html", "text/turtle": ".ttl", "application/ld+json": ".jsonld",
    "application/n-triples": ".nt", "application/rdf+xml": ".rdf",
}  # fmt: skip
SENT = {
    "a browser": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html"),
    "rdflib": ("application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1",
               ".rdf"),
    "Jena": ("text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3", ".ttl"),
    "in another order": ("text/html;q=0.3, text/turtle; q=1.0", ".ttl"),
    "only with weights": ("text/html;q=0.3, text/turtle;q=0.8", ""),
    "refused": ("text/turtle;q=0", ""),
    "a longer name": ("application/rdf+xml-not", ""),
    "anything": ("*/*", ""),
    "anything, but": ("*/*, text/turtle", ""),
    "nothing said": (None, ""),
    "what there is not": ("image/png", ""),
}  # fmt: skip
"""What is sent, and the suffix of where it leads; none where the server is to choose."""

Ask = Callable[..., tuple[int, str, dict[str, str]]]


def rules() -> str:
    return (ROOM / ".htaccess").read_text("utf-8")


def at() -> str:
    (found,) = re.findall(r"E=AT:(\S+)\]", rules())
    return f"{found}/"


def test_the_rules_know_the_version_of_the_ontology() -> None:
    """When the version changes, the one before needs an address of its own."""
    triples = read_triples(resources.path("ontology/core.ttl"))
    (version,) = [term for _, predicate, term in triples if predicate == VERSION]
    path = str(version).partition("/councilgraph/")[2]
    assert f"RewriteRule ^{re.escape(path)}(" in rules()


def test_the_directory_names_no_person_and_no_address() -> None:
    readme = (ROOM / "README.md").read_text("utf-8")
    assert "The project's maintainers." in readme
    assert "@" not in readme
    assert at() == "https://councilgraph.example/"  # a reserved name, until there is a host


CONFIGURATION = """
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
User www-data
Group www-data
DocumentRoot {folder}/w3id.org
<Directory {folder}/w3id.org>
    AllowOverride All
    Require all granted
</Directory>
"""
LOADED = ("mpm_event", "authz_core", "rewrite", "headers")


@pytest.fixture(scope="module")
def port(needed: Callable[[str | None, str], str]) -> Iterator[int]:
    """Return where Apache serves the file as w3id.org does, in a folder of the project's name."""
    apache = needed(APACHE, "Apache (apt-get install apache2-bin)")
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as free:
        folder, number = Path(name), int(free.getsockname()[1])
        folder.chmod(0o755)
        shutil.copytree(ROOM, folder / "w3id.org" / "councilgraph")
        loads = "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in LOADED)
        text = loads + CONFIGURATION.format(port=number, folder=folder)
        (folder / "apache.conf").write_text(text, "utf-8")
        free.close()
        command = [apache, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]
        with subprocess.Popen(command) as server:
            try:
                wait(number, server)
                yield number
            finally:
                server.terminate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Return the server of the pilot's publication, without workers."""
    return TestClient(application(resources.root() / "out", tmp_path_factory.mktemp("scratch")))


def wait(number: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert server.poll() is None, "Apache ended"
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("Apache does not answer")


@pytest.fixture(scope="module")
def ask(port: int) -> Iterator[Ask]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def request(
        path: str, accept: str | None = None, method: str = "GET"
    ) -> tuple[int, str, dict[str, str]]:
        headers = {} if accept is None else {"Accept": accept}
        connection.request(method, f"/councilgraph/{path}", headers=headers)
        response = connection.getresponse()
        response.read()
        said = {name.lower(): value for name, value in response.getheaders()}
        place = said["location"]
        assert place.startswith(at())
        return response.status, place.removeprefix(at()), said

    yield request
    connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_leads_to_its_description_in_each_form(thing: str, ask: Ask) -> None:
    for media_type, suffix in PLAIN.items():
        status, place, headers = ask(thing, media_type)
        assert (status, place) == (303, thing + suffix)
        assert "accept" in headers["vary"].lower()
        assert headers["access-control-allow-origin"] == "*"
        assert suffixed(place) == (thing, choose(media_type, DESCRIPTIONS))


@pytest.mark.slow
@pytest.mark.parametrize("thing", sorted(set(THINGS) - UNPUBLISHED))
def test_where_a_redirect_leads_the_server_answers(
    thing: str, ask: Ask, server: TestClient
) -> None:
    for media_type in PLAIN:
        answer = server.get("/" + ask(thing, media_type)[1])
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert answer.content


@pytest.mark.slow
@pytest.mark.parametrize(("accept", "suffix"), SENT.values(), ids=SENT)
def test_the_form_is_the_one_wanted_most(accept: str | None, suffix: str, ask: Ask) -> None:
    assert ask("doc/S/RES/2553", accept)[:2] == (303, f"doc/S/RES/2553{suffix}")


@pytest.mark.slow
def test_the_rules_never_choose_otherwise_than_the_server(ask: Ask) -> None:
    random, chosen = Random(5), 0
    types = [*PLAIN, "application/xhtml+xml", "application/json", "text/*", "*/*", "image/png"]
    weights = ["", "", ";q=1", "; q=1.000", ";q=0.999", ";q=0.5", ";q=0"]
    for _ in range(600):
        spans = random.sample(types, random.randint(1, 5))
        accept = ", ".join(span + random.choice(weights) for span in spans)
        status, place, _ = ask("state/FRA", accept)
        thing, offer = suffixed(place)
        assert (status, thing) == (303, "state/FRA")
        assert offer in {None, choose(accept, DESCRIPTIONS)}, accept
        chosen += offer is not None
    assert chosen > 200


@pytest.mark.slow
def test_the_version_of_the_ontology_leads_to_the_ontology(ask: Ask) -> None:
    for media_type, suffix in PLAIN.items():
        assert ask("ontology/0.1.0", media_type)[:2] == (303, f"ontology{suffix}")
    assert ask("ontology/0.1.0")[:2] == (303, "ontology")
    assert ask("ontology/0.1.0.ttl")[:2] == (307, "ontology.ttl")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["", "doc/S/RES/2553.ttl", "ontology/core.ttl", "ontology/context.jsonld", "void.ttl",
     "dump/councilgraph.nq", "dump/councilgraph.nq.sha256", "source/3b9fe51530f5fe0f.txt",
     "sparql", "sparql?query=ASK%20%7B%7D", "reconcile", "docs"],
)  # fmt: skip
def test_files_and_services_are_where_they_are_whatever_is_wanted(path: str, ask: Ask) -> None:
    for accept in (None, "text/turtle", "text/html"):
        assert ask(path, accept)[:2] == (307, path)


@pytest.mark.slow
def test_a_request_keeps_its_method_and_a_path_its_signs(ask: Ask) -> None:
    assert ask("sparql", "text/turtle", "POST")[:2] == (307, "sparql")
    assert ask("doc/S/A%20B", "text/turtle")[:2] == (303, "doc/S/A%20B.ttl")
    assert ask("doc/S/RES/2553/", "text/turtle")[:2] == (303, "doc/S/RES/2553.ttl")
