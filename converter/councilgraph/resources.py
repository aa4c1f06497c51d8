"""Where the Turtle, queries and shapes live: in the wheel, or beside the source in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .errors import EnvironmentFault

PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/`` and ``shapes/``.

    A wheel carries them as ``councilgraph/_bundled``; a checkout keeps them at its top. The
    bundled copy of an editable install may be stale, so a checkout, known by its
    ``pyproject.toml``, comes first.

    >>> sorted(p.name for p in root().iterdir() if p.name in {"ontology", "shapes"})
    ['ontology', 'shapes']

    Raises:
        EnvironmentFault: neither place exists: the installation is broken.
    """
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "ontology").is_dir():
        return checkout
    bundled = PACKAGE / "_bundled"
    if bundled.is_dir():
        return bundled
    raise EnvironmentFault(f"{bundled}: missing; expected ontology/ and shapes/ in the package")


def path(name: str) -> Path:
    """Return the path of one resource, such as ``ontology/core.ttl``.

    Raises:
        EnvironmentFault: there is no such resource.
    """
    found = root() / name
    if not found.exists():
        raise EnvironmentFault(f"{name}: no such resource under {root()}")
    return found


def text(name: str) -> str:
    """Return the text of one resource."""
    return path(name).read_text("utf-8")


def files(pattern: str) -> tuple[Path, ...]:
    """Return the resources that match a glob pattern, in a stable order."""
    return tuple(sorted(root().glob(pattern)))
