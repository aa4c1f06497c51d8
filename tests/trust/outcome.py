"""What a proof of trust found, as JSON for the page that shows it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "build" / "trust"

Row = Mapping[str, object]


@dataclass(frozen=True)
class Outcome:
    """How many things were tried, how many held; ``rows`` tell it kind by kind, ``command`` how."""

    name: str
    tried: int
    passed: int
    failed: int
    seed: int | None
    command: str
    rows: Sequence[Row]

    def write(self, folder: Path = FOLDER) -> Path:
        """Write the outcome to the file of its name and return that."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self.name}.json"
        file.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")
        return file

    def tell(self, folder: Path = FOLDER) -> int:
        """Write the file, print the rows as a table, and return what the command ends with."""
        file = self.write(folder)
        sys.stdout.write(table(self.rows))
        sys.stdout.write(f"{self.name}: {self.tried} tried, {self.passed} passed, "
                         f"{self.failed} failed; see {file}\n")  # fmt: skip
        return int(self.failed > 0)


def table(rows: Sequence[Row]) -> str:
    """Return rows as lines of aligned columns, lists as their lengths."""
    if not rows:
        return ""
    shown = [
        {k: str(len(v)) if isinstance(v, list | tuple) else str(v) for k, v in row.items()}
        for row in rows
    ]
    keys = list(dict.fromkeys(k for row in shown for k in row))
    wide = {k: max(len(k), *(len(row.get(k, "")) for row in shown)) for k in keys}
    lines = [{k: k for k in keys}, *shown]
    return "".join(
        "  ".join(line.get(k, "").ljust(wide[k]) for k in keys).rstrip() + "\n" for line in lines
    )
