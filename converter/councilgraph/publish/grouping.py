"""The sources of a publication grouped into units, within SQLite: which of them belong together.

Sources belong to one unit where both describe a document or lead to it, and where a document of
one stands below a document of the other in its path. A file given twice counts once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from .schema import execute_all

GIVEN = """
DROP TABLE IF EXISTS temp.given;
DROP TABLE IF EXISTS temp.grouped;
DROP TABLE IF EXISTS temp.kept;
CREATE TEMP TABLE given (
    id INTEGER PRIMARY KEY, unit INTEGER, key TEXT, name TEXT, graph TEXT, language TEXT,
    sha256 TEXT, letter INTEGER, main INTEGER, documents TEXT, rank INTEGER, text INTEGER);
CREATE TEMP TABLE grouped (place INTEGER PRIMARY KEY, name TEXT UNIQUE, key TEXT, unit INTEGER);
CREATE TEMP TABLE kept (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""Sources, each with the number of its unit, none where it is given twice; units by their names;
the names of what is kept of some kind."""

ORDER = "rank, letter, main, language, graph, name, sha256, id"
"""The order of sources, as that of contributions; of two alike that which was given first."""
_ONCE = f"""
DROP INDEX IF EXISTS temp.given_unit;
DELETE FROM grouped;
UPDATE given SET unit = id;
UPDATE given SET unit = NULL WHERE id IN (SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY sha256, graph ORDER BY {ORDER}) AS copy FROM given
    WHERE sha256 IN (SELECT sha256 FROM given GROUP BY sha256 HAVING count(*) > 1)
) WHERE copy > 1);
"""  # noqa: S608 - ours
_TOLD = """
SELECT d.value, g.unit FROM given g, json_each(g.documents) d
WHERE g.unit IS NOT NULL ORDER BY d.value || '/'
"""
_NAMED = """
CREATE INDEX temp.given_unit ON given (unit);
CREATE TEMP TABLE named (place INTEGER PRIMARY KEY, path TEXT, head INTEGER);
INSERT INTO named (path, head) SELECT min(d.value), g.unit FROM given g, json_each(g.documents) d
WHERE g.unit IS NOT NULL GROUP BY g.unit ORDER BY 1;
"""
_KEYS = f"""
SELECT n.place - 1, n.path, n.head, g.key FROM named n CROSS JOIN given g
WHERE g.unit = n.head ORDER BY n.place, {ORDER}
"""  # noqa: S608 - ours


def group(base: sqlite3.Connection) -> None:
    """Put the sources that are given into units, in place of those before."""
    execute_all(base, _ONCE)
    number = base.execute("SELECT coalesce(max(id), 0) FROM given").fetchone()[0]
    heads = _joined(base.execute(_TOLD), number)
    base.executemany("UPDATE given SET unit = ? WHERE id = ?", (
        (_head(heads, one), one) for one, head in enumerate(heads) if one != head
    ))  # fmt: skip
    execute_all(base, _NAMED)
    base.executemany("INSERT INTO grouped VALUES (?, ?, ?, ?)", _keyed(base.execute(_KEYS)))
    base.execute("DROP TABLE temp.named")


def unit_key(keys: Iterable[str]) -> str:
    """Return the key of a unit, the hash of those of its members in order."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def _joined(told: Iterable[tuple[str, int]], number: int) -> array[int]:
    """Return of each source the number of another that it belongs to, its own where it is none.

    Sources are told by number beside each path that they tell of, each path before those below it.
    """
    heads = array("L", range(number + 1))
    top, first = "", 0
    for path, source in told:
        if top and f"{path}/".startswith(f"{top}/"):
            one, other = sorted((_head(heads, first), _head(heads, source)))
            heads[other] = one
        else:
            top, first = path, source
    return heads


def _head(heads: array[int], one: int) -> int:
    while (above := heads[one]) != one:
        heads[one] = one = heads[above]
    return one


def _keyed(members: Iterator[tuple[int, str, int, str]]) -> Iterator[tuple[int, str, str, int]]:
    """Yield units, each with its key, of the places, names and units of members, and their keys."""
    for place, some in groupby(members, itemgetter(0)):
        (_, name, unit, key), *others = some
        yield place, name, unit_key([key, *(other[3] for other in others)]), unit
