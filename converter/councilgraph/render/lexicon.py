"""What generated paragraphs are made of in one language, gathered once from pack and tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..languages import LanguagePack, article_length, fold, load
from ..link import gazetteer, preferred_names
from ..parse.acts import FINITE
from .phrases import Phrasebook, phrasebook

CHARTER = "instrument/un-charter"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a leading verb: its words, its lemma, whether it may go on inside a paragraph."""

    text: str
    lemma: str
    inner: bool


@dataclass(frozen=True)
class Lexicon:
    """One language's material: forms of verbs by side, instruments, whom something is asked of.

    ``acts`` are the forms of verbs that ask nothing and set up, extend or end nothing, by side;
    ``asks`` of those that ask;
    ``instruments`` pairs of name and path; ``addressees`` pairs of words and path;
    ``office`` the path of the President of the Council, who signs letters;
    ``states`` the paths of all states in a fixed order.
    """

    book: Phrasebook
    acts: dict[str, tuple[Form, ...]]
    asks: dict[str, tuple[Form, ...]]
    inner: dict[str, tuple[Form, ...]]
    instruments: tuple[tuple[str, str], ...]
    addressees: tuple[tuple[str, str | None], ...]
    office: str | None
    states: tuple[str, ...]


@cache
def lexicon(code: str) -> Lexicon:
    """Return what generated paragraphs are made of in a language (ISO 639-1 code)."""
    book = phrasebook(code)
    pack = book.pack
    asking = frozenset(pack.requests["verbs"])
    forms = {side: _forms(pack, side) for side in ("preambular", "operative")}
    acts = {side: tuple(f for f in found if f.lemma not in asking) for side, found in forms.items()}
    return Lexicon(
        book,
        acts,
        {s: tuple(f for f in found if f.lemma in asking) for s, found in forms.items()},
        {s: tuple(f for f in found if f.inner) for s, found in acts.items()},
        tuple(
            (name, path)
            for path, name in preferred_names("instruments").get(code, {}).items()
            if not path.startswith(CHARTER) and not _holds_charter(pack, name)
        ),
        tuple((words, _path(words, pack)) for words in pack.rendering["addressees"]),
        _path(book.one("letter_role"), pack),
        tuple(sorted(book.states)),
    )


def _forms(pack: LanguagePack, side: str) -> tuple[Form, ...]:
    """Return the forms of one side that can mean one lemma only and hold nothing else to read."""
    owners: dict[str, set[str]] = {}
    for lemma, sides in pack.verbs.items():
        for texts in sides.values():
            for text in texts:
                owners.setdefault(_bare(text), set()).add(lemma)
    kept = frozenset(pack.connectives["opening_only"])
    kept |= frozenset(pack.connectives["participle_opening_only"] if side == "preambular" else ())
    modifiers = pack.connectives["modifiers"]
    # "expresses" before a noun may be one of "expresses * concern"
    open_ends = {
        _key(text.split(" * ")[0])
        for sides in pack.verbs.values() for texts in sides.values() for text in texts
        if " * " in text
    }  # fmt: skip
    return tuple(
        Form(text.replace(" * ", " "), lemma, lemma not in kept)
        for lemma, sides in pack.verbs.items()
        for text in sides.get(side, ())
        if lemma not in FINITE
        and len(owners[_bare(text)]) == 1
        and _key(text) not in open_ends
        and not any(text.startswith(m) for m in modifiers)
        and not _holds_charter(pack, text)
    )


def _holds_charter(pack: LanguagePack, text: str) -> bool:
    names = (*pack.citations["charter"], *pack.citations["charter_short"])
    return any(_key(name) in _key(text) for name in names)


def _bare(form: str) -> str:
    """Return a form with nothing in it: what "expresses * concern" and its like have in common."""
    return _key(form.replace(" * ", " "))


@cache
def _key(text: str) -> str:
    return fold(text).casefold()


def _path(words: str, pack: LanguagePack) -> str | None:
    """Return the path of whom the words name, an article before it aside."""
    known = gazetteer()
    names = {**known.states.get(pack.code, {}), **known.organs.get(pack.code, {})}
    folded = {_key(name): path for name, path in names.items()}
    key = _key(words)
    return folded.get(key) or folded.get(key[article_length(key, load(pack.code)) :])


def named_path(text: str, code: str) -> str | None:
    """Return the path of an organ or group by one of its names, or None."""
    return gazetteer().organs.get(code, {}).get(text)
