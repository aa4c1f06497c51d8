"""Whom a request names, and by when, the same in six languages; all texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from councilgraph.languages import fold, load
from councilgraph.link import gazetteer
from councilgraph.model import ParagraphKind, Request, SourceText
from councilgraph.parse.block import Reading
from councilgraph.parse.requests import requests
from councilgraph.parse.verbs import leading_verbs
from councilgraph.read import clean

ADOPTED = date(2031, 1, 31)

COUNTED = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا في غضون 90 يوما من اتخاذ هذا القرار؛",
    "en": "Requests the Secretary-General to report within 90 days of the adoption of this "
    "resolution;",
    "es": "Solicita al Secretario General que le presente un informe en un plazo de 90 días a "
    "partir de la aprobación de la presente resolución;",
    "fr": "Prie le Secrétaire général de lui faire rapport dans les quatre-vingt-dix jours suivant "
    "l’adoption de la présente résolution ;",
    "ru": "просит Генерального секретаря представить доклад в течение 90 дней после принятия "
    "настоящей резолюции;",
    "zh": "请秘书长在本决议通过后90天内提交报告；",
}
MONTH = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا في موعد لا يتجاوز شهر من تاريخ اتخاذ هذا القرار؛",
    "en": "Requests the Secretary-General to report no later than one month after the adoption of "
    "this resolution;",
    "es": "Solicita al Secretario General que informe a más tardar un mes después de la aprobación "
    "de la presente resolución;",
    "fr": "Prie le Secrétaire général de faire rapport dans un délai d’un mois à compter de "
    "l’adoption de la présente résolution ;",
    "ru": "просит Генерального секретаря представить доклад не позднее чем через один месяц с даты "
    "принятия настоящей резолюции;",
    "zh": "请秘书长在本决议通过后一个月内提交报告；",
}
OPEN = {
    "ar": ("يطلب إلى الأمين العام أن يقدم تقريرا في غضون ستة أشهر؛", "في غضون ستة أشهر"),
    "en": ("Requests the Secretary-General to report within six months;", "within six months"),
    "es": ("Solicita al Secretario General que informe en un plazo de seis meses;",
           "en un plazo de seis meses"),
    "fr": ("Prie le Secrétaire général de faire rapport dans un délai de six mois ;",
           "dans un délai de six mois"),
    "ru": ("просит Генерального секретаря представить доклад в течение шести месяцев;",
           "в течение шести месяцев"),
    "zh": ("请秘书长在六个月内提交报告；", "在六个月内"),
}  # fmt: skip
RECURRING = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا كل ستين يوما؛",
    "en": "Requests the Secretary-General to report every sixty days;",
    "es": "Solicita al Secretario General que informe cada sesenta días;",
    "fr": "Prie le Secrétaire général de faire rapport tous les soixante jours ;",
    "ru": "просит Генерального секретаря представлять доклад каждые шестьдесят дней;",
    "zh": "请秘书长每隔六十天提交报告；",
}
YEARLY = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا سنويا؛",
    "en": "Requests the Secretary-General to report annually;",
    "es": "Solicita al Secretario General que informe anualmente;",
    "fr": "Prie le Secrétaire général de faire rapport chaque année ;",
    "ru": "просит Генерального секретаря ежегодно представлять доклад;",
    "zh": "请秘书长每年提交报告；",
}
TWO = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا بحلول 1 أيار/مايو 2031 وتقريرا في موعد أقصاه "
    "1 كانون الأول/ديسمبر 2031؛",
    "en": "Requests the Secretary-General to report by 1 May 2031 and no later than 1 December "
    "2031;",
    "es": "Solicita al Secretario General que informe a más tardar el 1 de mayo de 2031 y antes "
    "del 1 de diciembre de 2031;",
    "fr": "Prie le Secrétaire général de faire rapport au plus tard le 1er mai 2031 et d’ici au "
    "1er décembre 2031 ;",
    "ru": "просит Генерального секретаря представить доклад не позднее 1 мая 2031 года и к "
    "1 декабря 2031 года;",
    "zh": "请秘书长至迟于2031年5月1日提交报告，并在2031年12月1日之前提交报告；",
}
LISTED = {
    "ar": "يطلب إلى الأمين العام والدول الأعضاء أن تساعد؛",
    "en": "Requests the Secretary-General and Member States, in consultation with Chad, to help;",
    "es": "Solicita al Secretario General y a los Estados Miembros, en consulta con el Chad, que "
    "ayuden;",
    "fr": "Prie le Secrétaire général et les États Membres, en consultation avec le Tchad, "
    "d’aider ;",
    "ru": "просит Генерального секретаря и государства-члены оказать помощь;",
    "zh": "请秘书长和会员国提供援助；",
}
GOVERNMENT = {
    "ar": "يهيب بحكومة مالي أن تتعاون؛",
    "en": "Calls upon the Government of Mali to cooperate;",
    "es": "Exhorta al Gobierno de Malí a que coopere;",
    "fr": "Demande au Gouvernement du Mali de coopérer ;",
    "ru": "призывает правительство Мали сотрудничать;",
    "zh": "促请马里政府合作；",
}


def asked(code: str, text: str, adopted: date | None = ADOPTED) -> Request:
    """Return the one request of a text."""
    source = clean(SourceText.of(text))
    reading = Reading(source, fold(source.text), load(code), gazetteer())
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, ParagraphKind.OPERATIVE, reading.pack)
    (request,) = requests(reading, end, verbs, adopted=adopted)
    return request


@pytest.mark.parametrize(("code", "text"), COUNTED.items())
def test_a_span_from_the_adoption_is_counted(code: str, text: str) -> None:
    assert asked(code, text).deadlines == ("2031-05-01",)


@pytest.mark.parametrize(("code", "text"), MONTH.items())
def test_a_month_from_the_last_of_january_ends_in_february(code: str, text: str) -> None:
    assert asked(code, text).deadlines == ("2031-02-28",)


@pytest.mark.parametrize(("code", "text"), COUNTED.items())
def test_without_a_day_of_adoption_the_words_stand_alone(code: str, text: str) -> None:
    request = asked(code, text, None)
    assert not request.deadlines
    assert "90" in request.deadline_texts[0] or "quatre-vingt-dix" in request.deadline_texts[0]


@pytest.mark.parametrize(("code", "text", "words"), [(c, *case) for c, case in OPEN.items()])
def test_a_span_from_nobody_knows_when_is_words(code: str, text: str, words: str) -> None:
    request = asked(code, text)
    assert (request.deadlines, request.deadline_texts) == ((), (words,))


@pytest.mark.parametrize(("code", "text"), RECURRING.items())
def test_what_recurs_is_a_duration(code: str, text: str) -> None:
    assert asked(code, text).recurrences == ("P60D",)


@pytest.mark.parametrize(("code", "text"), YEARLY.items())
def test_what_is_asked_every_year_recurs(code: str, text: str) -> None:
    assert asked(code, text).recurrences == ("P1Y",)


@pytest.mark.parametrize(("code", "text"), TWO.items())
def test_two_deadlines_are_two(code: str, text: str) -> None:
    assert asked(code, text).deadlines == ("2031-05-01", "2031-12-01")


@pytest.mark.parametrize(("code", "text"), LISTED.items())
def test_each_of_a_list_is_asked_and_who_is_consulted_is_not(code: str, text: str) -> None:
    expected = ("organ/secretary-general", "concept/addressee/member-states")
    assert asked(code, text).addressees == expected


@pytest.mark.parametrize(("code", "text"), GOVERNMENT.items())
def test_a_government_is_its_state(code: str, text: str) -> None:
    assert asked(code, text).addressees == ("state/MLI",)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Urges the parties in the Sudan and South Sudan to stop;", ("concept/addressee/parties",)),
        ("Urges the bilateral commissions of Chad and Mali and the Niger to stop;", ()),
        ("Requests the Secretary-General of a league to help;", ()),
    ],
)
def test_whose_a_body_is_is_not_who_is_asked(text: str, paths: tuple[str, ...]) -> None:
    assert asked("en", text).addressees == paths
