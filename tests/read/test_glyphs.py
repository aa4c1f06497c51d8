"""Rows of a page and the order in which they are read."""

from __future__ import annotations

from councilgraph.read.columns import stretches
from councilgraph.read.glyphs import Row, Run, pitch, rows


def run(text: str, x: float, y: float, size: float = 10.0) -> Run:
    return Run(text, x, x + 5.0 * len(text), y, size)


def words(row: Row) -> list[str]:
    return [r.text for r in row.runs]


def test_runs_of_a_row_are_read_from_left_to_right() -> None:
    (row,) = rows([run("States", 150, 700), run("Member", 60, 700.5)])
    assert words(row) == ["Member", "States"]


def test_runs_of_an_arabic_row_are_read_from_right_to_left() -> None:
    (row,) = rows([run("الأمن", 60, 700), run("مجلس", 150, 700.5), run("2031", 110, 700)])
    assert words(row) == ["مجلس", "2031", "الأمن"]


def test_a_raised_mark_belongs_to_its_row() -> None:
    found = rows([run("the report", 60, 700), run("1", 112, 704, 6.0), run("of May", 60, 688)])
    assert [words(r) for r in found] == [["the report", "1"], ["of May"]]
    assert found[0].y == 700


def test_the_pitch_of_interleaved_columns_is_that_of_one_column() -> None:
    left = [run("left column", 60, 700 - 12 * i) for i in range(10)]
    right = [run("right column", 320, 694 - 12 * i) for i in range(10)]
    assert pitch(rows([*left, *right])) == 12


def test_the_right_column_is_read_first_where_rows_run_from_right_to_left() -> None:
    left = [run("يجوز للأعضاء أن يقدموا اقتراحات", 60, 700 - 12 * i) for i in range(8)]
    right = [run("قرر المجلس أن ينظر في المسألة", 320, 700 - 12 * i) for i in range(8)]
    parts = stretches(rows([*left, *right]), 612)
    assert [words(p.rows[0])[0] for p in parts] == [right[0].text, left[0].text]
