"""A document as its corrected fields make it: class, level, folder, and the name that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from archive.domain.access import Principal
from archive.domain.documents import CLASS_CODES, Document, Level
from archive.domain.intake import ItemFields
from archive.errors import InvalidInput
from archive.naming.suggest import suggest_name
from archive.naming.verdicts import NameFacts
from archive.persistence.database import Work
from archive.services.intake.assessment import Assessor
from archive.services.intake.item_changes import changed_fields
from archive.team_time import day_of

EDITABLE = frozenset({*ItemFields.__slots__, "class", "confidentiality"})


def corrected(
    work: Work,
    principal: Principal,
    before: Document,
    changes: Mapping[str, Any],
    assessor: Assessor,
) -> Document:
    """The document with these of `EDITABLE` set, and its folder, period of keeping and name after them.

    Raises:
        InvalidInput: no such class or level, or a value its field cannot have.
    """
    changes = dict(changes)
    class_key = changes.pop("class", before.class_key)
    if class_key not in CLASS_CODES:
        raise InvalidInput(field="class", why=", ".join(CLASS_CODES))
    rules = assessor.rules
    kind = rules.class_for(class_key)
    known = before.level if class_key == before.class_key else max(before.level, kind.level)
    level = _level(changes.pop("confidentiality", known.key))
    fields = changed_fields(ItemFields.from_dict(before.fields), changes)
    after = replace(
        before,
        class_key=class_key,
        level=level,
        folder=rules.folder_of(kind, client=before.client, project=before.project_code),
        retention=kind.keep,
        fields=fields.as_dict(),
        title=fields.title or before.title,
        date=fields.date or before.date,
        language=fields.language or before.language,
    )
    named = {"title", "date", "version", "status", "language"} & set(changes)
    if named or class_key != before.class_key:
        version = fields.version if "version" in changes else before.version
        after = replace(after, name=name_that_follows(work, principal, after, version, assessor))
    return after


def name_that_follows(
    work: Work,
    principal: Principal,
    document: Document,
    version: str | None,
    assessor: Assessor,
) -> str:
    """The canonical name that follows from the fields."""
    project = work.projects.for_maintenance(document.project)
    fields = ItemFields.from_dict(document.fields)
    facts = NameFacts(
        project=document.project_code,
        class_key=document.class_key,
        title=document.title,
        date=document.date or day_of(document.filed_at).isoformat(),
        extension=document.extension,
        version=version,
        is_draft=document.is_draft,
        status=fields.status,
        language=fields.language,
        project_language=project.language,
    )
    context = assessor.context(work, principal, project)
    return suggest_name(facts, assessor.rules, context)


def _level(key: object) -> Level:
    levels = {level.key: level for level in Level}
    if key not in levels:
        raise InvalidInput(field="confidentiality", why=", ".join(levels))
    return levels[str(key)]
