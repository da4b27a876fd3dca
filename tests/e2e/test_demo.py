"""`archive demo`: the three sample projects go through the real pipeline, and show what they are made to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.bootstrap.demo import demo_of
from archive.domain.access import Principal, Role
from archive.indexer.port import SearchRequest
from archive.persistence.tables import metadata
from archive.samples.knowledge import knowledge
from archive.samples.registers import aftermath
from archive.services.lessons.lesson_views import LessonQuery
from archive.worker import drain
from tests.support.accessible import faults
from tests.support.leak_corpus import PLACES
from tests.support.world import World, open_world

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("demo"))
    for _ in range(2):  # the second run finds everything there and adds nothing
        demo_of(made.services).install(lambda *_: None, lambda: drain(made.services) and None)
    yield made
    made.close()


def demo(world: World) -> Principal:
    username, password = demo_of(world.services).account()
    return world.services.accounts.sign_in(username, password, "here").principal


def test_everything_is_dropped_before_anything_is_read(tmp_path: Path) -> None:
    """Who searches meanwhile is told of all that is still being read."""
    made = open_world(tmp_path)
    seen: list[int] = []

    class Enough(Exception):
        pass

    def told(_code: str, read: int, of: int) -> None:
        principal = demo(made)
        unfiled = made.services.waiting_work.unfiled(principal)
        seen.extend((len(unfiled), read, sum(one.reading for one in unfiled) - of))
        raise Enough

    with pytest.raises(Enough):
        demo_of(made.services).install(told, lambda: None)
    made.close()
    assert seen[:2] == [3, 0]
    assert seen[2] > 0


def projects(world: World) -> list[str]:
    page = world.services.projects.list(demo(world))
    return [card.project.code for card in page.items]


def review_of(world: World, code: str) -> dict[str, Any]:
    view = world.services.reviews.get(demo(world), code)
    assert view.status == "approved"
    return dict(view.content)


def test_there_is_one_project_for_each_language(world: World) -> None:
    page = world.services.projects.list(demo(world))
    assert {card.project.language for card in page.items} == {"zh-Hant", "zh-Hans", "en"}
    assert all(card.documents >= 8 for card in page.items)


def test_everything_readable_is_filed_without_typing(world: World) -> None:
    for code in projects(world):
        (batch,) = world.services.intake.batches(demo(world), code)
        assert batch.state.value == "done", batch.counts
        overview = world.services.projects.overview(demo(world), code)
        for document in overview.documents:
            check = world.services.names.check(demo(world), document.name, code)
            assert {f.rule for f in check.findings} <= {"N07"}, (
                document.name
            )  # its own name is taken


def test_every_review_shows_a_contradiction_and_a_gap_with_evidence(world: World) -> None:
    for code in projects(world):
        review = review_of(world, code)
        assert review["metrics"], code
        assert review["cost"]["lines"], code
        assert review["inconsistencies"], code
        assert review["missing"], code
        assert all(metric["citations"] for metric in review["metrics"])


def test_one_query_finds_what_all_three_say(world: World) -> None:
    answer = world.services.search.search(demo(world), SearchRequest("滿意度", per_page=50))
    assert {hit.project for hit in answer.hits if hit.project} == set(projects(world))


def test_the_review_leaves_as_a_word_file(world: World) -> None:
    for code in projects(world):
        assert world.services.reviews.docx(demo(world), code, "zh-Hant").startswith(b"PK")


def test_a_newcomer_finds_what_the_projects_taught_and_a_path_to_begin_with(world: World) -> None:
    if "reader" not in world.secrets:
        world.account("reader", Role.READER, "zh-Hant")
    newcomer = world.as_("reader")
    found = world.services.lessons.find(newcomer, LessonQuery(per_page=50))
    assert {v.lesson.kind.value for v in found.page.items} == {
        "success",
        "failure",
        "template",
        "how-to",
    }
    assert {v.lesson.language for v in found.page.items} == {"zh-Hant", "zh-Hans", "en"}
    assert all(v.lesson.evidence for v in found.page.items)
    assert max(v.seen for v in found.page.items) == 3
    masked = [v for v in found.page.items if v.lesson.masked]
    assert masked
    assert not any(v.evidence for v in masked)
    path = world.services.reading_paths.first(newcomer)
    assert path is not None
    assert len(path.stops) >= 8
    assert {s.language for s in path.stops} == {"zh-Hant", "zh-Hans", "en"}
    assert path.progress.minutes < 60
    assert world.services.reading_paths.find(newcomer).total == 1  # the second run added none
    assert found.page.total == len(knowledge().lessons)


def test_a_newcomer_is_part_way_through_the_reading_path(world: World) -> None:
    _, password = demo_of(world.services).account()
    newcomer = world.services.accounts.sign_in("newcomer", password, "here").principal
    path = world.services.reading_paths.first(newcomer)
    assert path is not None
    assert path.progress.read == aftermath().newcomer.reads
    assert path.progress.next is not None
    members = world.services.projects.members(demo(world), aftermath().newcomer.project)
    assert {member.username for member in members} == {"demo", "newcomer", "lead"}


def test_a_lead_sees_how_the_projects_went(world: World) -> None:
    _, password = demo_of(world.services).account()
    lead = world.services.accounts.sign_in("lead", password, "here").principal
    board = world.services.dashboard.get(lead)
    assert (board.counts["all"], board.counts["closed"]) == (3, 1)
    assert board.counts["short"] or board.counts["met"]


def test_one_project_is_closed_with_waivers_and_its_package(world: World) -> None:
    services, me = world.services, demo(world)
    (code,) = (sample.code for sample in aftermath().projects if sample.close)
    assert services.projects.get(me, code).state == "closed"
    (closing,) = services.closing.closings(me, code)
    assert closing.record["waivers"]
    assert closing.closing.package is not None
    assert {"clauses", "access", "closing_list", "papers"} <= set(closing.record["registers"])
    assert services.reviews.get(me, code).content["waived"]


def test_registers_of_the_open_projects_are_filled(world: World) -> None:
    services, me = world.services, demo(world)
    for sample in (one for one in aftermath().projects if not one.close):
        code = sample.code
        listed = services.closing_list.get(me, code)
        assert 0 < listed.open < len(listed.rows)
        assert {row.state.value for row in services.clauses.list(me, code).rows} >= {"met"}
        (paper,) = services.papers.of_project(me, code).originals
        assert paper.loan is not None
        (survey,) = services.surveys.list(me, code).surveys
        assert survey.summary.answers == 1
        assert len(survey.invitations) == 2
        assert any(r.reviewed.decision for r in services.access_review.get(me, code).rows)
    (saved,) = services.saved_searches.list(me)
    assert saved.saved.name == aftermath().search.name


def addresses(world: World, code: str) -> Iterator[str]:
    """Every page there is, at things of the samples that are there; those of a project at one."""
    with world.services.database.connection() as connection:
        known = {
            place: connection.execute(select(metadata.tables[table].c.id).limit(1)).scalar()
            for place, table in PLACES.items()
        }
    known |= {"row_id": "contract", "thing_id": "ad_accounts", "section": "successes"}
    known |= {"code": code, "number": "1"}
    for rule in world.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(("/api/", "/assets", "/s/")):
            yield re.sub(r"<(?:int:)?(\w+)>", lambda m: str(known.get(m[1], "none")), rule.rule)


@pytest.mark.parametrize(
    ("who", "language", "code"),
    [
        ("demo", "zh-Hant", "RN25-03"),
        ("demo", "zh-Hans", "YG25-08"),
        ("demo", "en", "HV25-05"),
        ("lead", "en", "RN25-03"),
    ],
)
def test_every_page_can_be_read_aloud_and_used_by_keyboard(
    world: World, who: str, language: str, code: str
) -> None:
    _, password = demo_of(world.services).account()
    principal = world.services.accounts.sign_in(who, password, "here").principal
    secret = world.services.tokens.create(principal, "pages").secret
    sent = {"Authorization": f"Bearer {secret}", "Accept-Language": language}
    found, looked = [], 0
    for path in addresses(world, code):
        answer = world.client().get(path, headers=sent, buffered=True)
        text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        if "<main" in text:
            looked += 1
            found += [f"{path}: {fault}" for fault in faults(text, language)]
    assert found == []
    assert looked > 40
