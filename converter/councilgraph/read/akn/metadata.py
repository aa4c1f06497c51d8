"""What the markup of Akoma Ntoso says besides the text: identification, workflow, votes.

Rule: AKN4UN guidelines: the work and expression under ``identification``, the draft, its sponsors
and the meeting or letter of the decision as ``step`` of ``workflow``, votes as ``count`` of
``voting``, subjects as ``keyword`` of ``classification``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ...languages import packs
from ...model import Choice, Count, DatedText, Metadata, Named, Remark, Severity, Span
from ..furniture import JOB_NUMBER
from ..xml import Chars, Element
from ..xml.lexer import Attribute

INDEX_LANGUAGE = "en"
"""The language in which the library indexes documents of every language."""

_NEVER = "0001-01-01"
"""The date that stands where there is none."""

_CHOICES = {"infavour": Choice.IN_FAVOUR, "against": Choice.AGAINST,
            "abstaining": Choice.ABSTAINING, "abstention": Choice.ABSTAINING,
            "notvoting": Choice.NOT_VOTING, "nonvoting": Choice.NOT_VOTING,
            "notparticipating": Choice.NOT_VOTING, "absent": Choice.NOT_VOTING}  # fmt: skip
_DRAFT, _ADDITIONAL = "draftresolution", "draftresolutionadditionalsponsors"


@dataclass(slots=True)
class _Meta:
    """What is being gathered: the main ``meta`` of a file, what is odd in it."""

    meta: Element
    odd: list[Remark] = field(default_factory=list)


def metadata_of(root: Element) -> tuple[Metadata, list[Remark]]:
    """Return the metadata of a document, empty where it has none, and what is odd in them."""
    meta = root.first("meta")
    if meta is None:
        return Metadata(), []
    gather = _Meta(meta)
    when = _work_date(gather)
    steps = {s.get("outcome").casefold(): s for s in reversed(list(meta.all("step")))}
    draft, more = steps.get(_DRAFT), steps.get(_ADDITIONAL)
    decided = [s for k, s in steps.items() if k not in (_DRAFT, _ADDITIONAL) and s.get("as")]
    voting = meta.first("voting")
    found = Metadata(
        language=_language(meta),
        symbol=_text_of(root.first("docNumber")),
        work=_value(meta, "FRBRWork", "FRBRuri"),
        date=when[0] if when else None,
        date_span=when[1] if when else None,
        record=_named(decided[-1], "as") if decided else None,
        note=_named(decided[-1], "by") if decided else None,
        draft=_named(draft, "as"),
        sponsors=_named(draft, "by"),
        additional_sponsors=_named(more, "by"),
        procedure=_named(voting, "outcome"),
        voting=Span(voting.start, voting.inside) if voting else None,
        counts=tuple(c for v in meta.all("count") if (c := _count(v, gather))),
        job_number=_job_number(meta),
        title=_keyword(meta, "title"),
        agenda_item=_keyword(meta, "agenda"),
        subjects=_subjects(meta),
        dates=_dates(root),
    )
    return found, gather.odd


def _named(element: Element | None, name: str) -> Named | None:
    """Return an attribute's value with its place, None where it is empty."""
    attribute = element.attributes.get(name) if element else None
    return _of_attribute(attribute) if attribute else None


def _of_attribute(attribute: Attribute, language: str | None = None) -> Named | None:
    text = attribute.value.strip()
    if not text:
        return None
    return Named(text, Span(attribute.start, attribute.end), language=language)


def _text_of(element: Element | None) -> Named | None:
    """Return an element's text with its place, None where it is empty."""
    if element is None:
        return None
    found = [p for c in _chars(element) for p in c.pieces]
    text = re.sub(r"\s+", " ", "".join(p.text for p in found)).strip()
    if not text:
        return None
    solid = [p for p in found if p.text.strip()]
    first, last = solid[0], solid[-1]
    lead = len(first.text) - len(first.text.lstrip()) if first.verbatim else 0
    trail = len(last.text) - len(last.text.rstrip()) if last.verbatim else 0
    return Named(text, Span(first.start + lead, last.end - trail))


def _chars(element: Element) -> list[Chars]:
    found: list[Chars] = []
    for child in element.children:
        found += [child] if isinstance(child, Chars) else _chars(child)
    return found


def _value(meta: Element, level: str, name: str) -> str | None:
    found = meta.first(level)
    inner = found.first(name) if found else None
    return (inner.get("value") or None) if inner else None


def _language(meta: Element) -> str | None:
    """Return the language of the expression (ISO 639-1), or its own code where none is known."""
    found = meta.first("FRBRlanguage")
    code = found.get("language").strip() if found else ""
    return next((p.code for p in packs() if code in (p.iso639_3, p.code)), code or None)


def _work_date(gather: _Meta) -> tuple[date, Span] | None:
    work = gather.meta.first("FRBRWork")
    given = work.first("FRBRdate") if work else None
    value = given.attributes.get("date") if given else None
    if value is None or value.value in ("", _NEVER):
        return None
    span = Span(value.start, value.end)
    when = _date(value.value)
    if when is None:
        message = f"the metadata's date {value.value!r} is no day of the calendar"
        gather.odd.append(Remark("impossible-date", message, span, Severity.DOUBT))
        return None
    return when, span


def _count(element: Element, gather: _Meta) -> Count | None:
    """Return one count of a vote: the number stated, and the members listed under it."""
    key = element.get("refersTo").lstrip("#")
    choice = _CHOICES.get(key.casefold())
    value = element.attributes.get("value")
    span = Span(value.start, value.end) if value and value.start < value.end else None
    if choice is None:
        place = Span(element.start, element.inside)
        message = f"votes are counted as {key!r}, which is no way to vote that is known"
        gather.odd.append(Remark("unknown-choice", message, place, Severity.DOUBT))
        return None
    text = value.value.strip() if value else ""
    number = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None
    if text and number is None:
        message = f"the number of votes {text!r} is no number"
        gather.odd.append(Remark("tally-mismatch", message, span, Severity.DOUBT))
    voters = (_text_of(o) for o in element.all("organization"))
    return Count(choice, number, span, tuple(v for v in voters if v))


def _dates(root: Element) -> tuple[DatedText, ...]:
    """Return the dates that the markup gives to words of the masthead."""
    found = []
    for element in root.all("docDate"):
        chars = _chars(element)
        if chars and element.get("date") != _NEVER and (when := _date(element.get("date"))):
            found.append(DatedText(when, Span(chars[0].start, chars[-1].end)))
    return tuple(found)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _job_number(meta: Element) -> Named | None:
    """Return the job number, without the letter of the language that stands after it."""
    found = _text_of(meta.first("docketNumber"))
    match = JOB_NUMBER.search(found.text) if found else None
    return Named(match[1], found.span) if found and match else found


def _keyword(meta: Element, role: str) -> Named | None:
    """Return the last keyword of a role: of agenda items the one in the Council's own words."""
    found = [k for k in meta.all("keyword") if k.get("refersTo").lstrip("#") == role]
    shown = found[-1].attributes.get("showAs") if found else None
    return _of_attribute(shown, INDEX_LANGUAGE) if shown else None


def _subjects(meta: Element) -> tuple[Named, ...]:
    """Return the subjects that indexers gave: keywords with no role and no address."""
    found: dict[str, Named] = {}
    for keyword in meta.all("keyword"):
        shown = keyword.attributes.get("showAs")
        if shown is None or keyword.get("refersTo") or keyword.get("href"):
            continue
        if named := _of_attribute(shown, INDEX_LANGUAGE):
            found.setdefault(named.text, named)
    return tuple(found.values())
