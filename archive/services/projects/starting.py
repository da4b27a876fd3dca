"""A new document begun from a template: its bytes, under the name the rules want."""

from __future__ import annotations

from dataclasses import replace

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import CLASS_CODES
from archive.errors import InvalidInput
from archive.naming.suggest import suggest_name
from archive.naming.verdicts import NameFacts
from archive.persistence.database import Database
from archive.services.documents.documents import DocumentService
from archive.services.intake.assessment import Assessor
from archive.services.intake.intake import Content
from archive.services.operations.identifiers import Clock
from archive.services.projects.projects import project_of
from archive.team_time import day_of


class StartingService:
    """Nothing is filed: the file is worked on first, and fits when it comes back."""

    def __init__(
        self, database: Database, documents: DocumentService, assessor: Assessor, clock: Clock
    ) -> None:
        self._database = database
        self._documents = documents
        self._assessor = assessor
        self._clock = clock

    def start(
        self,
        principal: Principal,
        document_id: str,
        code: str,
        class_key: str | None = None,
        title: str | None = None,
    ) -> Content:
        """The bytes of a document under the name of a first draft in a project of the caller's.

        Args:
            principal: who asks.
            document_id: what to start from; NotFound unless the caller sees it.
            code: the project the new document is for; the caller has to be able to file there.
            class_key: the class of the new document; that of the template where none is given.
            title: its title; that of the template where none is given, about the new project.
        """
        template = self._documents.get(principal, document_id)
        content = self._documents.content(principal, document_id)
        wanted = class_key or ("other" if template.class_key == "template" else template.class_key)
        if wanted not in CLASS_CODES:
            raise InvalidInput(field="class", why=", ".join(CLASS_CODES))
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.FILE, Target(project.id))
            facts = NameFacts(
                project=project.code,
                class_key=wanted,
                title=title or _here(template.title, template.project_name, project.name),
                date=day_of(self._clock()).isoformat(),
                extension=template.extension,
                is_draft=True,
                language=template.language,
                project_language=project.language,
            )
            context = self._assessor.context(work, principal, project)
            name = suggest_name(facts, self._assessor.rules, context)
        return replace(content, name=name)


def _here(title: str, there: str, here: str) -> str:
    """The title of a template without the project it was written in, which is another client's."""
    return title.replace(there, here) if there else title
