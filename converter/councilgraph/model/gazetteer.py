"""Names the authority tables know, as plain mappings that a parser can look things up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Names by language (ISO 639-1), each mapped to the path of what it names.

    ``states`` gives ``state/TZA``, ``organs`` ``organ/secretary-general`` or a group such as
    ``concept/addressee/member-states``, ``instruments`` ``instrument/un-charter``, ``bodies`` those
    organs that are peace operations, sanctions committees and their panels; ``founded`` gives the
    body of a class that a resolution established (``SanctionsPanel``, ``doc/S/RES/1973``). Names
    are as the tables write them, NFC, without an article; the parser folds case and articles. Two
    gazetteers are equal only if they are the same, so that what is compiled from one is kept.
    """

    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    organs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    instruments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bodies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    founded: Mapping[tuple[str, str], str] = field(default_factory=dict)
