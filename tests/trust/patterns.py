"""Every pattern that the package compiles, and hostile strings made from its own parse tree."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = "councilgraph"
FAR = 16
"""A repeat that may come so often can make work; fewer is bounded by the pattern itself."""


MANY = 24
"""How many strings are made from one pattern, at most twice as many."""


@dataclass(frozen=True, order=True)
class Found:
    """A pattern and the module that compiled it first."""

    pattern: str
    flags: int
    module: str = field(compare=False)


def collected() -> list[Found]:
    """Return what is compiled when every module is imported and documents of all kinds are read.

    It must be called in a process that has not imported the package: a pattern that is compiled
    already is not seen.
    """
    assert PACKAGE not in sys.modules
    seen: dict[tuple[str, int], str] = {}
    real: Any = re._compile  # type: ignore[attr-defined]  # what all functions of re go through

    def noting(pattern: Any, flags: Any) -> Any:
        module = sys._getframe(2).f_globals.get("__name__", "")
        if isinstance(pattern, str) and module.startswith(PACKAGE):
            seen.setdefault((pattern, int(flags)), module)
        return real(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    try:
        _exercise()
    finally:
        re._compile = real  # type: ignore[attr-defined]
    return sorted(Found(p, f, m) for (p, f), m in seen.items())


def _exercise() -> None:
    package = importlib.import_module(PACKAGE)
    for module in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _fill_templates()
    _convert()


def _fill_templates() -> None:
    """Compile every template of every pack, whether a document needed it or not."""
    from dataclasses import fields

    from councilgraph.languages.pack import packs

    for pack in packs():
        for table in (f.name for f in fields(pack) if f.name not in {"rendering", "traits"}):
            phrases = getattr(pack, table)
            if not isinstance(phrases, str):
                for key in phrases:
                    _compile(pack, table, key)


def _compile(pack: Any, table: str, key: str) -> None:
    # Tables of plain words, of patterns and of fields that one parser adds are no templates; what
    # is made of them is compiled when documents are read.
    try:
        pack.patterns(table, key)
        pack.doubtful(table, key)
    except (KeyError, TypeError, re.error):
        return


def _convert() -> None:
    from councilgraph.errors import Refused
    from councilgraph.languages.pack import codes
    from councilgraph.pipeline import convert_bytes
    from councilgraph.render.akn import akn
    from councilgraph.render.invent import corpus
    from councilgraph.render.text import render

    tests = Path(__file__).resolve().parents[1]
    texts = [(f"{n}.txt", f.read_bytes())
             for n, f in enumerate(sorted(tests.glob("documents/*/source.txt")))]  # fmt: skip
    for code in codes():
        for number, record in enumerate(corpus(code, 12, 7)):
            texts.append((f"{code}{number}.txt", render(record, code).encode()))
            texts.append((f"{code}{number}.xml", akn(record)))
    for name, data in texts:
        try:
            convert_bytes(data, name)
        except Refused:
            continue


def hostile(found: Found) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, pieces to be repeated, and ends that make a pattern try again.

    A piece is the body of each unbounded repeat after all that stands before it, and the whole of
    a near miss: what the pattern matches but for its last character.
    """
    try:
        tree = re._parser.parse(found.pattern, found.flags)  # type: ignore[attr-defined]
    except re.error:
        return
    whole = _sample(tree, 0)
    seen = set()
    for ending in ("", "!", "\x00"):
        for choice in (0, 1, 2):  # twice a piece can be parted in two ways
            for before, body in _repeats(tree, "", choice):
                seen.add((before, body, ending))
    for miss in (whole, whole[:-1], whole[: len(whole) // 2], whole[:-1] + " "):
        seen.add(("", miss, "!"))
    ordered = sorted(s for s in seen if s[1])
    # A long alternation has hundreds of repeats alike; so many, spread over all, tell.
    yield from ordered[:: len(ordered) // MANY + 1]


def _repeats(tree: Any, before: str, choice: int) -> Iterator[tuple[str, str]]:
    """Yield a sample of all before each repeat, and of its body."""
    for op, value in tree:
        name = str(op)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, inner = value
            if int(most) >= FAR:
                yield before, _sample(inner, choice)
            yield from _repeats(inner, before, choice)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], before, choice)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, before, choice)
        elif name == "BRANCH":
            for branch in value[1][:40]:
                yield from _repeats(branch, before, choice)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeats(value[1], before, choice)
        before += _sample([(op, value)], choice)


def _sample(tree: Any, choice: int) -> str:
    """Return a short text that a tree matches; ``choice`` varies which of several."""
    return "".join(_piece(str(op), value, choice) for op, value in tree)


def _piece(name: str, value: Any, choice: int) -> str:
    if name == "LITERAL":
        return chr(value)
    if name == "IN":
        return _member(value, choice)
    if name == "BRANCH":
        return _sample(value[1][choice % len(value[1])], choice)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, inner = value
        return _sample(inner, choice) * min(max(int(least), choice), int(most))
    inner = {"SUBPATTERN": lambda: value[3], "ATOMIC_GROUP": lambda: value}.get(name)
    if inner is not None:
        return _sample(inner(), choice)
    return {"ANY": "x", "NOT_LITERAL": "x" if value != ord("x") else "y"}.get(name, "")


_CATEGORIES = {
    "CATEGORY_SPACE": " \n", "CATEGORY_NOT_SPACE": "xé", "CATEGORY_DIGIT": "1٢",
    "CATEGORY_NOT_DIGIT": "x ", "CATEGORY_WORD": "aé", "CATEGORY_NOT_WORD": " ,",
}  # fmt: skip
_COMMON = "a1 ,.é\nZ(-一ا"


def _member(parts: Any, choice: int) -> str:
    """Return a character of a set."""
    if str(parts[0][0]) == "NEGATE":
        rest = (c for c in _COMMON[choice:] if not any(_holds(p, c) for p in parts[1:]))
        return next(rest, "\x01")
    op, value = parts[choice % len(parts)]
    if str(op) == "LITERAL":
        return chr(value)
    if str(op) == "RANGE":
        return chr(value[0])
    return _CATEGORIES[str(value)][choice % 2]


def _holds(part: Any, char: str) -> bool:
    op, value = part
    if str(op) == "LITERAL":
        return bool(value == ord(char))
    if str(op) == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    tests = {"SPACE": char.isspace(), "DIGIT": char.isdecimal(),
             "WORD": char.isalnum() or char == "_"}  # fmt: skip
    name = str(value).removeprefix("CATEGORY_")
    return not tests[name[4:]] if name.startswith("NOT_") else tests[name]
