"""The figure that a search names, compared over the projects whose approved reviews tell it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import event

from archive.domain.access import ProjectRole, scope_of
from archive.domain.documents import Level
from archive.indexer.asked_names import FORM, backwards
from archive.indexer.port import SearchRequest
from archive.indexer.thesaurus import shipped_thesaurus
from archive.persistence.approved_figures import ApprovedFigureRepository, FoundFigure
from archive.persistence.database import Work
from archive.services.documents.documents import DocumentQuery
from archive.services.projects.outcomes import approved_reviews
from archive.services.reviews import approved_figures
from archive.services.reviews.approved_figures import told_figures
from archive.services.search import compared_figures
from archive.services.search.kept_reads import KeptReads
from tests.support.accessible import faults
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
ENGLISH = """Closing report

Results
Measure\tTarget\tActual
{name}\t{target}\t{actual}
Ferry tickets\t80\t75

Satisfaction
Mean satisfaction {mean} out of 5 from 40 answers.
"""
CHINESE = """結案報告

成果
指標\t目標\t實績
{name}\t{target}\t{actual}
"""
PAPERS = (
    # code, ended, language, text, level
    ("GATE-01", date(2025, 3, 1), "zh-Hant", CHINESE, ("活動到場人數", "900", "1,020"), Level.INTERNAL),
    ("GATE-02", date(2026, 1, 9), "en", ENGLISH, ("Attendance", "400", "380"), Level.INTERNAL),
    ("GATE-03", date(2025, 9, 9), "en", ENGLISH, ("Total attendance", "70", "71"), Level.RESTRICTED),
    ("GATE-04", date(2026, 2, 2), "en", ENGLISH, ("Attendance", "10", "12"), Level.INTERNAL),
    ("GATE-05", date(2026, 3, 1), "zh-Hant", CHINESE, ("未到場人數", "50", "41"), Level.INTERNAL),
)  # fmt: skip
READERS = ("nora", "piet", "rosa")


def approve(world: World, code: str) -> None:
    review = f"/projects/{code}/review"
    assert world.call("nora", "POST", review, json={}).status_code == 202
    world.drain()
    assert world.call("nora", "POST", f"{review}/approve", json={}).status_code == 200


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    ticks = count()
    made = open_world(
        tmp_path_factory.mktemp("compared"),
        clock=lambda: datetime(2026, 3, 2, 9, next(ticks) // 60 % 60, tzinfo=UTC),
    )
    for name in READERS:
        made.account(name)
    for number, (code, ended, language, text, (name, target, actual), level) in enumerate(PAPERS):
        restricted = code == "GATE-04"
        made.project(
            code, "nora", name=f"Gate {number + 1}", language=language, ended_on=ended,
            restricted=restricted, client="Harbour Board" if number < 3 else "Quay Office",
        )  # fmt: skip
        told = text.format(name=name, target=target, actual=actual, mean="4.5")
        paper = f"{code}_RPT_gate-{number + 1}_20260201_V1.0.txt"
        made.document(code, "nora", paper, told, level=level, manager="nora")
    made.member("GATE-03", "nora", "rosa", ProjectRole.MEMBER, Level.RESTRICTED)
    draft = "GATE-06_RPT_gate-6_20260201_V1.0.txt"
    made.project("GATE-06", "nora", name="Gate 6", language="en")
    told = ENGLISH.format(name="Attendance", target="5", actual="6", mean="3.1")
    made.document("GATE-06", "nora", draft, told, level=Level.INTERNAL)
    made.drain()
    for code, *_ in PAPERS:
        approve(made, code)
    assert made.call("nora", "POST", "/projects/GATE-06/review", json={}).status_code == 202
    made.drain()
    yield made
    made.close()


def compared(world: World, who: str, words: str, **filters: str) -> dict[str, Any] | None:
    more = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    answer = world.call(who, "GET", f"/search?q={quote(words)}{more}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] | None = answer.get_json()["compared"]
    return found


def codes(found: dict[str, Any] | None) -> list[str]:
    return [figure["project"] for figure in (found or {"figures": []})["figures"]]


def page(world: World, who: str, address: str, language: str = "en", **headers: str) -> str:
    sent = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": language, **headers}
    return world.client().get(address, headers=sent).get_data(as_text=True)


@pytest.mark.parametrize(
    "words", ["到場人數", "到场人数", "attendance", "ATTENDANCE", "出席人數", "到場人數 為什麼不足"]
)
def test_a_figure_is_found_in_either_script_and_language(world: World, words: str) -> None:
    found = compared(world, "piet", words)
    assert found is not None
    assert codes(found) == ["GATE-02", "GATE-01"]  # what ended last stands first
    assert found["more"] is False
    english, chinese = found["figures"]
    assert (english["name"], english["target"], english["actual"]) == ("Attendance", "400", "380")
    assert (english["met"], english["kind"]) == (False, "metric")
    assert (chinese["name"], chinese["actual_written"]) == ("活動到場人數", "1,020")
    for figure in found["figures"]:
        assert any(figure["actual_written"] in cited["quote"] for cited in figure["citations"])


def test_each_reader_is_compared_what_they_may_see(world: World) -> None:
    assert codes(compared(world, "piet", "attendance")) == ["GATE-02", "GATE-01"]
    assert codes(compared(world, "rosa", "attendance")) == ["GATE-02", "GATE-03", "GATE-01"]
    manager = compared(world, "nora", "attendance")
    assert codes(manager) == ["GATE-04", "GATE-02", "GATE-03", "GATE-01"]
    assert "GATE-06" not in str(manager)  # its review is a draft
    assert "GATE-05" not in str(manager)  # who did not come is another figure


def test_what_is_compared_is_what_the_review_says(world: World) -> None:
    for who in READERS:
        for words in ("attendance", "ferry tickets", "satisfaction"):
            for figure in (compared(world, who, words) or {"figures": []})["figures"]:
                review = world.call(who, "GET", f"/projects/{figure['project']}/review").get_json()
                if figure["kind"] == "satisfaction":
                    assert figure["actual"] == review["satisfaction"]["mean"]
                    assert figure["citations"] == review["satisfaction"]["citations"]
                else:
                    told = next(m for m in review["metrics"] if m["key"] == figure["key"])
                    assert all(figure[key] == told[key] for key in ("name", "actual", "citations"))


def test_a_figure_nobody_names_otherwise_is_found_by_its_own_name(world: World) -> None:
    found = compared(world, "rosa", "ferry tickets")
    assert found is not None
    assert codes(found) == ["GATE-02", "GATE-03"]
    assert compared(world, "piet", "ferry tickets") is None  # one project is no comparison


def test_the_clients_mean_is_compared_with_its_scale(world: World) -> None:
    found = compared(world, "rosa", "滿意度")
    assert found is not None
    assert codes(found) == ["GATE-02", "GATE-03"]
    first = found["figures"][0]
    assert (first["kind"], first["actual"], first["scale"], first["responses"]) == (
        "satisfaction", "4.5", "5", 40,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "harbour", "", "class:final_report", "project:GATE-01 attendance", "attendance rate", "觀看人次",
        '"出席人數"', "-attendance gate",
    ],
)  # fmt: skip
def test_other_queries_compare_nothing(world: World, words: str) -> None:
    assert compared(world, "nora", words) is None


def test_a_filter_by_client_narrows_the_projects(world: World) -> None:
    assert codes(compared(world, "nora", "attendance", client="Harbour Board")) == [
        "GATE-02", "GATE-03", "GATE-01",
    ]  # fmt: skip
    assert compared(world, "nora", "attendance", project="GATE-02") is None
    assert codes(compared(world, "nora", "attendance", kind="document"))
    assert compared(world, "nora", "attendance", page="2") is None


def test_the_page_shows_the_strip_above_the_hits(world: World) -> None:
    html = page(world, "rosa", "/search?q=attendance")
    strip = html[
        html.index('class="strip"') : html.index("</section>", html.index('class="strip"'))
    ]
    assert html.index('class="strip"') < html.index('class="hit"')
    assert re.findall(r'class="fig"><a href="([^"#]*)#f-', strip) == [
        f"/projects/{code}/review" for code in ("GATE-02", "GATE-03", "GATE-01")
    ]
    assert "compared in 3 projects" in html
    assert strip.count('class="cite"') == 3
    assert 'lang="zh-Hant">活動到場人數' in strip
    review = page(world, "rosa", "/projects/GATE-02/review")
    for key in re.findall(r"GATE-02/review#(f-\w+)", strip):
        assert f'id="{key}"' in review
    assert 'class="strip"' not in page(world, "rosa", "/search?q=harbour")
    assert "GATE-03" not in page(world, "piet", "/search?q=attendance")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-TW", "3 個專案可以對照"),
        ("zh-CN", "3 个项目可以对照"),
        ("en", "compared in 3 projects"),
    ],
)
def test_the_strip_speaks_three_languages(world: World, language: str, said: str) -> None:
    html = page(world, "rosa", "/search?q=attendance", language)
    assert said in html
    spoken = {"zh-TW": "zh-Hant", "zh-CN": "zh-Hans"}.get(language, language)
    assert faults(html, spoken) == []


def test_three_queries_and_one_where_no_figure_is_named(world: World) -> None:
    # Known before the count begins: now and then a token notes that it was used, and that is a commit.
    nora = world.as_("nora")

    def asked(words: str) -> list[str]:
        statements: list[str] = []

        def note(_c: object, _u: object, statement: str, *_: object) -> None:
            statements.append(statement)

        engine = world.services.database._engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            world.services.search.search(nora, SearchRequest(words))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return statements

    asked("attendance wall")  # what every search reads is kept from here on
    plain = asked("harbour wall")
    assert sum("approved_figures" in one for one in plain) == 1
    named = asked("attendance figures")
    assert sum("approved_figures" in one for one in named) == 2
    assert len(named) <= len(plain) + 2
    assert asked("attendance figures") == []  # kept for as long as nothing is committed


@pytest.mark.parametrize(
    ("who", "first", "told", "read"),
    [
        ("nora", 3, ["GATE-04", "GATE-02"], [{"GATE-04", "GATE-02", "GATE-03"}]),
        ("nora", 2, ["GATE-04", "GATE-02"], [{"GATE-04", "GATE-02"}, {"GATE-03", "GATE-01"}]),
        ("piet", 2, ["GATE-02", "GATE-01"], [{"GATE-02", "GATE-03"}, {"GATE-01"}]),
    ],
)
def test_what_older_projects_say_is_read_only_where_newer_ones_tell_too_little(
    world: World, monkeypatch: pytest.MonkeyPatch, who: str, first: int,
    told: list[str], read: list[set[str]],
) -> None:  # fmt: skip
    asked: list[set[str]] = []
    whole = ApprovedFigureRepository.named

    def named(self: ApprovedFigureRepository, *which: Any) -> tuple[FoundFigure, ...]:
        found = whole(self, *which)
        asked.append({row.project.code for row in found})
        return found

    monkeypatch.setattr(ApprovedFigureRepository, "named", named)
    monkeypatch.setattr(compared_figures, "READ_FIRST", first)
    monkeypatch.setattr(compared_figures, "MOST", 2)
    comparer = compared_figures.FigureComparer(shipped_thesaurus())
    with KeptReads(world.services.database).reading() as reading:
        request = SearchRequest("attendance")
        found = comparer.compare(reading, scope_of(world.as_(who)), request)
    assert found is not None
    assert [figure.project.code for figure in found.figures] == told
    assert found.more is (who == "nora")
    assert asked == read


REPORT = """Closing report

Results
Target 3,000 visitors, actual {actual} visitors.
"""
NOTES = "Retrospective\n\nKept."


@dataclass
class Lock:
    """Two projects with one figure each; that of the first rests on a hidden paper for who sees that."""

    world: World
    notes: str

    def told(self, who: str) -> dict[str, str]:
        figures = (compared(self.world, who, "visitors") or {"figures": []})["figures"]
        return {figure["project"]: figure["actual"] for figure in figures}

    def as_reviewed(self, who: str) -> dict[str, str]:
        """The same from the reviews as they were approved, which the dashboard is told from as well."""
        principal = self.world.as_(who)
        scope = scope_of(principal)
        with self.world.services.database.read() as work:
            found, _ = work.projects.find(scope, "", None, None, 0, 50)
            reviews = approved_reviews(work, scope, [project.id for project in found])
        told = {
            project.code: metric["actual"]
            for project in found
            for metric in reviews.get(project.id, {}).get("metrics") or ()
        }
        return told if len(told) > 1 else {}


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[Lock]:
    ticks = count()
    noon = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world = open_world(tmp_path, clock=lambda: noon + timedelta(seconds=next(ticks)))
    for name in ("nora", "piet"):
        world.account(name)
    for code, actual in (("LOCK-01", "3,140"), ("LOCK-02", "2,870")):
        world.project(code, "nora", name=f"Lock {code[-1]}", language="en")
        paper = f"{code}_RPT_lock-results_20260201_V1.0.txt"
        world.document(code, "nora", paper, REPORT.format(actual=actual), level=Level.INTERNAL)
    kept = "LOCK-01_RET_lock-look-back_20260205_V1.0.txt"
    notes = world.document("LOCK-01", "nora", kept, NOTES, level=Level.RESTRICTED)
    world.drain()
    for code in ("LOCK-01", "LOCK-02"):
        assert world.call("nora", "POST", f"/projects/{code}/review", json={}).status_code == 202
    world.drain()
    yield Lock(world, notes.id)
    world.close()


def rests_on_notes(lock: Lock) -> None:
    """Who sees the notes has the figure built from them as well."""
    services = lock.world.services
    project = services.projects.get(lock.world.as_("nora"), "LOCK-01").id
    with services.database.write() as work:
        stored = work.reviews.get(project)
        assert stored is not None
        content = deepcopy(dict(stored.content))
        (metric,) = content["metrics"]
        first = metric["citations"][0]
        metric["citations"] = [first, {**first, "document": lock.notes}]
        work.reviews.put(replace(stored, content=content))


def change(lock: Lock, who: str, **said: str) -> None:
    review = lock.world.call(who, "GET", "/projects/LOCK-01/review").get_json()
    key = review["metrics"][0]["key"]
    changes = [{"section": "metrics", "key": key, "reason": "recount", **said}]
    answer = lock.world.call(who, "PATCH", "/projects/LOCK-01/review", json={"changes": changes})
    assert answer.status_code == 200, answer.text


def approved(lock: Lock) -> None:
    for code in ("LOCK-01", "LOCK-02"):
        answer = lock.world.call("nora", "POST", f"/projects/{code}/review/approve", json={})
        assert answer.status_code == 200, answer.text


def test_a_correction_from_a_hidden_paper_is_compared_for_those_who_see_it(lock: Lock) -> None:
    rests_on_notes(lock)
    lock.world.member("LOCK-01", "nora", "piet")
    change(lock, "nora", kind="edit", actual="2999")
    approved(lock)
    assert lock.told("nora") == {"LOCK-01": "2999", "LOCK-02": "2870"} == lock.as_reviewed("nora")
    assert lock.told("piet") == {"LOCK-01": "3140", "LOCK-02": "2870"} == lock.as_reviewed("piet")
    nora = lock.world.as_("nora")
    lock.world.services.documents.withdraw(nora, lock.notes, "misfiled")
    for who in ("nora", "piet"):
        assert lock.told(who) == lock.as_reviewed(who)
    assert "LOCK-01" not in lock.told("nora")  # it rested on what is no longer there


def as_on_its_page(lock: Lock, who: str) -> dict[str, str]:
    """What the pages of both reviews tell at this moment."""
    reviews = {
        code: lock.world.call(who, "GET", f"/projects/{code}/review").get_json()
        for code in ("LOCK-01", "LOCK-02")
    }
    told = {code: one["metrics"][0]["actual"] for code, one in reviews.items() if one["metrics"]}
    return told if len(told) > 1 else {}


@pytest.mark.parametrize("act", ["withdraw", "move"])
def test_a_figure_whose_paper_left_the_project_is_compared_as_the_page_of_its_review_tells_it(
    lock: Lock, act: str
) -> None:
    rests_on_notes(lock)
    lock.world.member("LOCK-01", "nora", "piet")
    lock.world.project("LOCK-03", "nora", name="Lock 3", language="en")
    approved(lock)
    for who in ("nora", "piet"):
        assert len(lock.told(who)) == 2
        assert lock.told(who) == as_on_its_page(lock, who)
    documents, nora = lock.world.services.documents, lock.world.as_("nora")
    if act == "withdraw":
        documents.withdraw(nora, lock.notes, "misfiled")
    else:
        documents.move(nora, lock.notes, "LOCK-03")
    for who, left in (("nora", 0), ("piet", 2)):
        assert len(lock.told(who)) == left
        assert lock.told(who) == as_on_its_page(lock, who) == lock.as_reviewed(who)


def test_a_rejected_figure_is_compared_for_nobody(lock: Lock) -> None:
    change(lock, "nora", kind="reject")
    approved(lock)
    assert lock.told("nora") == lock.told("piet") == {} == lock.as_reviewed("piet")


def test_a_paper_made_confidential_takes_the_figure_from_those_who_lose_it(lock: Lock) -> None:
    approved(lock)
    assert set(lock.told("piet")) == {"LOCK-01", "LOCK-02"}
    nora = lock.world.as_("nora")
    (paper,) = [
        d for d in lock.world.services.documents.list(nora, DocumentQuery(project="LOCK-02")).items
        if d.class_key == "final_report"
    ]  # fmt: skip
    lock.world.services.documents.edit(nora, paper.id, {"confidentiality": "restricted"})
    assert lock.told("piet") == {} == lock.as_reviewed("piet")
    assert set(lock.told("nora")) == {"LOCK-01", "LOCK-02"}


def test_figures_of_reviews_approved_before_are_filled_in_and_a_new_approval_takes_their_place(
    lock: Lock,
) -> None:
    approved(lock)
    told = lock.told("piet")
    services = lock.world.services
    with services.database.write() as work:
        for code in ("LOCK-01", "LOCK-02"):
            project = services.projects.get(lock.world.as_("nora"), code)
            work.approved_figures.put(project.id, datetime(2026, 3, 2, tzinfo=UTC), "0", ())
        assert len(work.approved_figures.lacking(FORM)) == 2
    assert lock.told("piet") == {}
    assert "approved_figures" in services.duties.run_due()
    assert lock.told("piet") == told
    lock.world.call("nora", "POST", "/projects/LOCK-01/review", json={})
    lock.world.drain()
    change(lock, "nora", kind="edit", actual="3200")
    answer = lock.world.call("nora", "POST", "/projects/LOCK-01/review/approve", json={})
    assert answer.status_code == 200
    assert lock.told("piet") == {"LOCK-01": "3200", "LOCK-02": "2870"} == lock.as_reviewed("piet")


def test_a_project_whose_figures_cannot_be_kept_stops_no_other(
    lock: Lock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    approved(lock)
    told = lock.told("nora")
    services = lock.world.services
    with services.database.write() as work:
        for code in told:
            project = services.projects.get(lock.world.as_("nora"), code)
            work.approved_figures.put(project.id, datetime(2026, 3, 2, tzinfo=UTC), "0", ())
        first = work.approved_figures.lacking(FORM)[0]
    keep = approved_figures.keep_figures

    def kept(work: Work, project: str, at: datetime, content: dict[str, Any]) -> None:
        if project == first:
            raise KeyError("metrics")
        keep(work, project, at, content)

    monkeypatch.setattr(approved_figures, "keep_figures", kept)
    assert "approved_figures" in services.duties.run_due()
    with services.database.read() as work:
        assert work.approved_figures.lacking(FORM) == (first,)
    assert first in caplog.text
    monkeypatch.undo()
    approved_figures.FigureUpkeep(services.database).fill(datetime(2026, 3, 3, tzinfo=UTC))
    assert lock.told("nora") == told


def test_whatever_was_changed_by_whom_a_figure_is_told_as_the_review_tells_it(
    tmp_path: Path,
) -> None:
    readers = ("nora", "olga", "piet", "rosa")
    world, papers = _lock_of_three_circles(tmp_path, readers)
    project = world.services.projects.get(world.as_("nora"), "LOCK-01")
    told_differently, key = 0, ""
    for seed in range(10):
        chance = random.Random(seed)  # noqa: S311 - drawn examples
        review = "/projects/LOCK-01/review"
        assert world.call("nora", "POST", review, json={}).status_code == 202
        world.drain()
        _resting_on(world, project.id, {papers[0], *chance.sample(papers, 2)})
        key = key or world.call("nora", "GET", review).get_json()["metrics"][0]["key"]
        for _ in range(6):
            kind = chance.choice(("edit", "edit", "edit", "edit", "reject", "undo", "undo"))
            said = {"section": "metrics", "key": key, "kind": kind, "reason": "recount"}
            said["actual"] = str(chance.randrange(9000))
            world.call(chance.choice(readers[:3]), "PATCH", review, json={"changes": [said]})
        approver = chance.choice(("nora", "olga"))
        assert world.call(approver, "POST", f"{review}/approve", json={}).status_code == 200
        if chance.random() < 0.5:  # who saw it all when it was approved sees less now
            clearance = {"role": "member", "clearance": chance.choice(("internal", "confidential"))}
            world.call("nora", "PUT", "/projects/LOCK-01/members/piet", json=clearance)
        answers = set()
        for who in readers:
            with world.services.database.read() as work:
                scope = scope_of(world.as_(who))
                found = approved_reviews(work, scope, [project.id]).get(project.id, {})
                kept = work.approved_figures.named(scope, [backwards("visitors")], ())
                known = work.approved_figures.papers(scope, papers)
                told = [p for row in kept for p in told_figures(row.kept, scope, known, known)]
            assert told == found.get("metrics", []), (seed, who)
            answers.add(str(told))
        told_differently += len(answers) > 1
    assert told_differently > 2
    world.close()


def _resting_on(world: World, project: str, papers: set[str]) -> None:
    """Every edition has its figure built from those of these papers that it sees."""
    with world.services.database.write() as work:
        stored = work.reviews.get(project)
        assert stored is not None
        content = deepcopy(dict(stored.content))
        for edition, sees in (
            (content, papers), *((e["content"], set(e["sees"])) for e in content["editions"])
        ):  # fmt: skip
            for metric in edition["metrics"]:
                first = metric["citations"][0]
                metric["citations"] = [{**first, "document": p} for p in sorted(papers & sees)]
        work.reviews.put(replace(stored, content=content))


def _lock_of_three_circles(folder: Path, readers: Sequence[str]) -> tuple[World, list[str]]:
    """A project with a paper of each level."""
    ticks = count()
    noon = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world = open_world(folder, clock=lambda: noon + timedelta(seconds=next(ticks)))
    for name in readers:
        world.account(name)
    world.project("LOCK-01", "nora", name="Lock", language="en")
    world.member("LOCK-01", "nora", "olga", ProjectRole.MANAGER, Level.CONFIDENTIAL)
    world.member("LOCK-01", "nora", "piet")
    papers = []
    for place, level in enumerate((Level.INTERNAL, Level.CONFIDENTIAL, Level.RESTRICTED)):
        text = REPORT.format(actual="3,140") if level is Level.INTERNAL else f"{NOTES} {place}"
        name = f"LOCK-01_{('RPT', 'RET', 'OTH')[place]}_lock-{place}_20260201_V1.0.txt"
        papers.append(world.document("LOCK-01", "nora", name, text, level=level).id)
    world.drain()
    return world, papers


def test_the_teams_own_words_name_a_figure(tmp_path: Path) -> None:
    (tmp_path / "thesaurus.txt").write_text("漂流客 = visitors\n", "utf-8")
    world = open_world(tmp_path)
    world.account("nora")
    for code in ("LOCK-01", "LOCK-02"):
        world.project(code, "nora", name=code, language="en")
        paper = f"{code}_RPT_lock-results_20260201_V1.0.txt"
        world.document(code, "nora", paper, REPORT.format(actual="3,140"), level=Level.INTERNAL)
    world.drain()
    for code in ("LOCK-01", "LOCK-02"):
        approve(world, code)
    assert codes(compared(world, "nora", "漂流客")) == ["LOCK-01", "LOCK-02"]
    world.close()
