"""Small pieces of HTML, each escaped where it is made: words in six languages, texts, links.

A label of the interface is written once a language, in ``span`` elements that carry ``lang``; the
style sheet shows one of them. What a document says stands in other elements, so that it stays
visible whatever the language of the interface; its direction is isolated from its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..languages import packs
from ..rdf import Literal
from .strings import languages, strings

_SCHEMES = frozenset(("http", "https"))
_BARE, _BLANK = re.compile(r"[A-Za-z0-9_./#:-]+"), re.compile(r"[\s\x00-\x1f]")


def six(names: Mapping[str, str]) -> Markup:
    """Return a name in every language of the interface, one of them shown at a time.

    What has no name in some language is shown in the languages there are, all of them.

    >>> six({"en": "A & B"})
    Markup('<bdi lang=en>A &amp; B</bdi>')
    """
    if len(set(names.values())) == 1 and len(names) > 1:
        return escape(next(iter(names.values())))
    tags = languages()
    if all(tag in names for tag in tags):
        return html("".join(f"<span lang={tag}>{escape(names[tag])}</span>" for tag in tags))
    return Markup(" ").join(words(text, tag) for tag, text in sorted(names.items()))


def html(escaped: str) -> Markup:
    """Return text as HTML of which every part was escaped where it was put in.

    To format Markup itself, or to make it of what may be any object, takes several times as long.
    """
    return str.__new__(Markup, escaped)


@cache
def label(key: str) -> Markup:
    """Return a string of the interface in every language."""
    return six(strings()[key])


def words(text: str, language: str | None) -> Markup:
    """Return words of a document, their direction isolated.

    >>> words("<b>", "fr"), words("x", None)
    (Markup('<bdi lang=fr>&lt;b&gt;</bdi>'), Markup('<bdi>x</bdi>'))
    """
    said = escape(text)
    return html(f"<bdi lang={quoted(language)}>{said}</bdi>" if language else f"<bdi>{said}</bdi>")


def quoted(value: str) -> Markup:
    """Return an attribute's value, in quotation marks where HTML needs them.

    >>> quoted("fr"), quoted('a "b"')
    (Markup('fr'), Markup('"a &#34;b&#34;"'))
    """
    return html(value if _BARE.fullmatch(value) else f'"{escape(value)}"')


def local_name(iri: str) -> str:
    """Return what an IRI ends with.

    >>> local_name("http://purl.org/dc/terms/date"), local_name("https://example.org/a#b")
    ('date', 'b')
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def day(date: str) -> Markup:
    """Return a date as an element that machines read too; nothing where there is none.

    >>> day("2020-12-03"), day("")
    (Markup('<time>2020-12-03</time>'), Markup(''))
    """
    return html(f"<time>{escape(date)}</time>" if date else "")


def literal(term: Literal) -> Markup:
    """Return a literal as text, with its language where it has one."""
    return words(term.value, term.language) if term.language else escape(term.value)


def link(href: str, content: str | Markup, kind: str = "") -> Markup:
    """Return a link; the mere content where the address is not one that a page may lead to.

    >>> link("javascript:alert(1)", "x"), link("a.html#b", "<x>")
    (Markup('x'), Markup('<a href=a.html#b>&lt;x&gt;</a>'))
    """
    if not safe(href):
        return escape(content)
    marked = f" class={quoted(kind)}" if kind else ""
    return html(f"<a{marked} href={quoted(href)}>{escape(content)}</a>")


def safe(href: str) -> bool:
    """Tell whether an address is relative or one of the web.

    >>> [safe(h) for h in ("a/b.html", "https://example.org/", "data:text/html,x", "//x", " js:x")]
    [True, True, False, False, False]
    """
    if _BLANK.search(href):
        return False
    if ":" not in href and not href.startswith("//"):
        return True  # neither scheme nor host
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    known = parts.scheme in _SCHEMES and bool(parts.netloc)
    return known or not (parts.scheme or parts.netloc)


@cache
def direction(language: str) -> str:
    """Return the direction of a language's script, ``auto`` where no pack knows the language.

    >>> direction("ar"), direction("fr"), direction("tlh")
    ('rtl', 'ltr', 'auto')
    """
    return {p.code: p.traits["direction"] for p in packs()}.get(language, "auto")
