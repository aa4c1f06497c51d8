"""The concepts that topics are, by the words of the vocabulary in the document's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ..languages import FILLER, LanguagePack, article_length, codes, fold, load
from ..model import Citation, Document, Paragraph, Record
from .gazetteer import topic_names

_EDGES = " .,;:\"'"


def with_topics(record: Record) -> Record:
    """Return a record whose citations and documents have the concepts of their topics.

    The topic phrase of a citation, or the agenda item of a document, is a concept if it is one of
    its labels in that language whole, case, article and final full stop aside. Where the item is
    stated, the concept is stated too.
    """
    return replace(record, documents=tuple(_document(d) for d in record.documents))


def topic_concept(text: str | None, language: str) -> str | None:
    """Return the path of the concept that a phrase is, or None.

    >>> topic_concept("Les femmes, la paix et la sécurité", "fr")
    'concept/topic/women-peace-and-security'
    >>> topic_concept("The situation in Somalia.", "en"), topic_concept("the weather", "en")
    ('concept/topic/somalia', None)
    """
    if not text or language not in codes():
        return None
    return _concepts(language).get(_key(text, load(language)))


@cache
def _concepts(language: str) -> Mapping[str, str]:
    pack = load(language)
    return {_key(n, pack): path for n, path in topic_names().get(language, {}).items()}


def _key(text: str, pack: LanguagePack) -> str:
    """Return a phrase as it is looked up: folded, one space a gap, no article before it."""
    spaced = re.sub(r"\s+", " ", fold(text).replace(FILLER, "")).casefold().strip(_EDGES)
    bare = spaced[article_length(spaced, pack) :]
    return bare if pack.traits["word_boundary"] == "space" else bare.replace(" ", "")


def _document(document: Document) -> Document:
    language = document.version.language if document.version else document.language
    concept = topic_concept(document.agenda_item, language)
    item = [p for p in document.places if p.field == "agenda_item"] if concept else []
    return replace(
        document,
        topic_concept=concept,
        places=(*document.places, *(replace(p, field="topic_concept") for p in item)),
        citations=tuple(_citation(c, language) for c in document.citations),
        paragraphs=tuple(_paragraph(p, language) for p in document.paragraphs),
    )


def _paragraph(paragraph: Paragraph, language: str) -> Paragraph:
    if not any(c.topic for c in paragraph.citations):
        return paragraph
    return replace(paragraph, citations=tuple(_citation(c, language) for c in paragraph.citations))


def _citation(citation: Citation, language: str) -> Citation:
    found = topic_concept(citation.topic, language)
    return replace(citation, topic_concept=found) if found else citation
