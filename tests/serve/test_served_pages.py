"""Pages made when they are asked for, in a browser: for everyone, from this machine alone.

They need Debian's chromium and what ``make checkers`` fetches. Where these are absent the tests are
skipped and say so, unless COUNCILGRAPH_JUDGES is ``required``.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect
from running import Server, running

from councilgraph.query.library import library
from councilgraph.query.wording import wordings

PATHS = (
    "/query", "/query/votes", "/search?q=2553", "/sparql", "/seat/2020/VCT.html",
    "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+3", "/vote/S/RES/2553.html?ui=ar",
)  # fmt: skip
VIEWS = (("light", "en", 1280), ("dark", "ar", 360))
FAULTS = "axe.run().then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html]))"
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everyone(
    path: str, server: Server, browser: Browser, axe: Path
) -> None:
    for scheme, language, width in VIEWS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language,
            color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True,
        )  # fmt: skip
        asked: list[str] = []
        context.on("request", partial(_note, asked))
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{path}")
        page.add_script_tag(path=axe)
        assert page.evaluate(FAULTS) == []
        assert not page.evaluate(OVERFLOW)
        assert all(url.startswith((f"http://127.0.0.1:{server.port}/", "data:")) for url in asked)
        context.close()


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def test_the_policy_lets_a_page_be_what_it_is(server: Server, browser: Browser) -> None:
    page = browser.new_page(locale="fr")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{server.port}/query/votes")
    assert page.inner_text("h1") == wordings(library()["votes"])["fr"].title
    page.fill("#document", "S/RES/2553")
    page.click("form button")
    expect(page.locator("tbody tr")).to_have_count(15)
    assert said == []
    page.close()


def test_the_pages_are_html(server: Server, tmp_path: Path, vnu: Path) -> None:
    made = [path for path in PATHS if not path.startswith("/seat")]  # which leads to the state's
    for number, path in enumerate(made):
        status, body = server.get(path, {"Accept": "text/html"})
        assert status == 200
        (tmp_path / f"{number}.html").write_bytes(body)
    command = ["java", "-jar", str(vnu), "--errors-only", *map(str, tmp_path.glob("*.html"))]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
