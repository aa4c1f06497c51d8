"""Match names to the entities of a dataset: states, organs, instruments, topics, documents.

The way in: ``Index(entities(triples))`` over the triples of a dataset and the authority tables
(or the answer of any SPARQL store to ``question()``), then ``Service(index, …).answer(params)``.
"""

from .asked import Asked
from .entities import Entity, Name, entities, question
from .index import Hit, Index
from .judging import Candidate, candidates
from .service import Answer, Service

__all__ = [
    "Answer",
    "Asked",
    "Candidate",
    "Entity",
    "Hit",
    "Index",
    "Name",
    "Service",
    "candidates",
    "entities",
    "question",
]
