"""Resolutions and drafts of the General Assembly, all invented."""

from __future__ import annotations

from councilgraph.model import Document, DocumentKind
from councilgraph.pipeline.conversion import convert_bytes

RESOLUTION = """               United Nations                                       A/RES/99/8
               General Assembly                                   Distr.: General
                                                                  5 May 2031


Ninety-ninth session
Agenda item 43

               Resolution adopted by the General Assembly on 1 May 2031
               [without reference to a Main Committee (A/99/L.3)]

               99/8.    Lighthouses of the islands and
                        their keepers

                    The General Assembly,

                    Recalling its resolutions 97/19 of 24 November 2028 and 98/16 of 3 November
               2029, and the report of the keeper on the lamps that were lit in the course




 31-99999 (E)     071131
 *3199999*
\f                                        Lighthouses of the islands and their keepers
A/RES/99/8

               of the year,

                    1.   Takes note of the report of the keeper on the implementation of
               resolution 98/16; 1

                    2.   Decides to meet again.

                                                                       30th plenary meeting
                                                                              1 May 2031


         __________________
             1
                 A/99/85.

2/2                                                                                31-99999
"""

DRAFT = """UNITED                                                          Distr.
                                                                LIMITED
GENERAL                                                         A/L.999
                                                                ~9 May 2031
ASSEMBLY
                                                                ORIGINAL:   ENGLISH

             LIGHTHOUSES OF THE ISLANDS AND THEIR KEEPERS IN THE
                          LIGHT OF THE CHARTER

               Chad, Chile, Niger, Nicar~gua and
                      Malta: draft resolution

     The General Assembly,

     Recalling the provisions of the Charter of the United Nations,

     Decides that the lamps be lit.
"""


def read(text: str) -> Document:
    return convert_bytes(text.encode(), "invented.txt").record.main


def test_title_adoption_and_meeting_of_a_resolution() -> None:
    document = read(RESOLUTION)
    assert (document.symbol, document.kind) == ("A/RES/99/8", DocumentKind.RESOLUTION)
    assert document.title == "99/8. Lighthouses of the islands and their keepers"
    assert (str(document.date), str(document.adoption_date)) == ("2031-05-05", "2031-05-01")
    assert (document.meeting, document.adopted_by) == ("A/99/PV.30", "organ/general-assembly")
    assert document.job_number == "31-99999"


def test_its_resolutions_are_the_assemblys() -> None:
    document = read(RESOLUTION)
    cited = [c.target for p in document.paragraphs for c in p.citations]
    assert cited == ["A/RES/97/19", "A/RES/98/16", "A/RES/98/16"]


def test_what_stands_between_the_pages_is_no_text() -> None:
    document = read(RESOLUTION)
    assert [p.number for p in document.paragraphs] == ["", "1", "2"]
    assert document.paragraphs[0].text.endswith("lit in the course of the year,")
    assert [n.text for n in document.footnotes] == ["1 A/99/85."]


def test_a_title_in_capitals_is_no_sponsor_and_a_garbled_date_no_date() -> None:
    document = read(DRAFT)
    assert (document.symbol, document.kind) == ("A/L.999", DocumentKind.DRAFT_RESOLUTION)
    assert [(s.text, s.path) for s in document.sponsors] == [
        ("Chad", "state/TCD"), ("Chile", "state/CHL"), ("Niger", "state/NER"),
        ("Nicar~gua", None), ("Malta", "state/MLT"),
    ]  # fmt: skip
    assert document.date is None
    assert {"unreadable-number", "unknown-state"} <= {r.code for r in document.remarks}
