"""What people said and settled: the client's score and words, lessons, decisions, actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.review.corrections import task_of
from archive.review.parts import Part, part_in, parts_in
from archive.web.presenters.review_figures import figure_words
from archive.web.presenters.review_parts import Sentence
from archive.web.presenters.review_teller import Teller
from archive.wording import say


def satisfaction_mean(teller: Teller, part: object) -> tuple[Sentence, ...]:
    """The mean with its scale and how many answered; nothing without a mean."""
    if not isinstance(part, Mapping) or part.get("mean") is None:
        return ()
    scale, responses = part.get("scale"), part.get("responses")
    text = f"{figure_words(part['mean'], '')}" + (f" / {figure_words(scale, '')}" if scale else "")
    note = say(teller.language, "ui_review.responses", n=responses) if responses else ""
    return (Sentence(text, teller.citer.chips(part.get("citations")), note),)


def client_quotes(teller: Teller, part: object) -> tuple[Sentence, ...]:
    """The client's own words, coloured by their tone."""
    if not isinstance(part, Mapping):
        return ()
    tones = {"positive": "ok", "negative": "warn"}
    return tuple(
        Sentence(
            teller.word(q.get("text")),
            teller.citer.chips(q.get("citations")),
            tone=tones.get(str(q.get("sentiment")), ""),
            key=str(q.get("key") or ""),
        )
        for q in parts_in(part.get("quotes"))
    )


def lessons_with_causes(teller: Teller, part: object) -> tuple[Sentence, ...]:
    """The advice, each with the cause it rests on as a note."""
    causes = [teller.word(advice.get("cause")) for advice in parts_in(part)]
    told = zip(teller.sentences(part), causes, strict=True)
    return tuple(replace(sentence, note=cause) for sentence, cause in told)


def decision_row(teller: Teller, part: Part) -> tuple[Sentence, str, str]:
    """A decision with its day, and who decided or in which meeting."""
    by, meeting = teller.word(part.get("by")), teller.word(part.get("meeting"))
    where = _where(teller.language, by, meeting)
    return teller.sentences((part,))[0], teller.word(part.get("decided_on")), where


def _where(language: str, by: str, meeting: str) -> str:
    """Who decided and in which meeting; the one that is known where the other is not."""
    return (
        say(language, "review.decided_in", by=by, meeting=meeting)
        if by and meeting
        else (by or meeting)
    )


def action_row(teller: Teller, part: Part) -> tuple[Sentence, str, str]:
    """An action with who does it and until when."""
    sentence = teller.sentences((part,))[0]
    return sentence, teller.word(part.get("owner")), teller.word(part.get("due"))


def built_task(teller: Teller, part: Part) -> tuple[tuple[str, str], ...]:
    """Who was to do an action and by when before somebody corrected it, labelled; nothing of what was left alone.

    A value is empty where no paper said.
    """
    now, built = task_of(part), part_in(part.get("built_task"))
    return tuple(
        (say(teller.language, f"ui_review.{name}"), str(built[name]))
        for name in now
        if name in built and built[name] != now[name]
    )


def built_words(teller: Teller, part: Part) -> str:
    """What a correction took the place of; nothing of words that stand and of which only owner or due was corrected."""
    built = teller.word(part.get("built"))
    return "" if built_task(teller, part) and built == teller.word(part.get("text")) else built
