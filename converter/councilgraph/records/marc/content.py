"""Library records as values, the same whatever encoding and serialisation they were read from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"(?P<tag>[0-9A-Z]{3}) (?:(?P<indicators>[0-9a-z.#]{2}) )?\$(?P<code>[0-9a-z])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in records: tag, indicators (``.`` any), code of the subfield.

    >>> Place.of("993 2. $a")
    Place(tag='993', code='a', indicators='2.')
    >>> str(Place.of("993 2. $a"))
    '993 $a'
    """

    tag: str
    code: str
    indicators: str = ".."

    @classmethod
    def of(cls, text: str) -> Place:
        """Return the place that words are.

        Raises:
            ValueError: they are none.
        """
        match = _PLACE.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no place in a record; expected as in 993 2. $a")
        return cls(match["tag"], match["code"], match["indicators"] or "..")

    def __str__(self) -> str:
        return f"{self.tag} ${self.code}"


@dataclass(frozen=True, slots=True)
class MarcField:
    """One field: its tag, and data (tags 001 to 009) or indicators and subfields."""

    tag: str
    data: str = ""
    indicators: str = ""
    subfields: tuple[tuple[str, str], ...] = ()

    def first(self, code: str) -> str:
        """Return the first subfield of a code, nothing where there is none."""
        return next((value.strip() for c, value in self.subfields if c == code), "")


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """One record: its number in the file, from 1, its leader, its fields in their order."""

    number: int
    leader: str
    fields: tuple[MarcField, ...]

    @property
    def control(self) -> str:
        """Return the control number (001), nothing where there is none."""
        return next((f.data.strip() for f in self.fields if f.tag == "001"), "")

    def values(self, place: Place) -> Iterator[str]:
        """Yield what stands at a place, field by field, what is empty left out."""
        for field in self.fields:
            if field.tag == place.tag and all(
                said in (found, ".") or (said == "#" and found == " ")
                for said, found in zip(place.indicators, field.indicators, strict=False)
            ):
                yield from (v.strip() for c, v in field.subfields if c == place.code and v.strip())

    def canonical(self) -> str:
        """Return the content in one form, of which encodings and serialisations are forms.

        Lengths, the base address and the sign of the encoding are left out of the leader.
        """
        fields = [[f.tag, f.data, f.indicators, f.subfields] for f in self.fields]
        said = [self.leader[5:9], self.leader[17:20], fields]
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    def sha256(self) -> str:
        """Return the hash of the content in hex, by which the record is known as a source."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()
