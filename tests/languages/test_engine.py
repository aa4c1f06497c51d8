"""The engine under the packs: folding, detecting, templates and what opens a block."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.languages import codes, detect, fold, load
from councilgraph.languages.openers import starts_block
from councilgraph.languages.pack import LanguagePack
from councilgraph.languages.template import BOUND, FIELDS, compile_template, compile_templates

TABLES = ("dates", "masthead", "resolution", "headings", "votes", "letter")
EXAMPLES: Mapping[str, str] = {
    "day": "3", "year": "2020", "number": "2553", "meeting": "8789", "count": "12", "against": "2",
    "abstaining": "1", "session": "70/1", "ordinal": "", "roman": "IV", "symbol": "S/2020/1166",
    "word": "Lighthouse", "text": "Lighthouse", "rest": "Lighthouse", "list": "Belgium",
    "letter": "B", "doubtful": "l5",
}  # fmt: skip


@given(st.text())
def test_a_fold_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.integers(0, 99999), st.sampled_from("٠۰०０𝟎"))
def test_digits_of_every_script_are_digits(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(d)) for d in str(number))
    assert fold(written) == str(number)


@pytest.mark.parametrize("sign", "²³¹½ⅣⅫ")
def test_what_only_looks_like_a_digit_is_none(sign: str) -> None:
    assert unicodedata.category(sign) != "Nd"
    assert not fold(sign).isdecimal()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Security Council, recalling its resolutions on the matter of the lamp,"),
        ("zh", "安全理事会，回顾其关于灯塔的第2151(2014)号决议，"),
        ("fr", "Le Conseil de sécurité, rappelant ses résolutions sur la question des phares,"),
        ("es", "El Consejo de Seguridad, recordando sus resoluciones sobre los faros de la mar,"),
    ],
)  # fmt: skip
def test_a_language_is_told_by_its_script_or_its_words(code: str, text: str) -> None:
    found = detect(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "S/RES/2553 (2020)", "12/34", "!?", "\n\n"])
def test_nothing_tells_the_language(text: str) -> None:
    assert detect(text) is None


def templates(pack: LanguagePack) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for key, phrases in getattr(pack, table).items():
            yield from ((f"[{table}] {key}", phrase) for phrase in phrases if "{" in phrase)
    yield from (("[requests] deadline", phrase) for phrase in pack.requests["deadline"])


def examples(template: str, month: str) -> Iterator[str]:
    """Yield a template filled in, with and without what may be missing."""
    filled = re.sub(
        r"\{(\w+)\}", lambda m: month if m[1] == "month" else EXAMPLES[m[1]], template
    )
    yield re.sub(r"[\[\]]", "", filled)
    yield re.sub(r"\[[^\[\]]*\]", "", filled)


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_every_template_matches_its_own_example(code: str) -> None:
    pack = load(code)
    found = list(templates(pack))
    assert len(found) > 40
    month = pack.months["12"][0]
    for where, template in found:
        (pattern,) = compile_templates((template,), pack.month_pattern, pack.traits["spaces"])
        for example in examples(template, month):
            match = pattern.fullmatch(fold(example))
            assert match, f"{code} {where}: {template!r} does not match {example!r}"
            said = {k: v for k, v in match.groupdict().items() if v and k in EXAMPLES}
            assert all(v.strip() == EXAMPLES[k] for k, v in said.items()), f"{where}: {said}"


@pytest.mark.parametrize("code", codes())
def test_every_verb_opens_a_block(code: str) -> None:
    pack = load(code)
    for sides in pack.verbs.values():
        for forms in sides.values():
            for form in forms:
                text = form.replace(" * ", " deep ")
                text = text[0].upper() + text[1:] if pack.traits["capitals"] == "yes" else text
                assert starts_block(text + " "), form


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("1. Decides", True), ("(iv) text", True), ("a) text", True), ("㈠ 文", True),
        ("2020 was a year", False), ("(see below) and", False), ("Recallings of", False),
        ("and recalling", False), ("", False),
    ],
)  # fmt: skip
def test_what_opens_a_block(line: str, opens: bool) -> None:
    assert starts_block(line) is opens


@pytest.mark.parametrize("code", [c for c in codes() if load(c).traits["opening_case"] == "any"])
def test_an_adverb_or_a_particle_may_stand_before_what_opens_a_block(code: str) -> None:
    pack = load(code)
    form = next(f for sides in pack.verbs.values() for forms in sides.values() for f in forms)
    if pack.traits["word_boundary"] == "space":
        adverb = pack.connectives["modifiers"][0]
        assert starts_block(f"{adverb} \t{form} ")
        assert not starts_block(f"{adverb}{form} ")
    if pack.traits["prefix_particles"]:
        assert starts_block(f"\u0648{form} ")


@pytest.mark.parametrize("field", ["text", "rest", "list"])
def test_a_field_of_any_text_is_bounded_before_what_comes_after_it(field: str) -> None:
    (pattern,) = compile_templates((f"by {{{field}}} in",), "May", r"\s+")
    assert pattern.fullmatch(f"by {'x' * BOUND} in")
    assert not pattern.search(f"by {'x' * (BOUND + 1)} in")


@pytest.mark.parametrize("template", ["by {rest}", "by[ {rest}]"])
def test_a_field_that_comes_last_holds_all_there_is(template: str) -> None:
    (pattern,) = compile_templates((template,), "May", r"\s+")
    match = pattern.match(f"by {'x' * (2 * BOUND)}")
    assert match
    assert len(match["rest"]) == 2 * BOUND


def test_a_field_that_does_not_exist_is_an_error() -> None:
    assert "dey" not in FIELDS
    with pytest.raises(KeyError, match="dey"):
        compile_template("{dey} May", "May", r"\s+")


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "fifteen", 15), ("en", "none", 0), ("en", "15", 15), ("en", "²5", None),
        ("en", "١٥", None), ("zh", "十五", 15), ("zh", "二十", 20), ("zh", "九十九", 99),
        ("zh", "十十", None), ("fr", "quinze", 15), ("es", "quince", 15),
    ],
)  # fmt: skip
def test_numbers_in_words(code: str, text: str, number: int | None) -> None:
    assert load(code).number_of(text) == number
