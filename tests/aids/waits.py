"""The waits of a verb: taken for done, and counted."""

from __future__ import annotations

from types import ModuleType

import pytest


def waits_of(verb: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let a verb wait no more, and return the seconds that it would have waited."""
    found: list[float] = []
    monkeypatch.setattr(verb, "_sleep", found.append)
    return found
