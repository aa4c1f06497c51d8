"""The dataset as tables: which rows there are, which columns they have.

A table lists things of some classes, or the values of one property of theirs; the same tables are
written as CSV and as SQLite. People read them beside one another, so that only a row's own thing,
what it stands in and what is cited are whole IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import resources
from ..identifiers import BASE
from ..model import DocumentKind, ParagraphKind, Symbol
from ..rdf import Literal, Triple, blocks, read_triples
from ..rdf.codecs import Context
from ..rdf.graph import Graph
from ..rdf.namespaces import CG, DCTERMS, RDF, RDFS, SKOS
from .cells import (
    Column,
    Nodes,
    Row,
    Table,
    above,
    all_of,
    coded,
    document,
    first_of,
    named_by,
    own,
    paragraph,
    plain,
    remarked,
    slug,
    tag_of,
    text,
    text_in,
)

_TYPE, _SYMBOL = RDF["type"], CG["symbol"]
_SIX = ("ar", "zh", "en", "fr", "ru", "es")

IRI = Column("iri", "IRI", own, "anyURI")
IN_DOCUMENT = Column("document", "symbol of the document it stands in", document)
IN_PARAGRAPH = Column("paragraph", "IRI of the paragraph it stands in", paragraph, "anyURI")
PLACE = (
    Column("source", "IRI of the language version it was read from",
           first_of(CG["source"], text), "anyURI"),
    plain("source_start", "first character in the source text", CG["sourceStart"], "integer"),
    plain("source_end", "character after the last", CG["sourceEnd"], "integer"),
)  # fmt: skip

TABLES = (
    Table("documents", "Documents", frozenset(CG[k.value] for k in DocumentKind), (
        IRI,
        plain("symbol", "symbol", _SYMBOL),
        coded("type", "type of document", _TYPE),
        plain("title", "title", DCTERMS["title"]),
        Column("title_language", "language of the title", tag_of(DCTERMS["title"]), "language"),
        plain("date", "date of the document", DCTERMS["date"], "date"),
        plain("adoption_date", "date of adoption", CG["adoptionDate"], "date"),
        plain("agenda_item", "agenda item", CG["agendaItem"]),
        plain("distribution", "distribution", CG["distribution"]),
        plain("job_number", "job number", CG["jobNumber"]),
        named_by("draft", "symbol of the draft", CG["draft"]),
        named_by("meeting", "symbol of the meeting's record", CG["meeting"]),
        Column("languages", "languages read", all_of(CG["hasLanguageVersion"], slug), many=True),
    )),
    Table("paragraphs", "Paragraphs, a row a language",
          frozenset(CG[k.value] for k in ParagraphKind), (
        IRI, IN_DOCUMENT,
        coded("type", "type of paragraph", _TYPE),
        plain("number", "number as printed", CG["number"]),
        plain("position", "place in the document", CG["position"], "integer"),
        Column("language", "language of the text", tag_of(CG["text"]), "language"),
        plain("text", "text", CG["text"]),
        Column("verbs", "leading verbs", all_of(CG["verb"], slug), many=True),
    ), each=CG["text"]),
    Table("citations", "Citations", frozenset((CG["Citation"],)), (
        IRI, IN_DOCUMENT, IN_PARAGRAPH,
        plain("cited", "IRI of what is cited", CG["cited"], "anyURI"),
        named_by("cited_symbol", "symbol, where a document is cited", CG["cited"]),
        coded("verb", "governing verb", CG["citationVerb"]),
        plain("topic", "what the text says it is about", CG["topic"]),
        plain("cited_date", "date that the text gives it", CG["citedDate"], "date"),
        plain("quote", "words of the text", CG["quote"]), *PLACE,
    )),
    Table("requests", "Requests", frozenset((CG["Request"],)), (
        IRI, IN_DOCUMENT, IN_PARAGRAPH,
        coded("verb", "verb", CG["requestVerb"]),
        coded("requested_of", "whom it is asked of", CG["requestedOf"]),
        plain("addressee", "whom it is asked of, in words", CG["addresseeText"]),
        plain("deliverable", "what is asked for", CG["deliverable"]),
        plain("deadline", "deadline", CG["deadline"]),
        plain("recurrence", "time after which it is asked again", CG["recurrence"]),
        plain("deadline_text", "deadline in words", CG["deadlineText"]), *PLACE,
    )),
    Table("votes", "Votes", frozenset((CG["Vote"],)), (
        IRI,
        named_by("draft", "symbol of the draft voted on", CG["voteOn"]),
        named_by("resolution", "symbol of the resolution adopted", CG["resultedIn"]),
        named_by("reported_in", "symbol of the document that reports it", CG["reportedIn"]),
        named_by("meeting", "symbol of the meeting's record", CG["meeting"]),
        plain("date", "date", DCTERMS["date"], "date"),
        coded("procedure", "procedure", CG["procedure"]),
        coded("outcome", "outcome", CG["outcome"]),
        plain("in_favour", "votes in favour", CG["inFavour"], "integer"),
        plain("against", "votes against", CG["against"], "integer"),
        plain("abstaining", "abstentions", CG["abstaining"], "integer"),
        plain("not_voting", "members not voting", CG["notVoting"], "integer"),
    )),
    Table("ballots", "Ballots", frozenset((CG["Ballot"],)), (
        IRI, Column("vote", "IRI of the vote", above, "anyURI"),
        coded("state", "ISO 3166 alpha-3 code of the State", CG["castBy"]),
        coded("choice", "choice", CG["choice"]),
        plain("written_as", "name of the State in the source", CG["writtenAs"]), *PLACE,
    )),
    Table("sponsors", "Sponsors of drafts, a row a State", frozenset((CG["DraftResolution"],)), (
        IRI, plain("symbol", "symbol of the draft", _SYMBOL),
        coded("state", "ISO 3166 alpha-3 code of the State", CG["sponsor"]),
    ), each=CG["sponsor"]),
    Table("remarks", "Remarks of the reader", frozenset((CG["Remark"],)), (
        IRI, Column("subject", "IRI of what it is on", remarked, "anyURI"),
        plain("code", "code", CG["code"]),
        plain("severity", "note, doubt or contradiction", CG["severity"]),
        plain("comment", "what was found", RDFS["comment"]), *PLACE,
    )),
)  # fmt: skip
"""What was read from documents."""

AUTHORITY = (
    Table("states", "Member States", frozenset((CG["MemberState"],)), (
        IRI, plain("state", "ISO 3166 alpha-3 code", CG["alpha3"]),
        *(Column(f"name_{tag}", f"name ({tag})", text_in(SKOS["prefLabel"], tag)) for tag in _SIX),
    )),
    Table("seats", "Seats on the Council, a row a State and year", frozenset((CG["Seat"],)), (
        IRI, plain("year", "year", CG["year"], "gYear"),
        coded("state", "ISO 3166 alpha-3 code of the State", CG["holder"]),
        plain("permanent", "whether the seat is permanent", CG["permanent"], "boolean"),
    )),
)  # fmt: skip
"""What the authority tables say of States and seats, to join with."""


def filled(
    tables: Iterable[Table], nodes: Nodes, base: str, others: Iterable[Triple] = ()
) -> Iterator[tuple[Table, list[Row]]]:
    """Yield every table that has rows, with them; ``others`` tell the symbols of what is cited."""
    symbols = {str(s): Symbol(t.value) for s, p, t in others
               if p == _SYMBOL and isinstance(t, Literal) and t.value}  # fmt: skip
    own = ((s, _SYMBOL, said[_SYMBOL][0]) for s, said in nodes.items() if _SYMBOL in said)
    context = Context(base, symbols=symbols | dict(Graph(own, base).context.symbols))
    for table in tables:
        if rows := list(table.rows(nodes, context)):
            yield table, rows


def authority() -> Iterator[tuple[Table, list[Row]]]:
    """Yield the tables of the authority, with their rows."""
    triples = [t for f in resources.files("ontology/authority/*.ttl") for t in read_triples(f)]
    yield from filled(AUTHORITY, blocks(triples), BASE)
