"""Every name in the votes and lists of sponsors of real documents is a state's, or remarked.

The documents are not part of the project: they are read beside it where they are at hand, and this
test says so where they are not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from councilgraph.identifiers import BASE
from councilgraph.languages import fold, load
from councilgraph.link import gazetteer
from councilgraph.model import Record, SourceText, Span
from councilgraph.parse import parse_record
from councilgraph.pipeline.conversion import notes_of
from councilgraph.rdf import triples_of
from councilgraph.rdf.namespaces import CG
from councilgraph.read import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
EXPLAINED = Path(__file__).with_name("unresolved_names.toml")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the development corpus is not at ../shared"),
]


@dataclass(frozen=True)
class Written:
    """A name in a list: who votes alike or sponsors, the words, their place, the state's path."""

    group: str
    name: str
    span: Span
    path: str | None


@dataclass(frozen=True)
class Case:
    """A document of the corpus, read: its text, what it says, the names in its lists."""

    file: str
    text: SourceText
    record: Record
    names: tuple[Written, ...]


def written(record: Record) -> Iterator[Written]:
    for number, vote in enumerate(record.votes):
        for ballot in vote.ballots:
            assert ballot.span
            group = f"vote {number} {ballot.choice.value}"
            yield Written(group, ballot.name, ballot.span, f"state/{ballot.state}")
    for number, document in enumerate(record.documents):
        for sponsor in document.sponsors:
            assert sponsor.span
            yield Written(f"sponsors {number}", sponsor.text, sponsor.span, sponsor.path)


@cache
def cases() -> tuple[Case, ...]:
    found = []
    for path in sorted(CORPUS.glob("*/*.*")):
        if path.parent.name == "malformed":
            continue
        result = read(path.read_bytes(), path.name)
        record = parse_record(result.source, result.text, result.metadata, gazetteer())
        name = path.relative_to(CORPUS).as_posix()
        found.append(Case(name, result.text, record, tuple(written(record))))
    assert len(found) > 800
    assert sum(len(case.names) for case in found) > 9000
    return tuple(found)


def unresolved() -> dict[tuple[str, str], int]:
    """Return the names that are no state known, by file and words, with their lines."""
    found = {}
    for case in cases():
        for note in notes_of(case.record, case.text.raw):
            if note.remark.code == "unknown-state":
                (name,) = re.findall(r"^['\"](.*)['\"] (?:in|among) the", note.remark.message)
                found[case.file, name] = note.line
    return found


def test_every_name_is_a_state_s_or_remarked(capsys: pytest.CaptureFixture[str]) -> None:
    rows = tomllib.loads(EXPLAINED.read_text("utf-8"))["names"]
    reasons = {(row["file"], row["name"]): row["reason"] for row in rows}
    found = unresolved()
    with capsys.disabled():
        print("\nnames that are no state known:")  # noqa: T201 - the table is to be seen
        for (file, name), line in found.items():
            why = reasons.get((file, name), "NOT EXPLAINED")
            print(f"  {file}:{line}  {name}: {why}")  # noqa: T201 - likewise
    assert found.keys() == reasons.keys()
    nameless = {(c.file, n.name) for c in cases() for n in c.names if n.path is None}
    assert nameless <= found.keys()


def test_every_state_of_a_ballot_or_draft_is_one_of_the_tables() -> None:
    known = {path for names in gazetteer().states.values() for path in names.values()}
    seen = set()
    for case in cases():
        for subject, predicate, term in triples_of(case.record, BASE):
            if predicate in {CG["castBy"], CG["sponsor"]}:
                assert str(term).removeprefix(BASE) in known, (case.file, subject)
                seen.add(term)
    assert len(seen) > 100


def between(case: Case) -> Iterator[str]:
    """Yield what stands between the names of each list, as the cleaned text has it."""
    remarked = [
        note.remark.span
        for note in notes_of(case.record, case.text.raw)
        if note.remark.code == "unknown-state" and note.remark.span
    ]
    groups: dict[str, list[Span]] = {}
    for name in case.names:
        groups.setdefault(name.group, []).append(name.span)
    places = {s.raw_start + i: s.clean + i for s in case.text.segments if s.verbatim
              for i in range(s.raw_end - s.raw_start)}  # fmt: skip
    for spans in groups.values():
        low, high = min(s.start for s in spans), max(s.end for s in spans)
        inside = {s for s in remarked if low <= s.start < high}
        clean = sorted({(places[s.start], places[s.end - 1] + 1) for s in {*spans, *inside}})
        for (_, end), (start, _) in pairwise(clean):
            yield case.text.text[end:start]


def test_nothing_but_signs_and_conjunctions_stands_between_the_names() -> None:
    """A name that the reader passed over in silence would be left there."""
    gaps = 0
    for case in cases():
        if case.file.endswith(".xml"):
            continue
        votes = load(case.record.documents[0].language).votes
        words = {*votes["separators"], *votes["last_separator"], *votes["articles"]}
        signs = sorted((fold(w) for w in words), key=len, reverse=True)
        for gap in between(case):
            gaps += 1
            rest = fold(gap).casefold()
            for sign in signs:
                rest = rest.replace(sign.casefold(), " ")
            assert not rest.strip(), (case.file, gap)
    assert gaps > 600


def test_an_element_of_the_markup_holds_nothing_but_the_names_read_from_it() -> None:
    """In XML several names may stand in one element; its words are theirs."""
    elements = 0
    for case in cases():
        if not case.file.endswith(".xml"):
            continue
        for span in {n.span for n in case.names}:
            rest = case.text.quote(span)
            for name in sorted((n.name for n in case.names if n.span == span), key=len)[::-1]:
                rest = rest.replace(name, " ", 1)
            elements += 1
            assert not re.sub(r"\b(?:and|the|y|et|и)\b|[,;、،和\s]", "", rest), (case.file, rest)
    assert elements > 5000
