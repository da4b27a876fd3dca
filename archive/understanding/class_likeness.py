"""Which class a paper is like, by its wording as a whole: the opinion beside the cues of cues.yaml.

The cues know the words that name a thing; a folder nobody has seen uses others. This model knows how
papers of a class are worded all over: a linear model over the words of name, head and text, each word
weighted by its rarity and each group brought to unit length, fitted by ridge regression on one-of-n
targets (Manning, Raghavan, Schuetze: Introduction to Information Retrieval, 6.3 and 14.4; Hastie,
Tibshirani, Friedman: The Elements of Statistical Learning, 3.4.1 and 4.2). Its weights come from invented
papers (training/README.md) and lie in class_likeness.tsv, a line a word. The two err in different places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from archive.understanding.paper_features import GROUPS, TEXT, Counted, PaperText, features

SCALE = 1000
"""The file holds whole thousandths."""

FEWEST_WORDS = 25
"""Different words a text must have: of a handful each one would decide."""

_WORDS_NAMED = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the papers of a class a paper is: about 0 not at all, about 1 wholly; and by which words."""

    class_key: str
    degree: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class ClassModel:
    """`rows` leads from group and word to a row of `rarity` (rows,) and of `weights` (rows, classes)."""

    classes: tuple[str, ...]
    rows: Mapping[str, Mapping[str, int]]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]

    def likenesses(self, paper: PaperText) -> tuple[Likeness, ...]:
        """One for every class the model knows, in its order; none for a paper of a few words."""
        counted = features(paper)
        if len(counted[TEXT]) < FEWEST_WORDS:
            return ()
        at, values = vector_of(self.rows, self.rarity, counted)
        if not len(at):
            return ()
        known = (word for group in GROUPS for word in counted[group] if word in self.rows[group])
        words = [word.removeprefix("/") for word in known]
        said = values[:, None] * self.weights[at]
        degrees = said.sum(axis=0)
        return tuple(
            Likeness(key, float(degrees[n]), _telling(said[:, n], words))
            for n, key in enumerate(self.classes)
        )


def vector_of(
    rows: Mapping[str, Mapping[str, int]], rarity: NDArray[np.float32], counted: Counted
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The rows of a paper's known words, group by group, and their values: each group of unit length."""
    places, lengths = [np.empty(0, np.intp)], [np.empty(0, np.float32)]
    for group in GROUPS:
        known = [
            (rows[group][word], n) for word, n in counted[group].items() if word in rows[group]
        ]
        if known:
            at, often = (np.array(column) for column in zip(*known, strict=True))
            values = (1 + np.log(often)) * rarity[at]
            places.append(at)
            lengths.append((values / np.linalg.norm(values)).astype(np.float32))
    return np.concatenate(places), np.concatenate(lengths)


def _telling(said: NDArray[np.float32], words: list[str]) -> tuple[str, ...]:
    first = np.argsort(-said, kind="stable")[:_WORDS_NAMED]
    return tuple(dict.fromkeys(words[n] for n in first if said[n] > 0))


def parse(text: str) -> ClassModel:
    """The model a file holds: a head line with the classes, then group, word, rarity and weights."""
    head, *lines = text.splitlines()
    classes = tuple(head.split("\t")[3:])
    rows: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
    figures = np.zeros((len(lines), 1 + len(classes)), np.float32)
    for n, line in enumerate(lines):
        group, word, rest = line.split("\t", 2)
        rows[group][word] = n
        figures[n] = np.fromstring(rest, np.float32, sep="\t")
    figures /= SCALE
    return ClassModel(classes, rows, figures[:, 0].copy(), figures[:, 1:].copy())


def written(model: ClassModel) -> str:
    """The model as a file, which `parse` reads again."""
    lines = ["\t".join(("group", "word", "rarity", *model.classes))]
    for group, words in model.rows.items():
        for word, n in words.items():
            figures = np.rint(np.concatenate(([model.rarity[n]], model.weights[n])) * SCALE)
            lines.append("\t".join((group, word, *(str(int(figure)) for figure in figures))))
    return "\n".join(lines) + "\n"


@cache
def class_model() -> ClassModel:
    """The model of the package, read once."""
    file = resources.files("archive.understanding") / "class_likeness.tsv"
    return parse(file.read_text("utf-8"))
