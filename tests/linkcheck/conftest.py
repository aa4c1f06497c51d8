"""A live endpoint of our own, with what the real ones say of our links."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from waits import waits_of

from councilgraph import resources
from councilgraph.cli import link as verb
from councilgraph.cli import main
from councilgraph.linkcheck import linksets, save

WIKIDATA = "states-wikidata"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let servers of this machine be asked directly, whatever the environment says."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """Return a copy of the linksets that a test may spoil."""
    return shutil.copytree(resources.path("ontology/links"), tmp_path / "links")


@pytest.fixture(scope="module")
def endpoint(
    sparql_server: Callable[[Sequence[Path]], str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Return an endpoint that says of every link what the real one is asked for."""
    file = tmp_path_factory.mktemp("said") / "said.ttl"
    file.write_text(said(), "utf-8")
    return sparql_server([file])


@pytest.fixture
def address(endpoint: str) -> str:
    """Return where commands ask."""
    return endpoint


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take waits for done, and return their seconds."""
    return waits_of(verb, monkeypatch)


@pytest.fixture
def run(address: str, links: Path, tmp_path: Path, sleeps: list[float]) -> Callable[..., int]:
    def start(*arguments: str, name: str = WIKIDATA) -> int:
        return main(["link", "--links", str(links), "--state", str(tmp_path / "state.json"),
                     "--endpoint", address, "--set", name, *arguments])  # fmt: skip

    return start


@pytest.fixture
def plant(links: Path) -> Callable[..., None]:
    """Return what changes the targets of some states in the linkset to Wikidata."""

    def change(changes: dict[str, str], justification: str = "LexicalMatching") -> None:
        ((path, linkset),) = linksets(links, [WIKIDATA])
        mappings = tuple(
            replace(m, target=changes[code], justification=justification)
            if (code := m.subject.removeprefix("state/")) in changes else m
            for m in linkset.mappings
        )  # fmt: skip
        assert mappings != linkset.mappings
        save(path, replace(linkset, mappings=mappings))

    return change


TOPICS = {
    "1000669": "BOSNIA AND HERZEGOVINA SITUATION",
    "1001560": "DEMOCRATIC REPUBLIC OF THE CONGO SITUATION",
    "1001825": "EAST TIMOR SITUATION",
    "1004105": "MIDDLE EAST SITUATION",
    "1004700": "PALESTINE QUESTION",
    "1004776": "PEACEBUILDING",
    "1005619": "RULE OF LAW",
}
"""Names of topics in the UNBIS Thesaurus, as the Secretariat's markup of documents gives them."""


def said() -> str:
    """Return invented data in the shape of Wikidata, the EU's table and the UNBIS Thesaurus."""
    former = {"CSK": "CSHH", "DDR": "DDDE", "SCG": "CSXX", "SUN": "SUHH", "YMD": "YDYE"}
    former["YUG"] = "YUCS"
    sets = {s.name: s for _, s in linksets()}
    codes = {m.target: m.subject[-3:] for m in sets["states-wikidata"].mappings}
    geonames = {m.subject[-3:]: m.target.split("/")[-2] for m in sets["states-geonames"].mappings}
    lines = [
        "@prefix dc: <http://purl.org/dc/elements/1.1/> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix wd: <http://www.wikidata.org/entity/> .",
        "@prefix wdt: <http://www.wikidata.org/prop/direct/> .",
        "@prefix wikibase: <http://wikiba.se/ontology#> .",
        "wd:Q999001 owl:sameAs wd:Q142 .",
        'wd:Q999003 wikibase:statements 4 ; wdt:P298 "XYZ" .',
        "wd:Q999004 wikibase:statements 1 .",
        "@prefix unbis: <http://metadata.un.org/thesaurus/> .",
        "unbis:1006488 skos:inScheme unbis:00 ;",
        '  skos:prefLabel "NORTH MACEDONIA"@en , "MACÉDOINE DU NORD"@fr .',
    ]
    for number, name in TOPICS.items():
        lines.append(f'unbis:{number} skos:inScheme unbis:00 ; skos:prefLabel "{name}"@en .')
    for item, code in codes.items():
        coded = f'wdt:P773 "{former[code]}"' if code in former else f'wdt:P298 "{code}"'
        place = f' ; wdt:P1566 "{geonames[code]}"' if code in geonames else ""
        lines.append(f"<{item}> wikibase:statements 300 ; {coded}{place} .")
    for m in sets["states-eu"].mappings:
        scheme = "<http://publications.europa.eu/resource/authority/country>"
        lines.append(f'<{m.target}> skos:inScheme {scheme} ; dc:identifier "{m.subject[-3:]}" .')
    return "\n".join(lines) + "\n"
