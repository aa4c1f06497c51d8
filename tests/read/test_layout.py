"""Text laid out on a page: columns, cells, footnotes, broken words. All documents are invented."""

from __future__ import annotations

from itertools import pairwise

from councilgraph.model import SourceText
from councilgraph.read.clean import clean
from councilgraph.read.footnotes import footnotes
from councilgraph.read.gutters import columns

LEFT = [f"the left column goes on with line {i:2}" for i in range(14)]
RIGHT = [f"the right column goes on with line {i:2}" for i in range(14)]
PAGE = "\n".join(
    [f"{'':55}S/PV.9999", "", "", *(f"{a:50}{b}" for a, b in zip(LEFT, RIGHT, strict=True)),
     "", "", f"2{'':70}99-99999"]
)  # fmt: skip


def test_columns_side_by_side_are_put_one_after_the_other() -> None:
    text = columns(SourceText.of(PAGE)).text
    found = [line.strip() for line in text.split("\n") if line.strip()]
    assert found[1:15] == LEFT
    assert found[15:29] == RIGHT
    assert found[0] == "S/PV.9999"
    assert found[29].split() == ["2", "99-99999"]


def test_a_span_across_columns_covers_all_it_comes_from() -> None:
    text = columns(SourceText.of(PAGE))
    at = text.text.index(LEFT[-1])
    span = text.span(at, text.text.index(RIGHT[0]) + len(RIGHT[0]))
    assert PAGE[span.start :].startswith(RIGHT[0])
    assert PAGE[: span.end].endswith(LEFT[-1])


def test_one_column_stays_as_it_is() -> None:
    text = "\n".join(f"a line of text that fills the page from edge to edge {i}" for i in range(40))
    source = SourceText.of(text)
    assert columns(source) is source


def test_a_table_of_narrow_cells_is_no_pair_of_columns() -> None:
    table = "\n".join(f"{name:30}{i} battalions" for i, name in enumerate(["Ruritania"] * 20))
    assert columns(SourceText.of(table)).text == table


def test_cells_of_a_masthead_stand_on_lines_of_their_own() -> None:
    head = (
        "    United Nations                          S/2030/9999\n"
        "    Security Council                        Distr.: General\n"
        "                                            3 May 2030\n\n"
        "    Ruritania: draft resolution\n\n         The Security Council,\n"
    )
    blocks = [b for b in clean(SourceText.of(head)).text.split("\n") if b]
    assert blocks == [
        "United Nations", "S/2030/9999", "Security Council", "Distr.: General", "3 May 2030",
        "Ruritania: draft resolution", "The Security Council,",
    ]  # fmt: skip


def test_footnotes_between_pages_are_put_after_the_text() -> None:
    text = (
        "1. Takes note of the report of the Secretary-General on the\n________\n1 S/2030/9998.\n"
        "\f\n99-99999\nsituation in Ruritania;\n"
    )
    moved = footnotes(SourceText.of(text)).text
    assert moved.index("situation in Ruritania") < moved.index("________") < moved.index("S/2030")
    joined = clean(SourceText.of(text)).text
    assert "Secretary-General on the situation in Ruritania;" in joined


WRAPPED = """The Security Council recalls that the political process in the country and political
parties have agreed to the cease-fire of last year, and asks that all of the politi-
cal parties keep to it, and to the cease-
fire of the region, as the Vice-
President has asked them, without any redeploy-
ment of forces until the end of the year."""


def test_words_broken_at_line_ends_are_joined_as_the_text_writes_them_elsewhere() -> None:
    text = clean(SourceText.of(WRAPPED))
    assert "the political parties keep to it, and to the cease-fire of the region" in text.text
    assert "Vice-President" in text.text
    assert [r.code for r in text.remarks] == ["line-end-hyphen"]
    assert "'redeploy-ment' is kept, it may be 'redeployment'" in text.remarks[0].message


def test_a_point_that_ends_in_and_does_not_run_into_the_next() -> None:
    text = (
        "3.   Requests the Panel to do all that the Council has asked of it in the past year:\n"
        "     (a)  to collect and examine what States and others have to say about the measures;\n"
        "     and\n     (b)  to report on them to the Council within six months of the day of\n"
        "this resolution; and\n     (c)  to keep the Council informed of all that it learns\n"
    )
    found = [line for line in clean(SourceText.of(text)).text.split("\n") if line]
    assert [line[:3] for line in found] == ["3. ", "(a)", "(b)", "(c)"]


def test_every_piece_of_moved_text_still_points_home() -> None:
    text = clean(SourceText.of(PAGE))
    for word in ("line 13", "right column", "left column"):
        at = text.text.index(word)
        assert text.quote(text.span(at, at + len(word))) == word
    assert any(b.raw_start < a.raw_start for a, b in pairwise(text.segments))


def test_a_wrapped_line_that_names_the_assembly_opens_no_text() -> None:
    text = (  # invented
        "Le Conseil de sécurité,\n\nDemandant à tous les États Membres de tenir informé\n"
        "le Conseil de la situation d’ici au 29 mai 2028, et soulignant la résolution 67/192 de\n"
        "l’Assemblée générale,\n\nAyant confiance dans la responsabilité des autorités,\n"
        "1. Décide de suivre de près la situation et de rester activement saisi de la\nquestion.\n"
    )
    assert "la résolution 67/192 de l’Assemblée générale," in clean(SourceText.of(text)).text
