"""Questions that an endpoint is asked step by step, since some stores cannot answer them whole.

Virtuoso keeps every way that ``cg:cites*`` can take, and there may be more than any memory holds:
after up to a minute and a gigabyte it refuses. So a question whose header says how
(``# walk: from cg:cites cg:symbol``) is answered here, over what it can see at all: the endpoint is
asked only what documents cite and are called, beginning with the parameter, until nothing new is
cited.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

import pyoxigraph as ox

from ..errors import EndpointError
from ..rdf import Iri, Term, Triple, is_blank, n_triples
from .deadline import within
from .federation import AT_ONCE
from .library import NamedQuery, Walk
from .loading import quads
from .parameters import term_of
from .portable import with_constants
from .remote import Remote
from .store import Answer, answer_of

MOST = 1_000_000
"""Triples that are gathered for one question."""
FULL = 5_000
"""Triples of one answer that may be all that a store gives: Virtuoso cuts at 10,000 rows as it
comes, and does not say so. Then fewer documents are asked about at a time."""


def asked_of(
    remote: Remote,
    question: NamedQuery,
    values: Mapping[str, str],
    say: Callable[[str], None] = lambda _: None,
) -> Answer:
    """Return an endpoint's answer to a named question, whole or step by step as it can be had.

    The endpoint's timeout is that of the whole answer. ``say`` is told what steps it took.

    Raises:
        UsageError: a parameter is unknown, or a value is not of its kind.
        EndpointError: the endpoint failed, did not answer in time, or sent too much.
    """
    query, walk = with_constants(question.bound(values)), question.walk
    start = _start(question, walk, values) if walk else None
    if walk is None or not _can_be_asked(start):
        return remote.ask(query)
    end = time.monotonic() + remote.timeout
    store = ox.Store()
    store.extend(quads(_gathered(remote, walk, start, end, say)))
    try:
        return within(_left(end), lambda: answer_of(store.query(query)))
    except TimeoutError as error:
        raise _late(remote) from error


def _gathered(
    remote: Remote, walk: Walk, start: Iri, end: float, say: Callable[[str], None]
) -> list[Triple]:
    """Return what an endpoint tells of all that is reached, each asked about once."""
    found: list[Triple] = []
    reached, known, asked = [start], {start}, 0
    at_once, requests = AT_ONCE, 0
    while asked < len(reached):
        if (left := _left(end)) <= 0:
            raise _late(remote)
        here = reached[asked : asked + at_once]
        triples = remote.ask(_step(walk, here), left).triples or ()
        requests += 1
        if len(triples) >= FULL and len(here) > 1:
            at_once = len(here) // 2
            continue
        asked += len(here)
        found += triples
        if len(found) > MOST:
            raise EndpointError(f"{remote.endpoint}: more than {MOST:,} triples reached")
        for _, followed, value in triples:
            if followed == walk.followed and _can_be_asked(value) and value not in known:
                known.add(value)
                reached.append(value)
    say(f"{remote.endpoint}: asked step by step; requests: {requests:,}, triples: {len(found):,}")
    return found


def _step(walk: Walk, here: Sequence[Iri]) -> str:
    """Return the query for what is told of some things.

    A variable for the properties would cost Virtuoso and Oxigraph ten times as much, so each is a
    part of its own; and Virtuoso writes a graph in a fraction of the time of a table.
    """
    things = " ".join(map(n_triples, here))
    told = [f"?here {n_triples(p)} ?value{n}" for n, p in enumerate((walk.followed, *walk.told))]
    parts = " UNION\n".join(f"    {{ VALUES ?here {{ {things} }} {each} }}" for each in told)
    return f"CONSTRUCT {{ {' . '.join(told)} }} WHERE {{\n{parts}\n}}\n"


def _start(question: NamedQuery, walk: Walk, values: Mapping[str, str]) -> Term | None:
    (parameter,) = (p for p in question.parameters if p.name == walk.parameter)
    return term_of(parameter, values.get(parameter.name, parameter.default))


def _can_be_asked(term: Term | None) -> TypeGuard[Iri]:
    """Tell whether a term has a name outside the store that it is from."""
    return isinstance(term, Iri) and not is_blank(term)


def _left(end: float) -> float:
    return end - time.monotonic()


def _late(remote: Remote) -> EndpointError:
    how = f"no whole answer within {remote.timeout:g} s"
    return EndpointError(f"{remote.endpoint}: {how}", passing=True)
