"""Turn United Nations Security Council documents into linked data that can be traced and checked.

The rooms, lowest first: ``errors``; ``resources``, ``formats``, ``processes``; ``model``;
``identifiers``; ``languages``; ``read``; ``parse``; ``link``; ``rdf``; ``validate``; ``query``;
``publish``; ``serve``; then ``pipeline``, which alone joins them, and ``cli``.
"""

__version__ = "0.1.0"
