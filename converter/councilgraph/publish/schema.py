"""The tables of a ledger, in SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE, key TEXT, heads TEXT, first TEXT, last TEXT,
    entities INTEGER, findings TEXT);
CREATE TABLE IF NOT EXISTS described (
    path TEXT PRIMARY KEY, unit INTEGER, is_vote INTEGER, symbol TEXT, title TEXT, date TEXT,
    year TEXT, named TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS described_unit ON described (unit);
CREATE TABLE IF NOT EXISTS pointer (
    unit INTEGER, page TEXT, term TEXT, predicate TEXT, subject TEXT, owner TEXT, part TEXT,
    kind TEXT, number TEXT);
CREATE INDEX IF NOT EXISTS pointer_unit ON pointer (unit);
CREATE INDEX IF NOT EXISTS pointer_page ON pointer (page);
CREATE TABLE IF NOT EXISTS counted (unit INTEGER, term TEXT, kind TEXT, number INTEGER);
CREATE INDEX IF NOT EXISTS counted_unit ON counted (unit);
CREATE TABLE IF NOT EXISTS segment (key TEXT PRIMARY KEY, unit INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS segment_unit ON segment (unit);
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, owner TEXT, size INTEGER, sha256 TEXT, mtime INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_owner ON file (owner);
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, pieces TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
    path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, ctime INTEGER,
    seen INTEGER, told TEXT) WITHOUT ROWID;
"""


def opened(place: Path | None) -> sqlite3.Connection:
    """Return a ledger's database within a transaction; what is no ledger any more is made anew.

    ``place`` is its file. Without one SQLite keeps what fits in memory, and the rest in a file
    that goes by itself.
    """
    if place is None:
        return _begun("")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _begun(place)
    except sqlite3.DatabaseError:
        place.unlink(missing_ok=True)
        return _begun(place)


def _begun(place: Path | str) -> sqlite3.Connection:
    base = sqlite3.connect(place, isolation_level=None)
    try:
        base.executescript("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;" + _TABLES)
        base.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        base.close()
        raise
    return base
