"""The number that searches keep by moves with every change of what they read, and with nothing else."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest
from alembic import command
from sqlalchemy import Engine, event, text

from archive.domain.access import Role
from archive.indexer.port import SearchRequest
from archive.persistence.content_changes import QUIET, watch_content
from archive.persistence.database import Database
from archive.persistence.found_documents import FoundDocumentRepository
from archive.persistence.migrations import _config, upgrade
from archive.persistence.readings import ReadingRepository
from archive.persistence.tables import metadata
from archive.services.operations.identifiers import now_utc
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "MOOR-03"
WATCHED = sorted(set(metadata.tables) - QUIET)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "archive.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    database.close()
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of an empty archive."""
    file = tmp_path / "archive.db"
    with sqlite3.connect(migrated) as known, sqlite3.connect(file) as copy:
        known.backup(copy)
    made = Database(f"sqlite:///{file}")
    yield made
    made.close()


def other(database: Database) -> sqlite3.Connection:
    """A program that knows nothing of the archive's: nothing is checked, everything is committed at once."""
    assert database.file is not None
    return sqlite3.connect(database.file, isolation_level=None)


def numbers_after_each_change(database: Database, table: str) -> list[int | None]:
    """The number before anything, with a row, with another value in it, and without it."""
    connection = other(database)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    names = [column[1] for column in columns]
    places = ", ".join("7" for _ in names)
    found = [database.content_stamp()]
    for statement in (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})",  # noqa: S608 - tables of the archive
        f"UPDATE {table} SET {names[-1]} = '8' WHERE {names[0]} = '7'",  # noqa: S608
        f"DELETE FROM {table} WHERE {names[0]} = '7'",  # noqa: S608
    ):
        before = database.stamp()
        assert connection.execute(statement).rowcount == 1
        assert database.stamp() != before
        found.append(database.content_stamp())
    connection.close()
    return found


@pytest.mark.parametrize("table", WATCHED)
def test_the_number_moves_with_every_change_of_a_watched_table(
    database: Database, table: str
) -> None:
    assert len(set(numbers_after_each_change(database, table))) == 4


@pytest.mark.parametrize("table", sorted(QUIET - {"audit_events", "content_stamp"}))
def test_the_number_stays_when_a_quiet_table_changes(database: Database, table: str) -> None:
    assert len(set(numbers_after_each_change(database, table))) == 1


def test_nothing_moves_before_it_is_committed(database: Database) -> None:
    before = database.content_stamp()
    with database.write() as work:
        work.intake.know_blob("0" * 64, 1, now_utc())
        assert database.content_stamp() == before
    assert database.content_stamp() != before


def test_what_was_rolled_back_never_was(database: Database) -> None:
    before = database.content_stamp()
    with suppress(ZeroDivisionError), database.write() as work:
        work.intake.know_blob("0" * 64, 1, now_utc())
        raise ZeroDivisionError
    assert database.content_stamp() == before


@pytest.mark.parametrize(
    "lost", ["DROP TRIGGER content_changed_documents_update", "DROP TABLE content_stamp"]
)
def test_where_the_number_says_nothing_every_commit_counts(database: Database, lost: str) -> None:
    connection = other(database)
    connection.execute(lost)
    before = database.content_stamp()
    assert database.content_stamp() == before
    connection.execute("INSERT INTO recent_searches VALUES ('7', '7', '7', '7')")
    connection.close()
    assert database.content_stamp() != before


def test_a_migration_that_makes_a_table_anew_leaves_it_watched(database: Database) -> None:
    """Alembic copies a table to change it, and its triggers go with the old one."""
    with database.connection() as connection:
        connection.execute(text("DROP TRIGGER content_changed_segments_insert"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0021'"))
        connection.execute(text("DROP TABLE content_stamp"))
        connection.commit()
    upgrade(database)
    assert len(set(numbers_after_each_change(database, "segments"))) == 4


def test_a_migration_is_a_change_though_no_trigger_was_there_to_tell(database: Database) -> None:
    """Who did not look while a table was made anew would else go by a number that stands as it stood."""
    before = database.content_stamp()
    connection = other(database)
    connection.execute("DROP TRIGGER content_changed_projects_insert")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    names = [column[1] for column in connection.execute("PRAGMA table_info(projects)")]
    connection.execute(f"INSERT INTO projects VALUES ({', '.join('7' for _ in names)})")  # noqa: S608
    connection.close()
    with database.connection() as bare:
        watch_content(bare)
        bare.commit()
    assert database.content_stamp() != before
    assert len(set(numbers_after_each_change(database, "segments"))) == 4


def test_an_older_archive_gets_the_number_and_loses_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'archive.db'}")
    command.upgrade(_config(database), "0021")
    assert len(set(numbers_after_each_change(database, "jobs"))) == 4
    database.close()
    upgrade(database)
    assert len(set(numbers_after_each_change(database, "jobs"))) == 1
    command.downgrade(_config(database), "0021")
    assert len(set(numbers_after_each_change(database, "documents"))) == 4
    database.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("nora", "piet"):
        made.account(name)
    made.account("admin", Role.ADMINISTRATOR)
    made.project(CODE, "nora", name="Moorings", language="en")
    made.document(CODE, "nora", f"{CODE}_PLN_mooring-plan_20260201_V1.0.txt", "Ropes everywhere.")
    made.drain()
    yield made
    made.close()


def found(world: World) -> int:
    """How many documents a search finds."""
    who = world.services.tokens.principal_of_token(world.secrets["nora"])
    return len(world.services.search.search(who, SearchRequest("ropes")).hits)


def test_what_was_found_is_kept_while_others_search_and_sign_in(world: World) -> None:
    assert found(world) == 1
    piet = world.as_("piet")
    services = world.services
    services.saved_searches.remember(piet, "harbour")
    services.tokens.create(piet, "another")
    with (
        mock.patch.object(FoundDocumentRepository, "live", side_effect=AssertionError("again")),
        mock.patch.object(ReadingRepository, "segments_of", side_effect=AssertionError("again")),
    ):
        assert found(world) == 1


def test_no_search_reads_a_quiet_table(world: World) -> None:
    """What it reads it keeps: of a quiet table it would be kept for ever."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    nora = world.as_("nora")
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for asked in ("ropes", "project:Moorings ropes", "rops", '"no such thing"', "on-time rate"):
            for language in ("en", "zh-Hant"):
                world.services.search.search(nora, SearchRequest(asked), language, beside=True)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert any("document_access" in statement for statement in said)
    read = {word for statement in said for word in re.findall(r"\w+", statement)}
    assert not read & QUIET
