"""Each constraint is broken by a fault of its own, and says how to mend it.

The faults are exchanges of words in ``valid.ttl``, a row each in ``breaches.toml``; the judge is
pyshacl alone, and the fast path must agree, on the whole and in parts.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph import resources
from councilgraph.rdf import Triple, parse_triples
from councilgraph.validate import Finding, Part, judge, suspects, validate, validate_parts
from councilgraph.validate.links import above

DOCUMENTS = tuple(
    f"https://w3id.org/councilgraph/doc/S/{n}" for n in ("RES/9001", "2020/9000", "2020/9002")
)
HERE = Path(__file__).parent
VALID = (HERE / "valid.ttl").read_text("utf-8")
BREACHES: list[dict[str, Any]] = tomllib.loads((HERE / "breaches.toml").read_text("utf-8"))[
    "breach"
]
CONSTRAINT = re.compile(
    r"^cgs:([\w-]+)\n    a sh:(?:PropertyShape|SPARQLConstraint) ;", re.MULTILINE
)


def read(turtle: str) -> list[Triple]:
    return parse_triples(turtle.encode(), "ttl", "valid.ttl")


def constraints() -> list[str]:
    found = [n for f in resources.files("shapes/*.ttl") for n in CONSTRAINT.findall(f.read_text())]
    assert found
    return found


def local(finding: Finding) -> str:
    return finding.shape.rsplit("#", 1)[-1]


@pytest.mark.slow
def test_the_valid_data_conform() -> None:
    assert judge(read(VALID)).findings == ()


def test_every_constraint_has_a_breach() -> None:
    assert [b["constraint"] for b in BREACHES] == list(
        dict.fromkeys(b["constraint"] for b in BREACHES)
    )
    assert {b["constraint"] for b in BREACHES} == set(constraints())


def test_every_constraint_has_a_message_of_a_sentence() -> None:
    text = "\n".join(f.read_text("utf-8") for f in resources.files("shapes/*.ttl"))
    blocks = re.split(r"\n(?=cgs:)", text)
    for name in constraints():
        (block,) = [b for b in blocks if b.startswith(f"cgs:{name}\n")]
        message = re.search(r'sh:message "([^"]+)"@en', block)
        assert message, name
        assert len(message[1]) > 20, name
        assert message[1].endswith("."), name


def broken(breach: dict[str, Any]) -> list[Triple]:
    assert breach["find"] in VALID
    return read(VALID.replace(breach["find"], breach["put"], 1))


@pytest.mark.slow
@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: b["constraint"])
def test_a_breach_is_suspected(breach: dict[str, Any]) -> None:
    assert suspects(broken(breach)) != frozenset()


@pytest.mark.slow
@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: b["constraint"])
def test_a_breach_is_found(breach: dict[str, Any]) -> None:
    triples = broken(breach)
    report = judge(triples)
    assert {local(f) for f in report.findings} == {breach["constraint"], *breach.get("also", [])}
    assert validate(triples).findings == report.findings
    assert validate_parts(parts(triples))[0].findings == report.findings


def parts(triples: list[Triple]) -> list[Part]:
    """Return the resolution with its vote, the draft and the letter, each as a part."""
    told: dict[str, list[Triple]] = {name: [] for name in DOCUMENTS}
    for triple in triples:
        home = next((a for a in above(triple[0]) if a in told), DOCUMENTS[0])
        told[home].append(triple)
    return [Part(name, "", said.copy) for name, said in told.items()]
