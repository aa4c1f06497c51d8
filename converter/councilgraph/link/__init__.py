"""Names and identifiers from the checked-in authority tables; the only room that may go online."""

from .gazetteer import gazetteer
from .seats import council

__all__ = ["council", "gazetteer"]
