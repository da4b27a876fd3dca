"""What is asked at every search must not grow with the archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import sqlite

from archive.persistence import indexed_documents, indexed_lessons
from archive.persistence.tables import metadata


@pytest.mark.parametrize("statement", [indexed_documents._STALE, indexed_lessons._STALE])
def test_what_is_masked_is_read_from_its_index(statement: object, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'plan.db'}")
    metadata.create_all(engine)
    asked = statement.compile(dialect=sqlite.dialect())  # type: ignore[attr-defined]
    with engine.connect() as connection:
        plan = connection.execute(text(f"explain query plan {asked}")).all()
    engine.dispose()
    assert all("USING" in row[-1] for row in plan), plan
