"""Every row of the matrix of faults names the tests that prove it."""

from __future__ import annotations

from matrix import faults, missing


def test_every_fault_is_there_and_is_proven() -> None:
    found = faults()
    assert [row.number for row in found] == list(range(1, 19))
    for row in found:
        assert row.fault
        assert row.promised
        assert row.proven
        assert missing(row.proven) == []
