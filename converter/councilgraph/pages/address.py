"""Where the page of a thing is: its IRI's path, with what has no page of its own as an anchor.

============================================== =============================================
``doc/S/RES/2553``                             ``doc/S/RES/2553.html``
``doc/S/RES/2553/paragraph/20/a``              ``doc/S/RES/2553.html#paragraph-20-a``
``doc/S/2020/1166/zh``                         ``doc/S/2020/1166.html#zh``
``vote/S/RES/2553/FRA``                        ``vote/S/RES/2553.html#FRA``
``seat/2020/VCT``                              ``state/VCT.html#seat-2020``
``instrument/un-charter/chapter/VIII``         ``instrument/un-charter.html#chapter-VIII``
``concept/verb/recalls``                       ``concept/verb.html#recalls``
``organ/security-council``                     ``organ.html#security-council``
============================================== =============================================
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import NamedTuple


class Address(NamedTuple):
    """A page's path below the root of the site, and an anchor of it or nothing."""

    page: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def address_of(path: str, pages: Container[str]) -> Address | None:
    """Return where a thing is shown, or None; ``path`` is what follows the base in its IRI.

    ``pages`` holds the paths that have a page of their own.

    >>> str(address_of("doc/S/RES/2553/paragraph/20/a", {"doc/S/RES/2553"}))
    'doc/S/RES/2553.html#paragraph-20-a'
    >>> str(address_of("seat/2020/VCT", {"state/VCT"})), address_of("state/FRA", ())
    ('state/VCT.html#seat-2020', None)
    """
    path = _shown_at(path)
    below: list[str] = []
    while path:
        if path in pages:
            return Address(f"{path}.html", "-".join(reversed(below)))
        path, _, last = path.rpartition("/")
        below.append(last)
    return None


def _shown_at(path: str) -> str:
    """Return the path below whose page a thing stands: a seat's is its holder's."""
    first, _, rest = path.partition("/")
    return _ELSEWHERE[first](rest) if first in _ELSEWHERE else path


def _seat(rest: str) -> str:
    year, _, holder = rest.partition("/")
    return f"state/{holder}/seat/{year}"


_ELSEWHERE: dict[str, Callable[[str], str]] = {"seat": _seat}


def relative(target: str, page: str) -> str:
    """Return an address as a page below the same root refers to it.

    >>> relative("doc/S/RES/2553.html#zh", "vote/S/RES/2553.html")
    '../../../doc/S/RES/2553.html#zh'
    >>> relative("state/FRA.html#seat-2020", "state/FRA.html")
    '#seat-2020'
    """
    file, mark, anchor = target.partition("#")
    if file == page and mark:
        return f"#{anchor}"
    here, there = page.split("/"), file.split("/")
    while len(here) > 1 and len(there) > 1 and here[0] == there[0]:
        del here[0], there[0]
    return "../" * (len(here) - 1) + "/".join(there) + mark + anchor
