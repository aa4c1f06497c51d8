"""Questions to a graph: where to ask, the library of named queries, how answers are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..later import later as _later
from .library import NamedQuery, library, named
from .parameters import Parameter
from .wording import Wording, wordings

if TYPE_CHECKING:
    from .description import described, query_iri
    from .federation import federated, joined, service_of
    from .login import Login, login_of
    from .portable import with_constants
    from .remote import AGENT, Remote, is_http
    from .results import json_term, render
    from .running import run
    from .store import TIMEOUT, Answer, Cell, Embedded, Store
    from .walking import asked_of
    from .wire import NOT_MODIFIED, Reply, Wire

_LATER = {
    "described": ".description", "query_iri": ".description",
    "federated": ".federation", "joined": ".federation", "service_of": ".federation",
    "Login": ".login", "login_of": ".login", "with_constants": ".portable",
    "AGENT": ".remote", "Remote": ".remote", "is_http": ".remote",
    "json_term": ".results", "render": ".results", "run": ".running",
    "TIMEOUT": ".store", "Answer": ".store", "Cell": ".store", "Embedded": ".store",
    "Store": ".store", "asked_of": ".walking",
    "NOT_MODIFIED": ".wire", "Reply": ".wire", "Wire": ".wire",
}  # fmt: skip
"""What is loaded when it is asked for: who makes pages needs the library of questions alone."""

__all__ = [
    "AGENT",
    "NOT_MODIFIED",
    "TIMEOUT",
    "Answer",
    "Cell",
    "Embedded",
    "Login",
    "NamedQuery",
    "Parameter",
    "Remote",
    "Reply",
    "Store",
    "Wire",
    "Wording",
    "asked_of",
    "described",
    "federated",
    "is_http",
    "joined",
    "json_term",
    "library",
    "login_of",
    "named",
    "query_iri",
    "render",
    "run",
    "service_of",
    "with_constants",
    "wordings",
]

__getattr__ = _later(__name__, _LATER)
