"""Invented documents that cite each other in so many ways that no store can keep them all."""

from __future__ import annotations

import random

PREFIXES = """\
@prefix cg: <https://w3id.org/councilgraph/ontology#> .
@prefix doc: <https://w3id.org/councilgraph/doc/S/9999/> .
"""


def citing(number: int, cited: int) -> str:
    """Return documents in Turtle that cite others before and after them; some have no symbol."""
    draw = random.Random(2553)
    lines = []
    for n in range(1, number + 1):
        near = {draw.randint(max(1, n - 300), min(number, n + 60)) for _ in range(cited)}
        symbol = f' ; cg:symbol "S/9999/{n}"' if n % 7 else ""
        lines.append(f"doc:{n} cg:cites {', '.join(f'doc:{m}' for m in sorted(near))}{symbol} .")
    return PREFIXES + "\n".join(lines)
