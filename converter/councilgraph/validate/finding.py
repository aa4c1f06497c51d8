"""One result of a validation."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("Violation", "Warning", "Info")
"""The severities of SHACL, the gravest first."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result: the focus node, the shape and component that it breaks, how to mend it.

    Every field is text; IRIs are whole. ``severity`` is Violation, Warning or Info.
    """

    focus: str
    shape: str
    component: str
    path: str
    value: str
    severity: str
    message: str
