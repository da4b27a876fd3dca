"""The closing record: what stood when a project was closed, whole, and as one reader may know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from archive.domain.access import AccessScope, ProjectRole
from archive.domain.closeout import (
    SET_ASIDE,
    Duty,
    Evidence,
    Filed,
    Missing,
    RowNote,
    RowState,
    shown_state,
    standing_of,
)
from archive.domain.documents import Document, Level
from archive.domain.projects import Project
from archive.services.closeout.closeout_gaps import Paper, gaps_in
from archive.services.closeout.closeout_plan import Plan
from archive.services.closeout.closing_registers import registers_for
from archive.team_time import day_of
from archive.wording import say

Json = Mapping[str, Any]


def whole_scope(project_id: str) -> AccessScope:
    """The tokens of everything in one project, for the record and the package that are kept."""
    levels = {f"project:{project_id}:{level.key}" for level in Level}
    return AccessScope(frozenset({"team", *levels}))


def record_of(
    plan: Plan,
    documents: Sequence[Document],
    waived: Sequence[tuple[Missing, str]],
    *,
    number: int,
    closed_by: str,
    closed_at: datetime,
) -> dict[str, Any]:
    """Everything there is to know of a close. `plan` and `documents` are whole, not one reader's."""
    language = plan.project.language
    return {
        "number": number,
        "closed_at": closed_at.isoformat(),
        "closed_on": day_of(closed_at).isoformat(),
        "closed_by": closed_by,
        "kind": plan.kind,
        "project": _project(plan.project),
        "rows": [
            {
                "id": row.id,
                "title": row.title[language],
                "classes": list(row.duty.classes),
                "needed": row.duty.needed,
                "owner": (row.owner.display_name or row.owner.username) if row.owner else None,
                "due": row.due_on.isoformat() if row.due_on else None,
                "said": row.state.value
                if not row.duty.classes or row.state in SET_ASIDE
                else RowState.OPEN.value,
                "reason": row.reason,
                "linked": [e.document for e in row.evidence],
            }
            for row in plan.rows
        ],
        "waivers": [
            {
                "id": missing.id,
                "kind": missing.kind,
                "title": missing.title[language],
                "reason": reason,
                "classes": list(missing.classes),
                "sources": list(missing.sources),
            }
            for missing, reason in waived
        ],
        "documents": [
            document_facts(document) | {"filed_on": day_of(document.filed_at).isoformat()}
            for document in documents
        ],
    }


def record_for(
    record: Json,
    visible: Collection[str],
    shown: Callable[[str], bool],
    *,
    inside: bool = True,
) -> dict[str, Any]:
    """A record as a reader may know it, as if what is hidden from the reader had never been filed.

    Args:
        record: as it is kept.
        visible: the ids of the documents the reader sees.
        shown: whether the reader would see a document of a class.
        inside: the reader is a member; the registers are for members.
    """
    documents = [d for d in record["documents"] if d["document"] in visible]
    rows = [row for row in record["rows"] if all(map(shown, row["classes"]))]
    waivers = [
        {name: waiver[name] for name in ("id", "kind", "title", "reason")}
        for waiver in record["waivers"]
        if all(map(shown, waiver["classes"])) and set(waiver["sources"]) <= set(visible)
    ]
    return {
        "number": record["number"],
        "closed_at": record["closed_at"],
        "closed_by": record["closed_by"],
        "kind": record["kind"],
        "project": record["project"],
        "documents": len(documents),
        "rows": [_row(row, documents) for row in rows],
        "waivers": waivers,
        "gaps": _gaps(record, documents, shown),
        "registers": registers_for(record, visible, shown) if inside else {},
    }


def _row(row: Json, documents: Sequence[Json]) -> dict[str, Any]:
    duty = Duty(row["id"], tuple(row["classes"]), row["needed"], ProjectRole.MANAGER)
    note = RowNote(row["id"], state=RowState(row["said"]))
    linked = [d for d in documents if d["document"] in row["linked"]]
    filed = Filed(
        issued=Counter(d["class"] for d in documents if not d["draft"]),
        drafts=Counter(d["class"] for d in documents if d["draft"]),
        linked={
            row["id"]: [Evidence(d["document"], d["name"], d["class"], d["draft"]) for d in linked]
        },
    )
    state = shown_state(duty, note, standing_of(duty, note, filed))
    meets = [d for d in documents if d["class"] in row["classes"] or d in linked]
    return {
        "id": row["id"],
        "title": row["title"],
        "owner": row["owner"],
        "due": row["due"],
        "state": state.value,
        "reason": row["reason"],
        "evidence": [d["name"] for d in meets],
    }


def _gaps(
    record: Json, documents: Sequence[Json], shown: Callable[[str], bool]
) -> list[dict[str, str]]:
    project = record["project"]
    papers = [
        Paper(d["document"], d["class"], d["date"], _written_day(d, "filed"))
        for d in documents
        if not d["draft"]
    ]
    runs = (_day(project["started_on"]), _day(project["ended_on"]))
    return [
        {"kind": gap.kind, "message": say(project["language"], gap.message)}
        for gap in gaps_in(papers, runs, closed_on(record), shown, _day(project.get("created_on")))
    ]


def closed_on(record: Json) -> date:
    """The team's day of the close, as it was when the project was closed."""
    return _written_day(record, "closed")


def _written_day(node: Json, act: str) -> date:
    """The day that was written down at the close; of records from before days were, that of the zone of now."""
    written = _day(node.get(f"{act}_on"))
    return written or day_of(datetime.fromisoformat(node[f"{act}_at"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _project(project: Project) -> dict[str, Any]:
    return {
        "code": project.code,
        "name": project.name,
        "client": project.client,
        "language": project.language,
        "started_on": project.started_on.isoformat() if project.started_on else None,
        "ended_on": project.ended_on.isoformat() if project.ended_on else None,
        "created_on": day_of(project.created_at).isoformat(),
    }


def document_facts(document: Document) -> dict[str, Any]:
    """What a record keeps of a document: enough to find its bytes and to judge duties and gaps by."""
    return {
        "document": document.id,
        "accession": document.accession,
        "name": document.name,
        "original_name": document.original_name,
        "folder": document.folder,
        "class": document.class_key,
        "version": document.version,
        "date": document.date,
        "draft": document.is_draft,
        "confidentiality": document.level.key,
        "sha256": document.sha256,
        "size": document.size,
        "filed_by": document.filed_by_name,
        "filed_at": document.filed_at.isoformat(),
    }
