"""Projects in a list, a project's page, and what a new project starts from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.access import Action, Principal, Target, may
from archive.domain.closeout import Gauge
from archive.domain.documents import Document
from archive.domain.intake import Batch
from archive.domain.projects import Project
from archive.services.documents.shelf import Shelf
from archive.services.projects.projects import ProjectCard
from archive.web.presenters.batches import SegmentBar
from archive.web.presenters.gauges import gauge_bar
from archive.web.presenters.lists import Pager, pager
from archive.web.presenters.marks import file_icon, moment, money_words
from archive.web.presenters.own_language import name_language
from archive.wording import say

Address = Callable[..., str]
CURRENCY_OF = {"zh-Hant": "TWD", "zh-Hans": "CNY", "en": "USD"}
_NUMBERED = re.compile(r"^(?P<head>.*?)(?P<number>\d{1,6})$")


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a list."""

    code: str
    name: str
    lang: str | None
    client: str
    documents: int
    role: str
    closed: bool
    restricted: bool
    period: str
    gauge: SegmentBar | None
    percent: int


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A document that was filed lately."""

    id: str
    title: str
    lang: str | None
    icon: str
    project: str
    class_label: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch on the project's page or on home."""

    id: str
    code: str
    when: str
    total: int
    read: int
    attention: int
    ok: int
    filed: int
    waiting: int
    running: bool
    done: bool


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project's page."""

    code: str
    name: str
    lang: str | None
    facts: tuple[tuple[str, str], ...]
    closed: bool
    restricted: bool
    role_label: str
    documents: int
    batches: tuple[BatchRow, ...]
    all_batches: int
    batch_pages: Pager
    may_file: bool
    may_edit: bool
    may_build: bool
    is_member: bool


def project_rows(
    cards: Iterable[ProjectCard], language: str, gauges: Mapping[str, Gauge] | None = None
) -> tuple[ProjectRow, ...]:
    """Projects as rows of the list; `gauges` by project, of those whose plan the reader may see."""
    known = gauges or {}
    return tuple(
        ProjectRow(
            code=card.project.code,
            name=card.project.name,
            lang=name_language(card.project.name, card.project.language),
            client=card.project.client or "",
            documents=card.documents,
            role=say(language, f"ui.project_role_{card.role.value}") if card.role else "",
            closed=card.project.state != "open",
            restricted=card.project.restricted,
            period=period(card.project),
            gauge=gauge_bar(gauge, language) if (gauge := known.get(card.project.id)) else None,
            percent=gauge.percent if gauge else 0,
        )
        for card in cards
    )


def period(project: Project) -> str:
    """From when to when, as far as it is known."""
    known = [d.isoformat() if d else "" for d in (project.started_on, project.ended_on)]
    return " – ".join(known).strip(" –") if all(known) else "".join(known)


def project_view(shelf: Shelf, reader: Principal, language: str, address: Address) -> ProjectView:
    """The page of a project: everything in it is already limited to the reader.

    `address` gives the page's own address with something of it changed.
    """
    project = shelf.project
    target = Target(project.id)
    open_ = project.state == "open"
    return ProjectView(
        code=project.code,
        name=project.name,
        lang=name_language(project.name, project.language),
        facts=tuple(_facts(project, language)),
        closed=not open_,
        restricted=project.restricted,
        role_label=say(language, f"ui.project_role_{shelf.role.value}") if shelf.role else "",
        documents=shelf.counts.everything,
        batches=batch_rows(shelf.batches.items),
        all_batches=shelf.batches.total,
        batch_pages=pager(
            shelf.batches.page,
            shelf.batches.pages,
            lambda n: address(batches=n if n > 1 else None, _anchor="batches"),
        ),
        may_file=open_ and may(reader, Action.FILE, target),
        may_edit=open_ and may(reader, Action.EDIT_PROJECT, target),
        may_build=open_ and may(reader, Action.BUILD_REVIEW, target),
        is_member=shelf.role is not None,
    )


def _facts(project: Project, language: str) -> Iterable[tuple[str, str]]:
    known = (
        ("client", project.client or ""),
        ("industry", project.industry or ""),
        ("period", period(project)),
        (
            "budget",
            money_words(project.budget, project.currency) if project.budget is not None else "",
        ),
    )
    return ((say(language, f"ui_project.{key}"), value) for key, value in known if value)


def recent_rows(documents: Iterable[Document], labels: Mapping[str, str]) -> tuple[RecentRow, ...]:
    """Documents by title, as they are given."""
    return tuple(
        RecentRow(
            document.id,
            document.title or document.name,
            name_language(document.title or document.name, document.language),
            file_icon(document.extension),
            document.project_code,
            labels.get(document.class_key, document.class_key),
        )
        for document in documents
    )


def batch_rows(batches: Iterable[Batch]) -> tuple[BatchRow, ...]:
    """Batches with how far they are."""
    return tuple(_batch_row(batch) for batch in batches)


def _batch_row(batch: Batch) -> BatchRow:
    counts = batch.counts
    total = counts.get("total", 0)
    reading = counts.get("received", 0) + counts.get("analysing", 0)
    return BatchRow(
        id=batch.id,
        code=batch.project_code,
        when=moment(batch.created_at),
        total=total,
        read=total - reading,
        attention=counts.get("look", 0),
        ok=counts.get("ok", 0),
        filed=counts.get("filed", 0),
        waiting=total - counts.get("filed", 0) - counts.get("discarded", 0),
        running=reading > 0,
        done=batch.state.value == "done",
    )


def suggested_code(codes: Sequence[str], today: date) -> str:
    """The next code: the newest one counted up where it ends in a number, else the year's first."""
    taken = set(codes)
    for code in codes:
        if match := _NUMBERED.match(code):
            head, digits = match["head"], match["number"]
            number = int(digits) + 1
            while (found := f"{head}{number:0{len(digits)}d}") in taken:
                number += 1
            return found
    return f"P{today.year}-001"
