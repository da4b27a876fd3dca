"""Forms that ask for a document list a bounded number, and find any other by words of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from archive.domain.clauses import ClauseKind
from archive.domain.documents import Level
from archive.services.documents.shelf import OFFERED
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, SMALL = "DIKE-26", "DIKE-27"
DIARIES = OFFERED + 8
FIRST = f"{CODE}_OTH_dike-diary-000_20260101_V1.0.txt"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("choice"))
    for who in ("mona", "gus"):
        made.account(who)
    for code in (CODE, SMALL):
        made.project(code, "mona", name="Dike walls", language="en")
        made.member(code, "mona", "gus", clearance=Level.INTERNAL)
    for number in range(DIARIES):
        name = f"{CODE}_OTH_dike-diary-{number:03}_202601{1 + number % 28:02}_V1.0.txt"
        made.document(CODE, "mona", name, f"The gate of day {number} was shut.")
    secret = f"{CODE}_OTH_dike-secret_20260301_V1.0.txt"
    made.document(CODE, "mona", secret, "Nobody knows.", level=Level.RESTRICTED)
    gone = made.document(CODE, "mona", f"{CODE}_OTH_dike-misfiled_20260302_V1.0.txt", "Gone")
    made.services.documents.withdraw(made.as_("mona"), gone.id, "misfiled")
    made.document(SMALL, "mona", f"{SMALL}_OTH_dike-map_20260301_V1.0.txt", "One map.")
    made.drain()
    yield made
    made.close()


def ask(
    world: World,
    path: str,
    form: Mapping[str, object] | None = None,
    who: str = "gus",
    spoken: str = "en",
) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": spoken}
    client = world.client()
    answer = (
        client.get(path, headers=headers)
        if form is None
        else client.post(path, headers=headers, data=form)
    )
    return answer.status_code, answer.text


def options(page: str, field: str) -> dict[str, str]:
    """Name -> id of the documents in a list, in their order."""
    inside = re.search(rf'<select[^>]* name="{field}"[^>]*>(.*?)</select>', page, re.DOTALL)
    assert inside
    found = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', inside[1])
    return {name: id_ for id_, name in found}


def an_action(world: World, code: str = CODE) -> tuple[str, dict[str, str]]:
    body = {"text": "Look at the dike sooner"}
    made = world.services.improvements.add(world.as_("gus"), code, body).action
    form = {"text": body["text"], "state": "done", "note": "", "revision": str(made.revision)}
    return f"/actions/{made.id}", form


def test_a_small_project_offers_all_of_its_documents_and_nothing_to_type(world: World) -> None:
    page = ask(world, an_action(world, SMALL)[0])[1]
    assert list(options(page, "proof")) == [f"{SMALL}_OTH_dike-map_20260301_V1.0.txt"]
    assert 'name="proof_find"' not in page


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        ("en", f"The project has {DIARIES} files; {OFFERED} are listed."),
        ("zh-TW", f"這個專案有 {DIARIES} 份檔案，清單列出 {OFFERED} 份。"),
        ("zh-CN", f"这个项目有 {DIARIES} 份文件，列表列出 {OFFERED} 份。"),
    ],
)
def test_of_many_those_filed_last_are_listed_and_how_many_there_are_is_told(
    world: World, spoken: str, told: str
) -> None:
    page = ask(world, an_action(world)[0], spoken=spoken)[1]
    listed = options(page, "proof")
    assert (len(listed), FIRST in listed) == (OFFERED, False)
    assert told in page  # without the one that is hidden from this reader


def test_words_that_fit_one_document_are_that_document(world: World) -> None:
    path, form = an_action(world)
    status, _ = ask(world, path, form | {"proof": "", "proof_find": "dike-diary-000"})
    assert status == 303
    page = ask(world, path)[1]
    assert f"Proof: {FIRST}" in page
    assert FIRST in options(page, "proof")  # stands, although it is none of the last ones


def test_words_that_fit_several_bring_those_and_keep_what_was_typed(world: World) -> None:
    path, form = an_action(world)
    typed = form | {"note": "As agreed in May", "proof": "", "proof_find": "diary-00"}
    status, page = ask(world, path, typed)
    assert (status, "10 files fit “diary-00”" in page, 'value="As agreed in May"' in page) == (
        422, True, True,
    )  # fmt: skip
    listed = options(page, "proof")
    assert sorted(listed) == [name for name in sorted(listed) if "dike-diary-00" in name]
    assert len(listed) == 10
    status, _ = ask(world, path, form | {"proof": listed[FIRST], "proof_find": ""})
    assert (status, f"Proof: {FIRST}" in ask(world, path)[1]) == (303, True)


@pytest.mark.parametrize("words", ["tulips", "dike-secret", "dike-misfiled", "dike-map"])
def test_what_is_hidden_withdrawn_or_elsewhere_is_as_if_it_were_not_there(
    world: World, words: str
) -> None:
    path, form = an_action(world)
    status, page = ask(world, path, form | {"proof": "", "proof_find": words})
    assert (status, f"no file fits “{words}”" in page) == (422, True)
    assert f'value="{words}"' in page


def test_evidence_of_a_lesson_is_found_by_name(world: World) -> None:
    body = {"project": CODE, "title": "Shut the gate", "advice": "Before the tide."}
    lesson = world.call("gus", "POST", "/lessons", json=body).get_json()
    path, quote = f"/knowledge/{lesson['id']}", "The gate of day 0 was shut."
    edit = ask(world, f"{path}/edit")[1]
    assert len(options(edit, "document")) == OFFERED
    listed = next(iter(options(edit, "document").values()))
    several = {"document": listed, "document_find": "diary-00", "quote": quote}
    status, page = ask(world, f"{path}/evidence", several)
    assert (status, quote in page, FIRST in options(page, "document")) == (422, True, True)
    one = {"document": listed, "document_find": "diary-000", "quote": quote}
    assert ask(world, f"{path}/evidence", one)[0] == 303
    kept = world.call("gus", "GET", f"/lessons/{lesson['id']}").get_json()["evidence"]
    assert [one["quote"] for one in kept] == [quote]


def test_proof_of_a_row_of_the_closing_list_is_found_by_name(world: World) -> None:
    row = world.services.closing_list.get(world.as_("mona"), CODE).rows[0]
    path = f"/projects/{CODE}/closing-list/{row.key}"
    page = ask(world, path, who="mona")[1]
    assert len(options(page, "proof")) == OFFERED
    form = {"state": "ended", "note": "", "proof": "", "revision": row.revision}
    status, page = ask(world, path, form | {"proof_find": "diary-00"}, "mona")
    assert (status, FIRST in options(page, "proof")) == (422, True)
    assert ask(world, path, form | {"proof_find": "diary-000"}, "mona")[0] == 303
    assert FIRST in options(ask(world, path, who="mona")[1], "proof")


def test_a_document_found_by_words_is_one_of_both_versions_of_a_stale_save(world: World) -> None:
    path, form = an_action(world)
    second = FIRST.replace("-000_20260101", "-001_20260102")
    assert ask(world, path, form | {"proof": "", "proof_find": "diary-001"})[0] == 303
    stale = form | {"proof": "", "proof_find": "diary-000"}
    status, page = ask(world, path, stale)
    assert status == 409
    sides = re.findall(
        r'<input type="radio" name="proof" value="([^"]+)".*?block"[^>]*>([^<]+)', page
    )
    assert [name for _, name in sides] == [FIRST, second]  # by name, mine and theirs
    assert "proof_find" not in page
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    for found, name in sides[1], sides[0]:  # what is chosen is what is kept
        now = ask(world, path, kept | {"proof": found})
        assert now[0] == 303
        opened = ask(world, path)[1]
        assert f'<option value="{found}" selected' in opened, name
        kept["revision"] = re.findall(r'name="revision" value="([^"]*)"', opened)[0]


def test_who_does_not_see_the_proof_leaves_it_where_it_is(world: World) -> None:
    path, form = an_action(world)
    ask(world, path, form | {"proof": "", "proof_find": "dike-secret"}, "mona")
    assert "dike-secret" in ask(world, path, who="mona")[1]
    again = form | {"proof": "", "proof_find": "", "note": "Looked at", "revision": "2"}
    status, _ = ask(world, path, again)
    assert (status, "dike-secret" in ask(world, path)[1]) == (303, False)
    assert "dike-secret" in ask(world, path, who="mona")[1]


def ticks(page: str) -> dict[str, tuple[str, bool]]:
    """Name -> id of the documents to tick, and whether they are ticked."""
    found = re.findall(
        r'name="evidence" value="([^"]+)"( checked)?><span>(?:<[^>]+>)*([^<]+)<', page
    )
    return {name: (id_, bool(ticked)) for id_, ticked, name in found}


def a_clause(world: World) -> tuple[str, dict[str, object]]:
    made = world.services.clauses.add(
        world.as_("mona"), CODE, "Shut the gate daily", ClauseKind.OBLIGATION, None, {}
    )
    form = {"text": "Shut the gate daily", "state": "open", "revision": made.revision}
    return f"/projects/{CODE}/clauses/{made.key}", form


def a_duty(world: World) -> tuple[str, dict[str, object]]:
    made = world.services.closeout.add(world.as_("mona"), CODE, "Walk the dike", None, {})
    form = {"title": "Walk the dike", "state": "open", "revision": made.revision}
    return f"/projects/{CODE}/closeout/items/{made.id}", form


def test_one_found_by_words_joins_those_that_were_ticked(world: World) -> None:
    for path, form in (a_duty(world), a_clause(world)):
        assert ask(world, path, form | {"standard": "all of it", "remedy": "a"}, "mona")[0] == 303
        status, page = ask(world, path, form | {"evidence_find": "diary-000"}, "mona")
        assert status == 409
        several = re.findall(
            r'type="checkbox" name="evidence" value="[^"]+" checked><span>([^<]+)', page
        )
        assert [name.strip() for name in several] == [FIRST]
        assert "evidence_find" not in page


def test_what_its_documents_make_of_a_duty_is_no_version_to_choose(world: World) -> None:
    row = world.services.closeout.add(world.as_("mona"), CODE, "Keep a diary", "other", {})
    path = f"/projects/{CODE}/closeout/items/{row.id}"
    form = {"title": "Keep a diary", "state": "open", "revision": row.revision}
    assert ask(world, path, form | {"standard": "every day"}, "mona")[0] == 303
    status, page = ask(world, path, form | {"standard": "each week"}, "mona")
    assert status == 409
    assert set(re.findall(r'type="radio" name="([^"]+)"', page)) == {"standard"}


@pytest.mark.parametrize("made", [a_clause, a_duty])
def test_evidence_is_found_by_name_and_stays_among_what_is_listed(
    world: World, made: Callable[[World], tuple[str, dict[str, object]]]
) -> None:
    path, form = made(world)
    listed = ticks(ask(world, path, who="mona")[1])
    assert (len(listed), FIRST in listed) == (OFFERED, False)
    one = next(id_ for name, (id_, _) in listed.items() if "diary" in name)
    typed = form | {"evidence": [one], "evidence_find": "diary-00"}
    status, page = ask(world, path, typed, "mona")
    several = ticks(page)
    assert (status, len(several), several[FIRST][1]) == (422, 11, False)  # ten, and what was ticked
    assert [id_ for id_, ticked in several.values() if ticked] == [one]
    typed = form | {"evidence": [one], "evidence_find": "dike-diary-000"}
    assert ask(world, path, typed, "mona")[0] == 303
    after = ticks(ask(world, path, who="mona")[1])
    assert {id_ for id_, ticked in after.values() if ticked} == {one, several[FIRST][0]}


def test_a_sentence_of_a_review_rests_on_any_document_by_name(world: World) -> None:
    review = f"/projects/{CODE}/review"
    assert world.call("mona", "POST", review, json={}).status_code == 202
    world.drain()
    form = {"act": "add", "section": "successes", "text": "The gate was shut daily.",
            "quote": "The gate of day 0 was shut."}  # fmt: skip
    page = ask(world, f"{review}/sections/successes/new", who="mona")[1]
    listed = options(page, "document")
    assert (len(listed), FIRST in listed) == (OFFERED, False)
    first = next(iter(listed.values()))
    several = form | {"document": first, "document_find": "diary-00"}
    status, page = ask(world, f"{review}/statements", several, "mona")
    assert (status, len(options(page, "document"))) == (422, 11)
    assert "The gate was shut daily." in page
    one = form | {"document": first, "document_find": "dike-diary-000"}
    assert ask(world, f"{review}/statements", one, "mona")[0] == 303
    told = world.call("mona", "GET", review).get_json()["successes"]
    assert "The gate was shut daily." in [part["text"] for part in told]
