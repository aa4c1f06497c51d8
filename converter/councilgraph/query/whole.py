"""Whether the files of a published folder are those that its manifest lists.

A file that is missing, cut short or damaged would give a short answer, or a wrong one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import EnvironmentFault

MANIFEST = "manifest.json"
_REMEDY = "expected the folder as it was published; publish it again"


def listed(place: Path) -> Mapping[str, str]:
    """Return the files that a folder's manifest lists, with their SHA-256; none if it has none.

    Raises:
        EnvironmentFault: the manifest is damaged.
    """
    try:
        found = json.loads((place / MANIFEST).read_bytes())
        return {path: str(said["sha256"]) for path, said in found["files"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EnvironmentFault(f"{place / MANIFEST}: damaged; {_REMEDY}") from error


def check_present(place: Path, expected: Iterable[str]) -> None:
    """Check that files of a folder are there.

    Raises:
        EnvironmentFault: one is missing.
    """
    for path in expected:
        if not (place / path).is_file():
            raise EnvironmentFault(f"{place / path}: missing, though listed; {_REMEDY}")


def check_whole(place: Path, paths: Iterable[str], sums: Mapping[str, str]) -> None:
    """Check that files of a folder that are listed have the hashes that are listed.

    Raises:
        EnvironmentFault: one has not.
        OSError: one cannot be read.
    """
    for path in paths:
        if path in sums:
            with (place / path).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != sums[path]:
                raise EnvironmentFault(f"{place / path}: damaged, its hash is another; {_REMEDY}")
