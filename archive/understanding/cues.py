"""The lexicon of cues.yaml, folded and ready to be looked for, with the words of the rule file added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from operator import add, itemgetter
from typing import Any

import yaml

from archive.domain.folding import fold

RULE_WORD_WEIGHT = 5.0
"""How surely a label or an alias of the team's rule file names its class, where cues.yaml says nothing."""

_SPELLINGS = (
    ("计划", "计画"), ("企划", "企画"), ("账", "帐"), ("记录", "纪录"), ("汇总", "汇整"), ("报道", "报导"),
    ("反馈", "回馈"), ("视频", "影片"), ("项目", "专案"),
)  # fmt: skip
"""Words of the mainland and of Taiwan for one thing, folded: a cue with the one stands for the other too."""

_GAP = "..."  # what folding makes of the "…" in cues.yaml
_MARKS = re.compile(r"[\s\W]+")
_ASCII_END = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or pattern and what it says: class key -> weight. `pattern` only where a plain find will not do."""

    text: str
    says: Mapping[str, float]
    pattern: re.Pattern[str] | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the term stands in a folded text."""
        if self.pattern is not None:
            if self.text and self.text not in text:
                return
            for match in self.pattern.finditer(text):
                yield match.span()
            return
        at = text.find(self.text)
        while at >= 0:
            yield at, at + len(self.text)
            at = text.find(self.text, at + 1)


Starts = Mapping[str, Sequence[tuple[int, Term]]]
"""Terms with their places in the lexicon, by their first two characters."""


@dataclass(frozen=True)
class Lexicon:
    """Every cue, by where it is looked for."""

    titles: tuple[Term, ...] = ()
    body: tuple[Term, ...] = ()
    columns: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    tables: tuple[tuple[str, tuple[str, ...]], ...] = ()
    against: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    """The titles' words without spaces and marks (see `bare`)."""

    @cached_property
    def title_starts(self) -> Starts:
        """The titles' terms by how they start."""
        return _by_start(self.titles)

    @cached_property
    def body_starts(self) -> Starts:
        """The body's terms by how they start."""
        return _by_start(self.body)

    def titles_in(self, text: str) -> Iterator[Term]:
        """The titles' terms that may stand in a line, patterns first, then as the line has their words."""
        starts = ("", *dict.fromkeys(_pairs(text)))
        return (term for _, term in _candidates(self.title_starts, starts, text))

    def body_in(self, text: str) -> Iterator[Term]:
        """The body's terms that may stand in a text, in the lexicon's order."""
        starts = self.body_starts.keys() & {"", *_pairs(text)}
        placed = _candidates(self.body_starts, starts, text)
        return (term for _, term in sorted(placed, key=itemgetter(0)))


def _by_start(terms: Iterable[Term]) -> Starts:
    """Terms with their places by their first two characters; "" holds those that have no two."""
    starts: dict[str, list[tuple[int, Term]]] = {}
    for place, term in enumerate(terms):
        start = term.text[:2] if len(term.text) >= 2 else ""
        starts.setdefault(start, []).append((place, term))
    return starts


def _pairs(text: str) -> Iterator[str]:
    """Any two characters that stand side by side: a text has few such pairs, the lexicon many words."""
    return map(add, text, text[1:])


def _candidates(terms: Starts, starts: Iterable[str], text: str) -> Iterator[tuple[int, Term]]:
    """Of the terms that start so, those whose words stand in the text."""
    for start in starts:
        for placed in terms.get(start, ()):
            if placed[1].text in text:
                yield placed


def lexicon_for(class_words: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """The lexicon with the labels and aliases of a rule file; made once for each set of words."""
    return _lexicon(tuple(sorted(class_words.items())))


@cache
def _cues() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("cues.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    cues: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return cues


@cache
def _lexicon(class_words: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    titles, body, columns = (_says(kind) for kind in ("title", "body", "columns"))
    for key, labels in class_words:
        for label in labels:
            if key != "other" and len(label) >= 2:
                titles.setdefault(_folded(label), {}).setdefault(key, RULE_WORD_WEIGHT)
    return Lexicon(
        tuple(_term(word, says, whole=True) for word, says in titles.items()),
        tuple(_term(word, says, whole=False) for word, says in body.items()),
        columns,
        tuple(
            (key, tuple(map(_folded, t))) for key, c in _cues().items() for t in c.get("tables", ())
        ),
        {
            key: {_folded(w): float(n) for w, n in c.get("against", {}).items()}
            for key, c in _cues().items()
        },
        frozenset(bare(word) for word in titles if len(word) >= 2 and not word.startswith("re:")),
    )


def bare(text: str) -> str:
    """The folded text without spaces and marks: for 'is this a name of a class and nothing more'."""
    return _MARKS.sub("", fold(text))


def _says(kind: str) -> dict[str, dict[str, float]]:
    """Word -> class key -> weight; a word that is listed goes before one that is only another's spelling."""
    words: dict[str, dict[str, float]] = {}
    listed = [
        (key, _folded(word), float(weight))
        for key, cue in _cues().items()
        for word, weight in cue.get(kind, {}).items()
    ]
    for key, word, weight in listed:
        words.setdefault(word, {})[key] = weight
    for key, word, weight in listed:
        for spelling in _spellings(word):
            words.setdefault(spelling, {}).setdefault(key, weight)
    return words


def _folded(word: str) -> str:
    return word if word.startswith("re:") else fold(str(word))


def _spellings(word: str) -> Iterator[str]:
    """The word as it is written on the other side of the strait."""
    for one, other in _SPELLINGS:
        if one in word:
            yield word.replace(one, other)
        elif other in word:
            yield word.replace(other, one)


def _term(word: str, says: Mapping[str, float], *, whole: bool) -> Term:
    """A plain Chinese word is found as it stands; Latin words need an edge, in titles on both sides."""
    if word.startswith("re:"):
        return Term("", says, re.compile(word[3:]))
    head, gap, rest = word.partition(_GAP)
    if gap:
        return Term(head, says, re.compile(f"{re.escape(head)}.{{0,8}}?{re.escape(rest)}"))
    before = r"(?<![a-z0-9])" if _ASCII_END.match(word[0]) else ""
    if word == "minutes":
        before = rf"(?<!\d[ -]){before}"  # 20 minutes are a time
    plural = "s?" if word[-1].isalpha() and word[-1] != "s" else ""
    after = rf"{plural}(?![a-z0-9])" if whole and _ASCII_END.match(word[-1]) else ""
    pattern = re.compile(before + re.escape(word) + after) if before or after else None
    return Term(word, says, pattern)
