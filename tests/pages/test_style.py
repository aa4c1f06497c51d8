"""Colours that can be read in light and dark, computed from the variables of the style sheet."""

from __future__ import annotations

import re

import pytest

from councilgraph.languages import codes
from councilgraph.pages.strings import languages, strings
from councilgraph.pages.style import style

SHEET = style().decode()
LIGHT, DARK = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
               for block in re.findall(r":root \{\n(.*?)\n *\}", SHEET, re.DOTALL)[:2])  # fmt: skip
READ = [
    *((text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "sheet")),
    ("ink", "mark"), ("accent", "mark"), ("on", "yes"), ("on", "no"),
]  # fmt: skip
SEEN = [("focus", "paper"), ("abstain", "paper"), ("yes", "paper"), ("no", "paper")]


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2.2 defines."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_defined() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_and_shapes_seen(scheme: dict[str, str]) -> None:
    for pairs, least in ((READ, 4.5), (SEEN, 3)):
        for front, ground in pairs:
            assert contrast(scheme[front], scheme[ground]) >= least, (front, ground)


def test_the_words_of_the_interface_are_in_every_language() -> None:
    assert sorted(languages()) == list(codes())
    for key, said in strings().items():
        assert list(said) == list(languages()), key
        assert all(text.strip() == text and text for text in said.values()), key


@pytest.mark.parametrize("tag", codes())
def test_the_style_sheet_shows_each_language_and_hides_the_others(tag: str) -> None:
    assert f":root:has(#ui-{tag}:checked) span[lang]:not([lang={tag}]){{display:none}}" in SHEET
