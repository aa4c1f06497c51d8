"""What many sources say as one dataset under a folder: merged, laid out, swapped in whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..later import later as _later
from .swap import MARK as MANIFEST

if TYPE_CHECKING:
    from .counts import counted, kinds_of
    from .dataset import build
    from .doubted import Doubted, doubted_by, settled
    from .facts import facts_json
    from .files import is_kept, keep_whole, kept_at, kept_whole, others_of, write_whole
    from .given import Units, units_of
    from .judging import Judged, judged
    from .ledger import Ledger, Shown
    from .looks import Look, Looked, Part, looked, looked_by_two, stop
    from .making import Build, Made
    from .merge import Conflict, Contribution, Merged
    from .reading import Read, Status
    from .spare import keep_spare, taken_over
    from .stale import sweep_kept
    from .standing import made_of, manifest_of, note_standing, stands
    from .swap import Version, building, locked, replace
    from .texts import linked_to_text
    from .units import Member, Unit, member_of
    from .views import load_views
    from .writing import Place

_LATER = {
    "counted": ".counts", "kinds_of": ".counts", "build": ".dataset", "Doubted": ".doubted",
    "doubted_by": ".doubted", "settled": ".doubted", "facts_json": ".facts",
    "is_kept": ".files", "keep_whole": ".files", "kept_at": ".files",
    "kept_whole": ".files", "others_of": ".files",
    "write_whole": ".files", "Units": ".given", "units_of": ".given", "Judged": ".judging",
    "judged": ".judging", "Ledger": ".ledger", "Shown": ".ledger", "Build": ".making",
    "Made": ".making", "Conflict": ".merge", "Contribution": ".merge", "Merged": ".merge",
    "Read": ".reading", "Status": ".reading", "Look": ".looks", "Looked": ".looks",
    "Part": ".looks", "looked": ".looks", "looked_by_two": ".looks", "stop": ".looks",
    "keep_spare": ".spare",
    "taken_over": ".spare", "sweep_kept": ".stale", "made_of": ".standing",
    "manifest_of": ".standing", "note_standing": ".standing", "stands": ".standing",
    "Version": ".swap", "building": ".swap", "locked": ".swap", "replace": ".swap",
    "linked_to_text": ".texts", "Member": ".units", "Unit": ".units", "member_of": ".units",
    "load_views": ".views", "Place": ".writing",
}  # fmt: skip
"""What is loaded when it is asked for: who looks after files needs little of this."""

__all__ = [
    "MANIFEST",
    "Build",
    "Conflict",
    "Contribution",
    "Doubted",
    "Judged",
    "Ledger",
    "Look",
    "Looked",
    "Made",
    "Member",
    "Merged",
    "Part",
    "Place",
    "Read",
    "Shown",
    "Status",
    "Unit",
    "Units",
    "Version",
    "build",
    "building",
    "counted",
    "doubted_by",
    "facts_json",
    "is_kept",
    "judged",
    "keep_spare",
    "keep_whole",
    "kept_at",
    "kept_whole",
    "kinds_of",
    "linked_to_text",
    "load_views",
    "locked",
    "looked",
    "looked_by_two",
    "made_of",
    "manifest_of",
    "member_of",
    "note_standing",
    "others_of",
    "replace",
    "settled",
    "stands",
    "stop",
    "sweep_kept",
    "taken_over",
    "units_of",
    "write_whole",
]

__getattr__ = _later(__name__, _LATER)
