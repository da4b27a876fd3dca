"""After any acts in another process, a search out of what is kept answers as a process that keeps nothing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from unittest import mock

import pytest

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, ProjectRole, Role
from archive.domain.documents import Level
from archive.errors import ArchiveError
from archive.indexer.port import SearchRequest
from archive.services.search.kept_reads import KeptReads
from archive.services.search.search import SearchAnswer
from archive.worker import drain
from tests.support.world import READER, World, open_world

pytestmark = pytest.mark.integration
CODES = ("KELP-01", "KELP-02")
READERS = ("nora", "otto", "piet")
QUERIES = ("kelp", "harvest nets", "kepl", "project:Kelp", '"kelp nets"', "")
ACTS = 60
_NUMBERS = count(1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in READERS:
        made.account(name)
    made.account("admin", Role.ADMINISTRATOR)
    for code in CODES:
        made.project(code, "nora", name=f"Kelp {code}", language="en", restricted=True)
        made.member(code, "nora", "otto", clearance=Level.CONFIDENTIAL)
        for number in range(3):
            made.document(
                code, "nora", f"{code}_PLN_nets{number}_20260201_V1.0.txt", f"Kelp nets {number}."
            )
    made.drain()
    yield made
    made.close()


class Acts:
    """What another process does, at random; what is refused is no act."""

    def __init__(self, world: World, services: Services, chance: random.Random) -> None:
        self._world, self._services, self._chance = world, services, chance

    def one(self) -> str:
        """Do something; returns what."""
        acts: tuple[Callable[[], object], ...] = (
            self.relabel,
            self.withdraw,
            self.restore,
            self.move,
            self.join,
            self.leave,
            self.open_or_close,
            self.rename,
            self.file,
            self.drop_tokens,
            self.drop_text,
            self.be_quiet,
            self.work_off,
        )
        act = self._chance.choice(acts)
        with suppress(ArchiveError):
            act()
        return act.__name__

    @property
    def _nora(self) -> Principal:
        return self._services.tokens.principal_of_token(self._world.secrets["nora"])

    def _document(self) -> str:
        return str(self._chance.choice(self._raw("SELECT id FROM documents"))[0])

    def _raw(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Past the archive: committed at once, by a program that knows nothing of it."""
        file = self._services.database.file
        assert file is not None
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys=ON")
            return connection.execute(statement, values).fetchall()

    def relabel(self) -> None:
        level = self._chance.choice(list(Level))
        self._services.documents.edit(self._nora, self._document(), {"confidentiality": level.key})

    def withdraw(self) -> None:
        self._services.documents.withdraw(self._nora, self._document(), "mistake")

    def restore(self) -> None:
        self._services.documents.restore(self._nora, self._document())

    def move(self) -> None:
        self._services.documents.move(self._nora, self._document(), self._chance.choice(CODES))

    def join(self) -> None:
        level = self._chance.choice((Level.INTERNAL, Level.CONFIDENTIAL))
        self._services.projects.set_member(
            self._nora,
            self._chance.choice(CODES),
            self._chance.choice(READERS[1:]),
            ProjectRole.MEMBER,
            level,
        )

    def leave(self) -> None:
        self._services.projects.remove_member(
            self._nora, self._chance.choice(CODES), self._chance.choice(READERS[1:])
        )

    def open_or_close(self) -> None:
        changes = {"restricted": self._chance.random() < 0.5}
        self._services.projects.edit(self._nora, self._chance.choice(CODES), changes)

    def rename(self) -> None:
        changes = {"name": f"Kelp {next(_NUMBERS)}"}
        self._services.projects.edit(self._nora, self._chance.choice(CODES), changes)

    def file(self) -> None:
        code = self._chance.choice(CODES)
        name = f"{code}_PLN_harvest{next(_NUMBERS)}_20260202_V1.0.txt"
        self._world.document(code, "nora", name, f"Harvest nets of kelp {next(_NUMBERS)}.")

    def drop_tokens(self) -> None:
        self._raw("DELETE FROM document_access WHERE document_id = ?", self._document())

    def drop_text(self) -> None:
        self._raw(
            "INSERT OR REPLACE INTO segments SELECT reading_id, ordinal, kind, level, place,"
            " 'Kelp ' || ?, lines FROM segments ORDER BY random() LIMIT 1",
            next(_NUMBERS),
        )

    def be_quiet(self) -> None:
        piet = self._services.tokens.principal_of_token(self._world.secrets["piet"])
        self._services.saved_searches.remember(piet, f"nets {next(_NUMBERS)}")
        self._services.tokens.create(piet, f"more {next(_NUMBERS)}")

    def work_off(self) -> None:
        drain(self._services)


def answered(services: Services, secret: str, asked: str) -> SearchAnswer:
    who = services.tokens.principal_of_token(secret)
    answer = services.search.search(who, SearchRequest(asked), "en", beside=True)
    return replace(answer, took_ms=0.0)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_there_is(world: World, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    elsewhere = build_services(world.settings, reader=READER, clock=world.clock)
    acts = Acts(world, elsewhere, chance)
    done: list[str] = []
    for _ in range(ACTS):
        done.append(acts.one())
        asked = chance.choice(QUERIES)
        for reader in READERS:
            kept = answered(world.services, world.secrets[reader], asked)
            with mock.patch.object(KeptReads, "_as_of", lambda reads, _stamp: reads._nothing()):
                fresh = answered(elsewhere, world.secrets[reader], asked)
            assert kept == fresh, (done[-5:], reader, asked)
    elsewhere.database.close()
    assert len(set(done)) > 10
