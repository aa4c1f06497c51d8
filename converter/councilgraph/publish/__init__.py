"""What many sources say as one dataset under a folder: merged, laid out, swapped in whole."""

from .counts import counted, kinds_of
from .dataset import build
from .doubted import Doubted, doubted_by, settled
from .earlier import earlier
from .facts import facts, facts_json
from .files import keep_whole, kept_whole, names_kept, others_of, write_whole
from .given import Units, units_of
from .judging import Judged, judged
from .keeping import keeping
from .ledger import Ledger, Shown
from .making import Build, Made
from .merge import Conflict, Contribution, Merged, merge
from .reading import Seen
from .spare import Looked, keep_spare, looked, taken_over
from .stale import sweep_kept
from .standing import made_of, note_standing, stands
from .swap import MARK as MANIFEST
from .swap import Version, beside, building, locked, replace
from .texts import linked_to_text
from .units import Member, Unit, member_of
from .writing import Place

__all__ = [
    "MANIFEST",
    "Build",
    "Conflict",
    "Contribution",
    "Doubted",
    "Judged",
    "Ledger",
    "Looked",
    "Made",
    "Member",
    "Merged",
    "Place",
    "Seen",
    "Shown",
    "Unit",
    "Units",
    "Version",
    "beside",
    "build",
    "building",
    "counted",
    "doubted_by",
    "earlier",
    "facts",
    "facts_json",
    "judged",
    "keep_spare",
    "keep_whole",
    "keeping",
    "kept_whole",
    "kinds_of",
    "linked_to_text",
    "locked",
    "looked",
    "made_of",
    "member_of",
    "merge",
    "names_kept",
    "note_standing",
    "others_of",
    "replace",
    "settled",
    "stands",
    "sweep_kept",
    "taken_over",
    "units_of",
    "write_whole",
]
