"""Names and identifiers from the checked-in authority tables; the only room that may go online."""

from .gazetteer import gazetteer
from .seats import council, permanent_members

__all__ = ["council", "gazetteer", "permanent_members"]
