"""Several sources of one invented resolution become one set of facts, each with its place."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import ENGLISH, SPANISH

from councilgraph.pipeline import publish

pytestmark = pytest.mark.slow

AKN = Path(__file__).parents[1] / "read" / "akn" / "S_RES_9001.en.xml"
CG = "https://w3id.org/councilgraph/ontology#"

MEMBERS = (
    "FRANCE", "GERMANY", "BELGIUM", "INDONESIA", "ESTONIA", "TUNISIA", "SOUTH AFRICA",
    "VIET NAM", "DOMINICAN REPUBLIC", "UNITED STATES", "UNITED KINGDOM", "RUSSIAN FEDERATION",
)  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    text = AKN.read_text("utf-8")
    at = text.index("<an:organization")
    rest = text[at:].replace("C&#212;TE D&apos;IVOIRE", MEMBERS[0], 1)
    voters = "".join(f"<an:organization>{m}</an:organization>" for m in MEMBERS[1:])
    text = text[:at].replace('"003"', '"014"') + voters + rest
    found = []
    for name, content in (("a.en.xml", text), ("b.en.txt", ENGLISH), ("c.es.txt", SPANISH)):
        file = tmp_path / "in" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content.replace("Adopted 3-0-1", "Adopted 14-0-1"), "utf-8")
        found.append(file)
    return found


@pytest.mark.parametrize("chosen", [(0, 1), (0, 2), (1, 0), (0, 1, 2)])
def test_sources_of_one_document_merge_and_conform(
    sources: list[Path], tmp_path: Path, chosen: tuple[int, ...]
) -> None:
    out = tmp_path / "out"
    publication = publish([str(sources[i]) for i in chosen], out)
    assert not publication.refused
    assert publication.consistent, publication
    assert publication.facts["ballots"] == 15
    (file,) = (out / "doc" / "S" / "RES").glob("9001*.ttl")
    said = ox.parse(path=str(file))
    names = {q.object.value for q in said if q.predicate.value == f"{CG}fileName"}
    assert names == {sources[i].name for i in chosen}


def test_what_is_no_character_of_a_text_is_in_no_syntax(tmp_path: Path) -> None:
    folder, out = tmp_path / "documents", tmp_path / "out"
    folder.mkdir()
    odd = ENGLISH.replace("2. Decides", "2. Decides\x01").replace(" of the ", "\fof\vthe ", 1)
    assert odd.count("\x01") == odd.count("\f") == odd.count("\v") == 1
    (folder / "a.txt").write_text(odd.replace("1. Reaffirms", "1. Reaffirms\fAll"), "utf-8")
    assert publish([str(folder)], out).files
    for syntax in ("*.ttl", "*.rdf.gz"):
        (file,) = (out / "doc" / "S" / "RES").glob(f"9001{syntax}")
        data = gzip.decompress(file.read_bytes()) if syntax.endswith("gz") else file.read_bytes()
        form = ox.RdfFormat.RDF_XML if syntax.endswith("gz") else ox.RdfFormat.TURTLE
        said = [q.object.value for q in ox.parse(data, format=form)]
        assert "control-character" in said
        assert not any(sign in text for text in said for sign in "\x01\f\v")


def test_a_file_whose_name_is_no_text_is_published_and_known_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "documents", tmp_path / "out"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/text \xff.txt")).write_text(ENGLISH, "utf-8")
    for _ in range(2):
        assert publish([str(folder)], out, cache=tmp_path / "cache").documents == 1
    names = [one["name"] for one in json.loads((out / "manifest.json").read_bytes())["inputs"]]
    assert names == ["text \\udcff.txt"]
