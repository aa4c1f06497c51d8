"""A dataset judged in parts gets the findings of the whole, whatever its documents share.

The documents are invented: two resolutions, each with its draft and the letter that reports the
vote, whose ballots were read from the letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pytest

from councilgraph.rdf import Iri, Triple, parse_triples
from councilgraph.rdf.namespaces import CG, DCTERMS, RDFS
from councilgraph.validate import Part, Verdict, judge, read_verdict, validate, validate_parts
from councilgraph.validate.links import above
from councilgraph.validate.parts import _Reading

BASE = "https://w3id.org/councilgraph/"
PREFIXES = f"""
    @prefix cg: <{CG}> .
    @prefix dcterms: <{DCTERMS}> .
    @prefix rdfs: <{RDFS}> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @base <{BASE}> .
"""
MEMBERS_2020 = (
    "BEL", "CHN", "DEU", "DOM", "EST", "FRA", "GBR", "IDN", "NER", "RUS", "TUN", "USA", "VCT",
    "VNM", "ZAF",
)  # fmt: skip
RESOLUTION, DRAFT, LETTER, OTHER = (
    f"{BASE}doc/S/{n}" for n in ("RES/9001", "2020/9001", "2020/9501", "RES/9002")
)


def cluster(n: int) -> str:
    ballots = "\n".join(
        f"""<vote/S/RES/{n}/{s}> a cg:Ballot ; cg:castBy <state/{s}> ; cg:choice cg:InFavour ;
                cg:source <doc/S/2020/{n + 500}/en> ; cg:sourceStart 10 ; cg:sourceEnd 400 ."""
        for s in MEMBERS_2020
    )
    every = " , ".join(f"<vote/S/RES/{n}/{s}>" for s in MEMBERS_2020)
    return f"""
        <doc/S/RES/{n}> a cg:Resolution ; cg:symbol "S/RES/{n} (2020)" ;
            cg:adoptedBy <organ/security-council> ; cg:adoptionDate "2020-12-03"^^xsd:date ;
            cg:draft <doc/S/2020/{n}> .
        <vote/S/RES/{n}> a cg:Vote ; dcterms:date "2020-12-03"^^xsd:date ; cg:inFavour 15 ;
            cg:voteOn <doc/S/2020/{n}> ; cg:resultedIn <doc/S/RES/{n}> ; cg:outcome cg:Adopted ;
            cg:hasBallot {every} .
        {ballots}
        <doc/S/2020/{n}> a cg:DraftResolution ; cg:symbol "S/2020/{n}" .
        <doc/S/2020/{n + 500}> a cg:Letter ; cg:symbol "S/2020/{n + 500}" ;
            dcterms:date "2020-12-03"^^xsd:date ; cg:addressee <organ/secretary-general> ;
            cg:hasLanguageVersion <doc/S/2020/{n + 500}/en> .
        <doc/S/2020/{n + 500}/en> a cg:LanguageVersion ; dcterms:language "en"^^xsd:language ;
            cg:sourceFile <doc/S/2020/{n + 500}/en/source/0> .
        <doc/S/2020/{n + 500}/en/source/0> a cg:SourceFile ; cg:fileName "{n + 500}.txt" ;
            cg:sha256 "{n:064d}" ; cg:sourceLength 500 .
    """


WHOLE = cluster(9001) + cluster(9002)


def seats(states: Iterable[str]) -> str:
    return "\n".join(
        f"""<seat/2020/{s}> a cg:Seat ; cg:holder <state/{s}> ; cg:year "2020"^^xsd:gYear ;
                cg:permanent false ."""
        for s in states
    )


NEW = '<doc/S/2020/9777> a cg:Document ; cg:symbol "S/2020/9777" .\n'
FAULTS = {
    "the file of a letter is shorter than the place of a ballot": (
        "cg:sourceLength 500", "cg:sourceLength 300"),
    "what a resolution and a vote name as draft is none": (
        "<doc/S/2020/9001> a cg:DraftResolution ; cg:symbol", "<doc/S/2020/9001> cg:symbol"),
    "the draft is gone": (
        '<doc/S/2020/9001> a cg:DraftResolution ; cg:symbol "S/2020/9001" .', ""),
    "seats are told by the data, and one lacks": ("", seats(MEMBERS_2020[1:])),
    "another document tells more of a vote": (
        "", f"{NEW} <vote/S/RES/9001> cg:against 0 . <vote/S/RES/9001/BEL> cg:choice cg:Against ."),
    "another document was read from the letter": (
        "", f"""{NEW} <doc/S/2020/9777/x> a cg:Passage ; cg:ofProperty cg:symbol ;
        cg:sourceStart 1 ; cg:sourceEnd 600 ; cg:source <doc/S/2020/9501/en> ."""),
    "a length is written in another way": (
        "cg:sourceLength 500", 'cg:sourceLength "0300"^^xsd:integer'),
    "a date of another year": ('dcterms:date "2020-12-03"^^xsd:date ; cg:inFavour',
                               'dcterms:date "1999-12-03"^^xsd:date ; cg:inFavour'),
    "a class below that of drafts": (
        '<doc/S/2020/9001> a cg:DraftResolution ; cg:symbol "S/2020/9001"',
        '<doc/S/2020/9001> a <urn:Draft> ; rdfs:label "a" . <urn:Draft> rdfs:subClassOf cg:Letter'),
    "a blank node": ("cg:draft <doc/S/2020/9001>", "cg:draft []"),
}  # fmt: skip
"""Words of the data that are exchanged, or what is added to them."""


def read(turtle: str) -> list[Triple]:
    return parse_triples((PREFIXES + turtle).encode(), "ttl", "invented.ttl")


def broken(find: str, put: str) -> str:
    assert find in WHOLE
    return WHOLE.replace(find, put, 1) if find else WHOLE + put


class Dataset:
    """The parts of a dataset, which take note of what is read."""

    def __init__(self, turtle: str) -> None:
        self.triples = list(dict.fromkeys(read(turtle)))
        self.read: list[str] = []
        documents = {s for s, p, _ in self.triples if p == CG["symbol"]}
        told: dict[str, list[Triple]] = {}
        for t in self.triples:
            home = next((a for a in above(t[0]) if a in documents), f"{BASE}doc/S/2020/9777")
            told.setdefault(home, []).append(t)
        self.parts = [self.part(name, said) for name, said in told.items()]

    def part(self, name: str, said: list[Triple]) -> Part:
        def note() -> list[Triple]:
            self.read.append(name)
            return said

        return Part(name, hashlib.sha256(repr(said).encode()).hexdigest(), note)


@pytest.fixture(scope="module")
def known() -> dict[str, Verdict]:
    report, verdicts = validate_parts(Dataset(WHOLE).parts)
    assert report.findings == ()
    assert set(verdicts) >= {RESOLUTION, DRAFT, LETTER, OTHER}
    return verdicts


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_faults_across_documents_are_found(fault: str, known: dict[str, Verdict]) -> None:
    dataset = Dataset(broken(*FAULTS[fault]))
    expected = judge(dataset.triples)
    assert expected.findings, fault
    anew, _ = validate_parts(dataset.parts)
    assert anew == expected
    assert anew.excerpts == expected.excerpts
    again, verdicts = validate_parts(dataset.parts, known)
    assert again == expected
    mended, _ = validate_parts(Dataset(WHOLE).parts, verdicts)
    assert mended.findings == ()


@pytest.mark.slow
def test_what_nothing_changed_about_is_not_read(known: dict[str, Verdict]) -> None:
    dataset = Dataset(WHOLE)
    report, verdicts = validate_parts(dataset.parts, known)
    assert (report, verdicts) == (validate(dataset.triples), known)
    assert dataset.read == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("find", "read"),
    [
        ("cg:sourceLength 500", {LETTER, RESOLUTION, DRAFT}),
        ("cg:inFavour 15", {LETTER, RESOLUTION, DRAFT}),
        ('cg:symbol "S/2020/9001"', {LETTER, RESOLUTION, DRAFT}),
    ],
)
def test_only_what_a_change_concerns_is_read(
    find: str, read: set[str], known: dict[str, Verdict]
) -> None:
    dataset = Dataset(broken(find, f'rdfs:label "new" ; {find}'))
    validate_parts(dataset.parts, known)
    assert set(dataset.read) == read


@pytest.mark.slow
def test_verdicts_are_kept_as_text(known: dict[str, Verdict]) -> None:
    assert {n: read_verdict(v.json()) for n, v in known.items()} == known


@pytest.mark.slow
def test_other_shapes_make_all_verdicts_anew(known: dict[str, Verdict]) -> None:
    dataset = Dataset(WHOLE)
    validate_parts(dataset.parts, known, ("shapes/document.ttl",))
    assert set(dataset.read) == set(known)


@pytest.mark.slow
def test_batches_are_judged_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("councilgraph.validate.parts._AT_ONCE", 50)
    dataset = Dataset(broken(*FAULTS["the file of a letter is shorter than the place of a ballot"]))
    report, _ = validate_parts(dataset.parts)
    assert report == judge(dataset.triples)


def test_what_was_read_is_held_up_to_a_bound() -> None:
    def said(n: int) -> list[Triple]:
        return [(Iri(f"urn:{k}"), Iri("urn:p"), Iri("urn:o")) for k in range(n)]

    parts = {
        "urn:a": Part("urn:a", "", lambda: said(3)),
        "urn:b": Part("urn:b", "", lambda: said(2)),
    }
    reading = _Reading(parts, _room=4)
    assert reading.of("urn:a") is reading.of("urn:a")
    assert reading.of("urn:b") is not reading.of("urn:b")
