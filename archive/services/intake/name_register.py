"""Which names are taken and which projects there are, for one caller within one transaction.

Asked for as little as a name needs, and each thing once: judging a file costs the same in a project
of ten documents and of ten thousand.
"""

from __future__ import annotations

from archive.domain.access import AccessScope
from archive.domain.intake import Item
from archive.domain.projects import Project
from archive.naming.normalise import same_name_key
from archive.persistence.database import Work

BEGINNING = 24
"""Characters of a name's key by which names are fetched: project, class and the title's first words.

The versions of one paper, and its languages and types, begin alike, and few other names do.
"""


class NameRegister:
    """Names of documents the scope sees and, with `besides`, those proposed to items of its batch."""

    def __init__(
        self,
        work: Work,
        scope: AccessScope,
        project: Project | None,
        *,
        besides: Item | None = None,
    ) -> None:
        self._work = work
        self._scope = scope
        self._project = project
        self._besides = besides
        self._codes: frozenset[str] | None = None
        self._keys: dict[str, set[str]] = {}

    def exists(self, code: str) -> bool:
        """True for the code of a project that the caller sees."""
        if self._project is not None and code == self._project.code:
            return True
        if self._codes is None:
            self._codes = self._work.projects.codes(self._scope)
        return code in self._codes

    def taken(self, key: str) -> bool:
        """True when a document, or another item, has the name of that key."""
        return key in self._beginning_like(key)

    def take(self, name: str) -> None:
        """A document was filed under that name in this transaction."""
        key = same_name_key(name)
        self._beginning_like(key).add(key)

    def _beginning_like(self, key: str) -> set[str]:
        beginning = key[:BEGINNING]
        known = self._keys.get(beginning)
        if known is None:
            known = self._keys[beginning] = self._fetched(beginning)
        return known

    def _fetched(self, beginning: str) -> set[str]:
        found: set[str] = set()
        if self._project is not None:
            found |= self._work.documents.name_keys(self._scope, self._project.id, beginning)
        if self._besides is not None:
            found |= self._work.intake.name_keys(self._besides, beginning)
        return found
