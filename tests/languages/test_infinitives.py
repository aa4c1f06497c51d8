"""What tells where an addressee ends: infinitives of Russian, and nouns that look like them."""

from __future__ import annotations

import re

import pytest

from councilgraph.languages import load

VERBS = [
    "представить", "обеспечивать", "провести", "произвести", "прийти", "найти", "помочь",
    "пресечь", "привлечь", "принять", "воздерживаться", "соблюсти", "обрести", "учесть",
    "есть", "достичь", "иметь", "тянуть", "открыть", "спасти", "расти", "нести",
]  # fmt: skip
NOUNS = [
    "области", "деятельности", "власти", "часть", "безопасность", "ответственность", "помощь",
    "сеть", "нефть", "пять", "ценность", "новости", "готовность", "путь", "целостность",
    "очередь", "жизнь", "речь", "повесть", "сторон",
]  # fmt: skip


def _is_infinitive(word: str) -> bool:
    return re.fullmatch(load("ru").traits["infinitive"], word) is not None


@pytest.mark.parametrize("word", [*VERBS, "и далее представлять", "в полной мере соблюдать"])
def test_verbs_are_infinitives(word: str) -> None:
    assert _is_infinitive(word)


@pytest.mark.parametrize("word", NOUNS)
def test_nouns_are_not(word: str) -> None:
    assert not _is_infinitive(word)
