"""Numbers, letters and levels; where paragraphs begin; which verbs lead them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.languages import codes, fold, load
from councilgraph.model import Gazetteer, ParagraphKind, SourceText
from councilgraph.parse.block import Reading, blocks_of
from councilgraph.parse.body import body
from councilgraph.parse.numbering import Levels, paragraph_mark, point_marks, to_roman
from councilgraph.parse.verbs import leading_verbs


def paths(text: str, code: str = "en") -> list[str]:
    folded = fold(text)
    reading = Reading(SourceText.of(text), folded, load(code), Gazetteer())
    return ["/".join(d.path) for d in body(blocks_of(text, folded), reading)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("(a) (b) (c)", "a b c"),
        ("(a) (i) (ii) (b)", "a a/i a/ii b"),
        ("(a) (i) (ii) (iii) (iv) (v) (b) (i) (ii)", "a a/i a/ii a/iii a/iv a/v b b/i b/ii"),
        ("(g) (h) (i) (j)", "- - i -"),
        ("(a) (b) (c) (d) (e) (f) (g) (h) (i) (j)", "a b c d e f g h i j"),
        ("(a) (b) (c) (d) (e) (f) (g) (h) (i) (ii)", "a b c d e f g h h/i h/ii"),
        ("a) b) c)", "a b c"),
        ("(i) (ii) (iii)", "i ii iii"),
        ("(a) (c)", "a c"),
        ("(aa) (bb)", "- -"),
        ("(1) (2)", "1 2"),
    ],
)
def test_levels(marks: str, expected: str) -> None:
    levels, pack = Levels(), load("en")
    read = [point_marks(f"{m} text", pack) for m in marks.split()]
    found = []
    for here, after in zip(read, [*read[1:], None], strict=True):
        assert here is not None
        placed = levels.place(here[0], after[0] if after else [])
        found.append("/".join(placed[0]) if placed else "-")
    assert " ".join(found) == expected


@given(st.integers(1, 39))
def test_roman_numbers_are_read_back(value: int) -> None:
    found = point_marks(f"({to_roman(value)}) text", load("en"))
    assert found is not None
    assert value in [m.value for m in found[0] if m.kind == "roman"]


@given(st.integers(1, 999))
def test_paragraph_numbers_are_read_back(number: int) -> None:
    assert paragraph_mark(f"{number}. Decides") == (number, len(f"{number}. "))
    assert paragraph_mark(f"{number}.5 million") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalling it,\n1. Decides that;\n2. Requests this.",
         "preamble/1 paragraph/1 paragraph/2"),
        ("1. Decides:\n(a) To go;\n(b) To stay;\n2. Ends.",
         "paragraph/1 paragraph/1/a paragraph/1/b paragraph/2"),
        ("Guided by:\n(a) One,\n(b) Two,\nNoting it,\n1. Decides.",
         "preamble/1 preamble/1/a preamble/1/b preamble/2 paragraph/1"),
        ("Noting it,\nLamps\n1. Decides;\nKeepers\n2. Requests.",
         "preamble/1 heading/1 paragraph/1 heading/2 paragraph/2"),
        ("A\nNoting it,\n1. Decides.\nB\nNoting that,\n1. Ends.",
         "part/A/preamble/1 part/A/paragraph/1 part/B/preamble/1 part/B/paragraph/1"),
        ("1. Decides.\nAnnex\n1. The rock.\n2. The sea.",
         "paragraph/1 annex/1/paragraph/1 annex/1/paragraph/2"),
        ("1. Decides;\n1. Decides again.", "paragraph/1 paragraph/1-bis"),
        ("1. Decides;\n1. The rock.", "paragraph/1 paragraph/1/text/1"),
        ("Noting it,\n9. Decides;\n2. Requests it;\n3. Ends.",
         "preamble/1 paragraph/9 paragraph/2 paragraph/3"),
        ("1. Decides;\n49. Requests it;\n3. Ends.", "paragraph/1 paragraph/49 paragraph/3"),
        ("1. Decides;\nAnnex\n25. The rock.\n2. The sea.\n2. The sea.",
         "paragraph/1 annex/1/paragraph/25 annex/1/paragraph/2 annex/1/paragraph/2-bis"),
        ("1. Decides to:\n(a) Go;\n(a) Go;\n(b) Rest.",
         "paragraph/1 paragraph/1/a paragraph/1/text/1 paragraph/1/b"),
        ("1. Decides to:\n(ii) Go;\n(b) Rest.", "paragraph/1 paragraph/1/ii paragraph/1/b"),
        ("1. Decides.\nThe Rock\nThe Rock\n2. Ends.",
         "paragraph/1 heading/1 heading/2 paragraph/2"),
        ("Recalling it,\nCalls upon all;\nRequests some.",
         "preamble/1 paragraph/1 paragraph/2"),
        ("1. Decides that 2020\n3. Requests.", "paragraph/1 paragraph/3"),
        ("", ""),
    ],
)  # fmt: skip
def test_paths_of_a_body(text: str, expected: str) -> None:
    assert " ".join(paths(text)) == expected


@pytest.mark.parametrize(("text", "codes"), [
    ("1. Decides;\n3. Requests.", [[], ["number-gap"]]),
    ("1. Decides;\n2. Requests;\n2. Requests.", [[], [], ["repeated-number"]]),
    # Without a verb at its head it might be of a list, if the list began.
    ("1. Decides;\n2. Requests;\n2. The sea.", [[], [], ["repeated-number"]]),
    ("1. Decides;\n2. Requests:\n1. The rock.\n2. The sea.", [[], [], [], []]),
])  # fmt: skip
def test_a_number_that_does_not_follow_is_remarked(text: str, codes: list[list[str]]) -> None:
    reading = Reading(SourceText.of(text), text, load("en"), Gazetteer())
    drafts = body(blocks_of(text, text), reading)
    assert [[r.code for r in d.remarks] for d in drafts] == codes


@pytest.mark.slow
@given(st.lists(st.sampled_from(["1. Decides;", "2. Requests", "(a) x;", "(i) y;", "(b) z", "Annex",
                                 "A", "Recalling it,", "text", "(aa) w", "99. Ends."]),
                max_size=25))  # fmt: skip
def test_no_two_paragraphs_have_one_path(lines: list[str]) -> None:
    found = paths("\n".join(lines))
    assert len(set(found)) == len(found)
    assert len(found) <= len(lines)


VERBS = [
    ("en", "P", "Recalling its resolutions and reaffirming its commitment,", "recalls reaffirms"),
    ("en", "P", "Stressing that, and further stressing that, in this regard,",
     "stresses stresses"),
    ("en", "P", "Having considered the report, and expressing its deep concern at it,",
     "has-considered expresses-concern"),
    ("en", "P", "Acting under Chapter VII of the Charter,", "acts"),
    ("en", "O", "Decides that the lamp, recalling nothing, shall burn;", "decides"),
    ("en", "O", "Requests the Secretary-General to report and urges all parties to listen;",
     "requests urges"),
    ("en", "O", "Strongly condemns the attack;", "condemns"),
    ("en", "O", "Strengthen the approach;", ""),
    ("en", "O", "Takes note with appreciation of the report;", "takes-note"),
    ("zh", "P", "重申其承诺，并回顾其决议，", "reaffirms recalls"),
    ("zh", "O", "决定继续处理此案。", "decides"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "text", "lemmas"), VERBS)
def test_leading_verbs(code: str, kind: str, text: str, lemmas: str) -> None:
    side = ParagraphKind.PREAMBULAR if kind == "P" else ParagraphKind.OPERATIVE
    folded = fold(text)
    found = leading_verbs(folded, 0, len(folded), side, load(code))
    assert " ".join(v.lemma for v in found) == lemmas
    assert all(0 <= v.lead <= v.start < v.end <= len(text) for v in found)


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_every_form_of_every_verb_leads_a_paragraph(code: str) -> None:
    pack = load(code)
    wrong = []
    for lemma, sides in pack.verbs.items():
        for side, forms in sides.items():
            kind = ParagraphKind.PREAMBULAR if side == "preambular" else ParagraphKind.OPERATIVE
            for form in forms:
                text = form.replace(" * ", " its deep ") + " "
                found = leading_verbs(text, 0, len(text), kind, pack)
                if [v.lemma for v in found[:1]] != [lemma]:
                    wrong.append((lemma, form, [v.lemma for v in found]))
    assert wrong == []
