"""The links of a dataset's documents, as files of their own: links/undocs.ttl and its like.

They say nothing that was read, so they stand beside the documents and are counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from .. import resources
from ..link import BY_RULE, RULES, akn_work
from ..model import Symbol
from ..rdf import Iri, Literal, Term, Triple, read_triples, to_rule_linkset
from ..rdf.namespaces import CG, DCTERMS, LICENCE, RDF, VOCABULARIES, XSD, Namespace
from ..rdf.terms import DATE, INTEGER

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

AKN = "links/akn.ttl"
_VOID = Namespace(VOCABULARIES["void"])
_FAILED = frozenset((CG["NotAdopted"], CG["Vetoed"]))


def links_of(nodes: Nodes, base: str) -> Iterator[tuple[str, list[Triple], list[Triple]]]:
    """Yield each set of links: the path of its file, what the set is, the links.

    The sets are dated by the newest document in them.
    """
    symbols = _symbols(nodes)
    dated = _days(nodes)
    dates: dict[Iri, dt.date] = {}
    for subject in symbols:
        _date(subject, nodes[subject].get(DCTERMS["date"]), dates)
    day = max([*dates.values(), *dated.values()], default=None)
    for rule in RULES:
        links = [(s.removeprefix(base), rule.address(symbol)) for s, symbol in symbols.items()]
        about, triples = to_rule_linkset(rule.linkset, links, day, BY_RULE, base)
        yield f"links/{rule.linkset.name}.ttl", about, triples
    works: list[Triple] = [
        (s, CG["aknWork"], Literal(work, XSD["anyURI"]))
        for s, symbol in symbols.items()
        if (work := akn_work(symbol, dated.get(s)))
    ]
    newest = max((dated[s] for s, _, _ in works), default=None)
    yield AKN, list(_about_works(len(works), newest, base)), works


def checked_in() -> Iterator[Triple]:
    """Yield what the linksets of the authority tables are, which are published as they stand."""
    for file in resources.files("ontology/links/*.ttl"):
        triples = read_triples(file)
        links = (s for s, p, o in triples if p == RDF["type"] and o == _VOID["Linkset"])
        targets = (s for s, p, o in triples if p == RDF["type"] and o == _VOID["Dataset"])
        described = {*links, *targets}
        yield from (t for t in triples if t[0] in described)


def _about_works(size: int, day: dt.date | None, base: str) -> Iterator[Triple]:
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
        yield subject, DCTERMS["modified"], Literal(day.isoformat(), DATE)
    yield subject, _VOID["triples"], Literal(str(size), INTEGER)
    yield subject, _VOID["dataDump"], Iri(base + AKN)


def _symbols(nodes: Nodes) -> dict[Iri, Symbol]:
    """Return the symbols of all documents, those only named included, by IRI."""
    found = {s: said[CG["symbol"]][0] for s, said in sorted(nodes.items()) if CG["symbol"] in said}
    return {s: Symbol(t.value) for s, t in found.items() if isinstance(t, Literal)}


def _days(nodes: Nodes) -> dict[Iri, dt.date]:
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
