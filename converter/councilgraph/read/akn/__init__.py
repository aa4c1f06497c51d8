"""Akoma Ntoso (AKN4UN) to running text with an offset map, and the metadata of its markup.

Rule: OASIS Akoma Ntoso 1.0 (namespace ``akn/3.0``) and the AKN4UN guidelines for United Nations
documents. The running text has one block a line, as a plain rendering of the document has.
"""

from __future__ import annotations

from dataclasses import replace

from ...errors import Refused
from ..result import Extracted
from ..xml import Element, Faults, decode_xml, parse_xml
from .blocks import running_text
from .metadata import metadata_of
from .regularity import irregularities

_OURS = ("legaldocml", "akomantoso")


def extract(data: bytes, name: str, *, recover: bool = False) -> Extracted:
    r"""Return the text and metadata of an Akoma Ntoso file.

    ``raw`` is the decoded file: spans count in its characters, tags included. With ``recover``
    faults of the markup are remarked and read over.

    >>> file = b"<akomaNtoso><statement><p>The <i>Council</i>,</p></statement></akomaNtoso>"
    >>> extract(file, "a.xml").text
    'The Council,'

    Raises:
        Refused: the file is not well-formed, declares a document type, is in another encoding
            than it says, or is not Akoma Ntoso.
    """
    raw, remarks = decode_xml(data, name, recover=recover)
    faults = Faults(raw, name, recover)
    root = parse_xml(faults)
    if not _is_akn(root):
        line, column = faults.place(root.start)
        raise Refused(name, f"the root element is <{root.name}>", line=line, column=column,
                      expected="<akomaNtoso> of the Akoma Ntoso namespace")  # fmt: skip
    text = running_text(root, faults)
    metadata, odd = metadata_of(root)
    metadata = replace(metadata, links=text.links, footnotes=text.footnotes)
    irregular = irregularities(root)
    noted = (*remarks, *faults.remarks, *text.remarks, *odd, *irregular)
    return Extracted(raw, text.text, text.segments, metadata, noted, paged=False)


def _is_akn(root: Element) -> bool:
    namespace = root.namespace.casefold()
    known = not namespace or any(part in namespace for part in _OURS)
    return known and root.name == "akomaNtoso"
