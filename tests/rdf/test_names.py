"""A name does not depend on what was named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from councilgraph.identifiers import BASE
from councilgraph.rdf import BadTerm
from councilgraph.rdf.names import Names

PLACES = [BASE + "state/", BASE + "doc/S/", BASE + "ontology#", BASE, "https://example.org/a/",
          "http://purl.org/dc/terms/", "https://example.org/a#", "urn:", "urn:a/", "/", "a/", "",
          "_:", "_:a/"]  # fmt: skip
LASTS = ["FRA", "1", "a-b", "-a", "a.", "a%20b", "", "é", "²", "a b", "a\n", "a>", "#", "a#b",
         "a/b"]  # fmt: skip


def outcome(name: Callable[[str], str], iri: str) -> str:
    """Return a name, or how it was refused."""
    try:
        return name(iri)
    except BadTerm as error:
        return f"refused: {error}"


@pytest.mark.parametrize("first", PLACES)
def test_a_name_does_not_depend_on_its_siblings(first: str) -> None:
    iris = [place + last for place in (first, *PLACES) for last in LASTS]
    names = Names(BASE)
    alone = [outcome(Names(BASE).iri, iri) for iri in iris]
    assert [outcome(names.iri, iri) for iri in iris] == alone
    assert {n.partition(":")[0] for n in alone if n[0] not in "<_r"} == set(names.declared())


def test_known_names() -> None:
    names = Names(BASE)
    assert outcome(names.iri, BASE + "state/FRA") == "state:FRA"
    assert outcome(names.iri, BASE + "state/a%20b") == f"<{BASE}state/a%20b>"
    assert outcome(names.iri, BASE + "state/a b").startswith("refused")
