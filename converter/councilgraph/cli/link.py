"""``councilgraph link``: show the links to other datasets, check and refresh them."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Contradiction, EndpointError, UsageError
from .messages import Messages

if TYPE_CHECKING:
    from ..linkcheck import Check, Finding, State
    from ..model import Linkset

WHOLE = 60.0
"""Seconds for a whole answer, unless told otherwise."""
_sleep = time.sleep


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME",
        help="a linkset, or the first word of several: states-eu, states (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--check", action="store_true", help="hold the links against their endpoints"
    )
    parser.add_argument(
        "--write", action="store_true",
        help="check, and mend the links that nobody has reviewed, where the endpoint says how",
    )  # fmt: skip
    parser.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint instead")
    parser.add_argument("--links", metavar="DIR", type=Path, help="linksets to use (default: ours)")
    parser.add_argument(
        "--state", metavar="FILE", type=Path,
        help="where answers are kept until a check ends (default: in the user's cache)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=WHOLE, metavar="SECONDS",
        help="how long a whole answer may take (default: 60)",
    )  # fmt: skip


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Print the links as SSSOM/TSV, or what endpoints say against them; return 0 or 3."""
    from ..linkcheck import State, default_place, linksets, sssom

    if not 0 < args.timeout < float("inf"):
        raise UsageError(f"--timeout {args.timeout:g}; expected more than 0 seconds")
    sets = linksets(args.links, args.set)
    if not (args.check or args.write):
        if args.endpoint or args.state:
            raise UsageError("--endpoint and --state are for --check; expected it or --write")
        _print(sssom(s for _, s in sets))
        return 0
    state = State(args.state or default_place())
    findings, settled, silent = [], set(), set()
    for path, linkset in sets:
        check = _check(linkset, args.endpoint)
        if check.endpoint in silent:
            continue
        try:
            found, done = _checked(path, linkset, check, args, state, messages)
        except EndpointError as error:
            messages.error(error)
            silent.add(check.endpoint)
        else:
            findings += found
            settled |= done
    if silent:
        messages.say("error", "what was answered is kept: the same command goes on from there")
        return EndpointError.exit_code
    state.forget()
    return _summary(sum(len(s.mappings) for _, s in sets), findings, settled, messages)


def _checked(
    path: Path,
    linkset: Linkset,
    check: Check,
    args: argparse.Namespace,
    state: State,
    messages: Messages,
) -> tuple[list[Finding], set[Finding]]:
    """Check one linkset, mend it if asked to, and say what was found."""
    from ..linkcheck import check_linkset, guest_of, mended, save

    guest = guest_of(check, args.timeout, messages.note, _sleep)
    found = check_linkset(linkset, check, guest, state)
    settled: set[Finding] = set()
    if args.write:
        day = dt.datetime.now(dt.UTC).date()
        better, settled = mended(linkset, found, check.endpoint, day)
        if settled:
            save(path, better)
    for each in found:
        _print(_line(each, mended=each in settled))
    return found, settled


def _check(linkset: Linkset, endpoint: str | None) -> Check:
    from ..linkcheck import checks

    check = checks().get(linkset.name)
    if check is None:
        known = ", ".join(checks())
        raise UsageError(f"no endpoint is known for {linkset.name}; expected one of {known}")
    return replace(check, endpoint=endpoint) if endpoint else check


def _line(finding: Finding, *, mended: bool) -> str:
    """Return a line of the report; what an endpoint says in it can do nothing to a terminal."""
    from ..pipeline import printable

    link = finding.link
    after = (
        f"; now {finding.proposal}" if mended
        else "; reviewed, so it is left as it is" if link.reviewed
        else f"; proposed: {finding.proposal}" if finding.proposal
        else ""
    )  # fmt: skip
    place = f"{finding.linkset}\t{link.subject}\t{link.target}"
    return f"{place}\t{finding.verdict.value}\t{printable(finding.reason)}{after}\n"


def _summary(
    size: int, findings: list[Finding], settled: set[Finding], messages: Messages
) -> int:
    against = [f for f in findings if f.disagrees]
    untold = len(findings) - len(against)
    messages.note(
        f"{size:,} links checked: {len(against)} disagree, {len(settled)} of them mended; "
        f"of {untold} the endpoint tells nothing"
    )
    return Contradiction.exit_code if len(against) > len(settled) else 0


def _print(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
