"""What past projects have for a new one: lessons with their reasons, cases with their outcome, actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.domain.improvements import ImprovementState
from archive.domain.relevance import Reason
from archive.review.outcome import Outcome
from archive.services.closeout.improvements import ImprovementView
from archive.services.lessons.handed_lessons import Handed, Learned
from archive.web.presenters.lessons import LessonRow, lesson_row, named
from archive.web.presenters.marks import Mark, html_lang, joined, level_mark, money_words
from archive.wording import say


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A lesson handed over."""

    row: LessonRow
    reasons: tuple[str, ...]
    mark: str
    marked: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A past project."""

    code: str
    name: str
    lang: str | None
    reasons: tuple[str, ...]
    outcome: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """An action that may be taken up, by who would read it here."""

    source: str
    project: str
    text: str
    lang: str | None
    owner: str
    due: str
    level: Mark
    readable: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An improvement action in a list."""

    id: str
    project: str
    text: str
    lang: str | None
    owner: str
    due: str
    state: Mark
    open: bool
    proof: str
    proof_name: str
    note: str
    revision: int
    may_edit: bool


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """The whole page."""

    code: str
    name: str
    lang: str | None
    brief: str
    channel: str
    lessons: tuple[HandedRow, ...]
    few: bool
    cases: tuple[CaseRow, ...]
    candidates: tuple[CandidateRow, ...]


def learned_page(learned: Learned, labels: Mapping[str, str], language: str) -> LearnedPage:
    """The page of what was learned elsewhere; everything in it is limited to the reader."""
    project = learned.project
    return LearnedPage(
        code=project.code,
        name=project.name,
        lang=html_lang(project.language),
        brief=learned.brief.text if learned.brief else "",
        channel=(learned.brief.channel or "") if learned.brief else "",
        lessons=tuple(_handed(one, labels, language) for one in learned.lessons),
        few=learned.few and learned.brief is not None,
        cases=tuple(
            CaseRow(
                one.project.code,
                one.project.name,
                html_lang(one.project.language),
                reason_words(one.reasons, labels, language),
                outcome_marks(one.outcome, language),
            )
            for one in learned.cases
        ),
        candidates=tuple(
            CandidateRow(
                one.source,
                f"{one.project_code} {one.project_name}",
                one.text,
                html_lang(one.language),
                one.owner,
                one.due,
                level_mark(one.level, language),
                one.readable,
            )
            for one in learned.candidates
        ),
    )


def reason_words(
    reasons: Iterable[Reason], labels: Mapping[str, str], language: str
) -> tuple[str, ...]:
    """Why something matters, each reason in words."""
    return tuple(_reason(reason, labels, language) for reason in reasons)


def outcome_marks(outcome: Outcome | None, language: str) -> tuple[Mark, ...]:
    """How a project came out: targets reached, cost against budget, satisfaction; only what is told."""
    if outcome is None:
        return ()
    marks = []
    if outcome.targets:
        words = say(language, "ui_learned.met", n=outcome.met, m=outcome.targets)
        marks.append(Mark("met", words, "ok" if outcome.met == outcome.targets else "warn"))
    if outcome.budget is not None and outcome.actual is not None:
        actual, budget = money_words(outcome.actual, outcome.currency), money_words(outcome.budget)
        words = say(language, "ui_learned.cost", actual=actual, budget=budget)
        marks.append(Mark("cost", words, "warn" if outcome.over else "ok"))
    if outcome.mean is not None and outcome.scale is not None:
        words = say(language, "ui_learned.satisfied", n=f"{outcome.mean:f}", m=f"{outcome.scale:f}")
        marks.append(Mark("satisfied", words, "ac"))
    return tuple(marks)


def action_row(view: ImprovementView, language: str) -> ActionRow:
    """An improvement action as a row."""
    action = view.action
    tone = {"open": "bad" if view.overdue else "", "done": "ok", "dropped": "off"}
    state = "overdue" if view.overdue else action.state.value
    return ActionRow(
        id=action.id,
        project=action.project_code,
        text=action.text,
        lang=html_lang(action.language),
        owner=action.owner_name,
        due=action.due.isoformat() if action.due else "",
        state=Mark(state, say(language, f"ui_learned.state_{state}"), tone[action.state.value]),
        open=action.state is ImprovementState.OPEN,
        proof=view.proof or "",
        proof_name=view.proof_name,
        note=action.note,
        revision=action.revision,
        may_edit=view.may_edit,
    )


def _handed(one: Handed, labels: Mapping[str, str], language: str) -> HandedRow:
    marked = ""
    if one.mark != "open":
        marked = say(language, f"ui_learned.marked_{one.mark}", name=one.marked_by or "")
    reasons = reason_words(one.reasons, labels, language)
    return HandedRow(lesson_row(one.view, language), reasons, one.mark, marked)


def _reason(reason: Reason, labels: Mapping[str, str], language: str) -> str:
    value = reason.value
    if reason.kind in ("channel", "band"):
        value = dict(named(reason.kind, [value], language)).get(value, value)
    elif reason.kind == "class":
        value = labels.get(value, value)
    elif reason.kind == "words":
        value = joined(language, value.split("\t"))
    return say(language, f"ui_learned.why_{reason.kind}", value=value)
