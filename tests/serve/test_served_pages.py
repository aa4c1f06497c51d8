"""Pages made when they are asked for, in a browser: for everyone, from this machine alone.

They need Debian's chromium and what ``make checkers`` fetches. Where these are absent the tests are
skipped and say so, unless COUNCILGRAPH_BROWSER is ``required``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect, sync_playwright
from running import Server, running

from councilgraph.query.library import library
from councilgraph.query.wording import wordings

NPM = Path(__file__).parents[2] / "build" / "npm" / "node_modules"
AXE, VNU = NPM / "axe-core" / "axe.min.js", NPM / "vnu-jar" / "build" / "dist" / "vnu.jar"
PATHS = (
    "/query", "/query/votes", "/search?q=2553", "/sparql", "/seat/2020/VCT.html",
    "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+3", "/vote/S/RES/2553.html?ui=ar",
)  # fmt: skip
VIEWS = (("light", "en", 1280), ("dark", "ar", 360))
FAULTS = "axe.run().then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html]))"
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

pytestmark = pytest.mark.slow


def needed(there: object, what: str) -> None:
    if not there and os.environ.get("COUNCILGRAPH_BROWSER") == "required":
        pytest.fail(f"{what} is missing, which COUNCILGRAPH_BROWSER=required promises")
    if not there:
        pytest.skip(f"{what} is missing")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    needed(found, "chromium (Debian's package)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everyone(path: str, server: Server, browser: Browser) -> None:
    needed(AXE.is_file(), "axe-core (make checkers)")
    for scheme, language, width in VIEWS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language,
            color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True,
        )  # fmt: skip
        asked: list[str] = []
        context.on("request", partial(_note, asked))
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{path}")
        page.add_script_tag(path=AXE)
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


def test_the_pages_are_html(server: Server, tmp_path: Path) -> None:
    needed(VNU.is_file() and shutil.which("java"), "vnu (make checkers) or java")
    made = [path for path in PATHS if not path.startswith("/seat")]  # which leads to the state's
    for number, path in enumerate(made):
        status, body = server.get(path, {"Accept": "text/html"})
        assert status == 200
        (tmp_path / f"{number}.html").write_bytes(body)
    command = ["java", "-jar", str(VNU), "--errors-only", *map(str, tmp_path.glob("*.html"))]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
