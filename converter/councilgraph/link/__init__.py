"""Names and identifiers from the checked-in authority tables, and addresses elsewhere by rule."""

from .addresses import akn_work, library_address, undocs_address
from .documents import BY_RULE, RULES, Rule
from .gazetteer import gazetteer, preferred_names
from .seats import council, permanent_members
from .topics import topic_concept, with_topics

__all__ = [
    "BY_RULE",
    "RULES",
    "Rule",
    "akn_work",
    "council",
    "gazetteer",
    "library_address",
    "permanent_members",
    "preferred_names",
    "topic_concept",
    "undocs_address",
    "with_topics",
]
