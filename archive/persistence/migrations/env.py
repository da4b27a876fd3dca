"""Runs migrations on the database that `upgrade` was given."""

from typing import cast

from alembic import context

from archive.persistence.database import Database
from archive.persistence.tables import metadata


def run() -> None:
    """Migrate on one connection, in one transaction."""
    database = cast("Database", context.config.attributes["database"])
    with database.connection() as connection:
        writer = connection.execution_options(archive_writes=True)
        context.configure(
            connection=writer, target_metadata=metadata, render_as_batch=database.is_sqlite
        )
        with writer.begin(), context.begin_transaction():
            context.run_migrations()


run()
