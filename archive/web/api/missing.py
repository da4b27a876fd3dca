"""What stands in the way of a close, as the plan and a refused close both tell it."""

from __future__ import annotations

from datetime import date

from archive.domain.closeout import Missing
from archive.web.api.fields import Answer


class MissingAnswer(Answer):
    """One missing thing. `classes` are the document classes of which one would do; an act has none."""

    id: str
    kind: str
    title: str
    classes: tuple[str, ...]
    owner: str | None
    owner_name: str | None
    due: date | None
    overdue: bool

    @classmethod
    def of(cls, missing: Missing, spoken: str) -> MissingAnswer:
        return cls(
            id=missing.id,
            kind=missing.kind,
            title=missing.title[spoken],
            classes=missing.classes,
            owner=missing.owner,
            owner_name=missing.owner_name or None,
            due=missing.due,
            overdue=missing.overdue,
        )
