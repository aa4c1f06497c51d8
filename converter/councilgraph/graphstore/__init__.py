"""A dataset in any SPARQL 1.1 store, by the Graph Store HTTP Protocol (W3C, 21 March 2013).

Each named graph is replaced by one PUT, or by a PUT and POSTs where it is large, so that what was
interrupted may be done again. A journal tells which graphs arrived; the endpoint, asked for the
number of statements in each, has the last word.
"""

from .addresses import graph_store_of
from .graphs import Graph, Graphs, graphs_of
from .journal import Journal, journal_of
from .loading import Loaded, load
from .store import GraphStore

__all__ = [
    "Graph",
    "GraphStore",
    "Graphs",
    "Journal",
    "Loaded",
    "graph_store_of",
    "graphs_of",
    "journal_of",
    "load",
]
