"""The metadata of an Akoma Ntoso file: identification, subjects, workflow, votes."""

from __future__ import annotations

import re

from lxml import etree

from ..model import Choice, Document, Outcome, Procedure, Record, Vote
from .phrases import Phrasebook

AKN, UN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://un.org/akn4un"

_SOURCE = "#un"
_NEVER = "0001-01-01"
"""The date that AKN4UN writes where there is none."""

_CHOICES = (
    (Choice.IN_FAVOUR, "in_favour", "inFavour"),
    (Choice.AGAINST, "against", "against"),
    (Choice.ABSTAINING, "abstaining", "abstaining"),
    (Choice.NOT_VOTING, "not_voting", "notVoting"),
)
_OUTCOMES = {
    Outcome.ADOPTED: ("adopted", None),
    Outcome.NOT_ADOPTED: ("notAdopted", "letter_not_adopted"),
    Outcome.VETOED: ("veto", "letter_vetoed"),
    None: ("decided", None),
}
_PROCEDURES = {
    Procedure.WRITTEN: "by_mail",
    Procedure.ACCLAMATION: "acclamation",
    Procedure.WITHOUT_VOTE: "without_vote",
}


def element(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Add an element of Akoma Ntoso below another and return it."""
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)


def meta(
    parent: etree._Element, document: Document, record: Record, book: Phrasebook, prefix: str
) -> None:
    """Add the metadata of one document, in the order of the schema."""
    found = element(parent, "meta")
    _identification(found, document, book)
    _classification(found, document)
    vote = next((v for v in record.votes if _decides(v, document)), None)
    _workflow(found, document, record, vote, book)
    if vote and (vote.ballots or vote.tally.in_favour is not None):
        _voting(found, vote, book, prefix)
    references = element(found, "references", source=_SOURCE)
    element(references, "TLCOrganization", eId=f"{prefix}un", showAs="United Nations",
            href="/akn/ontology/organization/un")  # fmt: skip
    if document.job_number:
        place = element(found, "presentation", source=_SOURCE)
        code = etree.SubElement(place, f"{{{UN}}}internalCode")
        element(code, "docketNumber").text = document.job_number


def _decides(vote: Vote, document: Document) -> bool:
    return document.symbol in (vote.resolution, vote.draft)


def _identification(parent: etree._Element, document: Document, book: Phrasebook) -> None:
    """Add work, expression and manifestation (FRBR), each with its address and date."""
    found = element(parent, "identification", source=_SOURCE)
    day = document.adoption_date or document.date
    date = day.isoformat() if day else _NEVER
    bare = re.sub(r"[^A-Za-z0-9]+", "-", document.symbol.removeprefix("S/RES/")).strip("-")
    organ = "unga" if document.symbol.startswith("A/") else "unsc"
    work = f"/akn/un/statement/deliberation/{organ}/{date}/{bare}"
    expression = f"{work}/{book.pack.iso639_3}@"
    levels = (
        ("FRBRWork", f"{work}/!main", work, "adoption"),
        ("FRBRExpression", f"{expression}/!main", expression, "publication"),
        ("FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", "markup"),
    )
    for name, this, uri, what in levels:
        level = element(found, name)
        element(level, "FRBRthis", value=this)
        element(level, "FRBRuri", value=uri)
        element(level, "FRBRdate", date=date, name=what)
        element(level, "FRBRauthor", href=_SOURCE)
        if name == "FRBRWork":
            element(level, "FRBRcountry", value="un")
        if name == "FRBRExpression":
            element(level, "FRBRlanguage", language=book.pack.iso639_3)


def _classification(parent: etree._Element, document: Document) -> None:
    keywords = [(s.text, "") for s in document.subjects]
    if document.agenda_item:
        keywords.append((document.agenda_item, "agenda"))
    if not keywords:
        return
    found = element(parent, "classification", source=_SOURCE)
    for text, role in keywords:
        keyword = element(found, "keyword", value=text, showAs=text, dictionary="UN")
        if role:
            keyword.set("refersTo", role)


def _workflow(
    parent: etree._Element, document: Document, record: Record, vote: Vote | None, book: Phrasebook
) -> None:
    """Add the draft with its sponsors, and the decision with its meeting or the letter on it."""
    symbol = document.draft or (vote.draft if vote else None)
    own = document.symbol if document.sponsors else symbol
    draft = next((d for d in record.documents if d.symbol == own and d.sponsors), None)
    heard = document.meeting or (vote and (vote.meeting or vote.reported_in))
    if not (symbol or draft or heard):
        return
    found = element(parent, "workflow", source=_SOURCE)
    day = (vote.date if vote else None) or document.adoption_date or document.date
    date = day.isoformat() if day else _NEVER
    names = [s.text for s in draft.sponsors] if draft else []
    step = element(found, "step", date=date, outcome="draftResolution", by=", ".join(names))
    if symbol and symbol != document.symbol:
        step.set("as", symbol)
    if heard:
        outcome, key = _OUTCOMES[vote.outcome if vote else None]
        note = book.fill(key, count=vote.tally.in_favour or 0) if key and vote else _numbers(vote)
        element(found, "step", date=date, outcome=outcome, by=note).set("as", heard)


def _numbers(vote: Vote | None) -> str:
    if vote is None or vote.tally.in_favour is None:
        return ""
    tally = vote.tally
    return "-".join(str(n or 0) for n in (tally.in_favour, tally.against, tally.abstaining))


def _voting(parent: etree._Element, vote: Vote, book: Phrasebook, prefix: str) -> None:
    """Add the numbers stated and who voted how."""
    analysis = element(parent, "analysis", source=_SOURCE)
    voting = element(element(analysis, "parliamentary"), "voting", eId=f"{prefix}voting")
    if vote.procedure in _PROCEDURES:
        voting.set("outcome", book.pack.votes[_PROCEDURES[vote.procedure]][0])
    for choice, field, name in _CHOICES:
        value = getattr(vote.tally, field)
        named = [b for b in vote.ballots if b.choice is choice]
        if value is None and not named:
            continue
        count = element(voting, "count", eId=f"{prefix}voting__{name}", refersTo=name,
                        value="" if value is None else str(value))  # fmt: skip
        voters = etree.SubElement(count, f"{{{UN}}}voters")
        for ballot in named:
            element(voters, "organization", refersTo="memberState").text = ballot.name
