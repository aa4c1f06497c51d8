"""The links of a dataset's documents, as files of their own: links/undocs.ttl and its like.

They say nothing that was read, so they stand beside the documents and are counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from tempfile import TemporaryFile

from .. import resources
from ..link import BY_RULE, RULES, akn_work
from ..model import Symbol
from ..rdf import Iri, Literal, Term, Triple, blocks, read_triples, to_rule_linkset
from ..rdf.namespaces import CG, DCTERMS, LICENCE, RDF, VOCABULARIES, XSD, Namespace
from ..rdf.terms import DATE, INTEGER
from ..rdf.turtle import turtle_header, turtle_part
from .described import Described

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

AKN = "links/akn.ttl"
_TOGETHER = 2048
"""How many statements of a set are written at once."""
_READ = 1 << 16
"""How many bytes of a set are read at once."""
_VOID = Namespace(VOCABULARIES["void"])
_FAILED = frozenset((CG["NotAdopted"], CG["Vetoed"]))


def links_of(
    documents: Callable[[], Iterable[Described]], base: str
) -> Iterator[tuple[str, list[Triple], Iterator[Triple]]]:
    """Yield each set of links: the path of its file, what the set is, the links.

    The sets are dated by the newest document in them. ``documents`` tells them as often as it is
    asked, for there may be many.
    """
    number, day = _counted(max(d.date, d.named) for d in documents())
    newest = dt.date.fromisoformat(day) if day else None
    for rule in RULES:
        links = ((d.path, rule.address(Symbol(d.symbol))) for d in documents())
        about, triples = to_rule_linkset(rule.linkset, links, number, newest, BY_RULE, base)
        yield f"links/{rule.linkset.name}.ttl", about, triples
    named = _counted(d.named for d in documents() if _work(d))
    works = ((Iri(base + d.path), CG["aknWork"], Literal(work, XSD["anyURI"]))
             for d in documents() for work in (_work(d),) if work)  # fmt: skip
    yield AKN, list(_about_works(*named, base)), works


def _counted(days: Iterable[str]) -> tuple[int, str]:
    """Return how many days there are, and the last, without holding all.

    >>> _counted(["2020-12-02", "2020-12-04", ""])
    (3, '2020-12-04')
    """
    number, last = 0, ""
    for day in days:
        number, last = number + 1, max(last, day)
    return number, last


def _work(one: Described) -> str | None:
    """Return the IRI that a document has as a work, None where it has none."""
    return akn_work(Symbol(one.symbol), dt.date.fromisoformat(one.named) if one.named else None)


def link_parts(about: Iterable[Triple], links: Iterable[Triple], base: str) -> Iterator[bytes]:
    """Yield the Turtle file of a set of links in parts, so that not all is there at once.

    ``links`` are of one statement a subject. What the header says, the last of them may tell, so
    that the rest waits in a file.
    """
    triples = chain(about, links)
    names: frozenset[str] = frozenset()
    with TemporaryFile() as rest:
        while some := list(islice(triples, _TOGETHER)):
            text, used = turtle_part(blocks(some), base, first=rest.tell() == 0)
            rest.write(text.encode())
            names |= used
        yield turtle_header(names, base).encode()
        rest.seek(0)
        while part := rest.read(_READ):
            yield part


def checked_in() -> Iterator[Triple]:
    """Yield what the linksets of the authority tables are, which are published as they stand."""
    for file in resources.files("ontology/links/*.ttl"):
        triples = read_triples(file)
        links = (s for s, p, o in triples if p == RDF["type"] and o == _VOID["Linkset"])
        targets = (s for s, p, o in triples if p == RDF["type"] and o == _VOID["Dataset"])
        described = {*links, *targets}
        yield from (t for t in triples if t[0] in described)


def _about_works(size: int, day: str, base: str) -> Iterator[Triple]:
    """Yield what the set of works is: no linkset, for its values are relative."""
    subject = Iri(base + AKN.removesuffix(".ttl"))
    yield subject, RDF["type"], _VOID["Dataset"]
    yield subject, DCTERMS["title"], Literal("Documents as works of Akoma Ntoso", language="en")
    yield (
        subject,
        DCTERMS["description"],
        Literal("The IRIs by which the Secretariat's published XML names works, by rule from "
                "symbol and date; they are relative there.", language="en"),
    )  # fmt: skip
    yield subject, DCTERMS["license"], LICENCE
    if day:
        yield subject, DCTERMS["modified"], Literal(day, DATE)
    yield subject, _VOID["triples"], Literal(str(size), INTEGER)
    yield subject, _VOID["dataDump"], Iri(base + AKN)


def named_days(nodes: Nodes) -> dict[Iri, dt.date]:
    """Return the day by which a work is named: of adoption, else of the vote a draft failed in."""
    found: dict[Iri, dt.date] = {}
    for subject, said in nodes.items():
        if CG["PresidentialStatement"] in said.get(RDF["type"], ()):
            _date(subject, said.get(DCTERMS["date"]), found)
        _date(subject, said.get(CG["adoptionDate"]), found)
        if _FAILED & {*said.get(CG["outcome"], ())}:
            for draft in said.get(CG["voteOn"], ()):
                _date(Iri(str(draft)), said.get(DCTERMS["date"]), found)
    return found


def _date(subject: Iri, terms: list[Term] | None, found: dict[Iri, dt.date]) -> None:
    for term in terms or ():
        if isinstance(term, Literal) and term.datatype == DATE:
            found[subject] = dt.date.fromisoformat(term.value)
