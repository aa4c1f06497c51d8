"""A small part of what ``tests/trust/attack.py`` runs: the attacks that take no time, on ours."""

from __future__ import annotations

import attack
import pytest
from attacked import ATTACKS, ours
from outcome import table

pytestmark = pytest.mark.slow
LONG = {50, 51, 52, 53}
"""Rows whose attacks take as long as they may; tests/serve/test_attack.py sends them."""


def test_quick_attacks_get_a_true_status(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = tuple(a for a in ATTACKS if a.row not in LONG)
    assert len(quick) > 20
    monkeypatch.setattr(attack, "ATTACKS", quick)
    with ours() as target:
        rows, fared = attack.attacked(target, 2)
    assert [r for r in rows if not (r["true"] and r["alive"]) or r["reached"]] == []
    assert fared["errors"] == 0
    assert str(table(attack.side_by_side(rows, rows))).count("yes") == 2 * len(quick)
