"""300 invented library records, of every era since 1946, and what they must say, told beside them.

Who sat in which year is real; drafts, days, choices and subjects are invented. What is expected is
written down as the records are made, in the words of the public contract.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from marc_forms import Field, Marc, Subfields

from councilgraph.identifiers import year_of_resolution
from councilgraph.link import council, permanent_members, preferred_names

NAMES = preferred_names("states")["en"]
AT_THE_TIME = {
    "BFA": ("UPPER VOLTA", "1984-08-04"), "BEN": ("DAHOMEY", "1975-11-30"),
    "MMR": ("BURMA", "1989-06-18"), "LKA": ("CEYLON", "1972-05-22"),
    "COD": ("ZAIRE", "1997-05-17"), "EGY": ("UNITED ARAB REPUBLIC", "1971-09-02"),
    "TUR": ("TURKEY", "2022-06-01"), "LBY": ("LIBYAN ARAB JAMAHIRIYA", "2011-09-16"),
    "BLR": ("BYELORUSSIAN SSR", "1991-09-19"), "SUN": ("USSR", "9999"),
    "CIV": ("CÔTE D'IVOIRE", "9999"),
}  # fmt: skip
"""Names of their time, and the day from which another counts."""
CHOICES = {"Y": "InFavour", "N": "Against", "A": "Abstaining", "X": "NotVoting", "": "NotVoting"}
AGENDAS = ("FREEDONIA SITUATION", "SITUATION AU PAYS D'ÉLODIE", "ÇELIK-ŁÓDŹ BOUNDARY",
           "ПОЛОЖЕНИЕ В КРАЕ", "GRÃO-MIRA QUESTION", "ØSTERVÅG & SØNDRE: <PEACE>")  # fmt: skip


@dataclass
class Expected:
    """What the graph must say, by paths and local names, and nothing else of these kinds."""

    ballots: set[tuple[str, str, str, str]] = field(default_factory=set)
    tallies: set[tuple[str, str, str]] = field(default_factory=set)
    votes: set[tuple[str, str, str, str, str]] = field(default_factory=set)
    documents: set[tuple[str, str, str, str]] = field(default_factory=set)
    agendas: set[tuple[str, str]] = field(default_factory=set)
    subjects: set[tuple[str, str]] = field(default_factory=set)


def name_of(code: str, day: str) -> str:
    name, until = AT_THE_TIME.get(code, ("", ""))
    return name if day < until else NAMES[f"state/{code}"].upper()


def bare(symbol: str) -> str:
    return symbol.partition(" (")[0]


def common(control: int, year: int, day: str) -> Marc:
    return [("001", "", str(control)), ("008", "", f"{day[2:].replace('-', '')}s{year}")]


def cast(year: int, draw: random.Random, failed: str) -> dict[str, str]:
    """Return the letters of a Council, "" for no subfield; ``failed`` is why it does not adopt."""
    members, permanent = sorted(council(year)), sorted(permanent_members(year))
    chosen = dict.fromkeys(members, "Y")
    for member in draw.sample(members, draw.randint(0, 4)):
        chosen[member] = draw.choice(["A", "X", ""] if member in permanent else ["N", "A", "X", ""])
    if "negative" in failed:
        chosen[draw.choice(permanent)] = "N"
    elif failed:
        chosen |= dict.fromkeys([m for m in members if m not in permanent], "A")
    return chosen


def voting(
    number: int, year: int, draw: random.Random, want: Expected, *, failed: str = ""
) -> Marc:
    """Return a voting record: of a resolution, or of a draft that ``failed`` with this note."""
    day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    resolution = "" if failed else f"S/RES/{number} ({year})"
    drafted = f"S/{year}/{number % 990 + 1}" if year >= 1994 else f"S/{10_000 + number}"
    draft = drafted if failed or year >= 1964 else ""
    meeting = f"S/PV.{number + 500}"
    agenda = draw.choice(AGENDAS)
    chosen = cast(year, draw, failed)
    counts = [sum(c in ways for c in chosen.values()) for ways in (["Y"], ["N"], ["A"], ["X", ""])]
    record = common(number + 100_000, year, day)
    record += [
        ("039", "  ", [("a", "VOT")]),
        ("089", "  ", [("a", "Voting record"), ("b", "B23")]),
        ("245", "10", [("a", f"Invented matter {number} :"), ("b", "resolution")]),
        draw.choice([("269", "  ", [("a", day.replace("-", ""))]), ("992", "  ", [("a", day)])]),
        ("930", "  ", [("a", "VOT")]),
        ("952", "  ", [("a", meeting)]),
        ("989", "  ", [("a", "Voting Data")]),
        ("991", "3 ", [("a", f"S/{year - 1945}"), ("b", "[7]"), ("d", agenda)]),
        ("993", "3 ", [("a", "S/1999/77")]),
    ]
    if resolution:
        record.append(("791", "  ", [("a", resolution.replace(" ", "")), ("b", "S/")]))
    if draft:
        record.append(("993", "2 ", [("a", draft)]))
    for k, (code, letter) in enumerate(chosen.items(), 1):
        status = "P" if code in permanent_members(year) else "R"
        parts: Subfields = [("a", f"{k:03}"), ("b", status), ("c", code)]
        parts += [("d", letter)] if letter else []
        record.append(("967", "  ", [*parts, ("e", name_of(code, day))]))
    note: Subfields = [("a", failed)] if failed else []
    numbers = zip("bcdef", [*counts, len(chosen)], strict=True)
    record.append(("996", "  ", [*note, *((c, f"{n:03}") for c, n in numbers)]))
    vote = f"vote/{bare(resolution or draft)}"
    outcome = "Adopted" if resolution else ("Vetoed" if "negative" in failed else "NotAdopted")
    want.votes.add((vote, day, outcome, f"doc/{draft}" if draft else "", f"doc/{meeting}"))
    want.agendas.add((f"doc/{bare(resolution or draft)}", agenda))
    properties = ("inFavour", "against", "abstaining", "notVoting")
    want.tallies |= {(vote, p, str(n)) for p, n in zip(properties, counts, strict=True)}
    want.ballots |= {
        (f"{vote}/{code}", code, CHOICES[letter], name_of(code, day))
        for code, letter in chosen.items()
    }
    return record


def record(number: int = 2553, year: int = 2020) -> Marc:
    """Return the voting record of a resolution, the same at each call."""
    return voting(number, year, random.Random(number), Expected())


def changed(change: Callable[[Field], list[Field]], number: int = 2553, year: int = 2020) -> Marc:
    """Return that record with each field replaced by what becomes of it."""
    return [new for old in record(number, year) for new in change(old)]


def resolution(number: int, draw: random.Random, want: Expected) -> Marc:
    """Return the record of a resolution, whose note on the action tells of its vote."""
    year = year_of_resolution(number) or 2025
    day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    against, abstaining = draw.randint(0, 1), draw.randint(0, 3)
    yes = len(council(year)) - against - abstaining
    agenda, title = draw.choice(AGENDAS), f"Matière inventée n° {number}"
    record = [
        *common(number + 200_000, year, day),
        ("089", "  ", [("a", "Resolutions/Decisions"), ("b", "B01")]),
        ("191", "  ", [("a", f"S/RES/{number}({year})"), ("b", "S/"), ("c", str(year - 1945))]),
        ("245", "10", [("a", f"{title} :"), ("b", "resolution /"), ("c", "Security Council")]),
        ("269", "  ", [("a", day)]), ("992", "  ", [("a", day.replace("-", ""))]),
        ("650", "17", [("a", "BOUNDARIES")]), ("650", "27", [("a", "PEACEBUILDING")]),
        ("991", "3 ", [("a", f"S/{year - 1945}"), ("d", agenda)]),
        ("996", "  ", [("a", f"Adopted {yes}-{against}-{abstaining}, {number + 500}th meeting")]),
    ]
    path, vote = f"doc/S/RES/{number}", f"vote/S/RES/{number}"
    want.documents.add((path, "Resolution", f"{title} : resolution", day))
    want.votes.add((vote, day, "Adopted", "", ""))
    want.tallies |= {(vote, "inFavour", str(yes)), (vote, "against", str(against)),
                     (vote, "abstaining", str(abstaining))}  # fmt: skip
    want.agendas.add((path, agenda))
    want.subjects |= {(path, "BOUNDARIES"), (path, "PEACEBUILDING")}
    return record


def document(k: int, draw: random.Random, want: Expected) -> Marc:
    """Return the record of a draft, letter, statement, meeting record or something else."""
    year = 1999 + k % 20
    symbol, kind, collection = draw.choice([
        (f"S/{year}/{700 + k}", "DraftResolution", "Draft Resolutions and Decisions"),
        (f"S/{year}/{700 + k}", "Letter", "Letters and Notes Verbales"),
        (f"S/PRST/{year}/{k}", "PresidentialStatement", "Resolutions and Decisions"),
        (f"S/PV.{9000 + k}", "MeetingRecord", "Meeting Records"),
        (f"A/{year - 1945}/{k}", "Document", "Reports"),
    ])  # fmt: skip
    day, title = f"{year}-03-{k % 28 + 1:02}", f"Ünïtëd matter {k}"
    want.documents.add((f"doc/{symbol}", kind, title, day))
    return [
        *common(300_000 + k, year, day),
        ("191", "  ", [("a", symbol)]),
        ("245", "10", [("a", f"{title} /")]),
        ("269", "  ", [("a", day)]),
        ("989", "  ", [("a", "Documents and Publications"), ("b", collection)]),
    ]


def authority(k: int) -> Marc:
    """Return the record of a State under a name of its time."""
    code, name, start, end = (
        ("HVO", "UPPER VOLTA", "19600920", "19840803"), ("BFA", "BURKINA FASO", "19840803", ""),
        ("KHM", "CAMBODIA", "19551214", "1970"), ("SUN", "USSR", "19451024", "19911224"),
        ("CSK", "CZECHOSLOVAKIA", "19451024", "19921231"), ("YUG", "YUGOSLAVIA", "19451024", ""),
    )[k % 6]  # fmt: skip
    periods: Subfields = [("s", start), *([("t", end)] if end else [])]
    return [
        ("LDR", "", "z "), ("001", "", str(400_000 + k)),
        ("043", "  ", [("b", "000"), ("c", code)]), ("046", "  ", periods),
        ("110", "1 ", [("a", name), ("9", "fs" if end else "ms")]),
        ("510", "1 ", [("w", "b"), ("a", "A LATER NAME")]),
    ]  # fmt: skip


def three_hundred(seed: int = 8) -> tuple[list[Marc], Expected]:
    """Return 300 records, mixed, and what they say."""
    draw, want = random.Random(seed), Expected()
    # Without 1990, when a seat changed hands on a day; tests of voting tables have that year.
    others = [*range(1, 546), *range(551, 647), *range(684, 2786)]
    adopted = [*range(546, 551), *draw.sample(others, 240)]
    records = [
        voting(n, year_of_resolution(n) or 2025, draw, want) for n in adopted[:200]
    ]
    records += [
        voting(n, year_of_resolution(n) or 2025, draw, want, failed=note)
        for n, note in zip(adopted[200:230], 15 * [
            "Not adopted, negative vote of a permanent member", "Not adopted for lack of votes",
        ], strict=True)
    ]  # fmt: skip
    records += [resolution(n, draw, want) for n in adopted[230:]]
    records += [document(k, draw, want) for k in range(40)]
    records += [authority(k) for k in range(15)]
    draw.shuffle(records)
    return records, want
