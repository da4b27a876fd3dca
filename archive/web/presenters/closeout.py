"""The closeout plan on a page: rows to look at and to change, gaps, closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.closeout import Closing, Missing, RowState, Standing
from archive.domain.documents import Document
from archive.domain.projects import Project
from archive.services.closeout.closeout import CloseoutView
from archive.services.closeout.closeout_plan import PlanRow
from archive.services.closeout.closeout_templates import kinds
from archive.web.presenters.gauges import Ring, ring
from archive.web.presenters.marks import Mark, html_lang, moment
from archive.wording import say

Address = Callable[..., str]
TONES = {
    Standing.FILED: "ok",
    Standing.TO_CONFIRM: "warn",
    Standing.MISSING: "",
    Standing.SET_ASIDE: "",
}
SAID = (RowState.OPEN, RowState.IN_PROGRESS, RowState.DONE)
CORE = ("plan", "contract", "final_report", "survey")
"""The four that matter most to completeness: plans, contracts, reports, feedback."""
STEPS = ("preparing", "running", "closing", "closed")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that meets a duty. Its address is made where it is shown: few of many are."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in the table. `states` are what may be chosen in the row itself."""

    id: str
    title: str
    lang: str | None
    standard: str
    owner: str
    owner_name: str
    due: str
    overdue: bool
    standing: Mark
    state: str
    states: tuple[tuple[str, str], ...]
    reason: str
    papers: tuple[Paper, ...]
    progress: str
    mine: bool
    is_class: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A missing thing: who owes it, and by when."""

    id: str
    title: str
    owner: str
    due: str
    overdue: bool
    tag: Mark
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a project's life: done, now or later."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap in words, with the document it is about."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One close of the project."""

    number: int
    closed: str
    reopened: str
    reason: str
    packed: bool


@dataclass(frozen=True, slots=True)
class CloseoutPage:
    """Everything the plan's page shows. `core` are the classes that matter most, with their tone."""

    ring: Ring
    core: tuple[Mark, ...]
    steps: tuple[Step, ...]
    kind: str
    kinds: tuple[tuple[str, str], ...]
    rows: tuple[DutyRow, ...]
    missing: tuple[MissingRow, ...]
    gaps: tuple[GapLine, ...]
    promised: tuple[GapLine, ...]
    closings: tuple[ClosingLine, ...]
    owners: tuple[tuple[str, str], ...]
    may_edit: bool
    may_close: bool
    closed: bool

    @property
    def waived(self) -> tuple[DutyRow, ...]:
        """The duties the project does without, each with its reason."""
        return tuple(row for row in self.rows if row.standing.key in ("waived", "not_applicable"))


def closeout_page(view: CloseoutView, reader: str, language: str, address: Address) -> CloseoutPage:
    """The page of a plan, for the account `reader`."""
    project, today = view.project, view.today
    papers = _papers(view.documents)
    return CloseoutPage(
        ring=ring(view.plan.gauge, language),
        core=tuple(
            Mark(row.id, row.title[language], TONES[row.standing])
            for row in view.plan.rows
            if row.id in CORE and row.standing is not Standing.SET_ASIDE
        ),
        steps=steps(project, today, language),
        kind=view.plan.kind,
        kinds=tuple((kind, say(language, f"closeout.kind_{kind}")) for kind in kinds()),
        rows=tuple(duty_row(row, project, reader, papers, language) for row in view.plan.rows),
        missing=missing_rows(view.missing, language),
        gaps=tuple(
            GapLine(
                say(language, gap.message),
                address("documents.show", document_id=gap.document) if gap.document else "",
            )
            for gap in view.gaps
        ),
        promised=tuple(
            GapLine(
                str(gap.get("why") or ""),
                address("documents.show", document_id=gap["citations"][0]["document"]),
                str(gap.get("name") or ""),
            )
            for gap in view.promised
        ),
        closings=tuple(closing_line(closing, language) for closing in view.closings),
        owners=tuple((m.username, m.display_name or m.username) for m in view.members),
        may_edit=view.may_edit,
        may_close=view.may_close,
        closed=project.state != "open",
    )


def duty_row(
    row: PlanRow,
    project: Project,
    reader: str,
    papers: Mapping[str, Sequence[Paper]],
    language: str,
) -> DutyRow:
    """One duty. `reader` is the id of the account that looks."""
    owner = row.owner
    own_class = [paper for key in row.duty.classes for paper in papers.get(key, ())]
    linked = [paper for e in row.evidence for paper in papers.get(e.document, ())]
    states = SAID[:2] if row.duty.classes else SAID
    needed = row.duty.needed
    return DutyRow(
        id=row.id,
        title=row.title[language],
        lang=html_lang(project.language) if row.duty.own else None,
        standard=row.standard[language],
        owner=owner.username if owner else "",
        owner_name=(owner.display_name or owner.username) if owner else "",
        due=row.due_on.isoformat() if row.due_on else "",
        overdue=row.overdue,
        standing=standing_mark(row, language),
        state=row.state.value,
        states=tuple((s.value, say(language, f"ui_closeout.state_{s.value}")) for s in states),
        reason=row.reason or "",
        papers=tuple(dict.fromkeys([*own_class, *linked])),
        progress=f"{min(row.filed, needed)} / {needed}" if needed > 1 else "",
        mine=owner is not None and owner.user_id == reader,
        is_class=bool(row.duty.classes),
    )


def standing_mark(row: PlanRow, language: str) -> Mark:
    """Where a duty stands: colour, and the word that says the same."""
    if row.standing is Standing.SET_ASIDE:
        return Mark(row.state.value, say(language, f"ui_closeout.state_{row.state.value}"))
    word = "done" if row.standing is Standing.FILED and not row.duty.classes else row.standing.value
    if row.overdue:
        return Mark("overdue", say(language, "ui_closeout.overdue"), "bad")
    return Mark(row.standing.value, say(language, f"ui_closeout.{word}"), TONES[row.standing])


def missing_rows(missing: Iterable[Missing], language: str) -> tuple[MissingRow, ...]:
    """What is missing, the overdue and the soonest due first."""
    ordered = sorted(missing, key=lambda m: (m.due is None, m.due or date.max))
    return tuple(
        MissingRow(
            id=thing.id,
            title=thing.title[language],
            owner=thing.owner_name,
            due=thing.due.isoformat() if thing.due else "",
            overdue=thing.overdue,
            tag=Mark("overdue", say(language, "ui_closeout.overdue"), "bad")
            if thing.overdue
            else Mark("missing", say(language, "ui_closeout.missing")),
            classes=thing.classes,
        )
        for thing in ordered
    )


def steps(project: Project, today: date, language: str) -> tuple[Step, ...]:
    """The stages of a project, worked out from its days and whether it is closed."""
    if project.state != "open":
        now = 3
    elif project.ended_on and today > project.ended_on:
        now = 2
    elif project.started_on and today < project.started_on:
        now = 0
    else:
        now = 1
    return tuple(
        Step(
            say(language, f"ui_closeout.step_{key}"),
            "now" if number == now else "done" if number < now else "later",
        )
        for number, key in enumerate(STEPS)
    )


def closing_line(closing: Closing, language: str) -> ClosingLine:
    """One close in words."""
    at, by = moment(closing.closed_at), closing.closed_by_name
    closed = say(language, "ui_closeout.closed_by", n=closing.number, at=at, name=by)
    reopened = ""
    if closing.reopened_at is not None:
        reopened = say(
            language,
            "ui_closeout.reopened_by",
            at=moment(closing.reopened_at),
            name=closing.reopened_by_name or "",
        )
    return ClosingLine(
        closing.number, closed, reopened, closing.reopen_reason or "", closing.package is not None
    )


def _papers(documents: Sequence[Document]) -> dict[str, list[Paper]]:
    """Issued documents by class, and every one by its id."""
    found: dict[str, list[Paper]] = {}
    for document in documents:
        paper = Paper(document.id, document.title or document.name)
        found[document.id] = [paper]
        if not document.is_draft:
            found.setdefault(document.class_key, []).append(paper)
    return found
