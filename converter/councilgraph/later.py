"""Names of a room that are loaded when they are asked for (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def later(room: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a room; ``places`` tells which of its modules has each name.

    >>> later("json", {"JSONEncoder": ".encoder"})("JSONEncoder").__name__
    'JSONEncoder'

    What it returns raises AttributeError where the room has nothing of a name.
    """

    def found(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(places[name], room), name)

    return found
