"""What many sources say as one dataset under a folder: merged, laid out, swapped in whole."""

from .counts import kinds_of
from .dataset import files_of
from .facts import facts, facts_json
from .files import others_of, write_whole
from .layout import told
from .merge import Conflict, Contribution, Merged, merge
from .swap import locked, replace
from .texts import linked_to_text

__all__ = [
    "Conflict",
    "Contribution",
    "Merged",
    "facts",
    "facts_json",
    "files_of",
    "kinds_of",
    "linked_to_text",
    "locked",
    "merge",
    "others_of",
    "replace",
    "told",
    "write_whole",
]
