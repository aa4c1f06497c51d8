"""What is looked for by a sign that each match must have is found as if every place were tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from councilgraph.errors import Refused
from councilgraph.identifiers import SYMBOL
from councilgraph.languages import codes, fold, load
from councilgraph.model import Record, Symbol
from councilgraph.parse import assemblies, shortened
from councilgraph.parse.mention import Mention, in_order, place
from councilgraph.parse.mentions import mentions, numbered, symbols_in
from councilgraph.parse.sought import Sought
from councilgraph.pipeline import convert_bytes
from councilgraph.render import invent, render

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FEW, MANY = 4, 25
PIECES = (
    *"0123456789", *"()/., -\nSAXVIE", "S/RES/", "A/RES/", "S/PRST/", " (2014)", "(XV)", "ES-",
    "60/180", "2712, 2720 (2023)", " and ", "resolution ", "General Assembly ", "القرار ", "(د-15)",
    "الجمعية العامة ", "大会", "A/70/1",
)  # fmt: skip

NUMBER_YEAR = re.compile(
    r"(?<!\d,)(?<![\d/.-])(?P<number>\d{1,4})\s{0,2}\(\s?(?P<year>(?:19|20)\d\d)\s?\)"
)

Places = list[tuple[int, int, tuple[str | None, ...]]]


def places(matches: Iterable[re.Match[str]]) -> Places:
    return [(*match.span(), match.groups()) for match in matches]


def ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the whole of a text, its lines, and ranges that cut words and numbers."""
    yield 0, len(text)
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
    rng = Random(text)
    for _ in range(4):
        start, end = sorted(rng.choices(range(len(text) + 1), k=2))
        yield start, end


def hidden(text: str, code: str) -> list[object]:
    """Return the ranges of a text in which a sign hides a match, with what is found and what is."""
    pack, wrong = load(code), list[object]()
    for reach in ranges(text):
        listed = [(a, b, tuple(said)) for a, b, *said in numbered(text, *reach)]
        pairs = [
            (places(symbols_in(text, *reach)), places(SYMBOL.finditer(text, *reach))),
            (listed, places(NUMBER_YEAR.finditer(text, *reach))),
        ]
        found = [places(m) for m, _ in assemblies.of_sessions(text, *reach, pack)][:2]
        patterns = (assemblies.BY_SESSION, assemblies.BY_ROMAN_SESSION)
        tried = [places(p.finditer(text, *reach)) for p in patterns]
        pairs += zip(found, tried, strict=True)
        wrong += [(reach, a, b) for a, b in pairs if a != b]
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_signs_hide_no_mention_in_documents_of_any_language(code: str) -> None:
    texts = [fold(render(invent(code, seed))) for seed in range(FEW)]
    assert [w for text in texts for w in hidden(text, code)] == []
    assert any(mentions(text, 0, len(text), load(code)) for text in texts)


def test_signs_hide_no_mention_in_text_by_chance() -> None:
    rng = Random(1)
    for _ in range(300):
        text = "".join(rng.choices(PIECES, k=rng.randrange(1, 30)))
        assert hidden(text, rng.choice(codes())) == [], text


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real documents: {CORPUS} is absent")
@pytest.mark.parametrize("code", codes())
def test_signs_hide_no_mention_in_real_documents(code: str) -> None:
    files = sorted(CORPUS.glob(f"*/*.{code}.txt"))
    assert files
    assert [(f.name, w) for f in files for w in hidden(fold(f.read_text("utf-8")), code)] == []


def record(data: bytes, name: str) -> Record | str:
    try:
        return convert_bytes(data, name).record
    except Refused as error:
        return str(error)


def always(_sought: Sought, _folded: str, _start: int, _end: int) -> bool:
    return True


def everywhere(
    sought: Sought, folded: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    return sought.pattern.finditer(folded, start, end)


def every_number(folded: str, start: int, end: int) -> list[str]:
    return [*re.findall(r"\d+", folded[start:end]), "99999"]


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_documents_say_the_same_where_every_pattern_is_tried(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [(render(invent(code, n)).encode(), f"{n}.txt") for n in range(MANY)]
    documents += [(f.read_bytes(), f.name) for f in sorted(CORPUS.glob(f"*/*.{code}.txt"))[:MANY]]
    sought = [record(*document) for document in documents]
    monkeypatch.setattr(Sought, "near", always)
    monkeypatch.setattr(Sought, "_begun", everywhere)
    monkeypatch.setattr(assemblies, "_near", lambda *_: True)
    monkeypatch.setattr(shortened, "_numbers", every_number)
    assert [record(*document) for document in documents] == sought


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_a_mention_that_overlaps_one_before_it_is_left_out(order: tuple[int, ...]) -> None:
    spans = [(0, 4), (4, 6), (10, 12), (20, 30)]
    found: list[Mention] = []
    for i in order:
        place(found, Mention(*spans[i], Symbol("S/2020/1")))
    for start, end in [(3, 5), (0, 40), (29, 31), (11, 12), (5, 11)]:
        place(found, Mention(start, end, Symbol("S/2020/1")))
    assert [(m.start, m.end) for m in found] == spans


def test_mentions_put_in_order_at_once_are_those_placed_one_by_one() -> None:
    rng, overlaps = Random(3), 0
    for _ in range(300):
        starts = rng.choices(range(60), k=rng.randrange(6))
        given = [Mention(at, at + rng.randrange(1, 9), Symbol(f"S/2020/{at}")) for at in starts]
        found: list[Mention] = []
        for mention in given:
            place(found, mention)
        assert in_order(given) == found
        overlaps += len(found) < len(given)
    assert 50 < overlaps < 250


@pytest.mark.parametrize(
    ("after", "found"), [("", 1), (" (hereafter)", 1), (" (2011)", 0), ("\n(2011)", 0), ("/2", 0)]
)
def test_a_number_names_a_resolution_alone_where_no_year_follows(after: str, found: int) -> None:
    text, known = f"resolution 1988{after}", {1988: Symbol("S/RES/1988 (2011)")}
    assert len([*shortened.shortened(text, 0, len(text), load("en"), known)]) == found


def test_a_literal_that_holds_another_is_not_looked_for() -> None:
    assert Sought("days?", ["days", "day", "Weeks"]).literals == ("day", "weeks")


def test_a_pattern_that_begins_with_a_word_is_found_where_the_word_stands() -> None:
    sought, rng, met = Sought(r"(?<!\w)by\s+(?:by\s+)?\d(?!\w)", [""], "By"), Random(2), 0
    for _ in range(400):
        text = "".join(rng.choices(["by ", "By  ", "-by", "baby ", "1", "2 ", "é", "x "], k=9))
        for reach in ranges(text):
            found = places(sought.finditer(text, *reach))
            assert found == places(sought.pattern.finditer(text, *reach)), (text, reach)
            met += len(found)
    assert met > 100
