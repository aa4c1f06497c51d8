"""The results of a benchmark as a plot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update({"svg.hashsalt": "councilgraph", "svg.fonttype": "none"})

from matplotlib import pyplot as plt  # noqa: E402 - the backend is chosen before


def ratios(rows: Sequence[dict[str, Any]], place: Path) -> None:
    """Draw how many times ours each other way takes, on a logarithmic scale."""
    names, values = [], []
    for row in rows:
        for way, figures in list(row["ways"].items())[1:]:
            names.append(f"{row['stage']}: {way}")
            values.append(figures["ratio"])
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(names) + 1.2))
    bars = axes.barh(names, values, color="#1f5f8b")
    axes.bar_label(bars, [f"{v:g} ×" for v in values], padding=3)
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.axvline(1, color="#555", linewidth=1)
    axes.invert_yaxis()
    axes.set_xlabel("time taken, in times that of councilgraph")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    drawn = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(drawn, format="svg", metadata=nothing, transparent=True)
    # The plot is published, where room is scarce: lines are broken for nobody.
    place.write_text(re.sub(r"\s*\n\s*", " ", drawn.getvalue()).replace("> <", ">\n<"), "utf-8")
