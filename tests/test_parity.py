"""Language versions of one document must give the same facts: the main measure of the parsers.

Compared are the numbers of paragraphs, what each paragraph cites, under which part of the Charter
it acts, what it sets up, extends or ends and until when, what it amends, and the date, read from
the texts; ballots and stated numbers of votes, read from their Akoma Ntoso. Where the texts
themselves differ, ``parity_exceptions.toml`` says so with a reason: ``+`` is a fact that this
language alone states, ``-`` one that it alone does not; ``omits`` is a paragraph that this language
leaves out, so that those after it are compared by the numbers that they have in the others.

The documents are not part of the project: they are looked for in ``../shared/corpus``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pytest

from councilgraph.errors import Refused
from councilgraph.languages import codes
from councilgraph.model import Record, Symbol
from councilgraph.pipeline import convert_bytes

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
EXCEPTIONS = Path(__file__).with_name("parity_exceptions.toml")
KINDS = ("paragraph", "cites", "acts", "mandate", "amends", "date", "votes")
GOAL = 0.99

Facts = frozenset[str]
pytestmark = pytest.mark.slow


@dataclass
class Work:
    """A document, and what each of its language versions states."""

    symbol: Symbol
    stated: dict[str, Facts] = field(default_factory=dict)


def _textual(record: Record) -> set[str]:
    """Return the facts of a text: paragraphs by path, citations, the date."""
    document = record.main
    facts = {f"date {document.adoption_date or document.date}"}
    for paragraph in document.paragraphs:
        path = "/".join(paragraph.path)
        if not {"heading", "text"} & set(paragraph.path):
            facts.add(f"paragraph {path}")
        for citation in paragraph.citations:
            target = citation.target
            named = target if isinstance(target, str) else f"{target.slug}/{target.part}".strip("/")
            facts.add(f"cites {path} {named}")
        facts |= {f"acts {path} {named.path}" for named in paragraph.acts_under}
        facts |= {f"amends {path} {a.kind} {a.target}" for a in paragraph.amends}
        facts |= {f"mandate {path} {m.action}" for m in paragraph.mandates}
        facts |= {f"mandate {path} until {m.until}" for m in paragraph.mandates if m.until}
    return facts


def _voted(record: Record) -> set[str]:
    """Return the facts of the votes in a file's markup."""
    facts = set()
    for vote in record.votes:
        facts |= {f"votes {ballot.state} {ballot.choice.value}" for ballot in vote.ballots}
        tally = vote.tally
        facts.add(f"votes {tally.in_favour}-{tally.against}-{tally.abstaining}")
    return facts


def _facts(stem: Path) -> Facts:
    text, markup = (stem.with_name(stem.name + suffix) for suffix in (".txt", ".xml"))
    facts = _textual(convert_bytes(text.read_bytes(), text.name).record)
    if markup.exists():
        try:
            facts |= _voted(convert_bytes(markup.read_bytes(), markup.name).record)
        except Refused as refusal:
            facts.add(f"votes refused: {refusal}")
    return frozenset(facts)


@pytest.fixture(scope="module")
def works() -> list[Work]:
    """Return each document that is there in every language that has a pack."""
    if not CORPUS.is_dir():
        pytest.skip("the documents to compare are not there: ../shared/corpus")
    omissions: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tomllib.loads(EXCEPTIONS.read_text("utf-8"))["exception"]:
        if "omits" in row:
            omissions[row["document"]][row["language"]] = row["omits"]
    found = []
    for model in sorted(CORPUS.glob("*/*.en.txt")):
        stems = {c: model.with_name(model.name.replace(".en.txt", f".{c}")) for c in codes()}
        if all(stem.with_name(stem.name + ".txt").exists() for stem in stems.values()):
            symbol = convert_bytes(model.read_bytes(), model.name).record.main.symbol
            stated = {code: _facts(stem) for code, stem in stems.items()}
            for code, omitted in omissions.get(symbol, {}).items():
                stated[code] = _renumbered(stated[code], omitted)
            found.append(Work(symbol, stated))
    assert len(found) > 50
    return found


@pytest.fixture(scope="module")
def excepted() -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """Return what each language version alone states, and alone leaves out, by work and code."""
    table: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for row in tomllib.loads(EXCEPTIONS.read_text("utf-8"))["exception"]:
        assert row["reason"].strip()
        assert row["language"] in {"ar", "zh", "en", "fr", "ru", "es"}
        extra, missing = table.setdefault((row["document"], row["language"]), (set(), set()))
        for fact in row["facts"]:
            sign, _, text = fact.partition(" ")
            {"+": extra, "-": missing}[sign].add(text)
    assert table
    return table


def _renumbered(facts: Facts, omitted: str) -> Facts:
    """Return facts with the paragraphs from the omitted one on counted one further."""
    part, _, number = omitted.rpartition("/")
    pattern = re.compile(rf"(?<= ){part}/(\d+)")
    return frozenset(
        pattern.sub(lambda m: f"{part}/{int(m[1]) + (int(m[1]) >= int(number))}", fact)
        for fact in facts
    )


def _share(works: list[Work], one: str, other: str, kind: str = "") -> float:
    both = either = 0
    for work in works:
        a, b = ({f for f in work.stated[c] if f.startswith(kind)} for c in (one, other))
        both, either = both + len(a & b), either + len(a | b)
    return both / either


def test_nearly_all_facts_agree(works: list[Work], capsys: pytest.CaptureFixture[str]) -> None:
    pairs = list(combinations(codes(), 2))
    rows = [f"\n{'':6}" + "".join(f"{k:>11}" for k in ("all", *KINDS))]
    low = []
    for one, other in pairs:
        shares = [_share(works, one, other, kind) for kind in ("", *KINDS)]
        rows.append(f"{one}-{other}: " + "".join(f"{share:11.4f}" for share in shares))
        if shares[0] < GOAL:
            low.append((one, other, shares[0]))
    with capsys.disabled():
        sys.stdout.write("\n".join(rows) + "\n")
    assert not low


def test_every_difference_has_its_reason(
    works: list[Work], excepted: dict[tuple[str, str], tuple[set[str], set[str]]]
) -> None:
    unexplained = defaultdict(list)
    for work in works:
        same = {}
        for code, facts in work.stated.items():
            extra, missing = excepted.get((work.symbol, code), (set(), set()))
            same[code] = (facts - extra) | missing
        for fact in sorted(set().union(*same.values())):
            saying = [code for code in same if fact in same[code]]
            if len(saying) < len(same):
                unexplained[work.symbol].append(f"only in {' '.join(saying)}: {fact}")
    assert not unexplained, "\n".join(f"{k}: {v}" for k, vs in unexplained.items() for v in vs)


def test_no_exception_is_stale(
    works: list[Work], excepted: dict[tuple[str, str], tuple[set[str], set[str]]]
) -> None:
    stated = {(work.symbol, code): facts for work in works for code, facts in work.stated.items()}
    for (symbol, code), (extra, missing) in excepted.items():
        if code not in codes():
            continue
        facts = stated[Symbol(symbol), code]
        assert extra <= facts, (symbol, code)
        assert not missing & facts, (symbol, code)
