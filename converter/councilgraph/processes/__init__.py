"""Processes of our own for what may go wrong: caps of memory and time, no network, few losses."""

from .collecting import seldom_collecting
from .isolation import isolate
from .limits import LIMITS, Limits, OutOfTime, capped
from .workers import Begun, Workers

__all__ = [
    "LIMITS",
    "Begun",
    "Limits",
    "OutOfTime",
    "Workers",
    "capped",
    "isolate",
    "seldom_collecting",
]
