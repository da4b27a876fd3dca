"""Judging bare names with the rules in force."""

from __future__ import annotations

from collections.abc import Mapping

from archive.domain.access import Principal, scope_of
from archive.domain.intake import Item
from archive.errors import NotFound
from archive.naming.check import check_name
from archive.naming.explain import Explanation, explain
from archive.naming.rules import Rules
from archive.naming.verdicts import ContentFacts, NameVerdict
from archive.persistence.database import Database
from archive.services.intake.assessment import Assessor
from archive.services.rules.rulebook import RuleBook


class NameService:
    """Judges names and explains the rules."""

    def __init__(self, database: Database, book: RuleBook, assessor: Assessor) -> None:
        self._database = database
        self._book = book
        self._assessor = assessor

    def rules(self) -> Rules:
        """The rules in force."""
        return self._book.rules()

    def check(
        self,
        principal: Principal,
        filename: str,
        project: str | None = None,
        class_key: str | None = None,  # noqa: ARG002 - kept with the interface: a name says its class itself
        fields: Mapping[str, object] | None = None,  # noqa: ARG002 - likewise
    ) -> NameVerdict:
        """Every finding about a name, in the caller's scope."""
        with self._database.read() as work:
            target = work.projects.by_code(scope_of(principal), project) if project else None
            if project and target is None:
                raise NotFound
            return self._assessor.check(work, principal, filename[:2000], target)

    def check_of(self, principal: Principal, item: Item, filename: str) -> NameVerdict:
        """Every finding about a name for an item, as it will be judged when it is kept: its content is known."""
        with self._database.read() as work:
            project = work.projects.for_maintenance(item.project)
            content = ContentFacts(extension=item.extension)
            context = self._assessor.context(work, principal, project, content, besides=item)
            return check_name(filename[:2000], self._assessor.rules, context)

    def explain(self) -> Explanation:
        """The rules as a page or a command shows them."""
        return explain(self._book.rules())
