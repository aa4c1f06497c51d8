"""The clock of the wall may jump: deadlines go by one that does not."""

from __future__ import annotations

import ast
import time
from itertools import count
from pathlib import Path

import pytest

import councilgraph
from councilgraph.query.deadline import within
from councilgraph.serve.budget import Budget

PACKAGE = Path(councilgraph.__file__).parent
DATES = {
    "cli/link.py": "the day on which a link was looked at",
    "fetch/fetching.py": "when a document was fetched",
    "fetch/keeping.py": "how old an answer is that an earlier run kept",
    "linkcheck/polite.py": "Retry-After may be a date",
    "linkcheck/state.py": "how old an answer is that an earlier run kept",
    "pipeline/journal.py": "whether a file may have changed since it was read, within one tick",
    "query/digests.py": "whether a file was left alone long enough for its state to tell",
    "query/index.py": "when an index was used last, days ago",
}
"""Where the wall's clock is asked, and what for: never how long something may take."""
_ASKS = frozenset(("time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "date.today"))


def asks_the_wall(file: Path) -> bool:
    names = (ast.unparse(n) for n in ast.walk(ast.parse(file.read_text("utf-8")))
             if isinstance(n, ast.Attribute))  # fmt: skip
    return any(name == ask or name.endswith(f".{ask}") for name in names for ask in _ASKS)


@pytest.mark.slow
def test_the_clock_of_the_wall_is_asked_for_dates_alone() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 100
    found = {f.relative_to(PACKAGE).as_posix() for f in files if asks_the_wall(f)}
    assert found == {*DATES}


def test_deadlines_hold_while_the_clock_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    jumps = count()
    monkeypatch.setattr(time, "time", lambda: 1e9 - 3600 * next(jumps))
    with pytest.raises(TimeoutError):
        within(0.05, lambda: time.sleep(0.2))
    budget = Budget()
    budget.spent("203.0.113.7", 61)
    assert 50 <= budget.wait("203.0.113.7") <= 60
