"""Turtle in the project's own layout is read as the parser of all of Turtle reads it, or not."""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from councilgraph.errors import Refused
from councilgraph.rdf import Iri, Literal, Triple, parse, parse_triples, write
from councilgraph.rdf.laid_out import laid_out

CASES = sorted((Path(__file__).parent.parent / "documents").glob("*/expected.ttl"))
A, B, C = Iri("https://example.org/a"), Iri("https://example.org/b#b"), Iri("https://example.org/c")
WORDS = ["", "a", '"', '""', 'ends in "', "\\", "\\n", "a\nb", '\n"""', '"\n"', " ;\n    ",
         " .\n\n", " ,\n        ", '    a """', '\n    a """x""" .\n\n', "\u202e", "\t", "安理会",
         "\x7f", "# a", "@en", "1", "true"]  # fmt: skip
EDITS = [*" \n\t\"'\\;.,:<>@^#/_-%{}[]()a1\u202eé\x00\x7f", "", '"""', " ;\n    ", " .\n\n",
         "\n\n", " ,\n        ", "true", "<>", "@en", "@prefix x: <y> .\n", "\\u0041", "\\ud800",
         "/../"]  # fmt: skip


@pytest.fixture
def by_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every text to the parser of all of Turtle."""
    monkeypatch.setattr(parse, "laid_out", lambda _: None)


def judged(text: str) -> list[Triple] | Refused:
    try:
        return parse_triples(text.encode(), "ttl", "text")
    except Refused as error:
        return error


@pytest.mark.usefixtures("by_parser")
def test_what_we_write_is_read_as_the_parser_reads_it() -> None:
    assert len(CASES) > 5
    for case in CASES:
        text = case.read_text("utf-8")
        found = laid_out(text.encode())
        assert found is not None, case
        assert found == judged(text), case


@pytest.mark.usefixtures("by_parser")
@pytest.mark.parametrize("word", WORDS, ids=ascii)
def test_texts_are_read_as_the_parser_reads_them(word: str) -> None:
    triples: list[Triple] = [
        (A, B, Literal("1", "http://www.w3.org/2001/XMLSchema#date")), (A, B, Literal(word)),
        (A, B, Literal(word, language="en")), (A, C, Literal(word)), (C, B, A),
    ]  # fmt: skip
    text = write(triples, "ttl")
    assert laid_out(text.encode()) == judged(text) == triples


@pytest.mark.slow
@pytest.mark.usefixtures("by_parser")
def test_what_is_edited_is_read_as_the_parser_reads_it_or_left_to_it() -> None:
    chance = random.Random(6)
    words = [(A, C, Literal(w, language="en")) for w in WORDS]
    whole = CASES[0].read_text("utf-8").split(" .\n\n")
    text = " .\n\n".join(whole[:9]) + " .\n\n" + write(words, "ttl").lstrip()
    assert laid_out(text.encode()) == judged(text)
    read = 0
    for _ in range(4000):
        at, gone, edit = chance.randrange(len(text)), chance.randrange(3), chance.choice(EDITS)
        edited = text[:at] + edit + text[at + gone :]
        found = laid_out(edited.encode())
        if found is not None:
            assert found == judged(edited), edited[max(0, at - 40) : at + 40]
            read += 1
    assert read > 400


@pytest.mark.parametrize(
    "line",
    ["e:a\n    a e:b ; .\n", "e:a\n    e:c 1 , 2 .\n", "e:a\n    e:c\n        1 ;\n",
     "e:a a e:b .\n", "f:a\n    a e:b .\n", "<a>\n    a e:b .\n", "_:a\n    a e:b .\n",
     "e:a\n    a [] .\n", "e:a\n    a e:b .\r\n", "e:a\n    a <https://example.org/../a> .\n",
     "e:a\n    e:c 'a' .\n", "e:a\n    e:c 'a'@EN .\n", "e:a\n    e:c 1.0 .\n", ""],
    ids=ascii,
)  # fmt: skip
def test_another_layout_is_left_to_the_parser(line: str) -> None:
    assert laid_out(b"@prefix e: <https://example.org/> .\n\n" + line.encode()) is None


@pytest.mark.parametrize("place", ["@prefix", "e:", "# a", "a\n", "e:b", "text", "@en", "/c/d"])
def test_bytes_that_are_no_utf8_are_refused_wherever_they_stand(place: str) -> None:
    text = (
        "@prefix e: <https://example.org/> .\n\n# a comment\n\ne:a\n    a e:b ;\n"
        '    e:c "text"@en ;\n    e:d <https://example.org/c/d> .\n'
    )
    assert laid_out(text.encode())
    assert place in text
    data = text.replace(place, place + "\udcff").encode(errors="surrogateescape")
    assert laid_out(data) is None
    with pytest.raises(Refused, match="0xff is not UTF-8"):
        parse_triples(data, "ttl", "text")


def test_reading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    for text in (b"<urn:a> a <urn:b> .", b"%"):
        judged(text.decode())
        assert gc.isenabled()


@pytest.mark.slow
@pytest.mark.parametrize("frozen", [False, True])
def test_what_a_great_text_says_is_not_looked_at_by_the_collector(frozen: bool) -> None:
    lines = (f"<https://example.org/{n}>\n    a <https://example.org/{n}/b> ." for n in range(5000))
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_A_PROCESS, "freeze" if frozen else ""],
        input="\n\n".join(lines) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, looked, before, after, enabled, dropped = json.loads(done.stdout)
    assert (said, looked, enabled, dropped) == (5000, frozen, True, True)
    assert after == before
    assert bool(before) is frozen


READ_IN_A_PROCESS = """
import gc, json, sys, weakref
from councilgraph.rdf.parse import parse_triples
class Cycle:
    pass
data = sys.stdin.buffer.read()
if sys.argv[1]:
    gc.freeze()
before = gc.get_freeze_count()
runs = []
one = Cycle()
one.own = one
gone = weakref.ref(one)
del one
gc.callbacks.append(lambda phase, info: runs.append(phase))
said = parse_triples(data, "ttl", "a.ttl")
again = [[] for _ in range(20)]
looked = bool(runs)
after = gc.get_freeze_count()
gc.collect()
print(json.dumps([len(said), looked, before, after, gc.isenabled(), gone() is None]))
"""
