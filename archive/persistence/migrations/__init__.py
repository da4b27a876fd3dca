"""Alembic migrations. `upgrade` runs them; `python -m archive.persistence.migrations MESSAGE` drafts one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext

from archive.persistence.database import Database

HERE = Path(__file__).parent


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to a revision; every step runs in one transaction."""
    command.upgrade(_config(database), revision)


def draft(database: Database, message: str) -> None:
    """Write a migration for what tables.py has and the database has not."""
    command.revision(_config(database), message=message, autogenerate=True)


def current(database: Database) -> str | None:
    """The revision the database stands at."""
    with database.connection() as connection:
        return MigrationContext.configure(connection).get_current_revision()
