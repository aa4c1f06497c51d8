"""Short names that a document gives to a body name it in the rest of the document."""

from __future__ import annotations

import pytest

from councilgraph.pipeline import convert_bytes

# An invented resolution: no such one exists.
TEXT = """United Nations
S/RES/9077 (2031)
Security Council
Distr.: General
30 June 2031
Resolution 9077 (2031)
Adopted by the Security Council at its 19990th meeting, on 30 June 2031
The Security Council,
Recalling the United Nations Mission in South Sudan (the Mission) and the Head of UNIFIL (the Head),
1. {paragraph}
"""
CASES = {
    "Decides to extend the mandate of the Mission until 30 June 2032;": ["organ/unmiss"],
    "Requests support from the Mission, and from the Head;": ["organ/unmiss"],
    "Requests support from the Mission of Inquiry;": [],
    "Requests support from any mission, including its own mission;": [],
}


@pytest.mark.parametrize(("paragraph", "named"), CASES.items())
def test_a_short_name_defined_in_the_preamble_is_known_below(
    paragraph: str, named: list[str]
) -> None:
    data = TEXT.format(paragraph=paragraph).encode()
    last = convert_bytes(data, "S_RES_9077.en.txt").record.main.paragraphs[-1]
    assert [body.path for body in last.concerns] == named
    assert [m.subject for m in last.mandates] == (named if last.mandates else [])
