"""How publishing grows with the documents, and what one changed document costs.

Each publication is a process of its own. Its time is told by the clock and by the processors, of
all its processes; memory is the peak of the process that leads the others.

    python benchmarks/growing.py build/growth 1000 5000 20000
"""

from __future__ import annotations

import json
import math
import platform
import resource
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from councilgraph.pipeline import publish

LIBRARIES = ("pyoxigraph", "lxml", "jinja2")
CHANGES = {"a word": (" the ", " that "), "the opening": ("\nThe Security", "\nThat Security")}
"""What is changed of a document: a word of a paragraph, or that by which its body is known, so that
it is read otherwise from there on and others call it otherwise."""


TICK = 2.5
"""Seconds after which a change is told by its time."""


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measured(documents: str, out: str, cache: str) -> None:
    """Publish in this process and print seconds, seconds of processors, and megabytes."""
    start = time.perf_counter()
    done = publish([documents], Path(out), cache=Path(cache))
    assert done.files, done
    seconds = time.perf_counter() - start
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    worked = sum(u.ru_utime + u.ru_stime for u in usage)
    tell(json.dumps([seconds, worked, peak(), done.facts["triples"]]))


def peak() -> float:
    """Return the most memory that this process took, in megabytes.

    Linux tells it; what ``getrusage`` tells counts also the process that this one was begun from.
    """
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    told = next(line for line in status if line.startswith("VmHWM:"))
    return int(told.split()[1]) / 1024


def published(place: Path) -> list[float]:
    """Return what ``measured`` prints in a process of its own."""
    own = [sys.executable, __file__, "--once"]
    folders = [str(place / name) for name in ("documents", "out", "cache")]
    done = subprocess.run([*own, *folders], check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    found: list[float] = json.loads(done.stdout)
    return found


def changed(documents: Path, kind: str) -> None:
    """Change what is to be changed of a document in the middle of all, where it stands last."""
    files = sorted(documents.iterdir())
    word, other = CHANGES[kind]
    file = next(f for f in files[len(files) // 2 :] if word in f.read_text("utf-8"))
    before, _, after = file.read_text("utf-8").rpartition(word)
    file.write_text(f"{before}{other}{after}", "utf-8")


def exponent(sizes: list[int], values: list[float]) -> float:
    """Return the slope of a line through the logarithms, by least squares.

    >>> round(exponent([1, 2, 4], [3.0, 6.0, 12.0]), 6)
    1.0
    """
    xs, ys = [math.log(n) for n in sizes], [math.log(v) for v in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - mean_x) ** 2 for x in xs)


def main(place: Path, sizes: list[int]) -> None:
    """Publish documents of every number, and again with one changed; print a table."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    tell(f"{platform.machine()}, Python {platform.python_version()}, {libraries}")
    tell("documents   triples  seconds  processors'  parent MB  then: seconds  processors'")
    worked: list[float] = []
    for size in sizes:
        folder = place / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        render = [sys.executable, "-m", "councilgraph", "render", "--random", str(size)]
        subprocess.run([*render, "--distinct", "--quiet", "-o", str(folder / "documents")],  # noqa: S603 - ours
                       check=True)  # fmt: skip
        seconds, processors, memory, triples = published(folder)
        worked.append(processors)
        tell(f"{size:9,} {int(triples):9,} {seconds:8.1f} {processors:12.1f} {memory:10.0f}")
        time.sleep(TICK)
        for kind in ("nothing", *CHANGES):
            if kind in CHANGES:
                changed(folder / "documents", kind)
                time.sleep(TICK)
            again = published(folder)
            tell(f"{kind + ' changed':>53} {again[0]:7.2f} {again[1]:12.2f}")
    if len(sizes) > 1:
        power = exponent(sizes, worked)
        tell(f"processors' seconds grow with the documents to the power {power:.3f}")


if __name__ == "__main__":
    if sys.argv[1] == "--once":
        measured(*sys.argv[2:])
    else:
        main(Path(sys.argv[1]), [int(n) for n in sys.argv[2:]])
