"""Exceptions as rows, as cells of a table for other programs, and as a note on a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from archive.domain.rule_exceptions import ExceptionState, RuleException
from archive.web.presenters.marks import Mark, moment
from archive.web.presenters.table_cells import plain_cell
from archive.wording import say

_TONES = {
    ExceptionState.ASKED: ("warn", "clock"),
    ExceptionState.APPROVED: ("ok", "tick"),
    ExceptionState.REFUSED: ("bad", "cross"),
}
_HEAD = ("project", "name", "rules", "scope", "reason", "asked_by", "asked_at", "until")
_HEAD_DECIDED = ("state", "decided_by", "decision_reason", "uses")


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One request."""

    id: str
    mark: Mark
    name: str
    item: str
    batch: str
    rules: tuple[tuple[str, str], ...]
    project: str
    scope: str
    reason: str
    who: str
    until: str
    decided: str
    decision_reason: str
    uses: int
    may_decide: bool
    opens: bool


def exception_rows(
    found: Iterable[RuleException],
    language: str,
    may_decide: Callable[[RuleException], bool],
    opens: Callable[[RuleException], bool],
) -> tuple[ExceptionRow, ...]:
    """The rows of the page."""
    return tuple(
        _row(asked, language, may_decide=may_decide(asked), opens=opens(asked)) for asked in found
    )


def state_mark(asked: RuleException, language: str, today: date | None = None) -> Mark:
    """What became of a request; with `today`, also that what it asked for has ended."""
    if today is not None and asked.until < today and asked.state is not ExceptionState.REFUSED:
        return Mark("ended", say(language, "ui_exceptions.state_ended"), "", "clock")
    tone, sign = _TONES[asked.state]
    label = say(language, f"ui_exceptions.state_{asked.state.value}")
    return Mark(asked.state.value, label, tone, sign)


def _row(asked: RuleException, language: str, *, may_decide: bool, opens: bool) -> ExceptionRow:
    decided = moment(asked.decided_at) if asked.decided_at else ""
    return ExceptionRow(
        id=asked.id,
        mark=state_mark(asked, language),
        name=asked.name,
        item=asked.item,
        batch=asked.batch,
        rules=tuple((rule, say(language, f"findings.rule_{rule.lower()}")) for rule in asked.rules),
        project=asked.project_code,
        scope=say(language, f"ui_exceptions.scope_{asked.scope.value}"),
        reason=asked.reason,
        who=f"{asked.asked_by_name} {moment(asked.asked_at)}",
        until=asked.until.isoformat(),
        decided=f"{asked.decided_by_name} {decided}".strip(),
        decision_reason=asked.decision_reason or "",
        uses=asked.uses,
        may_decide=may_decide,
        opens=opens,
    )


def exception_notes(found: Iterable[RuleException], language: str) -> tuple[str, ...]:
    """What a document's page says about the exceptions it was filed by."""
    return tuple(
        say(
            language,
            "ui_exceptions.on_document",
            rules=", ".join(asked.rules),
            reason=asked.reason,
            who=asked.decided_by_name,
        )
        for asked in found
    )


def csv_rows(found: Iterable[RuleException], language: str, *, head: bool) -> Iterator[list[str]]:
    """A line of names first where `head`, then one line a request; no cell is a formula."""
    if head:
        yield [say(language, f"ui_exceptions.column_{key}") for key in (*_HEAD, *_HEAD_DECIDED)]
    for asked in found:
        cells = (
            asked.project_code,
            asked.name,
            " ".join(asked.rules),
            say(language, f"ui_exceptions.scope_{asked.scope.value}"),
            asked.reason,
            asked.asked_by_name,
            asked.asked_at.isoformat(timespec="minutes"),
            asked.until.isoformat(),
            say(language, f"ui_exceptions.state_{asked.state.value}"),
            asked.decided_by_name,
            asked.decision_reason or "",
            str(asked.uses),
        )
        yield [plain_cell(cell) for cell in cells]
