"""Work is shared between processes, and what is made of it comes in the order of the work."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from councilgraph.pipeline.sharing import Sharing

pytestmark = pytest.mark.slow


def process(item: int) -> tuple[int, int]:
    """Return an item, and the process that was asked."""
    return item, os.getpid()


def begun(_: None) -> None:
    """Do nothing in a process that starts."""


def met(place: Path) -> int:
    """Return the process that was asked, when another has been asked too."""
    (place / str(os.getpid())).touch()
    end = time.monotonic() + 60
    while len(list(place.iterdir())) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpid()


def ended_once(told: tuple[Path, int]) -> bool:
    """End a process that is not the one told, the first time; tell whether it was another."""
    mark, here = told
    if os.getpid() != here and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid() != here


def test_a_few_pieces_are_done_here_and_by_a_process_that_is_ready(tmp_path: Path) -> None:
    with Sharing(2) as sharing:
        sharing.start(begun, None).wait()
        found = list(sharing.each(met, [tmp_path] * 4))
        assert [item for item, _ in sharing.each(process, range(5))] == [0, 1, 2, 3, 4]
    assert found[0] == os.getpid() != found[-1]
    assert len({*found}) == 2


def test_what_a_process_prepares_is_not_waited_for(tmp_path: Path) -> None:
    with Sharing(2) as sharing:
        sharing.start(begun, None).wait()
        sharing.prepare(met, tmp_path)
        assert sharing.ready
        assert {process for _, process in sharing.each(process, range(3))} == {os.getpid()}
        assert met(tmp_path) == os.getpid(), "it is what was waited for"
        assert sharing.begin(process, 4).wait()[1] != os.getpid()


def test_where_no_process_is_ready_a_few_pieces_start_as_many_as_may_be() -> None:
    with Sharing(2) as sharing:
        found = list(sharing.each(process, range(4)))
        assert sharing.begin(process, 4).wait()[1] != os.getpid()
    assert [item for item, _ in found] == [0, 1, 2, 3]
    assert os.getpid() not in {p for _, p in found}


def test_where_no_process_is_started_work_is_done_here() -> None:
    with Sharing(2) as sharing:
        sharing.prepare(process, 0)
        assert not sharing.ready
        assert sharing.begin(process, 1).wait() == (1, os.getpid())
        assert sharing.several
    with Sharing(1) as sharing:
        assert not sharing.several
        assert sharing.start(process, 1).wait() == (1, os.getpid())


def test_a_process_that_was_ended_from_outside_costs_no_result(tmp_path: Path) -> None:
    with Sharing(2) as sharing:
        sharing.start(begun, None).wait()
        begun_there = sharing.begin(ended_once, (tmp_path / "mark", os.getpid()))
        assert begun_there.wait()
        assert (tmp_path / "mark").exists()
