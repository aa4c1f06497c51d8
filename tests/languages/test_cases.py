"""What each language writes, and the fact that is read from it: cases as data, one file a language.

A case is ``ask`` (which question of ``ASKED`` is put), ``text`` and ``want``. Every text is
invented, or a set phrase of many documents; none is a document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from councilgraph.identifiers import target_path
from councilgraph.languages import LanguagePack, detect, fold, load
from councilgraph.link import gazetteer
from councilgraph.model import Document, ParagraphKind, SourceText, Symbol, Vote
from councilgraph.parse.acting import acts_under
from councilgraph.parse.acts import acts
from councilgraph.parse.amendments import amendments
from councilgraph.parse.block import Reading, blocks_of
from councilgraph.parse.bodies import concerned
from councilgraph.parse.body import body
from councilgraph.parse.citations import citations
from councilgraph.parse.dates import find_dates
from councilgraph.parse.mandates import mandates
from councilgraph.parse.masthead import masthead
from councilgraph.parse.names import states_in
from councilgraph.parse.requests import requests
from councilgraph.parse.titles import draft_title, statement_opening, statement_title
from councilgraph.parse.verbs import leading_verbs
from councilgraph.parse.votes import outcome, tally, vote_lists
from councilgraph.pipeline import convert_bytes
from councilgraph.read import clean

ADOPTED = date(2031, 6, 30)
"""The day of adoption of every invented resolution."""

FOLDER = Path(__file__).with_name("cases")
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}-{case['ask']}-{i}")
    for file in sorted(FOLDER.glob("*.toml"))
    for i, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"], 1)
]


def _reading(text: str, pack: LanguagePack) -> Reading:
    source = clean(SourceText.of(text))
    return Reading(source, fold(source.text), pack, gazetteer())


def _verbs(text: str, pack: LanguagePack, kind: ParagraphKind) -> list[str]:
    reading = _reading(text, pack)
    found = leading_verbs(reading.folded, 0, len(reading.folded), kind, pack)
    return [f"{v.lemma}: {reading.text(v.start, v.end)}" for v in found]


def _cites(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, ParagraphKind.PREAMBULAR, pack)
    found = citations(reading, 0, end, verbs)
    return [
        " | ".join([
            target_path(c.target).removeprefix("doc/").removeprefix("instrument/"),
            c.topic or "-", str(c.date or "-"),
        ])
        for c in found
    ]  # fmt: skip


def _requests(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, ParagraphKind.OPERATIVE, pack)
    return [
        f"{r.verb} | {' '.join(r.addressees) or '-'} | {r.addressee_text} | "
        + (" ".join((*r.deadlines, *r.recurrences)) or "; ".join(r.deadline_texts) or "-")
        for r in requests(reading, end, verbs, adopted=ADOPTED)
    ]


def _acting(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    found = acts_under(reading, 0, len(reading.folded))
    return [f"{(n.path or '').rpartition('un-charter/')[2]}: {n.text}" for n in found]


def _concerned(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    found = concerned(reading, 0, len(reading.folded))
    return [f"{n.path}: {n.text}" for n in found]


def _mandates(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, ParagraphKind.OPERATIVE, pack)
    return [
        f"{m.action} | {m.subject or '-'} | {m.subject_text} | {m.until or '-'} | "
        f"{m.until_text or '-'}"
        for m in mandates(reading, acts(reading, end, verbs), ADOPTED)
    ]


def _amends(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, ParagraphKind.OPERATIVE, pack)
    found = amendments(reading, acts(reading, end, verbs), Symbol("S/RES/9009 (2031)"), {})
    return [f"{a.kind} {a.target}: {a.text}" for a in found]


def _dates(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    return [str(found[0]) for found in find_dates(pack, reading.folded, 0, len(reading.folded))]


def _states(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    found = states_in(reading.folded, 0, len(reading.folded), pack, gazetteer())
    return [n.path.rsplit("/", 1)[-1] if n.path else f"?{text[n.start : n.end]}" for n in found]


def _votes(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    lists = vote_lists(blocks_of(reading.source.text, reading.folded), reading)
    assert lists is not None
    odd = [f"! {remark.code}" for remark in lists.remarks]
    return [f"{b.state} {b.choice.value}" for b in lists.ballots] + odd


def _tally(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    end = len(reading.folded)
    stated, _ = tally(reading, 0, end)
    result, _ = outcome(reading, 0, end)
    numbers = (stated.in_favour, stated.against, stated.abstaining)
    return ["-".join(map(str, numbers)), result.value if result else "-"]


def _paths(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    drafts = body(blocks_of(reading.source.text, reading.folded), reading)
    return ["/".join(draft.path) for draft in drafts]


def _head(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    blocks = blocks_of(reading.source.text, reading.folded)
    head = masthead(blocks, reading)
    facts = {"symbol": head.symbol, "number": head.number, "date": head.date,
             "adopted": head.adoption_date, "meeting": head.meeting}  # fmt: skip
    found = [f"{key} {value}" for key, value in facts.items() if value]
    title = draft_title(blocks, reading)
    if title:
        names = reading.folded[slice(*title.sponsors)] if title.sponsors else ""
        found.append(f"draft {' '.join(_states(names, pack))}".strip())
    return found + ["statement"] * (statement_title(blocks, reading) is not None)


def _opening(text: str, pack: LanguagePack) -> list[str]:
    reading = _reading(text, pack)
    opening = statement_opening(blocks_of(reading.source.text, reading.folded)[0], reading)
    assert opening is not None
    return [str(opening.meeting), str(opening.date), opening.item or "-"]


def _named(document: Document) -> Iterator[str]:
    yield f"{document.kind.value} {document.symbol}"
    if document.agenda_item:
        yield f"item {document.agenda_item}"
    yield from (f"sponsor {s.path}" for s in document.sponsors)
    yield from (f"to {a.path}" for a in document.addressees)
    if document.signatory and document.signatory_role:
        yield f"signed {document.signatory.text}, {document.signatory_role.path}"


def _voted(vote: Vote) -> Iterator[str]:
    tallied = vote.tally
    yield f"on {vote.draft} {vote.outcome and vote.outcome.value} {vote.resolution or '-'}"
    yield f"{tallied.in_favour}-{tallied.against}-{tallied.abstaining} {len(vote.ballots)}"
    yield f"{vote.procedure and vote.procedure.value} {vote.date or '-'}"
    yield from (f"! {remark.code}" for remark in vote.remarks)


def _record(text: str, pack: LanguagePack) -> list[str]:
    record = convert_bytes(text.encode(), f"case.{pack.code}.txt").record
    assert record.main.language == pack.code
    return [
        *(fact for document in record.documents for fact in _named(document)),
        *(fact for vote in record.votes for fact in _voted(vote)),
    ]


def _detected(text: str, pack: LanguagePack) -> list[str]:
    found = detect(text)
    return [found.code] if found else []


ASKED: dict[str, Callable[[str, LanguagePack], list[str]]] = {
    "language": _detected,
    "head": _head,
    "opening": _opening,
    "acting": _acting,
    "concerned": _concerned,
    "dates": _dates,
    "mandates": _mandates,
    "amends": _amends,
    "paths": _paths,
    "preambular": lambda text, pack: _verbs(text, pack, ParagraphKind.PREAMBULAR),
    "operative": lambda text, pack: _verbs(text, pack, ParagraphKind.OPERATIVE),
    "cites": _cites,
    "requests": _requests,
    "states": _states,
    "votes": _votes,
    "tally": _tally,
    "record": _record,
}


def test_cases_are_found() -> None:
    files = sorted(FOLDER.glob("*.toml"))
    assert files
    for file in files:
        asked = {c["ask"] for c in tomllib.loads(file.read_text("utf-8"))["case"]}
        assert asked == set(ASKED), file.name


@pytest.mark.parametrize(("code", "case"), CASES)
def test_text_gives_the_fact(code: str, case: dict[str, object]) -> None:
    text, want = case["text"], case["want"]
    assert isinstance(text, str)
    assert isinstance(want, list)
    assert ASKED[str(case["ask"])](text, load(code)) == want
