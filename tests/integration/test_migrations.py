"""The migrated schema is the one the code knows; the log cannot be changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database
from archive.persistence.migrations import HEAD, HERE, _config, current, upgrade
from archive.persistence.tables import metadata

pytestmark = pytest.mark.integration
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


EDITS = {
    "a": {"values": {"figures": {"actual": "7"}}, "before": {}, "documents": ["d2", "d1"], "lost": False},
    "b": {"values": {}, "before": {}, "documents": [], "lost": False},
}  # fmt: skip
"""Changes of a review, as they are kept."""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(made)
    return made


def test_migrations_come_to_the_schema_of_the_tables(database: Database) -> None:
    with database.connection() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert current(database) == HEAD


def test_head_is_the_newest_migration_of_the_folder() -> None:
    names = sorted(p.name for p in (HERE / "versions").glob("[0-9]*.py"))
    assert names[-1].startswith(f"{HEAD}_")


def test_migrating_twice_changes_nothing(database: Database) -> None:
    upgrade(database)
    assert current(database) == HEAD


def insert(connection: Connection, table: str, **given: object) -> None:
    """One row with what is given; every other column that must be filled gets a plain word."""
    columns = connection.execute(text(f"PRAGMA table_info({table})")).mappings().all()
    needed = {c["name"]: "1" for c in columns if c["notnull"] and c["dflt_value"] is None}
    row = needed | given
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)  # noqa: S608 - names of this test


def test_rows_of_an_older_archive_are_there_after_the_upgrade(tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path / 'archive.db'}")
    command.upgrade(_config(old), "0007")
    told = json.dumps({"industry": "cycling", "advice": "Ask first"})
    with old.connection() as connection:
        insert(connection, "users", id="u", username="mei")
        insert(connection, "projects", id="p", code="OLD-01", created_by="u")
        insert(connection, "lessons", id="l", project_id="p", created_by="u", details=told)
        insert(connection, "memberships", project_id="p", user_id="u", role="manager")
        insert(connection, "blobs", digest="1")
        insert(connection, "batches", id="b", project_id="p", created_by="u")
        whole = {"batch_id": "b", "project_id": "p", "received_by": "u"}
        for item, parent in (("i", None), ("j", "i")):
            insert(connection, "items", id=item, parent_id=parent, state="held", **whole)
        for key, said in EDITS.items():
            row = {"project_id": "p", "section": "metrics", "key": key, "kind": "edit", "by": "u"}
            insert(connection, "review_edits", **row, at=str(NOON)[:19], details=json.dumps(said))
        connection.commit()
    upgrade(old)
    with old.connection() as connection:
        kept = connection.execute(text("SELECT id, industry, details FROM lessons")).all()
        assert [tuple(row) for row in kept] == [("l", "cycling", told)]
        assert connection.execute(text("SELECT code FROM projects")).scalars().all() == ["OLD-01"]
        assert connection.execute(text("SELECT role FROM memberships")).scalar() == "manager"
        asks = connection.execute(text("SELECT id, parent_id, asks FROM items ORDER BY id")).all()
        assert [tuple(row) for row in asks] == [("i", None, 1), ("j", "i", 1)]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert current(old) == HEAD
    with old.read() as work:
        told = {edit.key: edit for edit in work.reviews.edits("p")}
    assert {key: edit.documents for key, edit in told.items()} == {"a": ("d2", "d1"), "b": ()}
    assert told["a"].values == {"figures": {"actual": "7"}}


def test_changes_of_one_statement_stand_beside_each_other_and_the_newest_goes_back(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'archive.db'}")
    command.upgrade(_config(database), "0018")
    with database.connection() as connection:
        insert(connection, "users", id="u", username="mei")
        insert(connection, "projects", id="p", code="OLD-01", created_by="u")
        row = {"project_id": "p", "section": "metrics", "key": "a", "kind": "edit", "by": "u"}
        said = json.dumps(EDITS["a"])
        insert(connection, "review_edits", **row, at=str(NOON)[:19], details=said)
        connection.commit()
    upgrade(database)
    with database.write() as work:
        (old,) = work.reviews.edits("p")
        for days, documents in ((1, ("d1",)), (2, ("d1", "d2")), (3, ("d1",))):
            at = NOON + timedelta(days)
            work.reviews.put_edit("p", replace(old, documents=documents, at=at), "u")
        made = [(edit.at.day, edit.documents) for edit in work.reviews.edits("p")]
        assert made == [(4, ("d1", "d2")), (5, ("d1",))]
    command.downgrade(_config(database), "0018")
    with database.connection() as connection:
        kept = connection.execute(text("SELECT key, at FROM review_edits")).all()
        assert [(row.key, row.at[:10]) for row in kept] == [("a", "2026-03-05")]


def test_actions_that_were_carried_over_are_as_confidential_as_where_they_came_from(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'archive.db'}")
    command.upgrade(_config(database), "0020")
    made = (
        # id, project, level, source
        ("a", "p", 2, "p:said"),
        ("b", "q", 1, "p:a"),  # from a confidential paper
        ("c", "r", 1, "q:b"),  # carried over a second time
        ("d", "h", 1, "h:said"),
        ("e", "q", 1, "h:d"),  # internal to a project that the team does not see
        ("f", "h", 1, "p:said"),
        ("g", "q", 1, None),
        ("i", "q", 3, "p:a"),
        ("j", "q", 1, "p:gone"),
    )
    with database.connection() as connection:
        insert(connection, "users", id="u", username="mei")
        for code in "pqrh":
            hidden = {"code": code, "created_by": "u", "restricted": int(code == "h")}
            insert(connection, "projects", id=code, **hidden)
        for second, (name, project, level, source) in enumerate(made):
            row = {"project_id": project, "level": level, "source": source, "created_by": "u"}
            at = str(NOON + timedelta(seconds=second))[:19]
            insert(connection, "improvements", id=name, created_at=at, **row)
        connection.commit()
    upgrade(database)
    with database.connection() as connection:
        found = connection.execute(text("SELECT id, level FROM improvements ORDER BY id")).all()
    levels = {"a": 2, "b": 2, "c": 2, "d": 1, "e": 2, "f": 1, "g": 1, "i": 3, "j": 1}
    assert {row.id: row.level for row in found} == levels


def test_every_commit_reaches_the_disk(database: Database) -> None:
    with database.connection() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def entry(action: str) -> AuditEvent:
    return AuditEvent(NOON, "u1", action, "d1", "p1", {"title": "結案報告"})


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events"]
)
def test_the_audit_log_cannot_be_changed(database: Database, statement: str) -> None:
    with database.write() as work:
        work.audit.append(entry("filed"))
    with database.connection() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(statement))


def test_a_tampered_audit_log_is_found(database: Database) -> None:
    with database.write() as work:
        for action in ("filed", "edited", "withdrawn"):
            work.audit.append(entry(action))
    with database.read() as work:
        assert work.audit.first_broken() is None
    with database.connection() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER audit_events_no_update"))
        connection.execute(text("UPDATE audit_events SET action = 'nothing' WHERE sequence = 2"))
    with database.read() as work:
        assert work.audit.first_broken() == 2


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    class Crash(Exception):
        pass

    with pytest.raises(Crash), database.write() as work:  # noqa: PT012 - the block is what is tested
        work.audit.append(entry("filed"))
        raise Crash
    with database.read() as work:
        assert work.audit.about("d1") == ()
