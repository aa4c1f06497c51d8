"""Tell whether what a client has is still current (RFC 9110, section 13). Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import format_datetime, parsedate_to_datetime

_TAGS = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def http_date(seconds: int) -> str:
    """Return a moment as HTTP writes it.

    >>> http_date(0)
    'Thu, 01 Jan 1970 00:00:00 GMT'
    """
    return format_datetime(dt.datetime.fromtimestamp(seconds, dt.UTC), usegmt=True)


def unchanged(headers: Mapping[str, str], etag: str, modified: int | None) -> bool:
    """Tell whether a request's conditions say that the client has the current version.

    ``If-None-Match`` is compared weakly and goes before ``If-Modified-Since``.

    >>> unchanged({"if-none-match": 'W/"b", "a"'}, '"a"', None)
    True
    """
    tags = headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or etag.removeprefix("W/") in _TAGS.findall(tags)
    since = headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since).timestamp()
    except ValueError:
        return False
