"""The releases of a dataset over HTTP: their list, their records, and the stream of changes."""

from __future__ import annotations

import json
import re

import pytest
from past_releases import ONE, PATH, THREE, TWO
from released import WORDS
from starlette.testclient import TestClient

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/councilgraph/"


def test_releases_are_listed_and_lead_to_what_changed(past: TestClient) -> None:
    listed = past.get("/releases/", headers={"Accept": "application/json"}).json()
    assert [r["moment"] for r in listed] == [ONE, TWO, THREE]
    assert listed[1]["facts"] == {"added": 0, "changed": 1, "gone": 0}
    page = past.get("/releases", headers={"Accept": "text/html"}).text
    assert page.index(THREE) < page.index(TWO) < page.index(ONE)
    way = past.get(f"/releases/{TWO}", headers={"Accept": "text/html"})
    assert way.status_code == 303
    assert WORDS[1] in past.get(way.headers["location"]).text
    turtle = past.get(f"/releases/{TWO}", headers={"Accept": "text/turtle"})
    assert turtle.headers["location"] == f"/releases/{TWO}.ttl"
    record = past.get(f"/releases/{TWO}.json")
    assert json.loads(record.text)["previous"] == ONE
    feed = past.get("/releases/feed.atom")
    assert feed.headers["content-type"] == "application/atom+xml"
    again = past.get("/releases/feed.atom", headers={"If-None-Match": feed.headers["etag"]})
    assert again.status_code == 304


def test_the_members_of_the_stream_lead_to_states(past: TestClient) -> None:
    turtle = past.get(f"/releases/{TWO}.ttl").text
    states = re.findall(rf"<{BASE}(memento/[^>]*)>", turtle)
    assert states == [f"memento/{TWO}/{PATH}.ttl"]
    assert past.get(f"/{states[0]}").status_code == 200
    assert "as:Delete" in past.get(f"/releases/{THREE}.ttl").text
