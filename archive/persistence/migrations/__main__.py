"""`python -m archive.persistence.migrations DATABASE_URL MESSAGE`: draft a migration for a developer."""

import sys

from archive.persistence.database import Database
from archive.persistence.migrations import draft, upgrade

if __name__ == "__main__":
    database = Database(sys.argv[1])
    upgrade(database)
    draft(database, sys.argv[2])
