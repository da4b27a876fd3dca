"""Runs migrations on the database that `upgrade` was given."""

from typing import cast

from alembic import context

from archive.persistence.content_changes import watch_content
from archive.persistence.database import Database
from archive.persistence.tables import metadata


def run() -> None:
    """Migrate on one connection, in one transaction."""
    database = cast("Database", context.config.attributes["database"])
    with database.connection() as connection:
        writer = connection.execution_options(archive_writes=True)
        with writer.begin():
            # Configured inside: of a transaction begun later Alembic would commit each step by itself.
            context.configure(
                connection=writer, target_metadata=metadata, render_as_batch=database.is_sqlite
            )
            context.run_migrations()
            watch_content(writer)


run()
