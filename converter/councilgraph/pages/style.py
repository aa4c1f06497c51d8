"""The style sheet: what is checked in, and the rules that are the same for every language."""

from __future__ import annotations

from pathlib import Path

from .home import KINDS
from .markup import direction
from .strings import FIRST, languages

STYLE = "assets/site.css"
_CHECKED_IN = Path(__file__).with_name("static") / "site.css"


def style() -> bytes:
    """Return the style sheet with the rules that show one language and hide the others."""
    rules = [_CHECKED_IN.read_text("utf-8"), _shown_without_choice()]
    for tag in languages():
        chosen = f":root:has(#ui-{tag}:checked)"
        rules.append(f"{chosen} span[lang]:not([lang={tag}]){{display:none}}\n")
        rules.append(f"{chosen}{{direction:{direction(tag)}}}\n")
        rules.append(f"main:has(#text-{tag}:checked) .p:has(>[lang={tag}].t)>.t:not([lang={tag}])"
                     "{display:none}\n")  # fmt: skip
    narrowed = [(f"kind-{kind}", kind) for kind in KINDS]
    narrowed += [(f"version-{tag}", f"v-{tag}") for tag in languages()]
    for choice, mark in narrowed:
        rules.append(f"main:has(#{choice}:checked) .d:not(.{mark}){{display:none}}\n")
    return "".join(rules).encode()


def _shown_without_choice() -> str:
    """Return the rule for browsers that cannot tell what is chosen."""
    hidden = f"span[lang]:not([lang={FIRST}]),.choice{{display:none}}"
    return f"@supports not selector(:has(*)){{{hidden}}}\n"
