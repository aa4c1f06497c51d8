"""Edits of the running text: years, symbols, paragraphs and their numbers, where it ends."""

from __future__ import annotations

import re
from functools import partial
from random import Random

from edits import Cut, Edit, May
from list_edits import choices
from placed import Fact, Facts, Place
from samples import Sample

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TEXTS = frozenset(("text", "quote", "writtenAs", "deliverable", "addresseeText", "topic"))
_BY_DATE = frozenset(("deadline", "deadlineText", "mandateEnd"))
"""What is counted from the day of the document, or comes after it."""
_BY_CITATION = frozenset(("draft", "amends", "extends", "terminates", "replaces", "modifies"))
"""What a paragraph, and with it the document, says of a resolution that it cites."""
_ACTS = frozenset(("Request", "MandateDecision", "Amendment"))
"""What a whole sentence says."""
_BY_LIST = frozenset(("topic", "topicConcept"))
"""What is said once of all resolutions of a list, and breaks where one of it is none."""


def _changed(cut: Cut, new: str, before: Facts, after: Facts) -> bool:
    """Tell whether a fact read where the edit is, other than words kept as they are, is new."""
    edit = Edit("", (cut,), lambda _before, _after: True)
    read = [f for f in after.facts if edit.touched(f.subject) and f.property not in _TEXTS]
    read += [f for f, places in after.stated.items() if any(edit.touched(p) for p in places)]
    known = {f.value for f in before.facts}
    return any(new in f.value and (f.value not in known or f.property == "cited") for f in read)


def alter_year(of: Sample, rng: Random) -> Edit | None:
    """Write another year in a date, a citation or a masthead."""
    facts = of.facts
    places = [(f.property, p) for f, ps in facts.stated.items() for p in ps
              if f.property in {"date", "adoptionDate", "symbol"}]  # fmt: skip
    places += [("citation", p) for p, target in facts.of("Citation", "cited").items()
               if target.startswith("doc")]  # fmt: skip
    rng.shuffle(places)
    for name, place in places:
        if match := _YEAR.search(of.at(place)):
            start = place.start + match.start()
            new = str(int(match.group()) + rng.choice((-1, 1)) * rng.randint(1, 9))
            cut = Cut(start, start + 4, new)
            may = _by_citation(of, place) if name == "citation" else _by_date
            return Edit("alter a year", (cut,), partial(_changed, cut, new), may, f"{name} {new}")
    return None


def _by_date(fact: Fact) -> bool:
    return fact.property in _BY_DATE


def _by_citation(of: Sample, place: Place) -> May:
    """Return what may depend on a citation: in its paragraph, and of the document.

    A body is known by the resolution that set it up, and by a short name in all that follows.
    """
    around = [p for p in of.facts.paragraphs() if p.start <= place.start and place.end <= p.end]
    body = tuple(f"organ/{number}-" for number in re.findall(r"\d{3,4}", of.at(place)))

    def may(fact: Fact) -> bool:
        at = fact.subject
        near = at.start < 0 or any(p.start <= at.start and at.end <= p.end for p in around)
        depends = near and fact.property in _BY_CITATION | (_BY_LIST if at.start >= 0 else set())
        return depends or fact.value.startswith(body)

    return may


def change_digit(of: Sample, rng: Random) -> Edit | None:
    """Change a digit of a symbol or of a resolution's number."""
    places = [p for f, ps in of.facts.stated.items() for p in ps if f.property == "symbol"]
    places += [p for p, target in of.facts.of("Citation", "cited").items()
               if target.startswith("doc") and re.search(r"\d{3}", of.at(p))]  # fmt: skip
    if not places:
        return None
    place = rng.choice(places)
    text = re.sub(r"\(\d{4}\)", lambda m: "?" * len(m.group()), of.at(place))
    digits = [m.start() for m in re.finditer(r"[0-9]", text)]
    if not digits:
        return None
    at = rng.choice(digits)
    put = rng.choice([d for d in "123456789" if d != text[at]])
    number = re.sub(r".*?(\d+)$", r"\1", text[:at]) if text[:at][-1:].isdigit() else ""
    rest = re.match(r"\d*", text[at + 1 :])
    new = number + put + (rest.group() if rest else "")
    cut = Cut(place.start + at, place.start + at + 1, put)
    return Edit("change a symbol's digit", (cut,), partial(_changed, cut, new),
                _by_citation(of, place), f"{text} {new}")  # fmt: skip


def cut_text(of: Sample, rng: Random) -> Edit | None:
    """Let the text end at a random place; a list of votes that is cut must not pass for whole."""
    # What is left ends with a word: the blanks after it say nothing.
    at = len(of.raw[: rng.randrange(len(of.raw) // 5, len(of.raw))].rstrip())

    def shown(before: Facts, after: Facts) -> bool:
        kept, had = len(choices(after)), len(choices(before))
        return kept in {0, had}

    last = [p for p in of.facts.paragraphs() if p.start <= at <= p.end]

    def may(fact: Fact) -> bool:
        """Tell whether it may need what stood after: a date, a topic, a sentence, a whole vote."""
        if fact.subject.kind.startswith(("Ballot", "Vote")):
            return True
        within = any(p.start <= fact.subject.start for p in last)
        return within and (fact.property in {"citedDate", *_BY_LIST} or fact.subject.kind in _ACTS)

    return Edit("cut the text", (Cut(at, len(of.raw), ""),), shown, may, str(at))


def _leaves(of: Sample) -> list[tuple[Place, str]]:
    """Return paragraphs that can be taken out whole: with their lines, or with their element."""
    found = sorted((p, t) for p, t in of.facts.paragraphs().items() if len(t) > 20)
    kept = []
    for place, text in found:
        if any(p != place and p.start <= place.end and place.start <= p.end for p, _ in found):
            continue
        whole = _element(of.raw, place) if of.name.endswith(".xml") else _line(of.raw, place)
        if whole:
            kept.append((whole, text))
    return kept


def _line(raw: str, place: Place) -> Place:
    """Return a paragraph with the mark of a list before it on its line."""
    mark = re.search(r"(?m)^[ \t]*[-•*][ \t]+\Z", raw[max(0, place.start - 10) : place.start])
    return place._replace(start=place.start - len(mark.group())) if mark else place


_TAG = re.compile(r"<(/?)([\w:]+)[^<>]*?(/?)>")


def _element(raw: str, place: Place) -> Place | None:
    """Return the element that holds a paragraph and no other words."""
    opened: list[tuple[str, int]] = []
    for match in _TAG.finditer(raw):
        closing, name, alone = match.groups()
        if alone or raw.startswith(("<?", "<!"), match.start()):
            continue
        if not closing:
            opened.append((name, match.start()))
            continue
        start = opened.pop()[1] if opened else 0
        if start <= place.start and place.end <= match.end():
            around = raw[start : place.start] + raw[place.end : match.end()]
            alone = not re.sub(r"<[^<>]*>|\s", "", around)
            return Place(place.kind, start, match.end()) if alone else None
    return None


def double_paragraph(of: Sample, rng: Random) -> Edit | None:
    """Write a paragraph a second time, after itself."""
    found = _leaves(of)
    if not found:
        return None
    place, text = rng.choice(found)
    gap = re.match(r"\s*", of.raw[place.end :])
    put = ((gap.group() if gap else "") or "\n\n") + of.raw[place.start : place.end]

    def shown(before: Facts, after: Facts) -> bool:
        return _count(after, text) == _count(before, text) + 1

    return Edit("double a paragraph", (Cut(place.end, place.end, put),), shown,
                lambda f: f.property == "path" and f.subject.start >= place.end,
                text[:40])  # fmt: skip


def drop_paragraph(of: Sample, rng: Random) -> Edit | None:
    """Take a paragraph out."""
    found = _leaves(of)
    if not found:
        return None
    place, text = rng.choice(found)
    gap = re.match(r"\s*", of.raw[place.end :])
    end = place.end + (len(gap.group()) if gap else 0)

    listed = any(place.start <= p.start < end for p in of.facts.of("Ballot", "choice"))

    def shown(before: Facts, after: Facts) -> bool:
        return not listed and _count(after, text) == _count(before, text) - 1

    number = next((f.value for f in sorted(of.facts.facts) if f.property == "number"
                   and place.start <= f.subject.start <= place.end), "")  # fmt: skip

    def may(fact: Fact) -> bool:
        """Tell whether it is a number after this one, or a vote whose list this was.

        A point is placed by its letter, and so are those after it in its list: without (a), what
        follows a list of the level above may be (b) there.
        """
        if listed and fact.subject.kind.startswith(("Ballot", "Vote")):
            return True
        above = number.rpartition("(")[0] or number
        points = fact.property == "number" and fact.value.startswith(f"{above}(")
        return fact.subject.start >= end and (fact.property == "path" or points)

    return Edit("drop a paragraph", (Cut(place.start, end, ""),), shown, may, text[:40])


def _count(facts: Facts, text: str) -> int:
    return sum(t == text for t in facts.paragraphs().values())


def change_number(of: Sample, rng: Random) -> Edit | None:
    """Give a numbered paragraph another number."""
    found = [(f.subject, f.value) for f in of.facts.facts
             if f.property == "number" and f.value.isdigit()
             and re.match(rf"{f.value}(?!\d)", of.at(f.subject))]  # fmt: skip
    if not found:
        return None
    place, old = rng.choice(sorted(found))
    new = str(rng.choice([n for n in range(1, 60) if str(n) != old]))
    mine = re.compile(rf"(?:.*/paragraph/)?(?:{old}|{new})(?![0-9])")

    def shown(_before: Facts, after: Facts) -> bool:
        return any(f.property == "number" and f.value == new and f.subject.start == place.start
                   for f in after.facts)  # fmt: skip

    return Edit("change a paragraph's number",
                (Cut(place.start, place.start + len(old), new),), shown,
                lambda f: f.property in {"path", "number"} and bool(mine.match(f.value)),
                f"{old} {new}")  # fmt: skip
