"""Passages: the characters of a source that a thing of the graph was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from ..rdf import Block, Iri, Literal
from ..rdf.namespaces import CG, DCTERMS

Nodes = Mapping[Iri, Block]
"""All that is said, by subject and predicate."""

_NOTHING: Block = {}
_SOURCE, _START, _END = (CG[n] for n in ("source", "sourceStart", "sourceEnd"))
_FILE, _NAME, _TEXT = (CG[n] for n in ("sourceFile", "fileName", "sourceText"))
_QUOTE, _WRITTEN, _FROM, _LANGUAGE = (
    CG["quote"], CG["writtenAs"], DCTERMS["source"], DCTERMS["language"],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand, and the words.

    ``start`` and ``end`` are code points of the published text ``text``, of which ``quote`` is the
    slice; ``line`` and ``column`` count from 1. ``words`` are what was read there, cleaned of
    line ends and markup, empty where the graph does not repeat them. Where a text was not
    published, ``quote`` is what the graph has and ``line`` and ``column`` are 0.
    """

    version: Iri
    language: str
    file: str
    text: Iri | None
    start: int
    end: int
    line: int
    column: int
    quote: str
    words: str

    def holds(self, other: Passage) -> bool:
        """Tell whether another passage stands within this one, in the same file."""
        same = (self.text, self.file) == (other.text, other.file)
        return same and self.start <= other.start and other.end <= self.end


class Sources:
    """The places that a graph names, looked up in the texts they count in.

    ``texts`` holds the published texts by their addresses; it may lack some.
    """

    def __init__(self, nodes: Nodes, texts: Mapping[str, str]) -> None:
        self._nodes, self._texts = nodes, texts
        self._lines: dict[str, list[int]] = {}
        self._found: dict[Iri, Passage | None] = {}

    def passage(self, node: Iri) -> Passage | None:
        """Return the passage that a thing was read from, None where it states no place.

        Raises:
            ValueError: the place lies outside its text.
        """
        if node not in self._found:
            self._found[node] = self._passage(node)
        return self._found[node]

    def _passage(self, node: Iri) -> Passage | None:
        said = self._nodes.get(node, _NOTHING)
        version, start, end = first(said, _SOURCE), first(said, _START), first(said, _END)
        if not version or not start or not end:
            return None
        file = self._nodes.get(self._file(said, Iri(version)), _NOTHING)
        words = first(said, _QUOTE) or first(said, _WRITTEN)
        address = first(file, _TEXT)
        begin, stop = int(start), int(end)
        line, column, quote = self._slice(address, begin, stop)
        return Passage(
            version=Iri(version),
            language=self._language(Iri(version)),
            file=first(file, _NAME),
            text=Iri(address) if address else None,
            start=begin,
            end=stop,
            line=line,
            column=column,
            quote=quote if line else words,
            words=words,
        )

    def _file(self, said: Block, version: Iri) -> Iri:
        """Return the file that a place is in: the one named with it, else its version's first."""
        own = self._nodes.get(version, _NOTHING)
        return Iri(first(said, _FROM) or first(own, _FROM) or first(own, _FILE))

    def _language(self, version: Iri) -> str:
        stated = first(self._nodes.get(version, _NOTHING), _LANGUAGE)
        return stated or version.rpartition("/")[2]

    def _slice(self, address: str, start: int, end: int) -> tuple[int, int, str]:
        """Return line, column and characters of a place; zeros where the text is not known."""
        text = self._texts.get(address)
        if text is None:
            return 0, 0, ""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"characters {start}-{end} are not in {address}, of {len(text)}")
        lines = self._lines.get(address)
        if lines is None:
            lines = self._lines[address] = line_starts(text)
        line = bisect_right(lines, start)
        return line, start - lines[line - 1] + 1, text[start:end]


def line_starts(text: str) -> list[int]:
    r"""Return where each line of a text begins.

    >>> line_starts("a\n\nb")
    [0, 2, 3]
    """
    starts = [0]
    while at := text.find("\n", starts[-1]) + 1:
        starts.append(at)
    return starts


def first(said: Block, predicate: Iri) -> str:
    """Return the first value of a predicate as text, empty where there is none."""
    terms = said.get(predicate)
    if not terms:
        return ""
    term = terms[0]
    return term.value if isinstance(term, Literal) else str(term)
