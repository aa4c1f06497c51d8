"""Leading verbs: the words with which the Council says what it does.

A paragraph opens with one (*Recalling*, *Decides*) and may go on with others after a comma or a
conjunction (*and further stressing*). Participles and finite forms share one lemma.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from ..languages import LanguagePack, caseless, either, load
from ..model import ParagraphKind
from .forms import Form, forms_of
from .sentences import Sentence, sentences
from .words import TEXTS, in_one_case, places_of_words, words_of

_NOTHING = "(?!)"
_REACH = 60
"""Characters before a verb in which stands what joins it to the one before."""
_SIDES = {ParagraphKind.PREAMBULAR: "preambular", ParagraphKind.OPERATIVE: "operative"}


@dataclass(frozen=True, slots=True)
class VerbMatch:
    """A leading verb in the cleaned text: lemma slug, offsets, and on which side it belongs.

    ``lead`` is where the words begin that join it to what comes before (``, and further``).
    """

    lemma: str
    start: int
    end: int
    side: str
    lead: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """One language's verb forms by their first word (or character), longest first.

    ``particle`` matches a word that is written as one with the next (Arabic *and*), ``joined`` what
    joins a verb to what comes before, ``joints`` are the words and the comma in which that ends.
    """

    code: str
    spaced: bool
    head: re.Pattern[str]
    particle: re.Pattern[str]
    forms: dict[str, tuple[Form, ...]]
    adverb: re.Pattern[str]
    joined: re.Pattern[str]
    joints: tuple[str, ...]
    sentence: Sentence
    opening_only: frozenset[str]
    participle_opening_only: frozenset[str]

    def opens_only(self, verb: VerbMatch) -> bool:
        """Tell whether a verb leads at the start of a paragraph only, never inside one."""
        participle = verb.side == "preambular" and verb.lemma in self.participle_opening_only
        return participle or verb.lemma in self.opening_only

    def may_join(self, folded: str, start: int, end: int) -> bool:
        """Tell whether a range ends in what a join ends in: ``joined`` tells for certain."""
        return in_one_case(folded)[start:end].rstrip().endswith(self.joints)

    def at(self, folded: str, start: int, end: int) -> VerbMatch | None:
        """Return the verb whose form begins at ``start``, or None."""
        head = self.head.match(folded, start, end)
        if head is None:
            return None
        best: VerbMatch | None = None
        stem, tail = 0, end
        for form in _present(self.code, folded).get(head.group().casefold(), ()):
            if not form.open and form.stem <= stem:
                continue
            match = form.pattern.match(folded, start, end)
            if match and (best is None or match.start("tail") < tail):
                best = VerbMatch(form.lemma, start, match.end(), form.side, start)
                stem, tail = form.stem, match.start("tail")
                if not form.open:
                    break
        return best

    def first(self, folded: str, start: int, end: int) -> VerbMatch | None:
        """Return the verb that opens a paragraph, after a particle and adverbs at most."""
        glued = self.particle.match(folded, start, end)
        for begin in (start, glued.end()) if glued else (start,):
            at: int = begin
            while True:
                if verb := self.at(folded, at, end):
                    return verb
                adverb = self.adverb.match(folded, at, end)
                if adverb is None:
                    break
                at = adverb.end()
        return None

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words of a text in which verbs may begin, and others where some are glued."""
        return words if self.particle.pattern != _NOTHING else words & self.forms.keys()

    def begins(self, word: str) -> tuple[int, ...]:
        """Return where verbs may begin in a word: at once, after the particle as one with it."""
        glued = self.particle.match(word)
        places = (0, glued.end()) if glued else (0,)
        return tuple(at for at in places if word[at:] in self.forms)


@cache
def _lexicon(code: str) -> _Lexicon:
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    forms = forms_of(pack)
    head = r"\w+" if spaced else f"[{re.escape(''.join(sorted(forms)))}]"
    particle = pack.traits["prefix_particles"]
    table = pack.connectives
    modifier = either(table["modifiers"], spaced=spaced)
    joins = either(table["joins"], spaced=spaced)
    opening = rf"(?:{particle})?(?:(?:{modifier})[\s,]*+)*"
    # First a look at one letter: nearly nowhere in a text does a join begin.
    begins = re.escape("".join(sorted({join[0] for join in table["joins"]})))
    joined = rf"(?=[{begins}])(?:{joins})[\s,]*+(?:(?:{joins})[\s,]*+|(?!))*+{opening}$"
    return _Lexicon(
        code,
        spaced,
        re.compile(head),
        re.compile(particle or _NOTHING),
        forms,
        re.compile(rf"(?:{modifier})[\s,]*", re.IGNORECASE),
        re.compile(joined, re.IGNORECASE),
        (",", *(caseless(p.split()[-1]) for key in ("joins", "modifiers") for p in table[key])),
        sentences(pack, opening),
        frozenset(table["opening_only"]),
        frozenset(table["participle_opening_only"]),
    )


@lru_cache(maxsize=1 << 16)
def _begins(code: str, word: str) -> tuple[int, ...]:
    """Return where verbs may begin in a word; the answer is remembered, for most words are few."""
    return _lexicon(code).begins(word)


@lru_cache(maxsize=TEXTS)
def _present(code: str, folded: str) -> dict[str, tuple[Form, ...]]:
    """Return the forms of which a text has all the words, by their first word or character."""
    lexicon = _lexicon(code)
    if not lexicon.spaced:
        return lexicon.forms
    words = words_of(folded).distinct
    heads = {word[at:] for word in lexicon.among(words) for at in _begins(code, word)}
    present = {head: [f for f in lexicon.forms[head] if f.others <= words] for head in heads}
    return {head: tuple(forms) for head, forms in present.items() if forms}


@lru_cache(maxsize=TEXTS)
def _heads(code: str, folded: str) -> list[tuple[int, int]]:
    """Return the words of a text in which verbs may begin: their places, and where in them."""
    lexicon = _lexicon(code)
    if not lexicon.spaced:
        return [(head.start(), 0) for head in lexicon.head.finditer(folded)]
    present = _present(code, folded)
    into = {
        word: at
        for word in lexicon.among(words_of(folded).distinct)
        for at in _begins(code, word)[:1]
        if word[at:] in present
    }
    return [(start, into[word]) for start, word in places_of_words(folded, into)]


def leading_verbs(
    folded: str, start: int, end: int, kind: ParagraphKind, pack: LanguagePack
) -> list[VerbMatch]:
    """Return the leading verbs of a paragraph, in order; offsets are those of ``folded``.

    The first stands at the start, after adverbs at most; the others after a comma, a semicolon or
    a conjunction, in the form that this kind of paragraph uses. In a statement, whose paragraphs
    have several sentences, the verb of each leads of which the Council is the subject.

    >>> from councilgraph.languages import load
    >>> text = "Stressing that reform is critical, and further stressing that, in this regard,"
    >>> found = leading_verbs(text, 0, len(text), ParagraphKind.PREAMBULAR, load("en"))
    >>> [(v.lemma, text[v.start:v.end]) for v in found]
    [('stresses', 'Stressing'), ('stresses', 'stressing')]
    """
    lexicon = _lexicon(pack.code)
    first = leading_verb(folded, start, end, kind, pack)
    if first is None:
        return []
    found, plain = [first], kind is ParagraphKind.PLAIN
    wanted = _SIDES.get(kind, "operative")
    places = _heads(pack.code, folded)
    for i in range(bisect_left(places, (first.end, 0)), bisect_left(places, (end, 0))):
        head, into = places[i]
        if head < found[-1].end:
            continue
        begin = head + into
        near = max(start, begin - _REACH)
        glued = into > 0  # Arabic drops إذ after "and": إذ يؤكد … ويشدد
        joins = glued or lexicon.may_join(folded, near, begin)
        verb = lexicon.at(folded, begin, end) if joins or plain else None
        if verb is None:
            continue
        lead = _later(lexicon, folded, verb, found[-1]) if plain else None
        if lead is None and joins and not lexicon.opens_only(verb):
            joint = lexicon.joined.search(folded[near:begin])
            if joint and (glued or _fits(verb.side, wanted, joint.group())):
                lead = near + joint.start()
        if lead is not None:
            found.append(VerbMatch(verb.lemma, verb.start, verb.end, verb.side, lead))
    return found


def leading_verb(
    folded: str, start: int, end: int, kind: ParagraphKind, pack: LanguagePack
) -> VerbMatch | None:
    """Return the first of the leading verbs of a paragraph, or None; see ``leading_verbs``."""
    first = _lexicon(pack.code).first(folded, start, end)
    if first and kind is ParagraphKind.PLAIN and folded[first.end : end].lstrip()[:1] == ":":
        return None  # "Note :" in an annex heads a remark
    return first


def _later(lexicon: _Lexicon, folded: str, verb: VerbMatch, last: VerbMatch) -> int | None:
    """Return where a later sentence begins in which the Council does this, or None."""
    if verb.side == "preambular":
        return None
    return lexicon.sentence.begin(folded, last.end, verb.start, verb.end)


def _fits(side: str, wanted: str, joint: str) -> bool:
    """Tell whether a form may go on in this kind of paragraph after this joint.

    An operative paragraph may go on with a participle, but a bare comma before it makes it an
    aside (``, noting that``), not an act of its own.
    """
    if side in ("both", wanted):
        return True
    return wanted == "operative" and bool(re.search(r"\w", joint))
