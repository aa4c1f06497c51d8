"""Learn from a source's own answer where a document is."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from ..errors import EndpointError
from ..query import Reply

_MARC = "{http://www.loc.gov/MARC21/slim}"


def links(form: str, reply: Reply, where: str) -> list[str]:
    """Return the addresses of files in an answer of one of the forms of the table.

    What an address cannot hold is escaped, as it is in redirects.

    Raises:
        EndpointError: the answer is not of this form.
    """
    try:
        return [quote(a, safe=string.punctuation) for a in _FORMS[form](reply.body)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EndpointError(f"{where}: not {form}: {error}") from error


def first_named(addresses: list[str], pattern: str) -> str | None:
    """Return the first address whose file has a name like a pattern.

    >>> first_named(["https://a/1/x%20(1).pdf", "https://a/2/y.pdf"], "x (1)*.pdf")
    'https://a/1/x%20(1).pdf'
    """
    return next((a for a in addresses if fnmatchcase(_name(a), pattern)), None)


def _name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name


def _github(body: bytes) -> Iterator[str]:
    """Yield the links of a folder: GitHub's REST API, "Get repository content"."""
    for entry in json.loads(body):
        if entry["download_url"] is not None:  # a folder has none
            yield str(entry["download_url"])


def _marcxml(body: bytes) -> Iterator[str]:
    """Yield the links of records: MARC 21, field 856, subfield u."""
    from lxml import etree

    if b"<!DOCTYPE" in body:
        raise ValueError("a document type declaration")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if not root.tag.startswith(_MARC):
        raise ValueError(f"its root is {root.tag}")
    for field in root.iter(f"{_MARC}datafield"):
        if field.get("tag") == "856":
            for part in field.iter(f"{_MARC}subfield"):
                if part.get("code") == "u" and part.text:
                    yield part.text.strip()


_FORMS: dict[str, Callable[[bytes], Iterator[str]]] = {"github": _github, "marcxml": _marcxml}
