"""How much of the workers' time one client may use: query-seconds in a sliding minute."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

ALLOWANCE, WINDOW = 60.0, 60.0
"""Query-seconds that a client may use in so many seconds."""
_CLIENTS = 10_000


class Budget:
    """What clients used of late.

    This machine itself is not limited: a proxy before the server asks from there for everyone, and
    answers for its clients.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used: OrderedDict[str, deque[tuple[float, float]]] = OrderedDict()

    def spent(self, client: str, seconds: float) -> None:
        """Note that a client used so much."""
        if _local(client):
            return
        self._used.setdefault(client, deque()).append((self._clock(), seconds))
        self._used.move_to_end(client)
        if len(self._used) > _CLIENTS:
            self._used.popitem(last=False)

    def wait(self, client: str) -> int:
        """Return in how many seconds a client may ask again: 0 for now.

        >>> budget = Budget(lambda: 0.0)
        >>> budget.spent("203.0.113.7", 61); budget.wait("203.0.113.7"), budget.wait("127.0.0.1")
        (60, 0)
        """
        used = self._used.get(client)
        if not used:
            return 0
        now = self._clock()
        while used and used[0][0] <= now - WINDOW:
            used.popleft()
        total = sum(seconds for _, seconds in used)
        for moment, seconds in used:
            if total < ALLOWANCE:
                break
            total -= seconds
            if total < ALLOWANCE:
                return max(1, math.ceil(moment + WINDOW - now))
        return 0


def _local(client: str) -> bool:
    try:
        return ipaddress.ip_address(client).is_loopback
    except ValueError:
        return False
