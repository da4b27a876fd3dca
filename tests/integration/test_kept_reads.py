"""What is kept between requests is never older than the last commit, whoever made it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, ProjectRole, Role, scope_of
from archive.domain.documents import Level
from archive.errors import NotSignedIn
from archive.indexer.port import SearchRequest
from archive.persistence.changes import ChangeWatch
from archive.persistence.database import Database, Work
from archive.persistence.found_documents import FoundDocument, FoundDocumentRepository
from archive.services.search.kept_reads import KeptReads
from archive.services.search.search_hits import _size_of_document, confirmed_in
from tests.support.world import PASSWORD, READER, World, open_world

pytestmark = pytest.mark.integration
CODE = "BUOY-07"


def noon() -> datetime:
    """It stands still: once a minute a token notes that it was used, and that is a commit."""
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(tmp_path_factory.mktemp("built"), clock=noon)
    for name in ("nora", "piet"):
        made.account(name)
    made.account("admin", Role.ADMINISTRATOR)
    made.project(CODE, "nora", name="Buoys", language="en", restricted=True)
    made.member(CODE, "nora", "piet", clearance=Level.CONFIDENTIAL)
    made.document(
        CODE, "nora", f"{CODE}_PLN_buoy-plan_20260201_V1.0.txt", "Anchors for every buoy."
    )
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["the same process", "another process"])
def other(request: pytest.FixtureRequest, world: World) -> Iterator[Services]:
    """Who makes the change: the services that answer, or others of the same archive."""
    if request.param == "the same process":
        yield world.services
        return
    services = build_services(world.settings, reader=READER, clock=world.clock)
    yield services
    services.database.close()


def found(world: World, who: str) -> int:
    """How many documents a search finds, asked with the token as every request is."""
    principal = world.services.tokens.principal_of_token(world.secrets[who])
    return len(world.services.search.search(principal, SearchRequest("anchors")).hits)


def only_document(world: World) -> str:
    answer = world.services.search.search(world.as_("nora"), SearchRequest("anchors"))
    return answer.hits[0].id


def manager(world: World, other: Services) -> Principal:
    return other.tokens.principal_of_token(world.secrets["nora"])


def leaves(world: World, other: Services) -> None:
    other.projects.remove_member(manager(world, other), CODE, "piet")


def is_withdrawn(world: World, other: Services) -> None:
    other.documents.withdraw(manager(world, other), only_document(world), "mistake")


def is_raised(world: World, other: Services) -> None:
    changes = {"confidentiality": Level.RESTRICTED.key}
    other.documents.edit(manager(world, other), only_document(world), changes)


@pytest.mark.parametrize("change", [leaves, is_withdrawn, is_raised])
def test_the_next_search_knows_of_a_change(
    world: World, other: Services, change: Callable[[World, Services], None]
) -> None:
    for _ in range(3):
        assert found(world, "piet") == 1
    change(world, other)
    assert found(world, "piet") == 0


def test_a_lower_clearance_holds_from_the_next_search(world: World, other: Services) -> None:
    is_raised(world, world.services)
    changes = {"confidentiality": Level.CONFIDENTIAL.key}
    world.services.documents.edit(world.as_("nora"), only_document_of(world), changes)
    world.drain()
    assert found(world, "piet") == 1
    other.projects.set_member(
        manager(world, other), CODE, "piet", ProjectRole.MEMBER, Level.INTERNAL
    )
    assert found(world, "piet") == 0


def only_document_of(world: World) -> str:
    return world.services.projects.overview(world.as_("nora"), CODE).documents[0].id


def test_a_token_ends_with_its_revocation_or_its_account(world: World, other: Services) -> None:
    tokens = world.services.tokens
    piet = tokens.principal_of_token(world.secrets["piet"])
    second = other.tokens.create(piet, "second")
    assert tokens.principal_of_token(second.secret) == piet
    other.tokens.revoke(piet, second.token.id)
    with pytest.raises(NotSignedIn):
        tokens.principal_of_token(second.secret)
    other.accounts.set_active_as("system", "piet", active=False)
    with pytest.raises(NotSignedIn):
        tokens.principal_of_token(world.secrets["piet"])


def test_a_session_ends_with_signing_out(world: World, other: Services) -> None:
    accounts = world.services.accounts
    session = accounts.sign_in("piet", PASSWORD, "192.0.2.1").token
    assert accounts.principal_of_session(session).username == "piet"
    other.accounts.sign_out(session)
    with pytest.raises(NotSignedIn):
        accounts.principal_of_session(session)


def test_without_a_change_nothing_is_read_again(world: World) -> None:
    assert found(world, "piet") == 1  # notes when the token was used
    assert found(world, "piet") == 1
    with mock.patch.object(Database, "read", side_effect=AssertionError("read again")):
        assert found(world, "piet") == 1


def test_what_one_caller_sees_is_not_kept_for_another(world: World) -> None:
    world.account("stranger")
    assert found(world, "piet") == 1
    with mock.patch.object(type(world.services.search._index), "search") as search:
        search.return_value.facets = {}
        search.return_value.hits = [mock.Mock(id=only_id, score=1.0) for only_id in ids(world)]
        search.return_value.total = 1
        search.return_value.did_you_mean = None
        assert found(world, "stranger") == 0  # the database confirms nothing for them


def ids(world: World) -> list[str]:
    with world.services.database.read() as work:
        return list(work.indexed_documents.ids())


def test_a_database_without_a_stamp_is_read_every_time(world: World) -> None:
    kept = KeptReads(world.services.database)
    read = mock.Mock(return_value=("something",))
    with mock.patch.object(Database, "stamp", return_value=None):
        for _ in range(3):
            with kept.reading() as reading:
                reading.one("key", read)
    assert read.call_count == 3


def test_a_stamp_that_stands_still_would_keep_what_is_over(world: World) -> None:
    """The guard of this module: were commits not noticed, the tests above would fail."""
    assert found(world, "piet") == 1
    with mock.patch.object(ChangeWatch, "stamp", return_value=7):
        assert found(world, "piet") == 1
        leaves(world, world.services)
        assert found(world, "piet") == 1


def test_one_request_reads_one_state(world: World) -> None:
    """What is not at hand is read from one view of the database, opened once."""
    database = world.services.database

    def names(work: Work) -> str:
        account = work.accounts.by_username("piet")
        return account.display_name if account else ""

    with KeptReads(database).reading() as reading:
        assert reading.one("before", names) == "Piet"
        with database.write() as work:
            account = work.accounts.by_username("piet")
            assert account is not None
            work.accounts.change(account.id, display_name="Peter")
        assert reading.one("after", names) == "Piet"
    with KeptReads(database).reading() as reading:
        assert reading.one("after", names) == "Peter"


def test_a_found_document_says_what_the_document_says(world: World) -> None:
    """What is read for a hit is a part of what is known, not a second opinion."""
    with world.services.database.read() as work:
        known = work.documents.get_many(scope_of(world.as_("nora")), ids(world))
        found_ones = work.found_documents.live(ids(world))
        tokens = work.documents.tokens(ids(world))
    assert found_ones.keys() == known.keys() == set(ids(world))
    same = {one.name for one in fields(FoundDocument)} - {"access"}
    for key, document in known.items():
        for name in same:
            assert getattr(found_ones[key], name) == getattr(document, name), name
        assert found_ones[key].hard_pages == document.hard_pages
        assert found_ones[key].access == frozenset(tokens[key])


def test_a_withdrawn_document_is_none_that_is_found(world: World) -> None:
    only = only_document(world)
    is_withdrawn(world, world.services)
    with world.services.database.read() as work:
        assert work.found_documents.live([only]) == {}
        assert work.found_documents.live([]) == {}


def test_a_document_is_kept_once_for_all_who_see_it(world: World) -> None:
    """Kept for each caller's scope, an archive's documents would not fit with a few people asking."""
    for who in ("nora", "piet"):
        assert found(world, who) == 1  # notes when the token was used
    assert found(world, "nora") == 1
    with mock.patch.object(FoundDocumentRepository, "live", side_effect=AssertionError("again")):
        assert found(world, "piet") == 1


def test_a_document_takes_about_the_memory_it_is_counted_for(world: World) -> None:
    """What is kept is bounded by its bytes: a size far too small would let the memory of a process grow."""
    for number in range(30):
        world.document(
            CODE, "nora", f"{CODE}_PLN_buoy-{number:02}_20260201_V1.0.txt", f"Chain {number}."
        )
    known, scope = ids(world), scope_of(world.as_("nora"))
    taken = []
    for _ in range(
        2
    ):  # the second time without what all documents share, and what reading itself sets up
        kept = KeptReads(world.services.database)
        tracemalloc.start()
        with kept.reading() as reading:
            things = confirmed_in(reading, scope, known)
        taken.append(tracemalloc.get_traced_memory()[0] / len(known))
        tracemalloc.stop()
    counted = [
        _size_of_document(thing) for thing in things.values() if isinstance(thing, FoundDocument)
    ]
    assert len(counted) == len(known)
    assert 0.8 * taken[1] < counted[0] < 1.5 * taken[1]
