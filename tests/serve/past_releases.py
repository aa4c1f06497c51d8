"""Three releases of invented documents, and a server of their past.

The first has a resolution, the second the same with one word changed, the third another document
in its place.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from released import published
from starlette.testclient import TestClient

from councilgraph.serve.app import application

ONE, TWO, THREE = "20310612000000", "20310612000001", "20320101000000"
DATES = {
    ONE: "Thu, 12 Jun 2031 00:00:00 GMT",
    TWO: "Thu, 12 Jun 2031 00:00:01 GMT",
    THREE: "Thu, 01 Jan 2032 00:00:00 GMT",
}
PATH = "doc/S/RES/9002"


def past_of(folder: Path) -> TestClient:
    """Publish the releases into a folder, and return a client of them."""
    (folder / "scratch").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert published(folder)
        app = application(folder / "out", folder / "scratch", history=folder / "history")
        client = TestClient(app, follow_redirects=False)
        assert client.get(f"/timemap/{PATH}.ttl").text.count("memento") > 0
        assert published(folder, anew=True)  # the server that runs must learn of these
        patch.setenv("SOURCE_DATE_EPOCH", "1956528000")
        assert published(folder, "S-2021-9101")
    return client
