"""All names of all entities, to be found whole, by what they begin with, or by likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio

from ..identifiers import BASE
from ..rdf import Literal
from .entities import Entity, Name
from .likeness import likeness
from .normal import exact, key, keys
from .schema import schema
from .symbols import named

LEAST = 0.45
"""Likeness below which a name is no candidate."""
LONGEST = 200
"""Characters of a text that is compared with names like it; a longer one is a name or is none."""
_CLOSEST = 40
_SHORTENED = re.compile(r"([^\W\d_]+)\.")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found: how like its name is, and how it was found.

    ``safe`` is true for a name or symbol that is the entity's own, slips aside none, and not one
    that a reader may take for another's.
    """

    entity: Entity
    likeness: float
    safe: bool = False


class Index:
    """The entities of a dataset, by every name.

    >>> index = Index([Entity("x:1", "France", "", ("t",), (Name("France", "en"),))])
    >>> [(h.entity.iri, h.safe) for h in index.find("FRANCE")]
    [('x:1', True)]
    """

    def __init__(self, found: Iterable[Entity], base: str = BASE) -> None:
        self.base = base
        self.entities = {e.iri: e for e in found}
        self._by_key: defaultdict[str, dict[str, list[Name]]] = defaultdict(dict)
        self._by_code: defaultdict[str, set[str]] = defaultdict(set)
        for entity in self.entities.values():
            for name in entity.names:
                self._by_key[key(name.text)].setdefault(entity.iri, []).append(name)
            for code in _codes(entity):
                self._by_code[code].add(entity.iri)
        self._by_key.pop("", None)

    def find(self, text: str, types: frozenset[str] = frozenset()) -> list[Hit]:
        """Return the entities that a text may name, of any of the types, the likeliest first."""
        hits: dict[str, Hit] = {}
        for hit in (*self._by_identifier(text), *self._whole(text, types), *self._alike(text)):
            iri = hit.entity.iri
            if not types or types & set(hit.entity.types):
                known = hits.get(iri)
                if known is None or (hit.safe, hit.likeness) > (known.safe, known.likeness):
                    hits[iri] = hit
        return sorted(
            hits.values(), key=lambda h: (-h.likeness, not h.safe, _rank(h), h.entity.iri)
        )

    def coded(self, code: str, text: str) -> list[Hit]:
        """Return the entities of an identifying value, and how like a text their names are."""
        asked = key(text)
        return [
            Hit(entity, max((likeness(asked, key(n.text)) for n in entity.names), default=0.0))
            for iri in sorted(self._by_code.get(code, ()))
            for entity in (self.entities[iri],)
        ]

    def entity(self, identifier: str) -> Entity | None:
        """Return the entity of an IRI, or of what follows the base in it, or None."""
        return self.entities.get(identifier) or self.entities.get(self.base + identifier)

    def beginning(self, prefix: str) -> list[Entity]:
        """Return the entities that have a name, or a word in a name, that begins so.

        Names that begin so come first, in the order of the alphabet.
        """
        asked = key(prefix)
        first = [form for form in sorted(self._by_key) if form.startswith(asked)]
        inside = f" {asked}"
        later = [form for form in sorted(self._by_key) if inside in form]
        iris = dict.fromkeys(iri for form in (*first, *later) for iri in self._by_key[form])
        return [self.entities[iri] for iri in iris]

    def _by_identifier(self, text: str) -> Iterator[Hit]:
        """Yield what the text names by IRI, code or symbol."""
        if direct := self.entity(text.strip()):
            yield Hit(direct, 1.0, safe=True)
        codes = self._by_code.get(text.strip(), set())
        for iri in codes:
            yield Hit(self.entities[iri], 1.0, safe=len(codes) == 1)
        for document in named(text):
            if entity := self.entity(document.path):
                agrees = document.sound and _same_year(entity, document.year)
                whole = document.whole and agrees
                yield Hit(entity, 1.0 if whole else 0.9 if agrees else 0.6, safe=whole)

    def _whole(self, text: str, types: frozenset[str]) -> Iterator[Hit]:
        """Yield the entities that have exactly this name, writing aside."""
        for number, form in enumerate(keys(text)):
            found = self._by_key.get(form, {})
            rivals = [i for i in found if not types or types & set(self.entities[i].types)]
            for iri, names in found.items():
                as_written = any(exact(n.text) == exact(text) for n in names)
                formal = any(n.formal for n in names)
                safe = len(rivals) == 1 and (formal or not self._inside_another(form, iri))
                yield Hit(self.entities[iri], (1.0 if as_written else 0.99) - number / 100, safe)
            if found:
                return

    def _inside_another(self, form: str, iri: str) -> bool:
        """Tell whether a name is part of the name in full of another entity that has one.

        *Guinea* may be meant for Guinea-Bissau, *Korea* for either; a formal name is complete.
        """
        own = self.entities[iri]
        if not any(n.formal for n in own.names):
            return False
        inside = _part(form)
        return any(
            inside.search(other)
            for other, holders in self._full_names.items()
            if other != form and len(other) > len(form) and holders - {iri}
        )

    @cached_property
    def _full_names(self) -> dict[str, set[str]]:
        """Return the preferred and formal names of entities that have formal ones."""
        full: defaultdict[str, set[str]] = defaultdict(set)
        for iri, entity in self.entities.items():
            if any(n.formal for n in entity.names):
                for name in entity.names:
                    if name.formal or name.preferred:
                        full[key(name.text)].add(iri)
        return dict(full)

    def _alike(self, text: str) -> Iterator[Hit]:
        """Yield entities with names like the text; none of them is safe."""
        asked = key(text)
        shortened = frozenset(key(w) for w in _SHORTENED.findall(text))
        if not 0 < len(asked) <= LONGEST:
            return
        for form in self._near(asked, shortened):
            score = likeness(asked, form, shortened)
            if score >= LEAST:
                for iri in self._by_key[form]:
                    yield Hit(self.entities[iri], min(score, 0.98))

    def _near(self, asked: str, shortened: frozenset[str]) -> set[str]:
        """Return the names worth a closer look: the nearest by letters and by words."""
        near = process.extract(
            asked, self._forms, scorer=OSA.normalized_similarity, processor=None,
            limit=_CLOSEST, score_cutoff=LEAST,
        )  # fmt: skip
        found = {form for form, _, _ in near}
        if " " in asked or shortened:
            words = process.extract(
                asked, self._forms, scorer=token_set_ratio, processor=None,
                limit=_CLOSEST, score_cutoff=60,
            )  # fmt: skip
            found |= {form for form, _, _ in words}
        return found

    @cached_property
    def _forms(self) -> list[str]:
        return list(self._by_key)


def _codes(entity: Entity) -> Iterator[str]:
    """Yield the values of an entity's identifying properties."""
    for iri, values in entity.facts.items():
        if schema().properties[iri].identifying:
            yield from (v.value for v in values if isinstance(v, Literal))


def _same_year(entity: Entity, year: str) -> bool:
    """Tell whether the year given for a document is the one in its symbol, where both have one."""
    ending = re.search(r"\((\d{4})\)$", entity.name)
    return not year or ending is None or ending[1] == year


def _rank(hit: Hit) -> int:
    """Return the place of the entity's type in the table: states go before documents."""
    kinds = list(schema().types)
    return min((kinds.index(t) for t in hit.entity.types if t in kinds), default=len(kinds))


def _part(form: str) -> re.Pattern[str]:
    """Return the pattern of a name inside another: whole words, or anywhere in unspaced writing."""
    edge = "" if re.search(r"[\u3400-\u9fff]", form) else r"\b"
    return re.compile(f"{edge}{re.escape(form)}{edge}")
