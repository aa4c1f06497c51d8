"""The editor in a browser: it completes, asks, draws; the page's policy and this machine suffice.

These tests need Debian's chromium, what ``make editor`` builds and, one of them, what ``make
checkers`` fetches. Where these are absent the tests are skipped and say so, unless
COUNCILGRAPH_JUDGES is ``required``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Server, running

from councilgraph.serve.bundle import has_bundle

SEATS = """\
PREFIX cg: <https://w3id.org/councilgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?state ?name (COUNT(?seat) AS ?years) WHERE {
    ?seat cg:holder ?state .
    ?state skos:prefLabel ?name . FILTER(LANG(?name) = "en")
}
GROUP BY ?state ?name
ORDER BY DESC(?years) ?name
"""
BALLOTS = """\
PREFIX cg: <https://w3id.org/councilgraph/ontology#>
SELECT ?state ?choice WHERE { ?ballot cg:castBy ?state ; cg:choice ?choice } ORDER BY ?state
"""
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
FAULTS = "axe.run().then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html]))"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(needed: Callable[[str | None, str], str]) -> Iterator[Server]:
    needed("the bundle" if has_bundle() else None, "the editor (make editor)")
    with running() as found:
        yield found


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """Give a page that asks this machine alone, and on which nothing breaks the policy."""
    here = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(base_url=here, locale="en")
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))
    opened = context.new_page()
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert any(url == f"{here}/editor/editor.js" for url in asked)
    assert all(url.startswith((f"{here}/", "data:", "blob:")) for url in asked), asked
    assert [text for text in said if "status of 400" not in text] == []


def write(page: Page, text: str) -> None:
    """Put a text in the place of the editor's."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def ask(page: Page, query: str) -> None:
    page.goto(f"/sparql?{urlencode({'query': query, 'format': 'html'})}")


def test_a_term_is_offered_taken_and_declared(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT * WHERE { ?draft ")
    page.keyboard.press("End")
    page.keyboard.type("cg:spons")
    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered.first).to_contain_text("cg:sponsor", timeout=20_000)
    expect(page.locator(".cm-completionInfo")).to_contain_text("draft")
    page.wait_for_timeout(100)  # the editor takes no Enter for a choice sooner
    page.keyboard.press("Enter")
    page.keyboard.type(" фран")
    expect(offered.first).to_contain_text("Франция")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    text = page.locator("textarea").input_value()
    assert text.startswith("PREFIX state: <https://w3id.org/councilgraph/state/>\nPREFIX cg: <")
    assert text.endswith("SELECT * WHERE { ?draft cg:sponsor state:FRA }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer th")).to_have_text(["draft"])


def test_variables_are_offered_and_nothing_within_texts(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ?draft WHERE { ")
    page.keyboard.press("End")
    page.keyboard.type("?dr")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_text(["?draft"])
    write(page, "SELECT ?draft # ")
    page.keyboard.press("End")
    page.keyboard.type("cg:spons")
    page.wait_for_timeout(500)
    assert page.locator(".cm-tooltip-autocomplete").count() == 0


def test_an_answer_is_a_table_a_chart_and_a_map(page: Page) -> None:
    page.goto("/sparql")
    write(page, SEATS)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".answer tbody tr").first).to_contain_text("China")
    page.get_by_role("button", name="Chart").click()
    expect(page.locator(".answer")).to_be_hidden()
    rows = page.locator(".answer tbody tr").count()
    bars = page.locator(".bars g")
    assert bars.count() == 50
    assert bars.nth(4).locator("title").text_content() == "Union of Soviet Socialist Republics: 46"
    widths = [float(w.get_attribute("width") or 0) for w in page.locator(".bars rect").all()]
    assert widths == sorted(widths, reverse=True)
    expect(page.locator(".drawing figcaption")).to_contain_text(f"(50 / {rows})")
    page.get_by_role("button", name="Map").click()
    expect(page.locator("[data-state=FRA] title")).to_have_text(re.compile(r"^France: \d+$"))
    expect(page.locator(".borders")).to_contain_text("Natural Earth")
    assert page.locator("[data-state=FRA]").get_attribute("class") == "q4"
    assert page.locator("circle[data-state=VCT]").get_attribute("class") == "q0"
    assert page.locator("[data-state=MNG]").get_attribute("class") == "none"
    assert "Yugoslavia: 7" in page.locator(".legend .away").all_inner_texts()
    page.get_by_role("button", name="Table").click()
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".drawing")).to_be_hidden()


def test_kinds_are_counted_and_coloured(page: Page) -> None:
    ask(page, BALLOTS)
    page.get_by_role("button", name="Map").click()
    expect(page.locator("#by option")).to_have_text(["?choice", "COUNT(*)"])
    expect(page.locator(".legend li").first).to_contain_text("(15)")
    page.get_by_role("button", name="Chart").click()
    page.locator("#of").select_option(label="?choice")
    assert page.locator(".bars .number").all_text_contents() == ["15"]


def test_an_answer_without_states_has_no_map(page: Page) -> None:
    ask(page, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 0")
    expect(page.locator(".cm-editor")).to_be_visible()
    expect(page.locator(".views")).to_be_hidden()
    ask(page, "SELECT ?n WHERE { VALUES ?n { 1 2 } }")
    expect(page.get_by_role("button", name="Map")).to_be_disabled()


def test_csv_is_downloaded(page: Page, tmp_path: Path) -> None:
    page.goto("/sparql")
    write(page, SEATS)
    page.locator("#format").select_option("csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ask", exact=True).click()
    download.value.save_as(tmp_path / "seats.csv")
    with (tmp_path / "seats.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["state", "name", "years"]
    assert ["https://w3id.org/councilgraph/state/JPN", "Japan", "24"] in rows


def test_an_example_is_opened_and_a_long_query_posted(page: Page) -> None:
    page.goto("/sparql")
    page.locator(".examples summary").click()
    page.locator(".examples a", has_text="How each member voted").first.click()
    expect(page.locator(".cm-content")).to_contain_text("VALUES ?document")
    write(page, f"# {'long ' * 2_000}\nASK {{ ?s ?p ?o }}")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".answer")).to_have_text("yes")
    assert page.url.endswith("/sparql")


def test_lines_are_indented_and_selections_bracketed(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT * WHERE ")
    page.keyboard.press("End")
    page.keyboard.type("{")
    page.keyboard.press("Enter")
    page.keyboard.type("?s ?p ?o")
    text = page.locator("textarea")
    assert text.input_value() == "SELECT * WHERE {\n    ?s ?p ?o\n}"
    page.keyboard.press("Control+A")
    page.keyboard.type("(")
    assert text.input_value() == "(SELECT * WHERE {\n    ?s ?p ?o\n})"
    page.keyboard.press("Control+Z")
    assert text.input_value() == "SELECT * WHERE {\n    ?s ?p ?o\n}"


def test_the_line_at_fault_is_marked(page: Page) -> None:
    ask(page, "SELECT * WHERE {\n  ?s zz:p ?o\n}")
    expect(page.locator(".fault")).to_have_text("  ?s zz:p ?o")
    write(page, "ASK {}")
    expect(page.locator(".fault")).to_have_count(0)


def test_the_keyboard_goes_in_and_out(page: Page) -> None:
    page.goto("/sparql")
    page.locator("input[name=ui]:checked").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    assert "\t" not in page.locator("textarea").input_value()


@pytest.mark.parametrize(
    ("scheme", "language", "width"), [("light", "en", 1280), ("dark", "en", 1280),
                                      ("dark", "ar", 360), ("light", "zh", 360)],
)  # fmt: skip
def test_everyone_can_use_it(
    scheme: Literal["light", "dark"], language: str, width: int, server: Server, browser: Browser,
    axe: Path,
) -> None:  # fmt: skip
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{server.port}", color_scheme=scheme, locale=language,
        viewport={"width": width, "height": 900}, bypass_csp=True,
    )  # fmt: skip
    page = context.new_page()
    for query, view in ((SEATS, "chart"), (SEATS, "map"), (BALLOTS, "map"), (BALLOTS, "table")):
        ask(page, query)
        page.locator(f"[data-view={view}]").click()
        expect(page.locator(".answer" if view == "table" else ".drawing svg")).to_be_visible()
        page.add_script_tag(path=axe)
        assert page.evaluate(FAULTS) == [], view
        assert not page.evaluate(OVERFLOW), view
    write(page, "SELECT * { ?s ")
    page.keyboard.press("End")
    page.keyboard.type("cg:s")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_be_visible(timeout=20_000)
    assert page.evaluate(FAULTS) == []
    assert not page.evaluate(OVERFLOW)
    context.close()
