"""Match names to the entities of a dataset: states, organs, instruments, documents."""

from .entities import Entity, Name, entities, question
from .index import Hit, Index

__all__ = ["Entity", "Hit", "Index", "Name", "entities", "question"]
