"""Files written whole or not at all, and files that others made."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError

BEGIN = hashlib.sha256().digest_size
"""Where in a file that is kept whole its content begins, after its hash."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside and put it in place in one step: a reader meets the old or the new.

    Raises:
        OSError: the file cannot be written; what was there stays.
    """
    aside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException as error:
        aside.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == str(aside):
            error.filename = str(path)  # the name that the user knows
        raise


def keep_whole(path: Path, data: bytes) -> None:
    """Write a file that may be lost but never be read wrong: its hash stands before its content.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{secrets.token_hex(8)}")
    try:
        aside.write_bytes(hashlib.sha256(data).digest() + data)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def kept_whole(path: Path) -> bytes | None:
    """Return what was kept, None where it is not there or damaged."""
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        return None
    digest, data = kept[:BEGIN], kept[BEGIN:]
    return data if hashlib.sha256(data).digest() == digest else None


def kept_at(folder: Path, name: str) -> str:
    """Return where something has its place in a folder of what is kept, by its name.

    It is told as text, for those who ask of many.
    """
    return f"{folder}/{name[:2]}/{name[2:]}"


def is_kept(folder: Path, name: str) -> bool:
    """Tell whether something is kept in a folder by a name; it may be damaged."""
    return os.path.exists(kept_at(folder, name))  # noqa: PTH110 - there are many


def names_kept(folder: Path) -> Iterator[str]:
    """Yield the names of what is kept in a folder of folders, each as its path spells it."""
    for first in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208 - many
        for rest in sorted(os.listdir(f"{folder}/{first}")):  # noqa: PTH208
            yield first + rest


def others_of(folder: Path | None) -> dict[str, bytes]:
    """Return the files of a folder by their path in it, in order; hidden ones are left out.

    Raises:
        UsageError: it is no folder.
        OSError: a file cannot be read.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; expected one of files to publish")
    found = sorted((f.relative_to(folder), f) for f in folder.rglob("*") if f.is_file())
    return {
        path.as_posix(): file.read_bytes()
        for path, file in found
        if not any(part.startswith(".") for part in path.parts)
    }
