"""Names and identifiers from the checked-in authority tables; the only room that may go online."""

from .gazetteer import gazetteer, preferred_names
from .seats import council, permanent_members

__all__ = ["council", "gazetteer", "permanent_members", "preferred_names"]
