"""A report for tools of others: SARIF for code scanners, JUnit XML for build servers."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..rdf.names import local_name
from ..xmltext import escape, quoted
from .finding import Finding
from .mending import remedy
from .report import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}
_HOME = "https://w3id.org/councilgraph/"


def sarif(report: Report) -> str:
    """Return a report as SARIF 2.1.0 (OASIS): a rule a shape, a result a finding."""
    rules = {f.shape: f for f in sorted(report.findings, key=lambda f: f.shape)}
    order = list(rules)
    tool = {
        "name": "councilgraph",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [
            {"id": local_name(shape), "helpUri": shape,
             "shortDescription": {"text": found.message or local_name(shape)}}
            for shape, found in rules.items()
        ],
    }  # fmt: skip
    results = [_result(f, order.index(f.shape), report) for f in report.findings]
    run = {"tool": {"driver": tool}, "columnKind": "unicodeCodePoints", "results": results}
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _result(found: Finding, rule: int, report: Report) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": found.focus, "kind": "resource"}]
    }
    if file := report.files.get(found.focus):
        location["physicalLocation"] = {"artifactLocation": {"uri": _address(file)}}
    return {
        "ruleId": local_name(found.shape),
        "ruleIndex": rule,
        "level": _LEVELS.get(found.severity, "none"),
        "message": {"text": f"{found.message or local_name(found.shape)} {remedy(found)}"},
        "locations": [location],
    }


def _address(file: str) -> str:
    """Return a path as a URI, a relative one as a relative reference.

    >>> _address("out/doc/S/RES/1.ttl"), _address("/tmp/a b.ttl")
    ('out/doc/S/RES/1.ttl', 'file:///tmp/a%20b.ttl')
    """
    path = PurePosixPath(file)
    return path.as_uri() if path.is_absolute() else quote(file)


def junit(report: Report) -> str:
    """Return a report as JUnit XML: a test case a finding, those that are violations failed.

    A report without findings is one case that passed.
    """
    cases = [_case(f, report) for f in report.findings]
    cases = cases or ['<testcase classname="councilgraph.shapes" name="conforms"/>']
    failed = sum(f.severity == "Violation" for f in report.findings)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites tests="{len(cases)}" failures="{failed}">\n'
        f'<testsuite name="councilgraph validate" tests="{len(cases)}" failures="{failed}" '
        'errors="0" skipped="0">\n' + "\n".join(cases) + "\n</testsuite>\n</testsuites>\n"
    )


def _case(found: Finding, report: Report) -> str:
    details = _xml("\n".join((found.focus, report.excerpts.get(found.focus, ""), remedy(found))))
    head = (f"<testcase classname={_attribute(f'councilgraph.{local_name(found.shape)}')} "
            f"name={_attribute(found.focus)}")  # fmt: skip
    if file := report.files.get(found.focus):
        head += f" file={_attribute(file)}"
    if found.severity == "Violation":
        failure = f"<failure type={_attribute(found.severity)} message={_attribute(found.message)}>"
        return f"{head}>{failure}{details}</failure></testcase>"
    said = _xml(f"{found.severity}: {found.message}")
    return f"{head}><system-out>{said}\n{details}</system-out></testcase>"


def _allowed(text: str) -> str:
    """Return a text with what XML 1.0 (section 2.2, Char) excludes replaced."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd"
                   or c > "\uffff" else "\ufffd" for c in text)  # fmt: skip


def _xml(text: str) -> str:
    return escape(_allowed(text))


def _attribute(text: str) -> str:
    return quoted(_allowed(text))
