"""Paths of the graph's things below its base IRI, and back.

The patterns are the public contract: ``doc/S/RES/2553``, ``vote/S/RES/2553/FRA``,
``instrument/un-charter/chapter/VIII``. A symbol loses the year in parentheses, so that a
document's path needs no escaping.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model import InstrumentRef, Symbol, Target

BASE = "https://w3id.org/councilgraph/"
"""The base IRI unless ``--base`` says otherwise."""

_YEAR = re.compile(r" ?\(\d{4}\)$")
_SESSION = re.compile(r" ?\(([A-Z]{1,6}(?:-[A-Z]+)?)\)$")
_SAFE = re.compile(r"[A-Za-z0-9/._-]+")


@lru_cache(maxsize=65536)
def document_path(symbol: Symbol) -> str:
    """Return the path of a document.

    >>> document_path(Symbol("S/RES/2553 (2020)")), document_path(Symbol("A/RES/70/1"))
    ('doc/S/RES/2553', 'doc/A/RES/70/1')
    >>> document_path(Symbol("A/RES/1514 (XV)")), document_path(Symbol("A/RES/2403 (XXIII)"))
    ('doc/A/RES/1514-XV', 'doc/A/RES/2403-XXIII')

    Raises:
        ValueError: the symbol holds characters that no path may hold.
    """
    bare = _SESSION.sub(r"-\1", _YEAR.sub("", symbol))
    if not _SAFE.fullmatch(bare) or ".." in bare:
        raise ValueError(f"{symbol!r} cannot be part of an IRI")
    return f"doc/{bare}"


def symbol_of_path(path: str) -> Symbol:
    """Return the symbol a document path stands for; a resolution's year is not in it.

    >>> symbol_of_path("doc/S/2020/1166"), symbol_of_path("doc/A/RES/1514-XV")
    ('S/2020/1166', 'A/RES/1514 (XV)')
    """
    bare = path.removeprefix("doc/")
    return Symbol(re.sub(r"^(A/RES/\d{1,4})-([A-Z].*)$", r"\1 (\2)", bare))


def source_file_path(version: str, sha256: str) -> str:
    """Return the path of a file that a language version was read from, known by its hash.

    ``version`` is the version's path or its IRI, ``sha256`` the hash in hex.

    >>> source_file_path("doc/S/2020/1166/zh", "3b9fe51530f5fe0fc70c40d1")
    'doc/S/2020/1166/zh/source/3b9fe51530f5'
    """
    return f"{version}/source/{sha256[:12]}"


def source_text_path(sha256: str) -> str:
    """Return the path of the published text of a file, known by the file's hash in hex.

    >>> source_text_path("3b9fe51530f5fe0fc70c40d1")
    'source/3b9fe51530f5fe0f.txt'
    """
    return f"source/{sha256[:16]}.txt"


def paragraph_path(symbol: Symbol, path: tuple[str, ...]) -> str:
    """Return the path of a paragraph of a document.

    >>> paragraph_path(Symbol("S/RES/2553 (2020)"), ("paragraph", "20", "a"))
    'doc/S/RES/2553/paragraph/20/a'
    """
    return "/".join((document_path(symbol), *path))


def instrument_path(ref: InstrumentRef) -> str:
    """Return the path of an instrument or a part of one.

    >>> instrument_path(InstrumentRef("un-charter", "chapter/VIII"))
    'instrument/un-charter/chapter/VIII'
    """
    return f"instrument/{ref.slug}" + (f"/{ref.part}" if ref.part else "")


def target_path(target: Target) -> str:
    """Return the path of whatever a citation points at."""
    if isinstance(target, InstrumentRef):
        return instrument_path(target)
    return document_path(target)


def target_of_path(path: str) -> Target:
    """Return what a path stands for: the inverse of ``target_path`` but for a resolution's year.

    >>> target_of_path("instrument/un-charter/article/41")
    InstrumentRef(slug='un-charter', part='article/41')
    """
    if path.startswith("instrument/"):
        _, slug, *part = path.split("/", 2)
        return InstrumentRef(slug, part[0] if part else "")
    return symbol_of_path(path)


def vote_path(decided: Symbol, number: int | None = None) -> str:
    """Return the path of a vote, named by the resolution, or by the draft where none was adopted.

    Where the draft has no symbol, the vote is named by the record of the meeting and its ``number``
    among such votes at that meeting. A further vote on one draft has its number too, from 2.

    >>> vote_path(Symbol("S/RES/2553 (2020)")), vote_path(Symbol("S/PV.49"), 2)
    ('vote/S/RES/2553', 'vote/S/PV.49/2')
    """
    path = "vote/" + document_path(decided).removeprefix("doc/")
    return f"{path}/{number}" if number else path


def ballot_path(decided: Symbol, state: str, number: int | None = None) -> str:
    """Return the path of one member's ballot; ``state`` is an ISO 3166 alpha-3 code."""
    return f"{vote_path(decided, number)}/{state}"


def state_path(code: str) -> str:
    """Return the path of a member state.

    >>> state_path("TZA")
    'state/TZA'
    """
    return f"state/{code}"


def seat_path(year: int, code: str) -> str:
    """Return the path of a state's seat on the Council in one calendar year.

    >>> seat_path(2020, "VCT")
    'seat/2020/VCT'
    """
    return f"seat/{year}/{code}"
