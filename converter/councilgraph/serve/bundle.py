"""What ``editor/`` is built into: a script, a style sheet, the outlines of the world's countries.

None of it is checked in. A wheel holds it where npm was there when it was built, a checkout after
``make editor``; without it the pages work as they are.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from .answers import found
from .negotiate import Offer
from .problems import problem

PATH = "editor"
SCRIPT, SHEET = f"{PATH}/editor.js", f"{PATH}/editor.css"
_PLACE = Path(__file__).with_name("editor")
_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".txt": "text/plain",
}


def has_bundle() -> bool:
    """Tell whether the editor was built."""
    return (_PLACE / "editor.js").is_file()


async def bundled(request: Request) -> Response:
    """Return a file of the bundle."""
    name = request.path_params["name"]
    files = {f.name: f for f in _PLACE.glob("*") if f.suffix in _KINDS}
    if name not in files:
        return problem(404, f"no file {name!r}; expected one that make editor builds", request)
    suffix = files[name].suffix
    return found(request, files[name].read_bytes(), Offer(name, _KINDS[suffix], suffix))
