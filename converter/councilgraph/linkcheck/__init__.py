"""Linksets held against live endpoints: politely, resumably, changing nothing in silence."""

from .checking import check_linkset, guest_of, mended
from .judging import Finding, Verdict
from .linksets import linksets, save, sssom
from .polite import Guest, patiently
from .state import State, default_place
from .table import Check, checks

__all__ = [
    "Check",
    "Finding",
    "Guest",
    "State",
    "Verdict",
    "check_linkset",
    "checks",
    "default_place",
    "guest_of",
    "linksets",
    "mended",
    "patiently",
    "save",
    "sssom",
]
