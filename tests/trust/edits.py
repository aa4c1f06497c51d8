"""An edit of a text that knows what it touched, and what it may change in the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from placed import Fact, Facts, Place


class Cut(NamedTuple):
    """Characters of the text before, and what stands in their place after."""

    start: int
    end: int
    put: str


Shown = Callable[[Facts, Facts], bool]
May = Callable[[Fact], bool]


def nothing(_fact: Fact) -> bool:
    """Allow no change elsewhere."""
    return False


@dataclass(frozen=True)
class Edit:
    """An edit: its kind, its cuts in order, whether a graph shows it, what else it may change.

    ``may`` tells of a fact at a place that was not touched whether it depends on what was.
    """

    kind: str
    cuts: tuple[Cut, ...]
    shown: Shown
    may: May = nothing
    what: str = ""

    def apply(self, text: str) -> str:
        """Return the text after."""
        for cut in reversed(self.cuts):
            text = text[: cut.start] + cut.put + text[cut.end :]
        return text

    def after(self, place: Place) -> Place | None:
        """Return where a thing stands after, None where one of its edges was cut away."""
        if place.start < 0:
            return place
        start, end = self._moved(place.start, begins=True), self._moved(place.end, begins=False)
        return None if start is None or end is None else Place(place.kind, start, end)

    def _moved(self, at: int, *, begins: bool) -> int | None:
        shift = 0
        for cut in self.cuts:
            if cut.start < at < cut.end:
                return None
            # What is put in at an edge belongs to neither side.
            if at >= cut.end and (at > cut.start or begins):
                shift += len(cut.put) - (cut.end - cut.start)
        return at + shift

    def touches(self, place: Place) -> bool:
        """Tell whether a thing of the text before has a character in common with the edit."""
        return any(_meet(place, c.start, c.end) for c in self.cuts)

    def touched(self, place: Place) -> bool:
        """Tell the same of a thing of the text after."""
        shift = 0
        for cut in self.cuts:
            if _meet(place, cut.start + shift, cut.start + shift + len(cut.put)):
                return True
            shift += len(cut.put) - (cut.end - cut.start)
        return False

    def within(self, place: Place) -> bool:
        """Tell whether all of the edit lies inside a thing of the text before."""
        return all(place.start <= c.start and c.end <= place.end for c in self.cuts)


def _meet(place: Place, start: int, end: int) -> bool:
    return place.start >= 0 and place.start <= end and start <= place.end
