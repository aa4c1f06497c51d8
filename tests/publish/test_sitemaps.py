"""A sitemap holds no more addresses than the protocol allows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml.etree import fromstring

from councilgraph.publish.feeds import SITEMAP, sitemaps

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/"
PAGES = [(f"doc/S/RES/{n}.html", f"2000-01-0{n}") for n in range(1, 6)]


class Pages:
    def number_of_pages(self) -> int:
        return len(PAGES)

    def pages(self) -> Iterator[tuple[str, str]]:
        yield from PAGES


def written(monkeypatch: pytest.MonkeyPatch, most: int) -> dict[str, list[str]]:
    """Return the addresses in each file."""
    monkeypatch.setattr("councilgraph.publish.feeds.MOST", most)
    found: dict[str, list[str]] = {}
    for path, parts in sitemaps(Pages(), BASE):
        top = fromstring(b"".join(parts))
        found[path] = [str(place.text) for place in top.iter(f"{NAMESPACE}loc")]
    return found


def test_few_addresses_are_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(monkeypatch, 5) == {SITEMAP: [BASE + path for path, _ in PAGES]}


def test_more_are_in_several_that_the_first_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(monkeypatch, 2)
    listed = found.pop(SITEMAP)
    assert listed == [BASE + name for name in found]
    assert [len(of) for of in found.values()] == [2, 2, 1]
    assert [a for of in found.values() for a in of] == [BASE + path for path, _ in PAGES]
