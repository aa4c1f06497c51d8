"""The sources of a publication grouped into units, within SQLite: which of them belong together.

Sources belong to one unit where both describe a document or lead to it, and where a document of
one stands below a document of the other in its path. A file given twice counts once.

What was grouped for the last publication stands, but for the units that something was taken out
of or may be brought together with what came: their sources are grouped anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from .schema import execute_all
from .units import end_of

ORDER = "rank, letter, main, language, graph, name, sha256, key"
"""The order of sources, as that of contributions; of two alike the key tells."""
NEW = 0
"""The unit of a source that is not grouped yet; one that is given twice has none."""
_FEW = 64
"""Up to so many sources that came or went, the units that they touch are looked for."""

GONE = """
DROP TABLE IF EXISTS temp.gone;
CREATE TEMP TABLE gone (sha256 TEXT, graph TEXT, documents TEXT, unit INTEGER);
"""
"""What was taken out since sources were grouped."""
_TABLES = """
DROP TABLE IF EXISTS temp.touched;
DROP TABLE IF EXISTS temp.loose;
DROP TABLE IF EXISTS temp.named;
CREATE TEMP TABLE touched (unit INTEGER PRIMARY KEY);
CREATE TEMP TABLE loose (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE named (place INTEGER PRIMARY KEY, path TEXT, head INTEGER);
"""
_SAME = f"""
SELECT sha256, graph FROM gone UNION SELECT sha256, graph FROM given WHERE unit = {NEW}
"""  # noqa: S608 - ours
_TOUCHED = f"""
INSERT OR IGNORE INTO touched SELECT unit FROM gone WHERE unit > {NEW};
INSERT OR IGNORE INTO touched
SELECT unit FROM given WHERE unit > {NEW} AND (sha256, graph) IN ({_SAME})
"""  # noqa: S608 - ours
_CAME = f"""
SELECT DISTINCT d.value FROM given g, json_each(g.documents) d WHERE g.unit = {NEW}
EXCEPT SELECT d.value FROM gone g, json_each(g.documents) d
"""  # noqa: S608 - ours
"""The documents that only what came tells of: other units may tell of them too."""
_NEAR = f"""
INSERT OR IGNORE INTO touched
SELECT g.unit FROM json_each(?) c, given g, json_each(g.documents) d
WHERE g.unit > {NEW} AND (substr(d.value || '/', 1, length(c.value) + 1) = c.value || '/'
    OR substr(c.value || '/', 1, length(d.value) + 1) = d.value || '/')
"""  # noqa: S608 - ours
_LOOSE = f"""
INSERT INTO loose SELECT id FROM given WHERE unit = {NEW} OR unit IN (SELECT unit FROM touched)
    OR unit IS NULL AND (sha256, graph) IN ({_SAME})
"""  # noqa: S608 - ours
_ONCE = f"""
UPDATE given SET unit = id WHERE id IN (SELECT id FROM loose);
UPDATE given SET unit = NULL WHERE id IN (SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY sha256, graph ORDER BY {ORDER}) AS copy
    FROM given WHERE id IN (SELECT id FROM loose) AND sha256 IN (
        SELECT sha256 FROM given WHERE id IN (SELECT id FROM loose)
        GROUP BY sha256 HAVING count(*) > 1)
) WHERE copy > 1);
"""  # noqa: S608 - ours
_OF_LOOSE = """
FROM loose l, given g, json_each(g.documents) d WHERE g.id = l.id AND g.unit IS NOT NULL
"""
_TOLD = f"SELECT d.value, g.unit {_OF_LOOSE} ORDER BY d.value || '/'"
_NAMED = f"""
INSERT INTO named (path, head) SELECT min(d.value), g.unit {_OF_LOOSE} GROUP BY g.unit ORDER BY 1
"""
_KEYS = f"""
SELECT n.place - 1, n.path, n.head, g.key FROM named n CROSS JOIN given g
WHERE g.unit = n.head ORDER BY n.place, {ORDER}
"""  # noqa: S608 - ours
_RENUMBERED = """
CREATE TEMP TABLE renumbered AS SELECT name, key, unit, ends FROM grouped ORDER BY name;
DELETE FROM grouped;
INSERT INTO grouped SELECT rowid - 1, name, key, unit, ends FROM renumbered;
DROP TABLE temp.renumbered
"""


def group(base: sqlite3.Connection) -> None:
    """Put sources that came into units, and those of units that they or what went belong to."""
    execute_all(base, _TABLES)
    if _changes(base) <= _FEW:
        _touch(base)
    else:
        base.execute("INSERT INTO loose SELECT id FROM given")
        base.execute("DELETE FROM grouped")
    execute_all(base, _ONCE + GONE)
    number = base.execute("SELECT coalesce(max(id), 0) FROM given").fetchone()[0]
    heads = _joined(base.execute(_TOLD), number)
    base.executemany("UPDATE given SET unit = ? WHERE id = ?", (
        (_head(heads, one), one) for one, head in enumerate(heads) if one != head
    ))  # fmt: skip
    base.execute(_NAMED)
    _name(base)


def _changes(base: sqlite3.Connection) -> int:
    """Return how many sources came or went."""
    found: int = base.execute(
        "SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM given WHERE unit = ?)", (NEW,)
    ).fetchone()[0]
    return found


def _touch(base: sqlite3.Connection) -> None:
    """List the sources that are to be grouped anew, for few that came or went."""
    execute_all(base, _TOUCHED)
    if came := [path for (path,) in base.execute(_CAME)]:
        base.execute(_NEAR, (json.dumps(came),))
    base.execute(_LOOSE)


def _name(base: sqlite3.Connection) -> None:
    """Put in units of sources that were grouped anew, each in its place."""
    before = _number(base)
    left = dict(base.execute(
        "DELETE FROM grouped WHERE unit IN (SELECT unit FROM touched) RETURNING name, place"
    ).fetchall())  # fmt: skip
    base.executemany("INSERT INTO grouped VALUES (?, ?, ?, ?, ?)", (
        (left.pop(name, before + place), name, key, unit, end_of(name))
        for place, name, key, unit in _keyed(base.execute(_KEYS))
    ))  # fmt: skip
    if before and (left or _number(base) != before):
        execute_all(base, _RENUMBERED)


def _number(base: sqlite3.Connection) -> int:
    """Return how many units there are."""
    found: int = base.execute("SELECT count(*) FROM grouped").fetchone()[0]
    return found


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
