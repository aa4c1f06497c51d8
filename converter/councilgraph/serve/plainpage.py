"""Pages made when they are asked for: they look as those of the site do, and need no script.

What a page says itself stands in every language of the interface, one of which is shown; what the
data say stands as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from ..languages import load
from ..pages.markup import direction, label, six
from ..pages.strings import FIRST, languages
from ..rdf import Triple, blocks
from .markup import address, cell, reference, table
from .negotiate import GRAPHS

STYLE = """\
form :is(input, select, textarea, button) { font: inherit; padding: .25rem .5rem }
form :is(input:not([type=search]), textarea) { width: 100% }
textarea, pre { font-family: ui-monospace, monospace; direction: ltr }
.scroll, pre { overflow: auto }
pre { white-space: pre-wrap }
.answer th::first-letter { text-transform: none }
"""
STYLE_PATH, SCRIPT_PATH = "serve.css", "assets/site.js"
_TABLE = Path(__file__).with_name("wording.toml")


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Return what the pages say, by key and language."""
    return tomllib.loads(_TABLE.read_text("utf-8"))


def say(key: str) -> str:
    """Return a string of the interface in every language, as HTML.

    >>> say("search")[-27:]
    '<span lang=es>Buscar</span>'
    """
    return str(six(wording()[key]))


def in_six(names: Mapping[str, str]) -> str:
    """Return a name in the languages that it has, as HTML."""
    return str(six(names))


def page(title: str, content: str, root: str = "", heading: str = "") -> bytes:
    """Return a page; ``title`` is text, ``heading`` and ``content`` are HTML."""
    ways = (("search", "search"), ("query", "questions"), ("sparql", "sparql"))
    links = " · ".join(f'<a href="{address(path, root)}">{say(key)}</a>' for path, key in ways)
    return (
        f'<!doctype html>\n<html lang={FIRST}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – councilgraph</title>\n"
        '<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{address(STYLE_PATH, root)}">\n</head>\n<body>\n'
        f'<a class="skip" href="#main">{label("skip")}</a>\n<header>\n'
        f'<nav><a class="home" href="{address("", root)}">councilgraph</a> · {links}</nav>\n'
        f'{_choice()}\n<script src="{address(SCRIPT_PATH, root)}"></script>\n</header>\n'
        f'<main id="main">\n<h1>{heading or escape(title)}</h1>\n{content}\n</main>\n'
        "</body>\n</html>\n"
    ).encode()


@cache
def _choice() -> str:
    """Return the choice of the interface's language, as the site's pages have it."""
    buttons = "\n".join(
        f"<label lang={tag}><input type=radio name=ui id=ui-{tag}"
        f"{' data-dir=rtl' if direction(tag) == 'rtl' else ''}"
        f"{' checked' if tag == FIRST else ''}>{escape(load(tag).name)}</label>"
        for tag in languages()
    )
    return f'<fieldset class="choice"><legend class="unseen">🌐</legend>\n{buttons}\n</fieldset>'


def description(thing: str, said: Iterable[Triple], base: str, root: str = "") -> bytes:
    """Return the page of a thing that has no page of the dataset's own."""
    links = " · ".join(
        f'<a href="{address(thing + o.suffix, root)}">{escape(o.name)}</a>' for o in GRAPHS
    )
    parts = [f"<p>{links}</p>"]
    for subject, block in blocks(said).items():
        parts.append(f"<h2>{reference(subject, base, root)}</h2>")
        rows = [
            (reference(predicate, base, root), "<br>".join(cell(o, base, root) for o in objects))
            for predicate, objects in block.items()
        ]
        parts.append(table((say("property"), say("value")), rows))
    return page(thing, "\n".join(parts), root, f"<bdi>{escape(thing)}</bdi>")
