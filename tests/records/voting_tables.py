"""Invented voting tables as the library's are, contradictions put in them, and how all are read."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

from councilgraph.identifiers import year_of_resolution
from councilgraph.link import council, gazetteer, permanent_members, preferred_names
from councilgraph.model import Vote
from councilgraph.records import Library, load_mapping, read_table

COLUMNS = (
    "undl_id", "ms_code", "ms_name", "permanent_member", "ms_vote", "date", "resolution", "draft",
    "meeting", "description", "agenda", "subjects", "vote_note", "total_yes", "total_no",
    "total_abstentions", "total_non_voting", "total_ms", "modality", "undl_link",
)  # fmt: skip
TOTALS = {"Y": "total_yes", "N": "total_no", "A": "total_abstentions", "X": "total_non_voting"}

Row = dict[str, str]
NAMES = preferred_names("states")["en"]


def name_of(code: str) -> str:
    return NAMES[f"state/{code}"].upper()


def vote(number: int, year: int, draw: random.Random) -> list[Row]:
    """Return the rows of one adopted resolution; its subject is invented."""
    members = sorted(council(year) - ({"YEM"} if year == 1990 else set()))
    permanent = permanent_members(year)
    cast = dict.fromkeys(members, "Y")
    for member in draw.sample(members, draw.randint(0, 3)):
        cast[member] = draw.choice("AX" if member in permanent else "NAX")
    counts = [str(sum(v == c for v in cast.values())) for c in TOTALS]
    common = {
        "undl_id": str(100_000 + number),
        "date": f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        "resolution": f"S/RES/{number}({year})",
        "draft": f"S/{year}/{number % 990 + 1}" if year >= 1998 else "",
        "meeting": f"S/PV.{number + 3000}",
        "description": f"Resolution {number} ({year}) / adopted by the Security Council",
        "agenda": f'THE SITUATION IN FREEDONIA, "ITEM" {number % 40}',
        "subjects": "FREEDONIA SITUATION|BOUNDARIES" if year >= 1985 else "",
        "vote_note": f"Adopted at the meeting,\nby {counts[0]} votes",
        **dict(zip(TOTALS.values(), counts, strict=True)),
        "total_ms": str(len(members)), "modality": "Recorded vote",
        "undl_link": f"https://example.org/record/{100_000 + number}",
    }  # fmt: skip
    if year == 1990 and common["date"] >= "1990-05-22":  # Democratic Yemen united with Yemen
        members = [{"YMD": "YEM"}.get(m, m) for m in members]
        cast["YEM"] = cast["YMD"]
    return [
        common
        | {"ms_code": m, "ms_name": name_of(m), "permanent_member": str(m in permanent),
           "ms_vote": cast[m]}
        for m in members
    ]  # fmt: skip


def votes(numbers: range, seed: int = 8) -> list[list[Row]]:
    draw = random.Random(seed)
    return [vote(n, year_of_resolution(n) or 2025, draw) for n in numbers]


def wrong_total(rows: list[Row]) -> None:
    for row in rows:
        row["total_no"] = str(int(row["total_no"]) + 1)


def another_day(rows: list[Row]) -> None:
    rows[2]["date"] = rows[2]["date"][:4] + "-01-30"


def another_name(rows: list[Row]) -> None:
    rows[1]["ms_name"] = name_of(rows[3]["ms_code"])


def wrong_seat(rows: list[Row]) -> None:
    rows[0]["permanent_member"] = str(rows[0]["permanent_member"] != "True")


def two_ways(rows: list[Row]) -> None:
    added = "A" if rows[4]["ms_vote"] == "Y" else "Y"
    for row in rows:
        row[TOTALS[added]] = str(int(row[TOTALS[added]]) + 1)
        row["total_ms"] = str(int(row["total_ms"]) + 1)
    rows.append(rows[4] | {"ms_vote": added})


PLANTED: dict[str, Callable[[list[Row]], None]] = {
    "tally-mismatch": wrong_total,
    "rows-disagree": another_day,
    "state-mismatch": another_name,
    "seat-mismatch": wrong_seat,
    "voter-in-two-lists": two_ways,
}
"""What is put into a vote, by the code of the remark that must tell of it."""


def table(several: list[list[Row]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for rows in several:
        writer.writerows(rows)
    return out.getvalue().encode()


def read(data: bytes, mapping: str = "voting-data") -> Library:
    return read_table(data, "votes.csv", load_mapping(mapping), gazetteer())


def votes_of(found: Library) -> list[Vote]:
    return [v for record in found.records for v in record.votes]
