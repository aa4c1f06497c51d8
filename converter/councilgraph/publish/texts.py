"""The texts that facts were read from, published so that every place can be looked up.

What is written is the text whose code points source places count: of a text file its decoded
content, of a PDF or DOCX what was taken out of it. Each file's text is written once, however many
language versions were read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..identifiers import source_text_path
from ..rdf import Iri, Triple
from ..rdf.namespaces import CG, RDF
from .sources import Contribution

_TYPE, _FILE = RDF["type"], CG["SourceFile"]


def linked_to_text(triples: Sequence[Triple], sha256: str, base: str) -> tuple[Triple, ...]:
    """Return what one file says, its source file nodes linked to their published text."""
    text = Iri(base + source_text_path(sha256))
    files = (s for s, p, o in triples if p == _TYPE and o == _FILE)
    return (*triples, *((file, CG["sourceText"], text) for file in files))


def texts_of(contributions: Iterable[Contribution]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the UTF-8 of each file's text, once, in the order of the paths."""
    found = {source_text_path(c.sha256): c.text for c in contributions if c.text}
    for path, text in sorted(found.items()):
        # Half a surrogate pair, which a broken PDF may hold, is no character: one mark takes its
        # place, so that those after it keep theirs.
        yield path, text.encode(errors="replace")
