"""The texts of the naming rules that were in force, and the names they apply to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from archive.domain.rule_versions import FiledName, RuleVersion
from archive.persistence.document_rows import LIVE
from archive.persistence.tables import documents, projects, rule_versions, users


class RuleVersionRepository:
    """Appends and reads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, version: str, digest: str, text: str, activated_by: str | None, at: datetime
    ) -> None:
        """Keep a text that comes into force."""
        self._connection.execute(
            insert(rule_versions).values(
                version=version,
                digest=digest,
                text=text,
                activated_by=activated_by,
                activated_at=at,
            )
        )

    def latest(self) -> RuleVersion | None:
        """The text kept last: the one in force, once the rules in force are noted."""
        query = _listed().order_by(rule_versions.c.number.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return _version(row) if row else None

    def all(self) -> tuple[RuleVersion, ...]:
        """Every text, the newest first."""
        query = _listed().order_by(rule_versions.c.number.desc())
        return tuple(map(_version, self._connection.execute(query).mappings()))

    def get(self, number: int) -> RuleVersion | None:
        """One of them."""
        query = _listed().where(rule_versions.c.number == number)
        row = self._connection.execute(query).mappings().first()
        return _version(row) if row else None

    def text_of(self, number: int) -> str:
        """The text itself; NoResultFound for a number that is none."""
        query = select(rule_versions.c.text).where(rule_versions.c.number == number)
        return str(self._connection.execute(query).scalar_one())

    def digests_of(self, version: str) -> frozenset[str]:
        """The digests of every text that called itself so."""
        query = select(rule_versions.c.digest).where(rule_versions.c.version == version)
        return frozenset(self._connection.execute(query).scalars())

    def count_filed_names(self) -> int:
        """How many names are filed."""
        query = select(func.count()).select_from(documents)
        return int(self._connection.execute(query.where(LIVE)).scalar_one())

    def filed_names_for_maintenance(self) -> Iterator[FiledName]:
        """Every filed name of every project, in order: for trying a rule file, which answers names."""
        query = (
            select(documents.c.id, projects.c.code, documents.c.class_key, documents.c.name)
            .join(projects, projects.c.id == documents.c.project_id)
            .where(LIVE)
            .order_by(projects.c.code, documents.c.name, documents.c.id)
        )
        for row in self._connection.execute(query):
            yield FiledName(*row)


def _listed() -> Select[tuple[object, ...]]:
    text = rule_versions.c.text
    columns = [column for column in rule_versions.c if column is not text]
    return select(*columns, users.c.display_name, users.c.username).join(
        users, users.c.id == rule_versions.c.activated_by, isouter=True
    )


def _version(row: RowMapping) -> RuleVersion:
    return RuleVersion(
        row["number"],
        row["version"],
        row["digest"],
        row["activated_by"],
        row["display_name"] or row["username"] or "",
        row["activated_at"],
    )
