"""A piece of work may do to its process what it will: it costs that piece alone."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from councilgraph.errors import EnvironmentFault, Refused
from councilgraph.processes import Limits, OutOfTime, Workers, capped

pytestmark = pytest.mark.slow

LIMITS = Limits(256 << 20, 1)


def refuse(_: str) -> str:
    raise Refused("a.txt", "odd", expected="text", line=3, column=7)


def obey(what: str) -> str:
    match what.split():
        case ["signal", number]:
            os.kill(os.getpid(), int(number))
        case ["once", marker, number] if not Path(marker).exists():
            Path(marker).touch()
            os.kill(os.getpid(), int(number))
        case ["memory"]:
            bytearray(LIMITS.memory)
        case ["loop"]:
            while True:
                pass
        case ["exit"]:
            os._exit(3)
        case ["connect", port]:
            socket.create_connection(("127.0.0.1", int(port)), 1)
        case ["unsendable"]:
            return lambda: None  # type: ignore[return-value]
        case ["raise"]:
            raise LookupError("as asked")
    return f"{what}, done"


def lost(what: str, code: int) -> str:
    return f"{what}, lost by {signal.Signals(-code).name}"


def done(*what: str, size: int = 2, asked: Callable[[str], str] = obey) -> list[str]:
    with Workers(size, LIMITS) as workers:
        return list(workers.each(asked, what, lost))


def test_a_process_begins_a_piece_of_work_while_others_do_theirs(tmp_path: Path) -> None:
    segv, kill = f"signal {signal.SIGSEGV.value}", f"once {tmp_path}/marker {signal.SIGKILL.value}"
    with Workers(2, LIMITS) as workers:
        assert not workers.ready
        begun = workers.begin(obey, "one", lost)
        assert list(workers.each(obey, ("two", "three"), lost)) == ["two, done", "three, done"]
        assert begun.wait() == "one, done"
        assert workers.ready
        two = [workers.begin(obey, what, lost) for what in (segv, kill)]
        assert not workers.ready
        assert two[0].wait() == f"{segv}, lost by SIGSEGV"
        assert two[1].wait() == f"{kill}, done", "it is done anew where somebody else ended it"
        raising = workers.begin(obey, "raise", lost)
        with pytest.raises(LookupError, match="as asked"):
            raising.wait()
        assert list(workers.each(obey, ("four",), lost)) == ["four, done"]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_answers_come_in_order_whatever_becomes_of_some(size: int) -> None:
    segv = f"signal {signal.SIGSEGV.value}"
    what = [segv if n in {0, 7, 8, 29} else str(n) for n in range(30)]
    found = done(*what, size=size)
    assert found == [f"{w}, lost by SIGSEGV" if w == segv else f"{w}, done" for w in what]


def test_time_ends() -> None:
    start = time.monotonic()
    assert done("a", "loop", "b") == ["a, done", "loop, lost by SIGPROF", "b, done"]
    assert time.monotonic() - start > LIMITS.seconds


def test_memory_ends() -> None:
    with pytest.raises(MemoryError):
        done("memory")


def test_what_was_ended_from_outside_is_tried_once_more(tmp_path: Path) -> None:
    kill = f"signal {signal.SIGKILL.value}"
    once = f"once {tmp_path / 'marker'} {signal.SIGKILL.value}"
    assert done(once, "a", kill) == [f"{once}, done", "a, done", f"{kill}, lost by SIGKILL"]


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(LookupError, match="as asked"):
        done("a", "raise", "b")
    with pytest.raises(Refused, match=r"a\.txt:3:7: odd; expected text") as refused:
        done("a", asked=refuse)
    assert (refused.value.found, refused.value.line) == ("odd", 3)
    with pytest.raises(RuntimeError, match="pickle"):
        done("unsendable")


def test_a_process_that_ends_by_itself_is_a_fault() -> None:
    with pytest.raises(EnvironmentFault, match="it ended with code 3"):
        done("exit")


def test_there_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        with pytest.raises(OSError, match=r"Permission denied|unreachable"):
            done(f"connect {listener.getsockname()[1]}")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_work_that_is_given_up_is_not_mixed_with_the_next() -> None:
    with Workers(2, LIMITS) as workers:
        first = workers.each(obey, [str(n) for n in range(20)], lost)
        assert next(first) == "0, done"
        first.close()  # type: ignore[attr-defined]  # a generator is what it is
        assert list(workers.each(obey, ["a", "b"], lost)) == ["a, done", "b, done"]


def test_this_process_has_limits_too_and_gets_them_back() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(MemoryError), capped(LIMITS):
        bytearray(2 * LIMITS.memory)
    bytearray(2 * LIMITS.memory)
    with pytest.raises(OutOfTime), capped(Limits(seconds=0.2)):
        obey("loop")
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
