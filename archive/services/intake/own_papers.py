"""Papers the archive writes itself and files like any other: named by the rules, read by the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.blobs import Blob
from archive.domain.access import Principal
from archive.domain.documents import Level
from archive.domain.projects import Project
from archive.naming.suggest import suggest_name
from archive.naming.verdicts import ContentFacts, NameFacts
from archive.persistence.database import Work
from archive.services.documents.cabinet import NewDocument, document_named
from archive.services.intake.assessment import Assessor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A Word file that was just written. `level` is None for the one of its class.

    `title` is what its name says; `heading` what the document is called, where that is more than a name can bear.
    """

    class_key: str
    title: str
    day: str
    blob: Blob
    level: Level | None = None
    heading: str = ""


def named_paper(
    work: Work, assessor: Assessor, principal: Principal, project: Project, paper: OwnPaper
) -> NewDocument:
    """What is filed, with the name the rules give it in the project's language."""
    content = ContentFacts(extension="docx")
    facts = NameFacts(
        project=project.code,
        class_key=paper.class_key,
        title=paper.title,
        date=paper.day,
        extension="docx",
        language=project.language,
        project_language=project.language,
    )
    context = assessor.context(work, principal, project, content)
    name = suggest_name(facts, assessor.rules, context)
    verdict = assessor.check(work, principal, name, project, content)
    new = document_named(verdict, assessor, name, paper.blob)
    title = paper.heading or paper.title
    fields = replace(new.fields, language=project.language, title=title)
    level = new.level if paper.level is None else paper.level
    return replace(new, level=level, media_type=DOCX, extension="docx", fields=fields)
