"""A number in the database that is another one after every change of what searches read, whoever makes it.

Triggers set it, in the transaction of the change: no program can forget it, and one that does not know of it sets
it too. All tables have them but QUIET. Those change all the time (a token was used, somebody searched, a line of
the log), and were every commit a reason to read everything anew, a busy archive would keep nothing.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection, inspect, text

from archive.persistence.tables import content_stamp, metadata

QUIET: Final = frozenset(
    {
        "api_tokens",
        "audit_events",
        "content_stamp",
        "duties",
        "jobs",
        "notices",
        "recent_searches",
        "saved_searches",
        "sessions",
        "sign_in_failures",
        "sketches",
        "uploads",
    }
)
"""Tables of which no answer to a search may be kept: a change of theirs is not noticed. Everything else is watched,
also what no search reads today: a table forgotten here costs time, one too many would show what is over."""

_EVENTS: Final = ("insert", "update", "delete")
_NAME: Final = "content_changed_"
_TRIGGERS: Final = len(_EVENTS) * len(set(metadata.tables) - QUIET)
_MOVED: Final = f"UPDATE {content_stamp.name} SET value = random()"  # noqa: S608
"""To any number nobody had: counting would come to the same one again in a restored database."""
_ASKED: Final = (
    f"SELECT value, (SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{_NAME}*')"  # noqa: S608 - names of this module
    f" FROM {content_stamp.name}"
)


def watch_content(connection: Connection) -> None:
    """Make the triggers that are not there; after each migration, which may have made tables anew.

    The number is another one too: what the migration did to a table made anew, no trigger was there to tell.
    """
    there = set(inspect(connection).get_table_names())
    if connection.dialect.name != "sqlite" or content_stamp.name not in there:
        return
    for table in sorted((there & set(metadata.tables)) - QUIET):
        for event in _EVENTS:
            connection.execute(
                text(
                    f"CREATE TRIGGER IF NOT EXISTS {_NAME}{table}_{event} AFTER {event} ON {table} "
                    f"BEGIN {_MOVED}; END"
                )
            )
    connection.execute(text(_MOVED))


def unwatch_content(connection: Connection) -> None:
    """Take the triggers away, before their table is."""
    names = connection.execute(
        text(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{_NAME}*'")  # noqa: S608
    )
    for name in names.scalars().all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def content_number(connection: sqlite3.Connection) -> int | None:
    """The number; None where a trigger is missing, and it says nothing."""
    try:
        rows = connection.execute(_ASKED).fetchall()
    except sqlite3.OperationalError:  # an older schema has no such table
        return None
    return int(rows[0][0]) if rows and rows[0][1] == _TRIGGERS else None
