"""Every state of a dataset that was published, kept beside it, and what changed between two.

A history is a folder of its own, so that the dataset stays a pure function of its inputs::

    history.json                    what this folder is, and the base of its IRIs
    objects/3b/9fe51530….gz         each file of any release, once, by the SHA-256 of its content
    releases/20201203000000.json    a release: its name, its date, the one before, what changed
    releases/20201203000000.txt     the same for people: each fact added, changed or gone
    releases/20201203000000.ttl     the same as members of an event stream (LDES)
    releases/changes.ttl            the stream's first page, which leads to the others
    releases/feed.atom              the newest releases as a feed (RFC 4287)

A release is what one publication held. Its **name** is the SHA-256 of its manifest, which holds
the hash of every other file: equal content has an equal name, and content equal to the newest
release makes no new one. Its **date** is SOURCE_DATE_EPOCH, else the day of the newest document,
and always later than that of the release before, by a second where it would not be: so that a date
tells one state, and the same publications in the same order give the same bytes. The 14 digits of
the date name its files and its address (``/memento/20201203000000/…``).

Files that a publication does not change are shared with the release before. Nothing that was
written is written again, but for the feeds. Objects reach the disk before the dataset is swapped
in, the release itself after it, by one rename: a build that fails or is killed at any moment leaves
a history that ends with the release before, and at worst objects that the next build uses.
"""

from .changes import Change, Changes, Kind, Told, changes_between
from .feeds import ATOM, STREAM
from .history import RELEASES, History, Release
from .keeping import Keeper, held
from .telling import as_json, as_text, list_json, listed

__all__ = [
    "ATOM",
    "RELEASES",
    "STREAM",
    "Change",
    "Changes",
    "History",
    "Keeper",
    "Kind",
    "Release",
    "Told",
    "as_json",
    "as_text",
    "changes_between",
    "held",
    "list_json",
    "listed",
]
