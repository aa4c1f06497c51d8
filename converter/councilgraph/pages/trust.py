"""How far the program can be trusted: what was proven of it last, and what is known to fail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .. import resources
from .markup import label
from .site import Page, Site

KEPT = "conformance/trust.json"
"""What was proven last; ``make trust`` writes it."""
SECONDS, MEMORY, ROWS, ANSWER = "10 s", "1 GB", "10,000", "10 MB"
"""What the server gives a query, as its own constants say."""
PATH = "trust"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Fields of documents in a language: right and tried, from text and from Akoma Ntoso."""

    language: str
    text: str
    xml: str


def trust_page(site: Site) -> tuple[str, bytes]:
    """Return the file that tells what was proven, what fails, and how to prove it again."""
    kept: dict[str, dict[str, Any]] = json.loads(resources.text(KEPT))
    return Page(site, PATH).render(
        "trust.html",
        title="trust",
        parts=list(_by_day(kept)),
        known=[(part["name"], why) for part in kept.values() for why in part["why"]],
        accuracy=list(_accuracy(kept.get("accuracy", {}))),
        limits=(SECONDS, MEMORY, label("trust_rows") + f" {ROWS}", ANSWER),
    )


def _by_day(kept: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the parts; the first of a run of one day says how many rows its date spans."""
    for _, run in groupby(kept.values(), key=lambda part: str(part["date"])):
        same = list(run)
        yield from ({**part, "days": len(same) * (n == 0)} for n, part in enumerate(same))


def _accuracy(part: Mapping[str, Any]) -> Iterator[Accuracy]:
    for language, forms in part.get("by_language", {}).items():
        text, xml = ("/".join(map(str, forms.get(form, ("–",)))) for form in ("txt", "xml"))
        yield Accuracy(language, text, xml)
