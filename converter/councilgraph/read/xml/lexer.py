"""Tokens of XML with their places: tags, attributes, character data.

Rule: XML 1.0, sections 2.1 to 2.7, 3.1 and 4.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .faults import Faults

_NAME = r"[:_A-Za-z\u00c0-\U0010ffff][\w:.\u00b7-]*+"
_ATTRIBUTE = rf"\s+(?:{_NAME})\s*=\s*(?:\"[^<\"]*\"|'[^<']*')"
_TOKEN = re.compile(
    rf"""
      (?P<text>    [^<]+ )
    | (?P<comment> <!-- .*? --> )
    | (?P<cdata>   <!\[CDATA\[ .*? \]\]> )
    | (?P<target>  <\? .*? \?> )
    | </(?P<close> {_NAME} ) \s* >
    | <(?P<open>   {_NAME} ) (?P<attributes> (?: {_ATTRIBUTE} | (?!) )*+ ) \s* (?P<empty> /? ) >
    """,
    re.VERBOSE | re.DOTALL,
)
_LOOSE = re.compile(rf"<(?P<open>{_NAME})(?P<attributes>[^<>]*?)(?P<empty>/?)>")
_PAIR = re.compile(rf"(?P<name>{_NAME})\s*=\s*(?P<mark>[\"'])(?P<value>[^<]*?)(?P=mark)")
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]+)|#x(?P<hexadecimal>[0-9A-Fa-f]+)|(?P<entity>[^\s&;<]{1,32}));|&"
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_OPENINGS = (
    ("<!--", "a comment that does not end", "-->"),
    ("<![CDATA[", "a CDATA section that does not end", "]]>"),
    ("<?", "a processing instruction that does not end", "?>"),
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    TEXT = auto()
    CDATA = auto()


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name, its value with references replaced, the place of the value."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, or character data; ``start`` and ``end`` of CDATA are those of what is inside."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text and their place; those of a reference stand for it as a whole."""

    text: str
    start: int
    end: int
    verbatim: bool = True


def tokens(faults: Faults) -> Iterator[Token]:
    """Yield the tags and character data of a file in order; comments are passed over.

    Raises:
        Refused: the file declares a document type, or see ``Faults.add``.
    """
    raw, at = faults.raw, 0
    while at < len(raw):
        match = _TOKEN.match(raw, at)
        if match is None:
            token = _mended(faults, at)
            at = token.end
            yield token
            continue
        at = match.end()
        if match.lastgroup in ("text", "cdata"):
            cdata = match.lastgroup == "cdata"
            inset = (9, 3) if cdata else (0, 0)
            kind = Kind.CDATA if cdata else Kind.TEXT
            yield Token(kind, match.start() + inset[0], match.end() - inset[1])
        elif match["close"]:
            yield Token(Kind.CLOSE, match.start(), match.end(), match["close"])
        elif match["open"]:
            yield _opening(match, faults)


def _opening(match: re.Match[str], faults: Faults) -> Token:
    attributes: dict[str, Attribute] = {}
    start, end = match.span("attributes")
    for pair in _PAIR.finditer(faults.raw, start, end):
        if pair["name"] in attributes:
            found = f"<{match['open']}> has the attribute {pair['name']} twice"
            faults.add(pair.start(), pair.end(), found, "each attribute once")
            continue
        value = "".join(p.text for p in pieces(faults, *pair.span("value")))
        attributes[pair["name"]] = Attribute(pair["name"], value, *pair.span("value"))
    return Token(Kind.OPEN, match.start(), match.end(), match["open"], tuple(attributes.values()),
                 bool(match["empty"]))  # fmt: skip


def _mended(faults: Faults, at: int) -> Token:
    """Return what is taken for the token at a "<" that begins none."""
    raw = faults.raw
    if raw.startswith("<!", at) and raw[at : at + 9].upper() in ("<!DOCTYPE", "<!ENTITY "):
        raise faults.refusal(at, "a document type declaration", "XML without DOCTYPE or entities")
    for opening, found, closing in _OPENINGS:
        if raw.startswith(opening, at):
            faults.add(at, at + len(opening), found, closing)
            return Token(Kind.TEXT, len(raw), len(raw))
    loose = _LOOSE.match(raw, at)
    if loose:
        found = f"a tag <{loose['open']}> that is not well-formed"
        faults.add(at, loose.end(), found, 'attributes such as name="value"')
        return _opening(loose, faults)
    if raw.find(">", at) < 0:
        faults.add(at, len(raw), "a tag that does not end", ">")
        return Token(Kind.TEXT, len(raw), len(raw))
    faults.add(at, at + 1, "a '<' that begins no tag", "&lt;")
    return Token(Kind.CDATA, at, at + 1)


def pieces(faults: Faults, start: int, end: int) -> Iterator[Piece]:
    """Yield the characters of a range, references replaced.

    Raises:
        Refused: see ``Faults.add``.
    """
    raw, at = faults.raw, start
    for match in _REFERENCE.finditer(raw, start, end):
        text = _referred(match)
        if text is None:
            found = f"{match.group()!r} is no character reference that XML knows"
            faults.add(match.start(), match.end(), found, "&amp; or a reference such as &#160;")
            continue
        if at < match.start():
            yield Piece(raw[at : match.start()], at, match.start())
        yield Piece(text, match.start(), match.end(), verbatim=False)
        at = match.end()
    if at < end:
        yield Piece(raw[at:end], at, end)


def _referred(match: re.Match[str]) -> str | None:
    """Return the character that a reference stands for, None where there is none."""
    if match["entity"] or match.group() == "&":
        return _ENTITIES.get(match["entity"] or "")
    digits, base = (match["decimal"], 10) if match["decimal"] else (match["hexadecimal"], 16)
    code = int(digits, base) if len(digits) <= 8 else -1
    allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if allowed or 0x10000 <= code <= 0x10FFFF else None
