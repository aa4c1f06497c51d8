"""What the Council asks in later sentences of a statement, or of whom a pronoun in the verb means.

All texts are invented.
"""

from __future__ import annotations

import pytest

from councilgraph.languages import fold, load
from councilgraph.link import gazetteer
from councilgraph.model import ParagraphKind, Request, SourceText
from councilgraph.parse.block import Reading
from councilgraph.parse.requests import requests
from councilgraph.parse.verbs import leading_verbs
from councilgraph.read import clean

NAMED = {
    "ar": "يشجع مجلس الأمن الأطراف على التعاون. ويطلب المجلس إلى الأمين العام أن يقدم تقريرا.",
    "en": "encourages the parties to cooperate. In this regard, the Security Council requests the "
    "Secretary-General to report.",
    "es": "alienta a las partes a cooperar. El Consejo solicita también al Secretario General que "
    "informe.",
    "fr": "encourage les parties à coopérer. Le Conseil prie en outre le Secrétaire général de "
    "faire rapport.",
    "ru": "призывает стороны сотрудничать. Совет Безопасности также просит Генерального секретаря "
    "представить доклад.",
    "zh": "鼓励当事方合作。安理会还请秘书长提交报告。",
}
MEANT = {
    "en": ("encourages the agencies to engage.", "It requests the Secretary-General to report."),
    "fr": ("encourage les organismes à agir.",
           "Il prie le Secrétaire général de faire rapport."),
    "ru": ("призывает стороны сотрудничать.",
           "Он просит Генерального секретаря представить доклад."),
}  # fmt: skip
BETWEEN = {
    "en": "The Commission met on Monday.",
    "fr": "Le Comité s’est réuni lundi.",
    "ru": "В понедельник состоялось заседание.",
}
WITHIN = {
    "ar": ("يحث الأطراف على التعاون ويدعوها أيضا إلى أن تقدم الدعم؛", "ها", "تقدم الدعم"),
    "es": ("Solicita al Secretario General que informe y le solicita también que siga;",
           "le", "siga"),
    "fr": ("Prie le Secrétaire général de faire rapport, et le prie également de continuer ;",
           "le", "continuer"),
}  # fmt: skip


def asked(code: str, text: str, kind: ParagraphKind) -> tuple[Request, ...]:
    """Return the requests of a text, the Council's name before its first verb left out."""
    source = clean(SourceText.of(text))
    reading = Reading(source, fold(source.text), load(code), gazetteer())
    end = len(reading.folded)
    verbs = leading_verbs(reading.folded, 0, end, kind, reading.pack)
    return requests(reading, end, verbs)


@pytest.mark.parametrize("code", sorted(NAMED))
def test_a_later_sentence_of_the_council_asks_too(code: str) -> None:
    found = asked(code, NAMED[code], ParagraphKind.PLAIN)
    assert [r.verb for r in found][1:] == ["requests"]
    assert found[-1].addressees == ("organ/secretary-general",)
    assert "." not in found[0].deliverable


@pytest.mark.parametrize("code", sorted(NAMED))
def test_a_numbered_paragraph_is_one_sentence(code: str) -> None:
    found = asked(code, NAMED[code], ParagraphKind.OPERATIVE)
    assert len(found) == (2 if code == "ar" else 1)  # a joint before an Arabic verb is enough


@pytest.mark.parametrize("code", sorted(MEANT))
def test_a_pronoun_is_the_council_only_right_after_it_acted(code: str) -> None:
    first, later = MEANT[code]
    found = asked(code, f"{first} {later}", ParagraphKind.PLAIN)
    assert found[-1].addressees == ("organ/secretary-general",)
    assert len(found) == 2
    assert len(asked(code, f"{first} {BETWEEN[code]} {later}", ParagraphKind.PLAIN)) == 1


@pytest.mark.parametrize("code", sorted(WITHIN))
def test_a_pronoun_within_the_verb_is_who_is_asked(code: str) -> None:
    text, pronoun, deliverable = WITHIN[code]
    first, second = asked(code, text, ParagraphKind.OPERATIVE)
    assert first.addressees
    assert second.addressees == ()
    assert (second.addressee_text, second.deliverable) == (pronoun, deliverable)
