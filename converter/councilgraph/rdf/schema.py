"""Which property of the ontology stands for which field of the model: both directions at once.

A row names a field, its property and a codec. Fields whose values are things of their own are
mapped beside the thing: documents, paragraphs, votes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import codecs
from .codecs import Codec, Context
from .graph import Graph
from .namespaces import CG, DCTERMS, PAV, RDFS
from .terms import Iri, Triple


@dataclass(frozen=True, slots=True)
class Row:
    """One field and the property that carries it.

    ``many`` is for tuples, ``text`` for a field that is always there and may be an empty string,
    which says nothing, ``needed`` for one without which the thing is none.
    """

    field: str
    predicate: Iri
    codec: Codec
    many: bool = False
    text: bool = False
    needed: bool = False


def to_fields(
    subject: Iri, value: object, rows: Iterable[Row], context: Context
) -> list[Triple]:
    """Return the triples of a value's single fields; what is None or empty says nothing."""
    triples: list[Triple] = []
    for row in rows:
        found = getattr(value, row.field)
        if found is None or found in ("", ()):
            continue
        if row.many:
            triples += [(subject, row.predicate, row.codec.to_rdf(f, context)) for f in found]
        else:
            triples.append((subject, row.predicate, row.codec.to_rdf(found, context)))
    return triples


def from_fields(graph: Graph, subject: str, rows: Iterable[Row]) -> dict[str, Any]:
    """Return a value's single fields by name, those that were not said left out.

    Raises:
        ValueError: one that is needed was not said.
    """
    found: dict[str, Any] = {}
    for row in rows:
        values = tuple(
            row.codec.from_rdf(t, graph.context) for t in graph.terms(subject, row.predicate)
        )
        if values:
            found[row.field] = values if row.many else values[0]
        elif row.text:
            found[row.field] = ""
        elif row.needed:
            raise ValueError(f"<{subject}> has no <{row.predicate}>")
    return found


DOCUMENT = (
    Row("symbol", CG["symbol"], codecs.STRINGS, needed=True),
    Row("title", DCTERMS["title"], codecs.TEXTS),
    Row("date", DCTERMS["date"], codecs.DATES),
    Row("distribution", CG["distribution"], codecs.STRINGS),
    Row("original_languages", CG["originalLanguage"], codecs.CODES, many=True),
    Row("job_number", CG["jobNumber"], codecs.STRINGS),
    Row("agenda_item", CG["agendaItem"], codecs.TEXTS),
    Row("topic_concept", CG["topicConcept"], codecs.PATHS),
    Row("adopted_by", CG["adoptedBy"], codecs.PATHS),
    Row("adoption_date", CG["adoptionDate"], codecs.DATES),
    Row("meeting", CG["meeting"], codecs.SYMBOLS),
    Row("draft", CG["draft"], codecs.SYMBOLS),
    Row("annexes", CG["annex"], codecs.SYMBOLS, many=True),
)
VERSION = (Row("language", DCTERMS["language"], codecs.CODES, text=True),)
SOURCE = (
    Row("name", CG["fileName"], codecs.STRINGS, text=True),
    Row("sha256", CG["sha256"], codecs.STRINGS, text=True),
    Row("media_type", DCTERMS["format"], codecs.STRINGS, text=True),
    Row("length", CG["sourceLength"], codecs.INTEGERS, needed=True),
)
ORIGIN = (
    Row("address", PAV["retrievedFrom"], codecs.ADDRESSES, needed=True),
    Row("time", PAV["retrievedOn"], codecs.TIMES, needed=True),
    Row("rights", DCTERMS["rights"], codecs.STRINGS, text=True),
)
PARAGRAPH = (
    Row("number", CG["number"], codecs.STRINGS, text=True),
    Row("position", CG["position"], codecs.INTEGERS, needed=True),
    Row("text", CG["text"], codecs.TEXTS, text=True),
)
CITATION = (
    Row("verb", CG["citationVerb"], codecs.VERBS),
    Row("topic", CG["topic"], codecs.TEXTS),
    Row("topic_concept", CG["topicConcept"], codecs.PATHS),
    Row("date", CG["citedDate"], codecs.DATES),
    Row("quote", CG["quote"], codecs.STRINGS, text=True),
)
REQUEST = (
    Row("verb", CG["requestVerb"], codecs.VERBS, text=True),
    Row("addressees", CG["requestedOf"], codecs.PATHS, many=True),
    Row("addressee_text", CG["addresseeText"], codecs.TEXTS, text=True),
    Row("deliverable", CG["deliverable"], codecs.TEXTS, text=True),
    Row("deadlines", CG["deadline"], codecs.DEADLINES, many=True),
    Row("recurrences", CG["recurrence"], codecs.DURATIONS, many=True),
    Row("deadline_texts", CG["deadlineText"], codecs.TEXTS, many=True),
)
MANDATE = (
    Row("action", CG["mandateAction"], codecs.ACTIONS, needed=True),
    Row("subject", CG["mandateOf"], codecs.PATHS),
    Row("subject_text", CG["mandateText"], codecs.TEXTS, text=True),
    Row("until", CG["mandateEnd"], codecs.DATES),
    Row("until_text", CG["mandateEndText"], codecs.TEXTS),
)
REMARK = (
    Row("code", CG["code"], codecs.STRINGS, text=True),
    Row("severity", CG["severity"], codecs.SEVERITIES),
    Row("message", RDFS["comment"], codecs.ENGLISH, text=True),
)
VOTE = (
    Row("draft", CG["voteOn"], codecs.SYMBOLS),
    Row("resolution", CG["resultedIn"], codecs.SYMBOLS),
    Row("reported_in", CG["reportedIn"], codecs.SYMBOLS),
    Row("meeting", CG["meeting"], codecs.SYMBOLS),
    Row("date", DCTERMS["date"], codecs.DATES),
    Row("procedure", CG["procedure"], codecs.PROCEDURES),
    Row("outcome", CG["outcome"], codecs.OUTCOMES),
)
TALLY = (
    Row("in_favour", CG["inFavour"], codecs.INTEGERS),
    Row("against", CG["against"], codecs.INTEGERS),
    Row("abstaining", CG["abstaining"], codecs.INTEGERS),
    Row("not_voting", CG["notVoting"], codecs.INTEGERS),
)
BALLOT = (
    Row("state", CG["castBy"], codecs.STATES, needed=True),
    Row("choice", CG["choice"], codecs.CHOICES, needed=True),
    Row("name", CG["writtenAs"], codecs.STRINGS, text=True),
)
