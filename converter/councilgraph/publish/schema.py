"""The tables of a ledger, in SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE, key TEXT, first TEXT, last TEXT, entities INTEGER,
    findings TEXT);
CREATE TABLE IF NOT EXISTS head (unit INTEGER PRIMARY KEY, said TEXT);
CREATE TABLE IF NOT EXISTS described (
    path TEXT PRIMARY KEY, unit INTEGER, is_vote INTEGER, symbol TEXT, title TEXT, date TEXT,
    year TEXT, named TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS described_unit ON described (unit);
CREATE INDEX IF NOT EXISTS described_year ON described (is_vote, year);
CREATE TABLE IF NOT EXISTS pointed (
    id INTEGER PRIMARY KEY, page TEXT, term TEXT, predicate TEXT, owners INTEGER,
    UNIQUE (page, term, predicate));
CREATE TABLE IF NOT EXISTS pointer (
    unit INTEGER, pointed INTEGER, owner TEXT, subject TEXT, part TEXT, kind TEXT, number TEXT);
CREATE INDEX IF NOT EXISTS pointer_unit ON pointer (unit);
CREATE INDEX IF NOT EXISTS pointer_pointed ON pointer (pointed, owner);
CREATE TABLE IF NOT EXISTS thing (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
    unit INTEGER, term TEXT, kind TEXT, number INTEGER, PRIMARY KEY (unit, term, kind))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS total (
    term TEXT, kind TEXT, number INTEGER, PRIMARY KEY (term, kind)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS example (term TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS example_name ON example (name);
CREATE TABLE IF NOT EXISTS agreed (
    one TEXT, other TEXT, together INTEGER, alike INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segment (
    name TEXT PRIMARY KEY, unit INTEGER, key TEXT, ends INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS segment_unit ON segment (unit);
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, owner TEXT, size INTEGER, sha256 TEXT, mtime INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_owner ON file (owner);
CREATE INDEX IF NOT EXISTS file_page ON file (path) WHERE substr(path, -5) = '.html';
CREATE TABLE IF NOT EXISTS bundle (key TEXT PRIMARY KEY, pieces TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, pieces TEXT, bundle TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_bundle ON run (bundle);
CREATE TABLE IF NOT EXISTS source (
    id INTEGER PRIMARY KEY, path BLOB UNIQUE, size INTEGER, mtime INTEGER, inode INTEGER,
    ctime INTEGER, seen INTEGER, plain INTEGER, notes TEXT, key TEXT, name TEXT, graph TEXT,
    language TEXT, sha256 TEXT, letter INTEGER, main INTEGER, documents TEXT, rank INTEGER,
    text INTEGER);
CREATE TABLE IF NOT EXISTS given (
    id INTEGER PRIMARY KEY, source INTEGER, unit INTEGER, key TEXT, name TEXT, graph TEXT,
    language TEXT, sha256 TEXT, letter INTEGER, main INTEGER, documents TEXT, rank INTEGER,
    text INTEGER);
CREATE INDEX IF NOT EXISTS given_source ON given (source);
CREATE INDEX IF NOT EXISTS given_unit ON given (unit);
CREATE INDEX IF NOT EXISTS given_input ON given (name, sha256, graph, language, text);
CREATE INDEX IF NOT EXISTS given_key ON given (key);
CREATE TABLE IF NOT EXISTS grouped (
    place INTEGER PRIMARY KEY, name TEXT UNIQUE, key TEXT, unit INTEGER, ends INTEGER);
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


def opened_beside(place: Path) -> sqlite3.Connection:
    """Return a ledger's database as it was last committed, to be read beside who writes to it."""
    return sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def execute_all(base: sqlite3.Connection, script: str) -> None:
    """Execute statements within the transaction, which ``executescript`` would end."""
    for statement in script.split(";"):
        base.execute(statement)


def _begun(place: Path | str) -> sqlite3.Connection:
    base = sqlite3.connect(place, isolation_level=None)
    try:
        base.executescript("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;" + _TABLES)
        base.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        base.close()
        raise
    return base
