"""The project's own rules: sizes, public names, where languages may be told apart.

That imports between rooms point down is checked by import-linter (`make check`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import councilgraph
from councilgraph.languages import codes

PACKAGE = Path(councilgraph.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 260, 50
SIX = frozenset(("ar", "zh", "en", "fr", "ru", "es"))


def name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def test_the_sources_are_found() -> None:
    assert len(FILES) > 50
    assert {"__init__.py", "parse/body.py", "cli/convert.py"} <= {name(f) for f in FILES}


def test_files_stay_short() -> None:
    lengths = {name(f): len(f.read_text("utf-8").splitlines()) for f in FILES}
    assert {n: length for n, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.slow
def test_functions_stay_short() -> None:
    found = {f"{name(f)}: {n}": length for f in FILES for n, length in functions(tree(f))}
    assert len(found) > 300
    assert {n: length for n, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_what_a_room_loads_later_is_named_as_none_of_its_modules() -> None:
    """A module that is loaded takes its name in its room, from whatever else had it."""
    for file in (f for f in FILES if "_LATER = {" in f.read_text("utf-8")):
        room = name(file).removesuffix("/__init__.py").replace("/", ".")
        later = import_module(f"councilgraph.{room}")._LATER
        assert later.keys().isdisjoint(f.stem for f in file.parent.glob("*.py")), room


def functions(source: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each function's name and its lines, those of its docstring not counted."""
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node) or ""
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node.name, length - len(docstring.splitlines())


def language_comparisons(source: ast.AST) -> Iterator[int]:
    """Yield the lines where something is compared with, or matched against, a language code."""
    for node in ast.walk(source):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        for part in parts:
            inner = part.elts if isinstance(part, ast.Tuple | ast.Set | ast.List) else [part]
            if any(isinstance(e, ast.Constant) and e.value in SIX for e in inner):
                yield part.lineno


def test_comparisons_with_a_language_code_are_seen() -> None:
    for source in ("code == 'en'", "x in ('zh', 'ja')", "match c:\n case 'ar': pass"):
        assert list(language_comparisons(ast.parse(source)))
    assert not list(language_comparisons(ast.parse("language='en'; load('zh'); a == 'no'")))
    assert set(codes()) <= SIX


@pytest.mark.slow
def test_no_language_code_is_compared_outside_its_room() -> None:
    outside = [f for f in FILES if not name(f).startswith("languages/")]
    assert len(outside) < len(FILES)
    found = [f"{name(f)}:{line}" for f in outside for line in language_comparisons(tree(f))]
    assert found == []


PACKAGES = sorted(
    ".".join(("councilgraph", *f.parent.relative_to(PACKAGE).parts))
    for f in FILES
    if f.name == "__init__.py" and "__all__" in f.read_text("utf-8")
)


def loaded_later(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield what a room names for the type checker, and loads when it is asked for."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def public(module: ModuleType) -> set[str]:
    """Return the names a room binds for others: its own and what it re-exports."""
    file = Path(module.__file__ or "")
    names: set[str] = set()
    body = tree(file).body
    for node in [*body, *loaded_later(body)]:
        if isinstance(node, ast.ImportFrom) and node.level:
            names |= {a.asname or a.name for a in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {t.id for t in targets if isinstance(t, ast.Name)}
    return {n for n in names if not n.startswith("_")}


def test_rooms_with_public_names_are_found() -> None:
    assert {"councilgraph.model", "councilgraph.identifiers", "councilgraph.read"} <= set(PACKAGES)


@pytest.mark.parametrize("room", PACKAGES)
def test_what_a_room_offers_exists(room: str) -> None:
    module = import_module(room)
    offered = module.__all__
    assert len(set(offered)) == len(offered)
    assert set(offered) <= {n for n in public(module) if hasattr(module, n)}


WORKING = {"councilgraph.read", "councilgraph.validate"}
"""Rooms whose own file works too, and imports what it works with."""


@pytest.mark.parametrize("room", sorted(set(PACKAGES) - WORKING))
def test_a_room_offers_all_that_it_gathers(room: str) -> None:
    module = import_module(room)
    assert set(module.__all__) == public(module)
