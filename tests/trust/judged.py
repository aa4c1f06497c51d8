"""Judge what an edit did to the graph: shown, remarked, refused, silent; and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from edits import Edit
from placed import Fact, Facts, Place, facts_of

from councilgraph.errors import Refused
from councilgraph.pipeline import convert_bytes

OUTCOMES = ("reflected", "remarked", "refused", "silent")


@dataclass(frozen=True)
class Judgement:
    """What became of an edit, and the facts that changed without having to do with it."""

    outcome: str
    unrelated: tuple[str, ...] = ()


def judge(edit: Edit, raw: str, name: str, before: Facts) -> Judgement:
    """Convert a text after an edit, and compare its facts with those before."""
    try:
        conversion = convert_bytes(edit.apply(raw).encode(), name)
    except Refused:
        return Judgement("refused")
    after = facts_of(conversion)
    unrelated = tuple(_unrelated(edit, before, after))
    new = after.remarks - before.remarks
    if edit.shown(before, after):
        return Judgement("reflected", unrelated)
    return Judgement("remarked" if new else "silent", unrelated)


def _unrelated(edit: Edit, before: Facts, after: Facts) -> list[str]:
    """Return the facts that are gone or new although the edit did not touch them."""
    moved = {Fact(place, f.property, f.value): f for f in before.facts
             if (place := edit.after(f.subject)) is not None}  # fmt: skip
    gone = [f for now, f in moved.items() if now not in after.facts and not _may(edit, f, before)]
    new = [f for f in after.facts if f not in moved and not _may_be_new(edit, f, before, after)]
    return [f"- {_told(f)}" for f in gone] + [f"+ {_told(f)}" for f in new]


def _may(edit: Edit, fact: Fact, before: Facts) -> bool:
    """Tell whether a fact may go: its words were touched, or it follows from such as were."""
    place = fact.subject
    if place.start < 0 and _derived(edit, fact, before):
        return True
    if place.is_paragraph and edit.touches(place) and edit.within(place):
        return fact.property == "text" or _stated(edit, fact, before) or edit.may(fact)
    return edit.touches(place) or _stated(edit, fact, before) or edit.may(fact)


def _derived(edit: Edit, fact: Fact, before: Facts) -> bool:
    """Tell whether a fact of a document or vote follows from what was touched.

    The words that tell of a vote; the symbol of a document that is only talked about, or a fact
    that names it (the meeting); a paragraph that says it for the whole document (``actsUnder``).
    """
    said = [f for f in before.facts if f.subject.start >= 0 and edit.touches(f.subject)]
    said += [f for f, places in before.stated.items() if any(edit.touches(p) for p in places)]
    known = {f.value for f in before.facts
             if f.subject == fact.subject and f.property == "symbol"}  # fmt: skip
    decided = [p for f, ps in before.stated.items() for p in ps
               if f.subject == fact.subject != before.main
               and f.property in {"outcome", "procedure", "symbol"}]  # fmt: skip
    return any(edit.touches(p) for p in decided) or any(
        (f.property, f.value) == (fact.property, fact.value)
        or any(f.value.endswith(f"/{symbol}") for symbol in known)
        for f in said
    )


def _stated(edit: Edit, fact: Fact, before: Facts) -> bool:
    return any(edit.touches(p) for p in before.stated.get(fact, ()))


def _may_be_new(edit: Edit, fact: Fact, before: Facts, after: Facts) -> bool:
    place = fact.subject
    if any(edit.touched(p) for p in after.stated.get(fact, ())):
        return True
    # What began in words that were touched may be shorter now.
    if any(_shortened(edit, f.subject) and f.subject.start <= place.start
           and place.end <= f.subject.end for f in before.facts if place.start >= 0):  # fmt: skip
        return True
    # The value that stood there before may have been touched, and this one be in its place.
    same = [f for f in before.facts
            if edit.after(f.subject) == place and f.property == fact.property]  # fmt: skip
    if any(_may(edit, f, before) for f in same):
        return True
    if place.is_paragraph and same_place(edit, place, before):
        return (fact.property == "text" and edit.touched(place)) or edit.may(fact)
    return edit.touched(place) or edit.may(fact)


def _shortened(edit: Edit, place: Place) -> bool:
    """Tell whether a thing lost its end, or is a small one that was touched."""
    return edit.touches(place) and not (place.is_paragraph and edit.within(place))


def same_place(edit: Edit, place: object, before: Facts) -> bool:
    """Tell whether a paragraph of the text after stood in the text before."""
    return any(edit.after(p) == place for p in before.paragraphs())


def _told(fact: Fact) -> str:
    return f"{fact.subject.kind}@{fact.subject.start} {fact.property} {fact.value[:80]}"
