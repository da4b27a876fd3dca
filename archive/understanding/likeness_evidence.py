"""What a paper's likeness to the papers of a class adds to what the cues say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.understanding.class_likeness import class_model
from archive.understanding.evidence import Evidence
from archive.understanding.paper_features import PaperText
from archive.understanding.view import DocumentView
from archive.understanding.whole_words import whole_words

_WEIGHT = 20.0
"""What a paper that is wholly like those of a class adds; judged on sets of folders left out of the fit."""

_LEAST = 0.15
"""Papers that are like none in particular are this like to several classes."""

_NOT_A_KIND, _WEIGHT_OF_NONE = "other", 8.0
"""Papers without a class have less in common that another could be like: banter, lists of people, permits.

So a likeness to them says less; with more than this it drew papers away from their classes."""

_LITTLE = 4

_KIN: Mapping[str, tuple[str, ...]] = {
    "proposal": ("plan", "schedule"),
    "feedback": ("survey",),
    "data_report": ("media_clipping",),
    "retrospective": ("review",),
    "acceptance": ("execution_record",),
}
"""Classes the training papers do not tell apart: what speaks for the first speaks for them all."""


def from_likeness(view: DocumentView, cues: Mapping[str, float]) -> Iterable[Evidence]:
    """For every class the paper is like; `cues` holds what speaks for each class already.

    Where the cues lead to a class that the model was never taught, it has nothing to say.
    """
    model = class_model()
    taught = {*model.classes, *(kin for key in model.classes for kin in _KIN.get(key, ()))}
    if not view.folded.strip() or max(cues, key=lambda key: cues[key]) not in taught:
        return
    for one in model.likenesses(PaperText.of(view)):
        if one.degree <= _LEAST:
            continue
        kin = [key for key in _KIN.get(one.class_key, ()) if cues.get(key, 0.0) > 0]
        words = _as_written(view, one.words)
        for key in (one.class_key, *kin):
            weight = _WEIGHT_OF_NONE if key == _NOT_A_KIND else _WEIGHT
            yield Evidence(key, "likeness", (one.degree - _LEAST) * weight, words)


def _as_written(view: DocumentView, words: Iterable[str]) -> tuple[str, ...]:
    """The words as the paper writes them, whole."""
    return whole_words(view.text, view.folded, _telling(words))


def _telling(words: Iterable[str]) -> list[str]:
    """Without figures, marks and little words such as "the"."""
    return [
        word for word in words if word.isalpha() and (not word.isascii() or len(word) >= _LITTLE)
    ]
