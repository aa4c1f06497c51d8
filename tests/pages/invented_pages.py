"""An invented dataset whose texts are hostile, and its pages as trees."""

from __future__ import annotations

from functools import cache

import html5lib
from lxml import etree

from councilgraph.identifiers import BASE
from councilgraph.pages import pages_of
from councilgraph.rdf import Iri, Literal, Term
from councilgraph.rdf.namespaces import CG, DCTERMS, RDF, RDFS
from councilgraph.rdf.terms import DATE

HOSTILE = "<script>alert(1)</script>\"'><img onerror=x> & \u202e"
RESOLUTION, DRAFT = Iri(f"{BASE}doc/S/RES/9001"), Iri(f"{BASE}doc/S/2031/9101")
FILE, TEXT = Iri(f"{RESOLUTION}/en/source/abc"), "source/abc.txt"
VERSION, VOTE = Iri(f"{RESOLUTION}/en"), Iri(f"{BASE}vote/S/RES/9001")
FIRST, SECOND = Iri(f"{RESOLUTION}/preamble/1"), Iri(f"{RESOLUTION}/paragraph/1")
Said = dict[Iri, list[Term]]


def place(start: int, end: int, quote: str = "") -> Said:
    said: Said = {
        CG["source"]: [VERSION],
        CG["sourceStart"]: [Literal(str(start))],
        CG["sourceEnd"]: [Literal(str(end))],
    }
    return said | ({CG["quote"]: [Literal(quote)]} if quote else {})


def kind(name: str) -> Said:
    return {RDF["type"]: [CG[name]]}


def text(said: str) -> Said:
    return {CG["text"]: [Literal(said, language="en")]}


INVENTED: dict[Iri, Said] = {
    RESOLUTION: {
        **kind("Resolution"),
        CG["symbol"]: [Literal("S/RES/9001 (2031)")],
        DCTERMS["title"]: [Literal(HOSTILE, language="en")],
        DCTERMS["date"]: [Literal("2031-05-04", DATE)],
        CG["jobNumber"]: [Literal(HOSTILE)],
        CG["draft"]: [DRAFT],
        CG["hasLanguageVersion"]: [VERSION],
        CG["hasParagraph"]: [SECOND, FIRST],
        CG["cites"]: [DRAFT],
        CG["hasPassage"]: [Iri(f"{RESOLUTION}/passage/jobNumber/1")],
        DCTERMS["subject"]: [Iri("javascript:alert(1)")],
    },
    VERSION: {
        **kind("LanguageVersion"),
        DCTERMS["language"]: [Literal("en")],
        CG["sourceFile"]: [FILE],
        **place(0, 80),
    },
    FILE: {**kind("SourceFile"), CG["sourceText"]: [Iri(BASE + TEXT)]},
    Iri(f"{RESOLUTION}/passage/jobNumber/1"): {
        **kind("Passage"),
        CG["ofProperty"]: [CG["jobNumber"]],
        RDF["value"]: [Literal(HOSTILE)],
        **place(1, 9, HOSTILE),
    },
    FIRST: {
        **kind("PreambularParagraph"),
        **text(f"Recalling {HOSTILE} and S/2031/9101,"),
        CG["position"]: [Literal("1")],
        CG["hasCitation"]: [Iri(f"{FIRST}/citation/1")],
        **place(10, 60),
    },
    Iri(f"{FIRST}/citation/1"): {
        **kind("Citation"),
        CG["cited"]: [DRAFT],
        CG["topic"]: [Literal(HOSTILE, language="en")],
        **place(40, 51, "S/2031/9101"),
    },
    SECOND: {
        **kind("OperativeParagraph"),
        **text("Decides."),
        CG["number"]: [Literal("1")],
        CG["position"]: [Literal("2")],
        CG["makesRequest"]: [Iri(f"{SECOND}/request/1")],
        CG["remark"]: [Iri(f"{SECOND}/remark/1")],
        **place(61, 69),
    },
    Iri(f"{SECOND}/request/1"): {
        **kind("Request"),
        CG["deliverable"]: [Literal(HOSTILE, language="en")],
        **place(61, 69),
    },
    Iri(f"{SECOND}/remark/1"): {
        **kind("Remark"),
        CG["code"]: [Literal("doubled-words")],
        RDFS["comment"]: [Literal(HOSTILE, language="en")],
        **place(61, 69),
    },
    DRAFT: {
        **kind("DraftResolution"),
        CG["symbol"]: [Literal("S/2031/9101")],
        CG["sponsor"]: [Iri(f"{BASE}state/FRA")],
        CG["adoptedBy"]: [Iri(f"{BASE}organ/security-council")],
        CG["agendaItem"]: [Literal(HOSTILE, language="en")],
    },
    VOTE: {
        **kind("Vote"),
        CG["voteOn"]: [DRAFT],
        CG["resultedIn"]: [RESOLUTION],
        CG["inFavour"]: [Literal("1")],
        CG["against"]: [Literal("1")],
        CG["hasBallot"]: [Iri(f"{VOTE}/FRA"), Iri(f"{VOTE}/TUN")],
    },
    Iri(f"{VOTE}/FRA"): {
        **kind("Ballot"),
        CG["castBy"]: [Iri(f"{BASE}state/FRA")],
        CG["choice"]: [CG["InFavour"]],
        **place(70, 76, HOSTILE),
    },
    Iri(f"{VOTE}/TUN"): {
        **kind("Ballot"),
        CG["castBy"]: [Iri(f"{BASE}state/TUN")],
        CG["choice"]: [CG["Against"]],
    },
}

READ = "\f<b>&\r\n" + "x" * 74
FILES = ["doc/S/RES/9001.ttl", TEXT, "bench.json", "bench.svg"]
EXPECTED = (
    "agreement.html", "concept/remark.html", "doc/S/RES/9001.html", "index.html", "organ.html",
    "query/votes.html", "state/FRA.html", "topics.html", "vote/S/RES/9001.html", "year/2031.html",
)  # fmt: skip


@cache
def site() -> dict[str, bytes]:
    return dict(pages_of(INVENTED, BASE, FILES, {TEXT: READ}))


@cache
def tree_of(path: str) -> etree._Element:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), strict=True)
    return parser.parse(site()[path].decode()).getroot()


def trees() -> dict[str, etree._Element]:
    found = {path: tree_of(path) for path in site() if path.endswith(".html")}
    assert set(EXPECTED) <= set(found)
    return found


def attributes(tree: etree._Element, name: str) -> list[str]:
    return [str(value) for value in tree.xpath(f"//@{name}")]
