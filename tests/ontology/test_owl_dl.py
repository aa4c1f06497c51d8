"""The ontology is in OWL 2 DL, as the OWL API judges it where it is installed.

The checks named dl-… ask the same without Java; this is the judge that they are held against.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from councilgraph import resources

JARS = Path("/usr/share/java")
"""Where Debian's package libowlapi-java puts the OWL API and what it needs."""
PROFILE = Path(__file__).with_name("OwlProfile.java")
FAULTS = {
    "cg:Vote rdfs:subClassOf cg:NothingOfTheKind .": "undeclared class",
    "cg:voteOn a owl:TransitiveProperty , owl:FunctionalProperty .": "non-simple property",
    "cg:number rdfs:range xsd:date .": "undeclared datatype",
}
"""Statements that break the profile, and words of what is to be told of them."""
PREFIXES = """
@prefix cg: <https://w3id.org/councilgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def owl_api(needed: Callable[[str | None, str], str]) -> None:
    """Ask that the judge be there."""
    compiler = shutil.which("javac") if (JARS / "owlapi-api.jar").is_file() else None
    needed(compiler, "the OWL API (apt-get install libowlapi-java default-jdk-headless)")


def violations(tmp_path: Path, more: str = "") -> list[str]:
    """Return how core and alignments, read as one with more, break the profile."""
    texts = [resources.text(f"ontology/{name}.ttl") for name in ("core", "alignments")]
    file = tmp_path / "ontology.ttl"
    file.write_text("\n".join([*texts, PREFIXES, more]), "utf-8")
    command = ["java", "-cp", f"{JARS}/*", str(PROFILE), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_core_and_alignments_are_in_owl_2_dl(tmp_path: Path) -> None:
    assert violations(tmp_path) == []


def test_the_judge_finds_what_is_planted(tmp_path: Path) -> None:
    found = "\n".join(violations(tmp_path, "\n".join(FAULTS))).casefold()
    for fault, told in FAULTS.items():
        assert told in found, fault
