"""A tree of elements with their places, from tokens; mismatched tags are faults.

Rule: XML 1.0, section 2.1 (well-formed documents); Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from .faults import Faults
from .lexer import Attribute, Kind, Piece, Token, pieces, tokens

DEEPEST = 256
"""Levels of elements at most; Akoma Ntoso documents have about twenty."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Chars:
    """Character data: its place, and its characters with theirs, references replaced."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Element:
    """An element: its namespace (empty for none), local name, attributes, content and place.

    Attributes are kept by local name: AKN's own have no namespace. ``inside`` is where the
    content begins, ``end`` where the element ends.
    """

    namespace: str
    name: str
    attributes: dict[str, Attribute]
    start: int
    inside: int
    end: int
    children: list[Element | Chars] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the value of an attribute, empty where there is none."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else ""

    def elements(self) -> Iterator[Element]:
        """Yield the child elements."""
        return (c for c in self.children if isinstance(c, Element))

    def all(self, *names: str) -> Iterator[Element]:
        """Yield every element of these names below, in document order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, name: str) -> Element | None:
        """Return the first element of this name below, or None."""
        return next(self.all(name), None)


@dataclass(slots=True)
class _Open:
    """An element being read, its tag's name as written, the namespaces in scope."""

    element: Element
    tag: str
    scope: dict[str, str]


def parse_xml(faults: Faults) -> Element:
    """Return the root element of a file.

    Raises:
        Refused: there is none, elements nest too deep, a character is none of XML's, the file
            declares a document type, or see ``Faults.add``.
    """
    illegal = _ILLEGAL.search(faults.raw)
    if illegal:
        found = f"the character U+{ord(illegal.group()):04X}"
        raise faults.refusal(illegal.start(), found, "characters that XML allows")
    root: Element | None = None
    stack: list[_Open] = []
    for token in tokens(faults):
        if token.kind is Kind.OPEN:
            opened = _opened(token, stack, faults)
            if stack:
                stack[-1].element.children.append(opened.element)
            elif root is None:
                root = opened.element
            else:
                faults.add(token.start, token.end, f"<{token.name}> after the document's end",
                           "one root element")  # fmt: skip
                root.children.append(opened.element)
            if not token.empty:
                stack.append(opened)
        elif token.kind is Kind.CLOSE:
            _close(token, stack, faults)
        else:
            _characters(token, stack, faults)
    if root is None:
        raise faults.refusal(0, "no element", "an XML document")
    for left in reversed(stack):
        left.element.end = len(faults.raw)
        faults.add(len(faults.raw), len(faults.raw), f"the file ends inside {_named(left, faults)}",
                   f"</{left.tag}>")  # fmt: skip
    _judged(faults)
    return root


def _opened(token: Token, stack: list[_Open], faults: Faults) -> _Open:
    if len(stack) >= DEEPEST:
        raise faults.refusal(token.start, f"elements nested more than {DEEPEST} deep",
                             "a document")  # fmt: skip
    scope = stack[-1].scope if stack else {"": "", "xml": "http://www.w3.org/XML/1998/namespace"}
    declared = {
        a.name.removeprefix("xmlns").removeprefix(":"): a.value
        for a in token.attributes
        if a.name == "xmlns" or a.name.startswith("xmlns:")
    }
    scope = scope | declared if declared else scope
    prefix, _, local = token.name.rpartition(":")
    if prefix not in scope:
        faults.add(token.start, token.end, f"the prefix {prefix} of <{token.name}> is not declared",
                   f"xmlns:{prefix}")  # fmt: skip
    attributes = {a.name.rpartition(":")[2]: a for a in token.attributes
                  if not a.name.startswith("xmlns")}  # fmt: skip
    element = Element(scope.get(prefix, ""), local, attributes, token.start, token.end, token.end)
    return _Open(element, token.name, scope)


def _close(token: Token, stack: list[_Open], faults: Faults) -> None:
    """Close an element; a tag that closes another one closes what is open inside that, or none."""
    if stack and stack[-1].tag == token.name:
        stack.pop().element.end = token.end
        return
    inner = f"</{stack[-1].tag}>" if stack else "the end of the file"
    where = f", {_named(stack[-1], faults)} is open" if stack else ""
    faults.add(token.start, token.end, f"</{token.name}> closes nothing here{where}", inner)
    if any(o.tag == token.name for o in stack):
        while stack[-1].tag != token.name:
            stack.pop().element.end = token.start
        stack.pop().element.end = token.end


def _named(opened: _Open, faults: Faults) -> str:
    return f"<{opened.tag}> of line {faults.place(opened.element.start)[0]}"


def _characters(token: Token, stack: list[_Open], faults: Faults) -> None:
    if token.start == token.end:
        return
    if stack:
        if token.kind is Kind.CDATA:
            whole = faults.raw[token.start : token.end]
            found: tuple[Piece, ...] = (Piece(whole, token.start, token.end),)
        else:
            found = tuple(pieces(faults, token.start, token.end))
        stack[-1].element.children.append(Chars(token.start, token.end, found))
    elif faults.raw[token.start : token.end].strip("\t\n\r \ufeff"):
        faults.add(token.start, token.end, "text outside the document's element", "nothing")


def _judged(faults: Faults) -> None:
    """Have expat judge a file in which no fault was found; what it finds is a fault."""
    if faults.remarks:
        return
    parser = expat.ParserCreate("utf-8", " ")
    data = faults.raw.encode()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        at = len(data[: parser.ErrorByteIndex].decode("utf-8", "ignore"))
        at = min(at, len(faults.raw) - 1)
        found = f"not well-formed: {expat.ErrorString(error.code)}"
        faults.add(at, at + 1, found, "well-formed XML")
