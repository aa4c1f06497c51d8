"""The results of a benchmark as a plot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update({"svg.hashsalt": "councilgraph", "svg.fonttype": "none",
                     "font.sans-serif": ["DejaVu Sans"]})  # fmt: skip

from matplotlib import pyplot as plt  # noqa: E402 - the backend is chosen before


def ratios(rows: Sequence[dict[str, Any]], place: Path) -> None:
    """Draw how many times ours each other way takes, on a logarithmic scale."""
    names, values = [], []
    for row in rows:
        for way, figures in list(row["ways"].items())[1:]:
            names.append(f"{row['stage']}: {way}")
            values.append(figures["ratio"])
    figure, axes = plt.subplots(figsize=(8, 0.35 * len(names) + 1.2),
                                layout="tight")
    axes.hlines(names, 1, values, colors="#1f5f8b", linewidth=14)
    for place_of, value in enumerate(values):
        beyond = (6, "left") if value >= 1 else (-6, "right")
        axes.annotate(f"{value:g} ×", (value, place_of), (beyond[0], 0), ha=beyond[1], va="center",
                      textcoords="offset points")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlim(min(values) / 3, max(values) * 4)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.minorticks_off()
    axes.tick_params(length=0)
    axes.axvline(1, color="#555", linewidth=1)
    axes.invert_yaxis()
    axes.set_xlabel("time taken, in times that of councilgraph")
    axes.spines[["top", "right", "left"]].set_visible(False)
    drawn = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(drawn, format="svg", metadata=nothing, transparent=True)
    # The plot is published, where room is scarce: no notes, no turns by nothing, few lines.
    text = drawn.getvalue().replace("*{", "*{font-family: sans-serif; ")
    for idle in (r"<!--.*?-->", r" transform=\"rotate\(-0 [^\"]*\"", r"; font-family: [^;\"]*"):
        text = re.sub(idle, "", text)
    place.write_text(re.sub(r"\s*\n\s*", " ", text).replace("> <", ">\n<"), "utf-8")
