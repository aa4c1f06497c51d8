"""What is asked of a conversion that is timed alone: no more is loaded than *convert* loads."""

from __future__ import annotations

from councilgraph.pipeline.conversion import Conversion
from councilgraph.rdf import Triple


def triples(conversion: Conversion) -> tuple[Triple, ...]:
    """Return what a conversion says."""
    return conversion.triples


def counted(conversion: Conversion) -> int:
    """Return how many triples a conversion says."""
    return len(conversion.triples)
