"""Documents that are not as documents are, all invented: two names, no date, no result, no item."""

from __future__ import annotations

from datetime import date

import pytest

from councilgraph.model import DocumentKind, Outcome, Paragraph, Record
from councilgraph.pipeline import convert_bytes

RESOLUTION = """United Nations
S/RES/3201 (2031)
Security Council

{titled}

The Security Council,

Recalling its resolution 1325 (2000),

1. {said}
"""
ADOPTED = "Adopted by the Security Council at its 9453rd meeting, on 3 May 2031"
SEIZED = "Decides to remain seized of the matter."
STATEMENT = """United Nations
{symbol}
Security Council

Statement by the President of the Security Council

At the 9453rd meeting of the Security Council, held on 3 May 2031, {about}the President of the \
Security Council made the following statement on behalf of the Council:

“The Security Council recalls its resolution 1325 (2000).”
"""
DRAFT = """United Nations
S/2031/901
Security Council

Distr.: General
3 May 2031

{titled}

The Security Council,

Recalling its resolution 1325 (2000),

1. Decides to remain seized of the matter.
"""
MEETING = """United Nations
S/PV.10999
Security Council
Eighty-sixth year

10999th meeting
{day}
New York

The meeting was called to order at 2 p.m.

The President: Members have before them document S/2031/901, which contains the text of a draft \
resolution submitted by Malta.

{voted}
"""
SATURDAY = "Saturday, 3 May 2031, 2 p.m."
LISTS = """A vote was taken by show of hands.

In favour:
Belgium, Chad, China

Against:
None

Abstaining:
Malta

"""
RESULT = ("The President: The draft resolution received 3 votes in favour, none against and 1 "
          "abstention. The draft resolution has been adopted")  # fmt: skip


def record(text: str) -> Record:
    return convert_bytes(text.encode(), "invented.txt").record


def codes(of: Record) -> list[str]:
    return [remark.code for remark in of.main.remarks]


@pytest.mark.parametrize(("titled", "symbol"), [
    # Another number: the masthead is where a symbol stands.
    ("Resolution 3202 (2031)", "S/RES/3201 (2031)"),
    # The same number of two years.
    ("Resolution 3201 (2032)", "S/RES/3201 (2032)"),
])  # fmt: skip
def test_a_title_that_is_not_the_mastheads_is_remarked(titled: str, symbol: str) -> None:
    found = record(RESOLUTION.format(titled=f"{titled}\n\n{ADOPTED}", said=SEIZED))
    assert found.main.symbol == symbol
    assert codes(found) == ["symbol-title-mismatch"]


def test_a_symbol_in_full_width_characters_is_read_and_remarked() -> None:
    text = RESOLUTION.format(titled="Resolution 3201 (2031)", said=SEIZED)
    found = record(text.replace("S/RES/3201", "Ｓ/RES/３２０１"))
    assert found.main.symbol == "S/RES/3201 (2031)"
    assert codes(found) == ["full-width-symbol"]


def test_a_statement_under_the_symbol_of_a_resolution_keeps_it_and_is_remarked() -> None:
    about = "in connection with the item entitled “The situation in the islands”, "
    found = record(STATEMENT.format(symbol="S/RES/3201 (2031)", about=about))
    assert found.main.kind is DocumentKind.PRESIDENTIAL_STATEMENT
    assert found.main.symbol == "S/RES/3201 (2031)"
    assert codes(found) == ["symbol-title-mismatch"]


def test_a_statement_may_name_no_item() -> None:
    found = record(STATEMENT.format(symbol="S/PRST/2031/3", about="")).main
    assert (found.agenda_item, found.meeting, found.date) == (None, "S/PV.9453", date(2031, 5, 3))


@pytest.mark.parametrize(("titled", "sponsors"), [
    ("Draft resolution", []),
    ("Belgium,\n\nChad,\n\nMalta: draft resolution", ["Belgium", "Chad", "Malta"]),
])  # fmt: skip
def test_a_draft_names_its_sponsors_in_its_title_or_none(titled: str, sponsors: list[str]) -> None:
    found = record(DRAFT.format(titled=titled)).main
    assert found.kind is DocumentKind.DRAFT_RESOLUTION
    assert [s.text for s in found.sponsors] == sponsors


def acting(said: str) -> Paragraph:
    titled = f"Resolution 3201 (2031)\n\n{ADOPTED}"
    (found,) = record(RESOLUTION.format(titled=titled, said=said)).main.paragraphs[1:]
    return found


@pytest.mark.parametrize(("said", "mandates", "amended"), [
    (("Decides to extend the mandate of the Mission for a further period of six months from 1 June "
     "2031;"), [("extends", date(2031, 12, 1))], []),
    (("Decides to extend the mandate of the Mission until 31 May 2032 and to terminate the "
     "measures imposed by resolution 2100 (2013);"),
     [("extends", date(2032, 5, 31)), ("ends", None)],
     [("terminates", "S/RES/2100 (2013)")]),
    ("Terminates the measures in resolution 2100 (2013);", [("ends", None)],
     [("terminates", "S/RES/2100 (2013)")]),
    (("Decides to extend, for a period of twelve months and until 30 June 2032, the mandate of the "
     "Mission;"), [("extends", date(2032, 6, 30))], []),
    ("Decides to extend the measures from 1 June 2031 to 30 June 2032;",
     [("extends", date(2032, 6, 30))], []),
    # To extend a list is no mandate; an action that others stand before is not the Council's own.
    ("Decides that the list shall be extended;", [], []),
    ("Decides to send many people and to extend the mandate of the Mission until 30 June 2032;",
     [], []),
    # There is no such day.
    ("Extends the mandate of the Mission for a period of six months, until 35 May 2031;",
     [("extends", None)], []),
])  # fmt: skip
def test_what_is_extended_and_ended_is_read_from_the_words_of_the_action(
    said: str, mandates: list[tuple[str, date | None]], amended: list[tuple[str, str]]
) -> None:
    found = acting(said)
    assert [(m.action, m.until) for m in found.mandates] == mandates
    assert [(a.kind, a.target) for a in found.amends] == amended


@pytest.mark.parametrize(("said", "days"), [
    ("within 90 days of the adoption of this resolution", ["2031-08-01"]),
    ("by 31 February 2032", []),
    ("within 0 days", []),
])  # fmt: skip
def test_a_deadline_that_is_no_day_is_none(said: str, days: list[str]) -> None:
    (request,) = acting(f"Requests the Secretary-General to report {said};").requests
    assert list(request.deadlines) == days


def test_a_record_without_a_date_dates_no_vote() -> None:
    found = record(MEETING.format(day="", voted=f"{LISTS}{RESULT} as resolution 3301 (2031)."))
    assert found.main.date is None
    (vote,) = found.votes
    assert (vote.date, vote.resolution, vote.draft) == (None, "S/RES/3301 (2031)", "S/2031/901")


@pytest.mark.parametrize("end", ["The President: I thank the members.", f"{RESULT}."])
def test_a_vote_whose_result_is_not_told_has_none(end: str) -> None:
    (vote,) = record(MEETING.format(day=SATURDAY, voted=LISTS + end)).votes
    assert (vote.outcome, vote.resolution, len(vote.ballots)) == (None, None, 4)


def test_a_vote_ends_where_the_next_is_taken() -> None:
    second = "The President: I now put to the vote draft resolution S/2031/902.\n\n"
    voted = f"{LISTS}{second}{LISTS}{RESULT} as resolution 3301 (2031)."
    first, last = record(MEETING.format(day=SATURDAY, voted=voted)).votes
    assert (first.draft, first.outcome) == ("S/2031/901", None)
    assert (last.draft, last.outcome) == ("S/2031/902", Outcome.ADOPTED)


def test_a_vote_without_lists_and_result_is_none() -> None:
    voted = "A vote was taken by show of hands.\n\nThe President: I thank the members."
    assert record(MEETING.format(day=SATURDAY, voted=voted)).votes == ()
