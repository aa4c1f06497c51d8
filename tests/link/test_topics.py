"""Topics are concepts where their words are a label, in every language alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from councilgraph.languages import codes
from councilgraph.link import topic_concept
from councilgraph.link.gazetteer import topic_names
from councilgraph.model import Citation
from councilgraph.pipeline import convert_bytes

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SAME = {
    "en": ["women, peace and security", "Women and peace and security."],
    "fr": ["les femmes, la paix et la sécurité"],
    "es": ["las mujeres, la paz y la seguridad"],
    "ru": ["женщинах, мире и безопасности"],
    "ar": ["المرأة والسلام والأمن", "المرأة والسّلام والأمن"],
    "zh": ["妇女、和平与安全", "妇女与和平与安全"],
}


@pytest.mark.parametrize(("code", "phrase"), [(c, p) for c, ps in SAME.items() for p in ps])
def test_a_topic_is_one_concept_in_every_language(code: str, phrase: str) -> None:
    assert topic_concept(phrase, code) == "concept/topic/women-peace-and-security"


@pytest.mark.parametrize("phrase", ["", "peace", "women, peace and security, and more", "Somalia"])
def test_other_words_are_no_concept(phrase: str) -> None:
    assert topic_concept(phrase, "en") is None


def test_no_label_is_of_two_concepts() -> None:
    assert set(topic_names()) == set(codes())
    for code, names in topic_names().items():
        for name, path in names.items():
            assert topic_concept(name, code) == path


def test_a_list_of_topics_before_their_numbers_is_taken_apart() -> None:
    text = (
        "联合国 S/RES/9009 (2031)\n第9009(2031)号决议\n安全理事会，\n"
        "回顾关于妇女、和平与安全的第1325(2000)、1820(2008)号决议、关于武装冲突中保护平民的"
        "第1265(1999)号决议和关于青年、和平与安全的第2250(2015)号决议，\n1. 决定继续处理此案。\n"
    )  # invented
    document = convert_bytes(text.encode(), "a.txt").record.main
    found = {str(c.target): c.topic_concept for p in document.paragraphs for c in p.citations}
    assert found == {
        "S/RES/1325 (2000)": "concept/topic/women-peace-and-security",
        "S/RES/1820 (2008)": "concept/topic/women-peace-and-security",
        "S/RES/1265 (1999)": "concept/topic/protection-of-civilians-in-armed-conflict",
        "S/RES/2250 (2015)": "concept/topic/youth-peace-and-security",
    }


def cited(path: Path) -> dict[tuple[str, str], Citation]:
    """Return the citations of a text by paragraph and target."""
    document = convert_bytes(path.read_bytes(), path.name).record.main
    return {("/".join(p.path), str(c.target)): c for p in document.paragraphs for c in p.citations}


@pytest.mark.slow
def test_language_versions_agree_on_concepts() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the documents to compare are not there: ../shared/corpus")
    concepts: defaultdict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    topics: Counter[str] = Counter()
    known: Counter[str] = Counter()
    files = sorted(CORPUS.glob("resolution/*(2020).*.txt"))
    assert len(files) > 300
    for path in files:
        stem, code = re.fullmatch(r"(.+)\.(\w\w)\.txt", path.name).groups()  # type: ignore[union-attr]
        for (place, target), citation in cited(path).items():
            topics[code] += citation.topic is not None
            known[code] += citation.topic_concept is not None
            if citation.topic_concept:
                concepts[stem, place, target][code] = citation.topic_concept
    apart = {where: found for where, found in concepts.items() if len(set(found.values())) > 1}
    several = sum(len(found) > 1 for found in concepts.values())
    print(  # noqa: T201 - the figures are wanted
        f"{len(concepts)} citations with a concept, {several} in several languages; by language:",
        {c: f"{known[c]} of {topics[c]}" for c in sorted(topics)},
    )
    assert apart == {}
    assert several > 20
