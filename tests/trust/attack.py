"""Attack our server and Oxigraph's own with the same requests, honest clients beside.

``PYTHONPATH=tests/serve python tests/trust/attack.py [--clients N]``

Ours must answer every attack with a true status, live on, and serve the honest within half a
second; what the other does is reported beside, and judged by nobody.
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from attacked import ATTACKS, Target, clients, ours, oxigraph
from outcome import Outcome, Row

PROGRAM = Path(sysconfig.get_path("scripts")) / "oxigraph"
CAP = 5 << 30
"""Bytes that all processes of our server may hold: four workers of 1 GB, and itself."""
P99 = 0.5
"""Seconds within which 99 of 100 honest answers are to come."""


@contextlib.contextmanager
def listening() -> Iterator[tuple[str, list[int]]]:
    """Yield the address of a listener that must hear nothing, and how often it was reached."""
    heard: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        ends = threading.Event()

        def count() -> None:
            while not ends.is_set():
                with contextlib.suppress(TimeoutError):
                    reached, _ = listener.accept()
                    reached.close()
                    heard.append(1)

        thread = threading.Thread(target=count)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/", heard
        finally:
            ends.set()
            thread.join()


def attacked(target: Target, count: int) -> tuple[list[Row], Row]:
    """Return what came of each attack on a server, and how its honest clients fared."""
    rows: list[Row] = []
    peak = [0]
    ends = threading.Event()

    def watch() -> None:
        while not ends.is_set():
            peak[0] = max(peak[0], target.memory())
            time.sleep(0.1)

    with listening() as (address, heard):
        met, threads = clients(target, count, ends.is_set)
        threads.append(threading.Thread(target=watch))
        threads[-1].start()
        try:
            for attack in ATTACKS:
                before = len(heard)
                status, took = target.send(attack, address)
                rows.append({
                    "row": attack.row, "attack": attack.name, "status": status,
                    "true": status in {str(s) for s in attack.true}, "seconds": round(took, 2),
                    "alive": target.alive(), "reached": len(heard) - before,
                })  # fmt: skip
                target.revive()
        finally:
            ends.set()
            for thread in threads:
                thread.join()
    return rows, {
        "server": target.name, "answers": len(met.seconds), "errors": met.wrong,
        "p99": round(met.p99(), 3), "memory": f"{peak[0] >> 20} MB", "reached": len(heard),
        "under": peak[0] < CAP,
    }  # fmt: skip


def side_by_side(mine: list[Row], other: list[Row] | None) -> list[Row]:
    """Return a row an attack, with what each server did."""
    table: list[Row] = []
    for number, row in enumerate(mine):
        beside = other[number] if other else None
        shown: dict[str, object] = {"row": row["row"], "attack": row["attack"]}
        for name, found in (("ours", row), ("oxigraph", beside)):
            if found:
                shown[name] = found["status"]
                shown[f"{name} s"] = found["seconds"]
                shown[f"{name} lives"] = "yes" if found["alive"] else "no"
        table.append(shown)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack both; return 1 where ours did not stand."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clients", type=int, default=8, help="honest clients beside")
    given = parser.parse_args(arguments)
    with ours() as target:
        mine, fared = attacked(target, given.clients)
    others = None
    beside: list[Row] = [fared]
    if PROGRAM.exists():
        with oxigraph(PROGRAM) as target:
            others, served = attacked(target, given.clients)
        beside.append(served)
    fell = [r for r in mine if not (r["true"] and r["alive"] and not r["reached"])]
    kept = {
        "no honest error": fared["errors"] == 0,
        f"p99 within {P99} s": float(str(fared["p99"])) <= P99,
        "memory under its cap": bool(fared["under"]),
    }
    broken = [name for name, holds in kept.items() if not holds]
    failed = len(fell) + len(broken)
    tried = len(mine) + len(kept)
    rows = [*side_by_side(mine, others), *beside, *fell, *({"broken": b} for b in broken)]
    command = f"PYTHONPATH=tests/serve python tests/trust/attack.py --clients {given.clients}"
    return Outcome("attack", tried, tried - failed, failed, None, command, rows).tell()


if __name__ == "__main__":
    sys.exit(main())
