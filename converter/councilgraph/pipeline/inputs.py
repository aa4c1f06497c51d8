"""The files to convert: found in order, read whole, or refused with a reason.

Nothing here can hang or fill memory: only regular files up to ``LIMIT`` bytes are read, and
links inside a folder are not followed.
"""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Refused

LIMIT = 50_000_000
"""The largest document read, in bytes; the longest of the Council's are about one megabyte."""

MARC_SUFFIXES = frozenset((".mrc", ".marc"))
"""The suffixes of files of library records in ISO 2709."""

SUFFIXES = MARC_SUFFIXES | {
    ".txt", ".md", ".xml", ".akn", ".html", ".htm", ".xhtml", ".docx", ".pdf"
}
"""The suffixes that documents and library records have; other files in a folder are left alone."""

STDIN = "-"
TELLING = ".json"
"""What the name of a file adds to that of the file that it tells of."""
_TELLING = TELLING.encode()

_DOCUMENT = "a file of at most 50 MB with the text of one document"
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: its path as the user wrote it, ``-`` for standard input.

    ``alone`` tells that its folder was looked through and has no file that tells of it.
    """

    path: str
    alone: bool = field(default=False, compare=False)

    @property
    def shown(self) -> str:
        """Return the path as messages show it."""
        return "standard input" if self.path == STDIN else printable(self.path)

    @property
    def name(self) -> str:
        """Return the base name that the graph keeps."""
        return "stdin" if self.path == STDIN else printable(Path(self.path).name)

    @property
    def suffix(self) -> str:
        """Return the last suffix in small letters.

        >>> Input("a/S_RES_2553_(2020).ru.TXT").suffix
        '.txt'
        """
        return suffix_of(self.path)

    @property
    def stem(self) -> str:
        """Return the base name minus its last suffix.

        >>> Input("a/S_RES_2553_(2020).ru.txt").stem
        'S_RES_2553_(2020).ru'
        """
        return "stdin" if self.path == STDIN else Path(self.path).stem


def suffix_of(path: str) -> str:
    """Return the last suffix of a path in small letters, as there may be many.

    >>> suffix_of("a.b/S_RES_1.TXT"), suffix_of("a.b/.txt")
    ('.txt', '')
    """
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - a path object costs ten times as much


def printable(text: str) -> str:
    r"""Return a file name with what could disturb a terminal or a log escaped.

    Control characters, direction marks and bytes that are not UTF-8 are escaped; every other
    character stands for itself.

    >>> printable("a\nb"), printable("بيان.txt")
    ('a\\nb', 'بيان.txt')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        else char
        for char in text
    )


def find(paths: Iterable[str]) -> tuple[list[Input], list[Refused]]:
    """Return the documents that files and folders name, and what in the folders is refused.

    Files keep their order; a folder gives its documents and those of its folders, sorted by
    path. Hidden files and those of other kinds are passed over; links are refused.
    """
    found: list[Input] = []
    refused: list[Refused] = []
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            found.append(Input(path))
            continue
        for file, is_link, alone in _walk(path):
            if is_link:
                refused.append(
                    Refused(printable(file), "a symbolic link inside a folder",
                            expected="a file; links are not followed")
                )  # fmt: skip
            elif suffix_of(file) in SUFFIXES:
                found.append(Input(file, alone))
    return found, refused


def _walk(folder: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the paths of what is in a folder and those in it, sorted.

    Each is told with whether it is a link, and whether no file beside it tells of it. Of very many
    only the names are held.
    """
    names: list[bytes] = []
    folders: set[bytes] = set()
    links: set[bytes] = set()
    telling: set[bytes] = set()
    with os.scandir(os.fsencode(folder)) as entries:
        for entry in entries:
            if entry.name.startswith(b"."):
                continue
            names.append(entry.name)
            if entry.is_dir(follow_symlinks=False):
                folders.add(entry.name)
            elif entry.is_symlink():
                links.add(entry.name)
            if entry.name.endswith(_TELLING):
                telling.add(entry.name)
    names.sort()
    for name in names:
        path = os.path.join(folder, os.fsdecode(name))  # noqa: PTH118 - there are many
        if name in folders:
            yield from _walk(path)
        else:
            yield path, name in links, name + _TELLING not in telling


def read(source: Input) -> bytes:
    """Return a document's bytes.

    Raises:
        Refused: it is no regular file, cannot be opened, or is longer than ``LIMIT``.
    """
    if source.path == STDIN:
        data = sys.stdin.buffer.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise too_long(source, len(data))
        return data
    try:
        return _read_regular(source)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(source.shown, f"cannot be read: {reason}", expected=_DOCUMENT) from error


def head(source: Input, size: int) -> bytes:
    """Return the first bytes of a regular file, none of anything else.

    Raises:
        OSError: it cannot be opened.
    """
    descriptor = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(size) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""


def _read_regular(source: Input) -> bytes:
    # Opening a named pipe for reading would wait for a writer but for O_NONBLOCK.
    descriptor = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        status = os.fstat(descriptor)
        for is_kind, kind in _KINDS:
            if is_kind(status.st_mode):
                raise Refused(source.shown, f"this is {kind}", expected=_DOCUMENT)
        if status.st_size > LIMIT:
            raise too_long(source, status.st_size)
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(LIMIT + 1)
    finally:
        os.close(descriptor)
    if len(data) > LIMIT:
        raise too_long(source, len(data))
    return data


def too_long(source: Input, size: int) -> Refused:
    """Return the refusal of a document of more than ``LIMIT`` bytes."""
    return Refused(source.shown, f"the file has {size:,} bytes or more", expected=_DOCUMENT)
