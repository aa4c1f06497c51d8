"""MARCXML: a file to records, each by itself.

Source: https://www.loc.gov/standards/marcxml/. lxml splits the file, without network, entities or a
document type; pymarc makes a record of each element.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree, sax
from pymarc import Record
from pymarc.exceptions import PymarcException
from pymarc.marcxml import MARC_XML_NS, XmlHandler

from ...errors import Refused
from ..cells import Unread
from .content import MarcField, MarcRecord
from .text import checked

_ELEMENT = f"{{{MARC_XML_NS}}}record"
_FORM = "an element <record> of MARC 21 slim: a leader, fields with tags, subfields with codes"


def is_marcxml(head: bytes) -> bool:
    """Tell whether markup is of the namespace of MARCXML, by its beginning in any encoding.

    >>> is_marcxml(b'<collection xmlns="http://www.loc.gov/MARC21/slim">')
    True
    """
    return MARC_XML_NS.encode() in head.replace(b"\0", b"")


def elements(data: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements of records in their order; each is emptied when the next is asked for.

    Raises:
        Refused: from where it is raised, the file is not well formed; or it has a document type.
    """
    found = etree.iterparse(io.BytesIO(data), events=("end",), tag=_ELEMENT,
                            resolve_entities=False, no_network=True, load_dtd=False)  # fmt: skip
    try:
        for _, element in found:
            if element.getroottree().docinfo.doctype:
                raise Refused(name, "the file has a document type", expected="MARCXML without one")
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).partition(", line")[0]
        raise Refused(name, f"XML that is not well formed: {reason}",
                      expected="well-formed MARCXML", line=error.lineno) from error  # fmt: skip


def read_element(element: etree._Element, number: int) -> MarcRecord:
    """Return the record of an element.

    Raises:
        Unread: it has no leader, a field without a tag or a subfield without a code.
    """
    handler = XmlHandler(strict=True)  # type: ignore[no-untyped-call]
    leaders = element.findall(f"{{{MARC_XML_NS}}}leader")
    try:
        sax.saxify(element, handler)
    except (PymarcException, KeyError, ValueError, AttributeError, TypeError) as error:
        raise Unread(f"no record can be read: {error!r}", _FORM) from error
    if len(leaders) != 1:
        raise Unread(f"the record has {len(leaders)} leaders", _FORM)
    (found,) = handler.records
    return MarcRecord(number, str(found.leader), tuple(_fields(found)))


def _fields(record: Record) -> Iterator[MarcField]:
    for field in record.fields:
        if field.control_field:
            yield MarcField(field.tag, checked(str(field.data), field.tag))
            continue
        parts = tuple(
            (s.code, checked(str(s.value), f"{field.tag} ${s.code}")) for s in field.subfields
        )
        yield MarcField(field.tag, "", "".join(field.indicators or ()), parts)
