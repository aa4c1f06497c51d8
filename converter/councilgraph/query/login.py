"""Who asks: a name and password for servers that want them, by Digest or Basic.

They come from the environment or from netrc, never from the command line, where every user of the
machine can read them.
"""

from __future__ import annotations

import base64
import netrc
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import UsageError

USER, PASSWORD, NETRC = "COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD", "NETRC"
"""Names of environment variables; the last is other tools' name for a file in netrc's syntax."""


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password."""

    user: str
    password: str = field(repr=False)


class Signature:
    """The way in which one server wants to be told a login."""

    def __init__(self, login: Login) -> None:
        pair = f"{login.user}:{login.password}".encode()
        self._basic = base64.b64encode(pair).decode()
        self._known = _Same(login)
        self._digest = urllib.request.AbstractDigestAuthHandler(self._known)
        self._challenge: dict[str, str] = {}
        self._way = ""

    def accept(self, challenges: tuple[str, ...], request: urllib.request.Request) -> bool:
        """Take the best way that a server offers for a request; tell whether there is one.

        Digest (RFC 7616) is better than Basic (RFC 7617), which tells the password itself.
        """
        offers = {kind.lower(): rest for kind, _, rest in (c.partition(" ") for c in challenges)}
        parts = urllib.request.parse_http_list(offers.get("digest", ""))
        self._challenge = urllib.request.parse_keqv_list([p for p in parts if "=" in p])
        ways = ("digest" if self._answer(request) else "", "basic" if "basic" in offers else "")
        self._way = next(filter(None, ways), "")
        # That answer was not sent: the count of answers to a nonce begins anew.
        self._digest = urllib.request.AbstractDigestAuthHandler(self._known)
        return bool(self._way)

    def sign(self, request: urllib.request.Request) -> None:
        """Put into a request what the server asked for; nothing before it did."""
        if self._way == "digest":
            request.add_unredirected_header("Authorization", f"Digest {self._answer(request)}")
        elif self._way:
            request.add_unredirected_header("Authorization", f"Basic {self._basic}")

    def _answer(self, request: urllib.request.Request) -> str | None:
        """Return the answer to the server's challenge, None where it asks for what is unknown."""
        try:
            return self._digest.get_authorization(request, self._challenge)
        except (ValueError, urllib.error.URLError):
            return None


class _Same(urllib.request.HTTPPasswordMgr):
    """One name and password, whatever a server calls the realm: it alone is ever asked."""

    def __init__(self, login: Login) -> None:
        super().__init__()
        self._pair = (login.user, login.password)

    def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:
        del realm, authuri
        return self._pair


def login_of(address: str, environment: Mapping[str, str]) -> Login | None:
    """Return the login for a server: the environment's, else that of its host in netrc.

    >>> login_of("http://localhost/", {"NETRC": "/nowhere"}) is None
    True

    Raises:
        UsageError: only half of it is there, or netrc cannot be read.
    """
    user, password = environment.get(USER), environment.get(PASSWORD)
    if user is not None and password is not None:
        return Login(user, password)
    if user is not None or password is not None:
        raise UsageError(f"one of {USER} and {PASSWORD} is set; expected both, or neither")
    file = Path(environment.get(NETRC) or Path.home() / ".netrc")
    try:
        found = netrc.netrc(str(file)).authenticators(urllib.parse.urlsplit(address).hostname or "")
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}; expected netrc's syntax") from error
    return Login(found[0], found[2] or "") if found else None
