"""Alembic migrations. `upgrade` runs them; `python -m archive.persistence.migrations URL MESSAGE` drafts one.

Alembic is loaded only when there is something to migrate: most starts of a process find the schema
as it should be, and need neither the time nor the memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from archive.persistence.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
HEAD = "0022"
"""The newest revision; a test compares it with the folder."""


def upgrade(database: Database) -> None:
    """Bring the schema to HEAD; every step runs in one transaction."""
    if current(database) != HEAD:
        from alembic import command

        command.upgrade(_config(database), "head")


def draft(database: Database, message: str) -> None:
    """Write a migration for what the tables have and the database has not."""
    from alembic import command

    command.revision(_config(database), message=message, autogenerate=True)


def current(database: Database) -> str | None:
    """The revision the database stands at; None for an empty one."""
    with database.connection() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _config(database: Database) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["database"] = database
    return config
