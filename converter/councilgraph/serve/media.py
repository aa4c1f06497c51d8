"""The media types of the files of a dataset, by suffix."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..formats import RDF_FORMATS, RESULT_FORMATS
from ..handover import FORMS

_OTHERS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".xml": "application/xml",
    ".linkset": "application/linkset+json",
    ".sql": "application/sql",
    ".atom": "application/atom+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".rq": "application/sparql-query",
    ".sha256": "text/plain",
    ".sqlite": "application/vnd.sqlite3",
    ".gz": "application/gzip",
    ".zip": "application/zip",
}
_TYPES = (
    {f.suffix: f.media_type for f in FORMS.values()}
    | {f.suffix: f.media_type for f in RESULT_FORMATS.values()}
    | {f.suffix: f.media_type for f in RDF_FORMATS.values()}
    | _OTHERS
)


def media_type_of(path: str) -> str:
    """Return the Content-Type of a file.

    >>> media_type_of("doc/S/RES/2553.ttl"), media_type_of("LICENSE")
    ('text/turtle; charset=utf-8', 'application/octet-stream')
    """
    found = _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
