"""Text as XML writes it.

As in ``xml.sax.saxutils``, which loads what speaks HTTP and TLS into every process that writes XML.
"""

from __future__ import annotations

import html

_WITHIN = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def escape(text: str) -> str:
    """Return a text as it stands between tags (XML 1.0, section 2.4).

    >>> escape('"a" < b & c')
    '"a" &lt; b &amp; c'
    """
    return html.escape(text, quote=False)


def exact(text: str) -> str:
    r"""Return a text as ``escape`` does, its carriage returns kept.

    A parser would read one that is bare as a line feed (XML 1.0, section 2.11).

    >>> exact("a\r<")
    'a&#13;&lt;'
    """
    return escape(text).replace("\r", "&#13;")


def quoted(text: str) -> str:
    r"""Return a text as the value of an attribute, with its quotes (XML 1.0, section 2.3).

    White space is kept from being read as blanks (section 3.3.3).

    >>> quoted('a "b"\n')
    '"a &quot;b&quot;&#10;"'
    """
    return f'"{escape(text).translate(_WITHIN)}"'
