"""A search index that looks at every document, in plain Python: the fake for tests and the oracle.

It shares the reading of texts and queries with the real index, and nothing of scoring, scope, order,
facets or storage: those are written here a second time, the slow way.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from archive.domain.access import AccessScope
from archive.domain.folding import fold
from archive.indexer.analysis import is_han, written_form
from archive.indexer.completion import endings
from archive.indexer.field_words import with_codes
from archive.indexer.near_names import near_names
from archive.indexer.plan import Alternative, Clause, Phrase, QueryPlan, Term
from archive.indexer.port import (
    FACETS,
    EntrySource,
    FacetValue,
    IndexEntry,
    IndexHit,
    IndexResult,
    Likeness,
    Sample,
    SearchRequest,
    Wording,
)
from archive.indexer.query import make_plan
from archive.indexer.ranking import (
    ALL_TERMS,
    COMPLETE,
    IN_ORDER,
    LEANING,
    LEAST_COVER,
    OF_CLASS,
    STANDING_ALONE,
    VERIFIED,
    WHOLE,
)
from archive.indexer.results import wording_of, words_of
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.scoring import (
    BESIDE_A_KIND,
    CLASS_COVER,
    CLASS_SHARE,
    IN_CONTEXT,
    LONGEST,
)
from archive.indexer.shown_words import shown, written_words
from archive.indexer.similar import LEAST_SHARE, LEAST_WORDS, READ, named, telling_words
from archive.indexer.spelling import rewritten, similar_words, with_others
from archive.indexer.standing import A_CONTAINER, A_DRAFT, NO_PAPER, WORTH
from archive.indexer.term_gains import K1, B
from archive.indexer.thesaurus import Thesaurus, shipped_thesaurus
from archive.indexer.wordings import SAME_THING, SAYS_SO
from archive.indexer.writer import read_entry


@dataclass(frozen=True)
class _Document:
    entry: IndexEntry
    terms: Mapping[str, Counter[str]]
    lengths: Mapping[str, float]
    text: str


def _read(entry: IndexEntry) -> _Document:
    bag, text = read_entry(entry)
    terms = {WORDS: bag.words, GRAMS: bag.grams + bag.extras}
    return _Document(entry, terms, {WORDS: bag.word_length, GRAMS: bag.gram_length}, text)


def facet_value(entry: IndexEntry, facet: str) -> str:
    return str(getattr(entry, {"class": "class_key"}.get(facet, facet)))


class MemoryIndex:
    """A `SearchIndex` in a dictionary."""

    def __init__(self, thesaurus: Thesaurus | None = None) -> None:
        self._thesaurus = thesaurus or shipped_thesaurus()
        self._documents: dict[str, _Document] = {}
        self.lost = True

    def rebuild_from(
        self, sources: Callable[[], Sequence[EntrySource]], progress: Callable[[int], None]
    ) -> None:
        self.rebuild((entry for source in sources() for entry in source()), progress)

    def apply(self, entries: Sequence[IndexEntry], removed: Collection[str] = ()) -> None:
        for identity in removed:
            self._documents.pop(identity, None)
        self._documents |= {entry.id: _read(entry) for entry in entries}

    def rebuild(self, entries: Iterable[IndexEntry], progress: Callable[[int], None]) -> None:
        fresh: dict[str, _Document] = {}
        for entry in entries:
            fresh.setdefault(entry.id, _read(entry))
        self._documents, self.lost = fresh, False
        progress(len(fresh))

    def stored(self) -> Mapping[str, tuple[str, ...]]:
        return {identity: d.entry.access for identity, d in self._documents.items()}

    def _seen(self, scope: AccessScope, hidden: Collection[str]) -> list[_Document]:
        return [
            document
            for identity, document in sorted(self._documents.items())
            if identity not in hidden and scope.sees(document.entry.access)
        ]

    def complete(
        self, typed: str, scope: AccessScope, hidden: Collection[str] = (), limit: int = 5
    ) -> tuple[str, ...]:
        world = _World(self._seen(scope, hidden))
        return endings(typed, world.words_from, world.holders, world.written, limit)

    def similar(
        self, sample: Sample, scope: AccessScope, hidden: Collection[str] = (), limit: int = 10
    ) -> tuple[Likeness, ...]:
        world = _World(self._seen(scope, hidden))
        words = telling_words(sample, lambda word: world.mass_beside(word, sample.id))
        whole = sum(word.weight * (K1 + 1) for word in words)
        found = []
        for document in self._seen(scope, hidden) if len(words) >= LEAST_WORDS else ():
            gains = {w.text: w.weight * world.saturation(w.text, document) for w in words}
            share = sum(gains.values()) / whole
            reason = sorted((w for w in gains if gains[w]), key=lambda w: (-gains[w], w))
            if (
                document.entry.id != sample.id
                and share >= LEAST_SHARE
                and len(reason) >= LEAST_WORDS
            ):
                found.append((-share, document.entry.id, named(reason)))
        return tuple(
            Likeness(
                identity,
                min(1.0, round(-share, 4)),
                shown(reason, written_words(f"{sample.title}\n{sample.body[:READ]}", reason)),
            )
            for share, identity, reason in sorted(found)[:limit]
        )

    def wording(self, typed: str, today: date | None = None) -> Wording:
        return wording_of(make_plan(typed, self._thesaurus, today))

    def _plan(self, request: SearchRequest, world: _World) -> tuple[QueryPlan, str | None]:
        typed, today = request.text, request.today
        plan = make_plan(typed, self._thesaurus, today)
        others = similar_words(plan, world.holders, world.words_from)
        names = near_names(typed, plan.sought, world.holders, world.pairs_from, world.saying)
        if not others and not names:
            return plan, None
        best = {w: world.written(near[0]) or w for w, near in others.items()}
        put_right = rewritten(typed, best | {run: found[0] for run, found in names.items()})
        return with_others(make_plan(put_right, self._thesaurus, today), others), put_right

    def search(
        self, request: SearchRequest, scope: AccessScope, hidden: Collection[str] = ()
    ) -> IndexResult:
        seen = self._seen(scope, hidden)
        world = _World(seen)
        plan, put_right = self._plan(request, world)
        fields = with_codes(plan.fields, request.projects)
        found = [
            hit
            for hit in world.answer(plan)
            if _passes(hit[1].entry, request.filters)
            and (request.among is None or hit[1].entry.id in request.among)
            and all(word.holds(facet_value(hit[1].entry, word.facet)) for word in fields)
        ]
        found.sort(key=_order(request.sort))
        start = (request.page - 1) * request.per_page
        others = world.tried(plan)
        poor = [d.entry.poor_pages for _, d in found if d.entry.poor_pages]
        return IndexResult(
            hits=tuple(
                IndexHit(document.entry.id, score)
                for score, document in found[start : start + request.per_page]
            ),
            total=len(found),
            facets=_facets([document.entry for _, document in found]),
            poor_documents=len(poor),
            poor_pages=sum(poor),
            nothing_of=_nothing_of(plan, [document for _, document in found]),
            did_you_mean=put_right,
            tried=others,
            words=words_of(plan, others),
        )


def _nothing_of(plan: QueryPlan, found: Sequence[_Document]) -> tuple[str, ...]:
    return tuple(
        told
        for told, ways in {**plan.times, **plan.written}.items()
        if found
        and not any(
            all(term.text in document.terms[term.field] for term in way.terms)
            for way in ways
            for document in found
        )
    )


def _is_of(entry: IndexEntry, classes: Sequence[str]) -> bool:
    return entry.class_key in classes and entry.kind != NO_PAPER


def _passes(entry: IndexEntry, filters: Mapping[str, Sequence[str]]) -> bool:
    return all(
        facet in FACETS and (not values or facet_value(entry, facet) in set(values) - {""})
        for facet, values in filters.items()
    )


def _order(sort: str) -> Callable[[tuple[float, _Document]], tuple[object, ...]]:
    keys: dict[str, Callable[[tuple[float, _Document]], tuple[object, ...]]] = {
        "relevance": lambda hit: (-hit[0], hit[1].entry.id),
        "date": lambda hit: (-_day(hit[1].entry.date), hit[1].entry.id),
        "name": lambda hit: (fold(hit[1].entry.name), hit[1].entry.id),
    }
    return keys[sort]


def _day(date: str) -> int:
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdecimal() else 0


def _facets(entries: Sequence[IndexEntry]) -> dict[str, tuple[FacetValue, ...]]:
    facets = {}
    for facet in FACETS:
        counts = Counter(value for entry in entries if (value := facet_value(entry, facet)))
        if counts:
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            facets[facet] = tuple(FacetValue(value, count) for value, count in ordered)
    return facets


def _standing(entry: IndexEntry) -> float:
    worth = WORTH.get(entry.class_key, 1.0)
    factor = A_DRAFT if entry.draft else 1.0
    factor *= A_CONTAINER if entry.container else 1.0
    return factor * (min(1.0, worth) if entry.draft or entry.kind == NO_PAPER else worth)


class _World:
    """The documents one caller sees, and scores computed from them alone."""

    def __init__(self, documents: Sequence[_Document]) -> None:
        self._documents = documents
        self._average = {
            field: (sum(d.lengths[field] for d in documents) / len(documents) if documents else 1)
            or 1
            for field in (WORDS, GRAMS)
        }
        self._mass = cache(self._count_mass)
        self._thing = cache(self._measure_clause)

    def answer(self, plan: QueryPlan) -> list[tuple[float, _Document]]:
        listed = [(0.0, document) for document in self._documents]
        hits = listed if plan.everything else self._scored(plan)
        return [
            (score, document)
            for score, document in hits
            if all(self._contains(phrase, document) for phrase in plan.required)
            and not any(self._contains(phrase, document) for phrase in plan.excluded)
        ]

    def _scored(self, plan: QueryPlan) -> list[tuple[float, _Document]]:
        mass = sum(self._clause_mass(clause) for clause in plan.clauses) or 1.0
        kinds = [bool(clause.classes) for clause in plan.clauses]
        telling = [i for i, kind in enumerate(kinds) if not kind or all(kinds)]
        told = sum(self._clause_mass(plan.clauses[i]) for i in telling) or 1.0
        weight = BESIDE_A_KIND if len(telling) < len(kinds) else IN_CONTEXT
        parts = {
            d.entry.id: [self._clause(clause, d) for clause in plan.clauses]
            for d in self._documents
        }
        base = {}
        for document in self._documents:
            own = parts[document.entry.id]
            neighbours = [
                parts[d.entry.id]
                for d in self._documents
                if d.entry.project == document.entry.project
            ]
            known = sum(max(n[i][1] for n in neighbours) for i in telling) / told
            kept = sum(gram in document.terms[GRAMS] for gram in plan.pairs)
            cover = sum(part[1] for part in own) / mass
            order = 1 + IN_ORDER * kept / max(len(plan.pairs), 1)
            score = sum(part[0] for part in own) * (1 - weight + weight * known)
            base[document.entry.id] = score * order * (1 - COMPLETE + COMPLETE * cover), cover
        factors = self._whole(plan.short, {i: score for i, (score, _) in base.items()})
        hits = []
        for document in self._documents:
            score, cover = base[document.entry.id]
            factor = factors.get(document.entry.id)
            score *= _standing(document.entry) ** (STANDING_ALONE if plan.classes else 1)
            if _is_of(document.entry, plan.classes):
                score *= OF_CLASS
            elif not plan.classes:
                score *= LEANING ** sum(document.entry.class_key in kind for kind in plan.leaning)
            if factor is not None or (score > 0 and cover >= LEAST_COVER):
                hits.append((score * (factor or 1.0), document))
        return hits

    def _whole(self, phrases: Sequence[Phrase], scores: Mapping[str, float]) -> dict[str, float]:
        factors: dict[str, float] = {}
        for phrase in phrases:
            holders = [d for d in self._documents if self._holds_all(phrase, d)]
            holders.sort(key=lambda d: -scores[d.entry.id])
            certain = {d.entry.id for d in holders[:VERIFIED] if self._contains(phrase, d)}
            for document in holders:
                most = WHOLE if document.entry.id in certain else ALL_TERMS
                raised = 1 + (most - 1) * phrase.weight
                factors[document.entry.id] = max(factors.get(document.entry.id, 1.0), raised)
        return factors

    def _holds_all(self, phrase: Phrase, document: _Document) -> bool:
        return all(document.terms[term.field][term.text] for term in phrase.terms)

    def _contains(self, phrase: Phrase, document: _Document) -> bool:
        pattern = r"[\W_]{0,3}".join(map(re.escape, re.findall(r"[^\W_]+", phrase.form)))
        return self._holds_all(phrase, document) and bool(
            not phrase.form or re.search(pattern, document.text)
        )

    def _weight(self, term: Term, document: _Document) -> float:
        counts = document.terms[term.field]
        if not term.prefix:
            return counts[term.text]
        return sum(count for text, count in counts.items() if text.startswith(term.text))

    def _count_mass(self, term: Term) -> float:
        holders = sum(self._weight(term, document) > 0 for document in self._documents)
        if not holders:
            return 0.0
        return math.log1p((len(self._documents) - holders + 0.5) / (holders + 0.5))

    def _term(self, term: Term, document: _Document) -> float:
        weight = self._weight(term, document)
        length = document.lengths[term.field] / self._average[term.field]
        return self._mass(term) * (K1 + 1) * weight / (weight + K1 * (1 - B + B * length))

    def _full(self, term: Term) -> float:
        return self._mass(term) or math.log1p((len(self._documents) + 0.5) / 0.5)

    def _found(self, other: Alternative, document: _Document) -> float:
        """How much of a wording the document holds."""
        if not self._counts(other, document):
            return 0.0
        held = [t for t in (*other.terms, *other.beside) if self._weight(t, document)]
        return sum(map(self._mass, held)) / sum(map(self._full, other.terms)) if held else 0.0

    def _counts(self, other: Alternative, document: _Document) -> bool:
        return all(self._weight(term, document) for term in other.needed)

    def _measure_clause(self, clause: Clause) -> tuple[float, float]:
        """The mass of the thing asked for, and the most of it that a document holds."""
        held = [[self._found(o, d) for o in clause.alternatives] for d in self._documents]
        weights = [other.weight for other in clause.alternatives]
        most = max(
            (w * part for parts in held for w, part in zip(weights, parts, strict=True)),
            default=0.0,
        )
        if any(_is_of(d.entry, clause.classes) for d in self._documents):
            most = max(most, CLASS_COVER)
        saying = sum(
            any(w >= SAME_THING and part >= SAYS_SO for w, part in zip(weights, parts, strict=True))
            for parts in held
        )
        rest = len(self._documents) - saying
        terms = min(clause.alternatives[clause.measure].length, LONGEST) * clause.weight
        return (terms * math.log1p((rest + 0.5) / (saying + 0.5)) if most else 0.0), most

    def _clause_mass(self, clause: Clause) -> float:
        mass, most = self._thing(clause)
        return mass * max(most, 1.0)

    def _clause(self, clause: Clause, document: _Document) -> tuple[float, float]:
        """What the clause adds to the score and to the mass that was found."""
        values, covers = [], []
        for other in clause.alternatives:
            if not (found := self._found(other, document)):
                values.append(0.0)  # none of its words is there, or not what it needs
                covers.append(0.0)
                continue
            own = sum(map(self._full, other.terms))
            said = sum(self._term(t, document) for t in (*other.terms, *other.beside))
            values.append(other.weight * said / own)
            covers.append(other.weight * found)
        named = _is_of(document.entry, clause.classes)
        mass, _ = self._thing(clause)
        value = max(values) + (CLASS_SHARE if named else 0.0)
        return mass * value, mass * max(*covers, CLASS_COVER if named else 0.0)

    def holders(self, term: Term) -> int:
        return sum(self._weight(term, document) > 0 for document in self._documents)

    def mass_beside(self, word: str, identity: str) -> float:
        """The mass of a word that another document than this one holds too."""
        term = Term(WORDS, word)
        others = (d for d in self._documents if d.entry.id != identity)
        return self._mass(term) if any(self._weight(term, d) for d in others) else 0.0

    def saturation(self, word: str, document: _Document) -> float:
        """What a word adds to a document's score, per unit of its mass."""
        term = Term(WORDS, word)
        return self._term(term, document) / (self._mass(term) or 1.0)

    def words_from(self, prefix: str) -> set[str]:
        return {t for d in self._documents for t in d.terms[WORDS] if t.startswith(prefix)}

    def written(self, word: str) -> str:
        if is_han(word):
            return word
        holder = next(d for d in self._documents if word in d.terms[WORDS])
        return written_form(holder.text, word)

    def pairs_from(self, prefix: str) -> set[str]:
        return {t for d in self._documents for t in d.terms[GRAMS] if t.startswith(prefix)}

    def saying(self, form: str) -> int:
        return sum(form in document.text for document in self._documents)

    def _said_once(self, other: Alternative | Phrase) -> bool:
        """True when one document at least says all of it."""
        terms = other.terms if isinstance(other, Phrase) else other.all_of_it
        return any(all(self._weight(t, d) for t in terms) for d in self._documents)

    def tried(self, plan: QueryPlan) -> tuple[str, ...]:
        others = [*(o for clause in plan.clauses for o in clause.alternatives), *plan.excluded]
        shown = [o.shown for o in others if o.shown and self._said_once(o)]
        return tuple(dict.fromkeys(shown))[:8]
