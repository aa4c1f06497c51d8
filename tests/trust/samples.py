"""Documents before any edit, and the names of their lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from placed import Facts, Place, facts_of

from councilgraph.languages import LanguagePack, load
from councilgraph.pipeline import convert_bytes


@dataclass(frozen=True)
class Sample:
    """A document before any edit: its file's name, its text, its facts, its language's pack."""

    name: str
    raw: str
    facts: Facts
    pack: LanguagePack

    def at(self, place: Place) -> str:
        """Return the characters of the file at a place, those of markup blotted out."""
        return self._blotted[place.start : place.end]

    @cached_property
    def _blotted(self) -> str:
        if not self.name.endswith(".xml"):
            return self.raw
        return re.sub(r"<[^<>]*>", lambda m: "\0" * len(m.group()), self.raw)


def sample(data: bytes, name: str) -> Sample:
    """Return a document as it is converted.

    Raises:
        Refused: it cannot be used.
    """
    conversion = convert_bytes(data, name)
    version = conversion.record.main.version
    language = version.language if version else conversion.record.main.language
    return Sample(name, conversion.raw, facts_of(conversion), load(language))


@dataclass(frozen=True, order=True)
class Named:
    """A name of a list: its place, its State, the list that it stands in."""

    place: Place
    state: str
    list: str


def names(of: Sample) -> list[Named]:
    """Return the names of votes and sponsors in the order of the text, where each has its own."""
    choice = of.facts.of("Ballot", "choice")
    found = [Named(p, s, choice[p]) for p, s in of.facts.of("Ballot", "castBy").items()]
    found += [Named(places[0], f.value, "sponsor") for f, places in of.facts.stated.items()
              if f.property == "sponsor" and len(places) == 1]  # fmt: skip
    places = [n.place[1:] for n in found]
    return sorted(n for n in found if places.count(n.place[1:]) == 1)
