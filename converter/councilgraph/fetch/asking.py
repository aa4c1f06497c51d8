"""Ask the hosts of the table, and no others, as a guest does.

One request at a time, with pauses; robots.txt (RFC 9309) is kept to; a host that fails is asked
again after a wait, and left alone for the rest of the run when it goes on failing. Redirects are
followed within the table alone.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import Request

from protego import Protego

from ..errors import EndpointError, UsageError
from ..linkcheck import patiently
from ..query import AGENT, Reply, Wire
from .table import may_be_asked

NAME = "councilgraph"
"""What robots.txt may call us."""
LARGEST = 50_000_000
"""Bytes of a document; a larger one is refused, as ``convert`` would."""
LARGEST_ROBOTS = 512_000
"""Bytes of a robots.txt: RFC 9309, section 2.5, asks for 500 kibibytes at least."""
TIMEOUT = 60.0
MOST_REDIRECTS = 5
LONGEST_DELAY = 60.0
"""Seconds that a robots.txt may ask to have between two requests."""
_ADVICE = "try again later; what was fetched is kept, and the same command goes on from there"
_CONTACT = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered, and the address that answered after all redirects."""

    address: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: who does, the seconds of a whole answer, how to wait and to tell.

    Raises:
        UsageError: the contact cannot stand in a header, or there is no time.
    """

    contact: str = ""
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda _: None

    def __post_init__(self) -> None:
        if self.contact and not _CONTACT.fullmatch(self.contact):
            raise UsageError(f"contact {self.contact!r}; expected an address in ASCII")
        if not 0 < self.timeout < float("inf"):
            raise UsageError(f"--timeout {self.timeout:g}; expected more than 0 seconds")

    @property
    def agent(self) -> str:
        """Return the name under which is asked.

        >>> Manners("mail@example.org").agent.endswith("councilgraph/; mail@example.org)")
        True
        """
        return f"{AGENT[:-1]}; {self.contact})" if self.contact else AGENT


class Visitor:
    """Somebody who asks the hosts of a table; remembers of each when, and whether it answered."""

    def __init__(self, hosts: frozenset[str], manners: Manners) -> None:
        self._hosts, self._manners = hosts, manners
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        self._heard: set[str] = set()
        self._silent: dict[str, EndpointError] = {}

    def get(
        self, address: str, headers: Mapping[str, str], *, pause: float, robots: bool
    ) -> Page:
        """Return what is answered at an address, or where it sends to within the table.

        Raises:
            EndpointError: there was no whole answer, it is an error or too large, robots.txt
                forbids it, or it leads to a host that is not in the table.
        """
        asked = address
        for _ in range(MOST_REDIRECTS + 1):
            self._permitted(address, asked)
            if robots:
                pause = max(pause, self._obeyed(address, pause))
            reply = self._ask(address, headers, pause, LARGEST)
            if not reply.redirect:
                return Page(address, reply)
            address = reply.redirect
        raise EndpointError(f"{asked}: redirects more than {MOST_REDIRECTS} times")

    def may_ask(self, address: str) -> bool:
        """Tell whether an address is one of the table's hosts."""
        return may_be_asked(address) and urlsplit(address).netloc in self._hosts

    def _permitted(self, address: str, asked: str) -> None:
        if not self.may_ask(address):
            how = f"redirects to {address}, which" if address != asked else "it"
            raise EndpointError(
                f"{asked}: {how} is not of a host in the table; expected https and one of "
                + ", ".join(sorted(self._hosts))
            )

    def _obeyed(self, address: str, pause: float) -> float:
        """Return the pause that robots.txt asks for, if it lets an address be asked at all."""
        host = urlsplit(address).netloc
        rules = self._robots.get(host)
        if rules is None:
            rules = self._robots[host] = self._rules(address, pause)
        if not rules.can_fetch(address, NAME):
            raise EndpointError(
                f"{address}: robots.txt of {host} forbids it; expected a source that allows it"
            )
        delay = rules.crawl_delay(NAME)
        return min(float(delay), LONGEST_DELAY) if delay else 0.0

    def _rules(self, address: str, pause: float) -> Protego:
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        asked = place
        text = ""
        try:
            for _ in range(MOST_REDIRECTS):
                self._permitted(place, asked)
                reply = self._ask(place, {}, pause, LARGEST_ROBOTS)
                text = reply.body.decode("utf-8-sig", "replace")
                place = reply.redirect
                if not place:
                    break
        except EndpointError as error:
            # RFC 9309, 2.3.1.3: where there is none everything is allowed.
            if not 400 <= error.status < _SERVER:
                raise
        return Protego.parse(text)

    def _ask(
        self, address: str, headers: Mapping[str, str], pause: float, largest: int
    ) -> Reply:
        host = urlsplit(address).netloc
        if host in self._silent:
            raise self._silent[host]
        agent = {"User-Agent": self._manners.agent}
        request = Request(address, headers={**headers, **agent})  # noqa: S310 - see _permitted

        def once() -> Reply:
            self._paused(host, pause)
            try:
                reply = Wire(address, self._manners.timeout).reply(request, largest)
            except EndpointError as error:
                if error.status:
                    self._heard.add(host)
                elif error.passing and host not in self._heard:
                    # There may be no network at all; nobody is helped by waiting for it.
                    raise EndpointError(str(error)) from error
                raise
            finally:
                self._asked[host] = time.monotonic()
            self._heard.add(host)
            return reply

        try:
            return patiently(once, self._manners.sleep, self._manners.say, _ADVICE)
        except EndpointError as error:
            if isinstance(error.__cause__, EndpointError):  # it goes on failing
                self._silent[host] = error
            raise

    def _paused(self, host: str, pause: float) -> None:
        if host in self._asked:
            left = self._asked[host] + pause - time.monotonic()
            if left > 0:
                self._manners.sleep(left)
