"""Years as runs, as people write them."""

from __future__ import annotations

from collections.abc import Iterable


def runs(years: Iterable[int]) -> list[str]:
    """Return years with those that follow each other joined.

    >>> runs([1996, 1997, 2020])
    ['1996–1997', '2020']
    """
    found: list[list[int]] = []
    for year in sorted(years):
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return [str(a) if a == b else f"{a}–{b}" for a, b in found]
