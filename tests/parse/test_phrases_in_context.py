"""Phrases that generated documents showed to be read wrongly, one row each; texts are invented."""

from __future__ import annotations

import pytest

from councilgraph.link import gazetteer
from councilgraph.model import DocumentKind, InstrumentRef, Paragraph, Record
from councilgraph.parse import parse_record
from councilgraph.read import read

_HEADS = {
    "en": "United Nations\nS/RES/2999 (2031)\nSecurity Council\n\nThe Security Council,\n\n",
    "fr": "Nations Unies\nS/RES/2999 (2031)\nConseil de sécurité\n\nLe Conseil de sécurité,\n\n",
    "es": "Naciones Unidas\nS/RES/2999 (2031)\nConsejo de Seguridad\n\n"
          "El Consejo de Seguridad,\n\n",
}  # fmt: skip


def _parsed(text: str) -> Record:
    result = read(text.encode(), "invented.txt")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def _first(language: str, text: str) -> Paragraph:
    return _parsed(_HEADS[language] + text + "\n").main.paragraphs[0]


def test_a_topic_ends_before_the_words_that_lead_to_the_next_verb() -> None:
    text = "Recalling its resolution 1325 (2000) on women, and further stressing the need for it,"
    assert [c.topic for c in _first("en", text).citations] == ["women"]


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("fr", "Rappelant la résolution 60/180 de l’Assemblée générale sur la paix,", "la paix"),
        ("es", "Recordando la resolución 60/180 de la Asamblea General sobre la paz,", "la paz"),
    ],
)
def test_an_assembly_resolution_has_its_topic_behind_the_assembly(
    language: str, text: str, topic: str
) -> None:
    assert [c.topic for c in _first(language, text).citations] == [topic]


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("fr", "Rappelant la Charte africaine des droits de l'homme et des peuples,",
         "Charte africaine des droits de l'homme et des peuples"),
        ("es", "Recordando la Carta Africana de Derechos Humanos y de los Pueblos,",
         "Carta Africana de Derechos Humanos y de los Pueblos"),
    ],
)  # fmt: skip
def test_another_charter_is_not_the_charter(language: str, text: str, quote: str) -> None:
    assert [c.quote for c in _first(language, text).citations] == [quote]


def test_of_two_open_forms_the_one_that_ends_first_leads() -> None:
    text = "Expresando su gratitud por la resolución 60/180 de la Asamblea General,"
    assert [v.lemma for v in _first("es", text).verbs] == ["expresses-appreciation"]


_STATEMENT = """联合国
S/PRST/2031/1
安全理事会

安全理事会主席的声明

在2031年4月25日举行的安全理事会第9999次会议上，安全理事会主席代表安理会发表声明如下：

“安全理事会请秘书长提交报告。

“安全理事会通过关于此事的第2553(2020)号决议。”
"""


def test_a_statement_that_says_the_council_adopts_has_its_opening_and_ends() -> None:
    document = _parsed(_STATEMENT).main
    assert document.meeting == "S/PV.9999"
    assert [r.deliverable for p in document.paragraphs for r in p.requests] == ["提交报告"]
    assert len(document.paragraphs) == 2


def test_arabic_names_whom_it_asks_behind_a_preposition_and_behind_the_council() -> None:
    heads = "الأمم المتحدة\nS/RES/2999 (2031)\nمجلس الأمن\n\nإن مجلس الأمن،\n\n"
    text = "1 - يطلب إلى الأمين العام أن يقدم تقريرا بحلول 10 تموز/يوليه 2032؛\n"
    found = _parsed(heads + text).main.paragraphs[0].requests
    assert [(r.addressees, r.deadlines) for r in found] == [
        (("organ/secretary-general",), ("2032-07-10",))
    ]
    heads = "الأمم المتحدة\nS/PRST/2031/1\nمجلس الأمن\n\nبيان من رئيس مجلس الأمن\n\n"
    text = "في جلسة مجلس الأمن 9999، المعقودة في 25 نيسان/أبريل 2031، "
    text += "أدلى رئيس مجلس الأمن بالبيان التالي:\n\n"
    text += "”يدعو مجلس الأمن الدول الأعضاء إلى أن تتعاون.“\n"
    found = _parsed(heads + text).main.paragraphs[0].requests
    assert [r.addressees for r in found] == [("concept/addressee/member-states",)]


def test_russian_parts_of_the_charter_stand_before_its_name() -> None:
    heads = "Организация Объединенных Наций\nS/RES/2999 (2031)\nСовет Безопасности\n\n"
    text = "Совет Безопасности,\n\nдействуя на основании главы VII Устава Организации "
    text += "Объединенных Наций,\n"
    targets = [c.target for c in _parsed(heads + text).main.paragraphs[0].citations]
    assert targets == [InstrumentRef("un-charter", "chapter/VII")]


def test_short_lines_of_a_masthead_are_no_wrapped_text() -> None:
    names = "Турция, Венгрия, Швеция, Южная Африка, Польша, Руанда, Узбекистан и Конго"
    text = (
        "Организация Объединенных Наций\nS/2031/1\nСовет Безопасности\nDistr.: General\n"
        f"15 October 2031\n{names}: проект резолюции\nСовет Безопасности,\n\n"
        "призывая все стороны,\n"
    )
    document = _parsed(text).main
    assert document.kind is DocumentKind.DRAFT_RESOLUTION
    assert len(document.sponsors) == 8
