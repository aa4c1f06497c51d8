"""A published folder as it is served: its manifest, its files, what is said of each thing."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import EnvironmentFault, Refused
from ..formats import RDF_FORMATS
from ..query.whole import check_whole
from ..rdf import Triple, read_triples
from .index import Index, build, path_of
from .kept import Kept

MANIFEST = "manifest.json"
_TURTLE = RDF_FORMATS["ttl"].suffix
_QUADS = RDF_FORMATS["nq"].suffix


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest lists it."""

    size: int
    sha256: str


class Dataset:
    """A version of a published folder.

    Only files that its manifest lists are ever read, so no path leads out of it.

    Raises:
        Refused: the folder is no publication.
        EnvironmentFault: a file is missing or damaged.
    """

    def __init__(self, place: Path, index: Path) -> None:
        self.place = place
        manifest = manifest_of(place)
        self.base = str(manifest["base"])
        self.tool = str(manifest["tool"])
        listed = manifest["files"]
        self.files = {path: Listed(f["bytes"], f["sha256"]) for path, f in listed.items()}
        _check(place, self.files)
        try:
            build(index, place, self.turtle(), self.base)
        except (OSError, SyntaxError) as error:
            raise EnvironmentFault(f"{place}: damaged: {error}; publish it again") from error
        except sqlite3.Error as error:
            raise EnvironmentFault(
                f"{index}: cannot be written: {error}; expected free space"
            ) from error
        self.index = Index(index)
        self.modified = _moment(manifest, self.index.newest())
        self.kept = Kept()
        self._said = lru_cache(maxsize=16)(self._read)

    def turtle(self) -> list[str]:
        """Return the paths of the Turtle files."""
        return [path for path in self.files if path.endswith(_TURTLE)]

    def has_file(self, path: str) -> bool:
        """Tell whether the manifest lists a file."""
        return path in self.files or path == MANIFEST

    def has_thing(self, path: str) -> bool:
        """Tell whether anything is said of a thing, or refers to it."""
        return path in self.index

    def describe(self, thing: str) -> list[Triple]:
        """Return what is said of a thing and its parts; where nothing is, what refers to it.

        A thing with a Turtle file of its own is described by that, whole.

        Raises:
            FileNotFoundError: another version has replaced this one.
        """
        own = thing + _TURTLE
        if own in self.files:
            return list(self._said(own))
        return list(self._about(thing)) or list(self.index.mentions(thing, self.base))

    def _about(self, thing: str) -> Iterator[Triple]:
        below = thing + "/"
        for file in self.index.files(thing):
            for triple in self._said(file):
                if triple[0].startswith(self.base):
                    path = path_of(triple[0], self.base)
                    if path == thing or path.startswith(below):
                        yield triple

    def _read(self, file: str) -> list[Triple]:
        (self.place / file).stat()  # a version that is gone is no fault of its files
        return read_triples(self.place / file)


def manifest_of(place: Path) -> dict[str, Any]:
    """Return the manifest of a published folder.

    Raises:
        Refused: it has none.
        EnvironmentFault: it is damaged.
    """
    expected = "a folder that councilgraph publish made"
    if not place.is_dir():
        raise Refused(str(place), "no such folder", expected=expected)
    try:
        found: dict[str, Any] = json.loads((place / MANIFEST).read_text("utf-8"))
        found["base"], found["tool"], found["files"].items()
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise Refused(str(place), f"no {MANIFEST} of ours in it", expected=expected) from error
    except ValueError as error:
        raise EnvironmentFault(f"{place / MANIFEST}: damaged: {error}; publish it again") from error
    return found


def _check(place: Path, files: Mapping[str, Listed]) -> None:
    """Check that every listed file is there in its length, and what answers are made of by hash.

    Raises:
        EnvironmentFault: a file is missing or damaged.
    """
    for path, said in files.items():
        try:
            size = (place / path).stat().st_size
        except OSError as error:
            raise EnvironmentFault(f"{place / path}: missing; publish it again") from error
        if size != said.size:
            raise EnvironmentFault(
                f"{place / path}: damaged, {size:,} bytes where {said.size:,} were published; "
                "publish it again"
            )
    answers = [p for p in files if p.endswith((_TURTLE, _QUADS, f"{_QUADS}.gz"))]
    try:
        check_whole(place, answers, {path: files[path].sha256 for path in answers})
    except OSError as error:
        raise EnvironmentFault(f"{place}: damaged: {error}; publish it again") from error


def _moment(manifest: Mapping[str, Any], newest: str | None) -> int | None:
    """Return when the dataset last changed, in seconds of 1970: never by the clock.

    It is what the manifest states, else SOURCE_DATE_EPOCH, else the day of the newest document.
    """
    stated = str(manifest.get("modified", os.environ.get("SOURCE_DATE_EPOCH", newest)))
    if stated.isdecimal():
        return int(stated)
    try:
        moment = dt.datetime.fromisoformat(stated)
    except ValueError:
        return None
    return int(moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp())
