"""Read what the proofs of trust left behind: each kind of report as rows that held or did not."""

from __future__ import annotations

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from outcome import FOLDER, Outcome, Row
from part import ROOT, Part, Ran

EARL = "http://www.w3.org/ns/earl#"
NO_NETWORK = re.compile(r"ConnectionError|Max retries|NameResolution|No matching distribution|"
                        r"ServiceError|Could not find a version|timed? ?out|Temporary failure",
                        re.IGNORECASE)  # fmt: skip
SCORED = re.compile(r"(\S[a-z ]*?) +(ar|en|es|fr|ru|zh) +(\d+) +([\d.]+) +([\d.]+) +([\d.]+)")
"""A line of the score: field, language, documents, how many exactly, precision, recall."""


class NotAsked(Exception):
    """A proof that could not be made here, and why."""


def told(ran: Ran, rows: Sequence[Row]) -> Outcome:
    """Return the outcome of rows, each of which says whether it ``held``."""
    held = sum(bool(row["held"]) for row in rows)
    if not rows:
        raise AssertionError(f"exit code {ran.code}, and no row was tried: {ran.last()}")
    return Outcome(ran.part.name, len(rows), held, len(rows) - held, None, ran.part.command, rows)


def outcome(ran: Ran) -> Outcome:
    """Return what a command wrote itself."""
    return read(ran.part.name)


def read(name: str) -> Outcome:
    """Return a part's outcome as it was written."""
    return Outcome(**json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def matrix(ran: Ran) -> Outcome:
    """Return the rows of a matrix; one fails with any of its tests, or if none was run."""
    table = tomllib.loads((ROOT / "tests" / "hostile" / f"{ran.part.matrix}.toml").read_text())
    wanted = ran.part.matrix.replace("_", " ")
    found: dict[str, list[tuple[str, str]]] = {}
    for case in _cases(ran):
        for said in case.iterfind("properties/property[@name='matrix']"):
            name, _, number = (said.get("value") or "").partition(":")
            if name == wanted:
                found.setdefault(number, []).append((case.get("name") or "", _trouble(case)))
    if not found:
        raise AssertionError(f"exit code {ran.code}, and no row was tried: {ran.last()}")
    rows: list[Row] = []
    for row in table["row"]:
        cases = found.get(str(row["number"]), [])
        why = "; ".join(f"{name}: {trouble}" for name, trouble in cases if trouble)
        left = row.get("left", "")
        rows.append({
            "row": row["number"], "what": row.get("input") or row["fault"], "tests": len(cases),
            "held": bool(cases) and not why and not left,
            "why": left or why or ("" if cases else "no test tried it"),
        })  # fmt: skip
    return told(ran, rows)


def tests(ran: Ran) -> Outcome:
    """Return a row a test."""
    return told(ran, [{"test": c.get("name"), "held": not _trouble(c), "why": _trouble(c)}
                      for c in _cases(ran)])  # fmt: skip


def _cases(ran: Ran) -> Iterator[ET.Element]:
    file = FOLDER / f"{ran.part.name}.xml"
    if not file.is_file():
        raise AssertionError(f"exit code {ran.code}: {ran.last()}")
    return ET.parse(file).iter("testcase")  # noqa: S314 - pytest wrote it just now


def _trouble(case: ET.Element) -> str:
    """Return why a test proves nothing: it failed, or was skipped."""
    for kind in ("failure", "error", "skipped"):
        if (said := case.find(kind)) is not None:
            return f"{kind}: {(said.get('message') or '').partition(chr(10))[0][:200]}"
    return ""


def earl(ran: Ran) -> Outcome:
    """Return the W3C's tests of the report, if they came to the same just now."""
    store = ox.Store()
    store.load(path=str(ROOT / "conformance" / "earl.ttl"), format=ox.RdfFormat.TURTLE)
    asked = store.query(
        f"PREFIX e: <{EARL}> SELECT ?t ?o {{ ?a e:test ?t ; e:result/e:outcome ?o }} ORDER BY ?t"
    )
    assert isinstance(asked, ox.QuerySolutions)
    rows: list[Row] = [
        {"test": row["t"].value, "held": row["o"].value == f"{EARL}passed" and not ran.code,
         "why": "" if not ran.code else ran.last()}
        for row in asked if row["o"].value != f"{EARL}inapplicable"
    ]  # fmt: skip
    if re.search(r"\d+ skipped", ran.said):
        raise NotAsked("the W3C's tests are not beside the project, under ../shared/w3c")
    return told(ran, rows)


def audit(ran: Ran) -> Outcome:
    """Return one row: whether any weakness is known of what is installed."""
    if unknown := ran.said.count("could not be audited"):
        raise NotAsked(f"could not be asked: {unknown} parts are unknown to what was asked")
    if ran.code and NO_NETWORK.search(ran.said):
        raise NotAsked(f"could not be asked: {ran.last()}")
    return told(ran, [{"asked": "known weaknesses", "held": not ran.code, "why": ran.last()}])


def sbom(ran: Ran) -> Outcome:
    """Return a row a list of parts that was written."""
    if ran.code and NO_NETWORK.search(ran.said):
        raise NotAsked(f"its tools could not be had: {ran.last()}")
    rows: list[Row] = []
    for name in ("sbom.cdx.json", "sbom-editor.cdx.json"):
        file = FOLDER / name
        parts = len(json.loads(file.read_text("utf-8"))["components"]) if file.is_file() else 0
        rows.append({"list": name, "parts": parts, "held": bool(parts) and not ran.code,
                     "why": ran.last() if ran.code else ""})  # fmt: skip
    return told(ran, rows)


def accuracy(ran: Ran) -> Outcome:
    """Return a row a form, field and language; what is tried are documents, once a field."""
    rows: list[Row] = []
    form = ""
    for line in ran.said.splitlines():
        if line.startswith("== "):
            form = line.removeprefix("== ").partition(",")[0]
        elif scored := SCORED.match(line):
            field, language, number, *shares = scored.groups()
            exact, precision, recall = map(float, shares)
            right = round(int(number) * exact)
            rows.append({"form": form, "field": field, "language": language,
                         "documents": int(number), "exact": right, "precision": precision,
                         "recall": recall, "held": right == int(number)})  # fmt: skip
    if not rows:
        raise NotAsked(f"was not run: {ran.last()}")
    tried, right = (sum(int(str(r[k])) for r in rows) for k in ("documents", "exact"))
    return Outcome("accuracy", tried, right, tried - right, None, ran.part.command, rows)


READERS: dict[str, Callable[[Ran], Outcome]] = {
    "outcome": outcome, "coverage": outcome, "mutants": outcome, "matrix": matrix, "tests": tests,
    "earl": earl, "audit": audit, "sbom": sbom, "accuracy": accuracy,
}  # fmt: skip
"""What reads the findings of a part, by the kind that its table names."""


def proven(part: Part, folder: Path = ROOT / "tests" / "hostile") -> list[str]:
    """Return the tests that a matrix names, each once."""
    if not part.matrix:
        return []
    table = tomllib.loads((folder / f"{part.matrix}.toml").read_text("utf-8"))
    return sorted({test for row in table["row"] for test in row.get("proven", ())})
