"""Corrections of one statement by people who see different papers: none is lost, and none tells what is hidden."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole, scope_of
from archive.domain.documents import Level
from archive.services.projects.outcomes import approved_reviews
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "WEIR-08"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The barge choir sold out in two evenings.

Results
Target 3,000 visitors, actual 3,140 visitors.

Next steps
- Book the barge six weeks ahead. Owner: Wanda. Due: 2026-05-04.
"""
SUNG = "The barge choir sold out in two evenings."
PAPERS = (
    ("report", "RPT_weir-results_20260201_V1.0.txt", REPORT, Level.INTERNAL),
    ("notes", "RET_weir-look-back_20260205_V1.0.txt", "Retrospective\n\nKept.", Level.CONFIDENTIAL),
    ("contract", "CON_weir-choir_20251105_V1.0.txt", "Contract\n\nSigned.", Level.RESTRICTED),
)
READERS = {
    "mara": {"report", "notes", "contract"},
    "olga": {"report", "notes"},
    "finn": {"report", "contract"},
    "timo": {"report"},
}
FIGURE, SENTENCE = "metrics", "successes"


@dataclass
class Weir:
    """The archive, and its papers by name."""

    world: World
    papers: dict[str, str]

    def __post_init__(self) -> None:
        review = self.read("timo")
        sung = next(p for p in review[SENTENCE] if p["text"] == SUNG)
        self.keys = {FIGURE: review[FIGURE][0]["key"], SENTENCE: sung["key"]}

    def read(self, who: str) -> dict[str, Any]:
        review: dict[str, Any] = self.world.call(who, "GET", REVIEW).get_json()
        return review

    def part(self, who: str, section: str) -> dict[str, Any]:
        """The figure or the sentence as somebody reads it."""
        review = self.read(who)
        return next(
            p for p in review[section] if section == FIGURE or p["key"] == self.key(SENTENCE)
        )

    def said(self, who: str, section: str) -> str:
        part = self.part(who, section)
        return str(part["actual"] if section == FIGURE else part["text"])

    def key(self, section: str) -> str:
        return self.keys[section]

    def change(self, who: str, kind: str, section: str, words: str = "", **more: str) -> int:
        said = {"kind": kind, "section": section, "key": self.key(section), **more}
        if kind == "edit":
            said |= {"actual": words, "reason": "recount"} if section == FIGURE else {"text": words}
        return self.world.call(who, "PATCH", REVIEW, json={"changes": [said]}).status_code

    def retold(self, change: Callable[[dict[str, Any], set[str]], None]) -> None:
        """Every edition as another set of papers would have had it built; `change` is told what it sees."""
        project = self.world.services.projects.get(self.world.as_("mara"), CODE).id
        with self.world.services.database.write() as work:
            stored = work.reviews.get(project)
            assert stored is not None
            content = deepcopy(dict(stored.content))
            change(content, set(content["built_from"]))
            for edition in content["editions"]:
                change(edition["content"], set(edition["sees"]))
            work.reviews.put(replace(stored, content=content))

    def cite(self, *names: str) -> None:
        """The figure and the sentence rest on those of these papers that an edition is built from."""

        def change(content: dict[str, Any], sees: set[str]) -> None:
            wanted = [self.papers[name] for name in names if self.papers[name] in sees]
            for part in (*content[FIGURE], *content[SENTENCE], *content["actions"]):
                first = part["citations"][0]
                part["citations"] = [{**first, "document": document} for document in wanted]

        self.retold(change)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Weir:
    ticks = count()
    noon = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: noon + timedelta(seconds=next(ticks))
    )
    for name in READERS:
        world.account(name)
    world.project(CODE, "mara", name="Weir nights", language="en", client="Harbour Board")
    world.member(CODE, "mara", "timo")
    world.member(CODE, "mara", "olga", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    world.member(CODE, "mara", "finn", ProjectRole.FINANCE)
    papers = {
        name: world.document(CODE, "mara", f"{CODE}_{file}", text, level=level).id
        for name, file, text, level in PAPERS
    }
    world.drain()
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()
    made = Weir(world, papers)
    made.cite(*papers)
    world.close()
    return made


@pytest.fixture
def weir(built: Weir, tmp_path: Path) -> Iterator[Weir]:
    world = built.world.again(tmp_path)
    yield Weir(world, dict(built.papers))
    world.close()


@pytest.mark.parametrize(("section", "mine", "theirs"), [
    (FIGURE, "2999", "3111"), (SENTENCE, "Full, at a loss.", "It was full."),
])  # fmt: skip
def test_a_correction_from_hidden_papers_is_neither_told_nor_overwritten(
    weir: Weir, section: str, mine: str, theirs: str
) -> None:
    built = weir.said("timo", section)
    untouched = weir.read("timo")
    assert weir.change("mara", "edit", section, mine) == 200
    assert weir.said("timo", section) == built
    assert weir.read("timo") == untouched
    assert weir.change("timo", "edit", section, theirs, seen="") == 200
    assert (weir.said("mara", section), weir.said("timo", section)) == (mine, theirs)
    (beside,) = weir.part("mara", section)["beside"]
    assert (beside["by"], theirs in beside["text"].replace(",", "")) == ("Timo", True)
    assert "beside" not in weir.part("timo", section)
    # each takes back their own; of what is not told there is nothing to be taken back
    assert weir.change("timo", "undo", section) == 200
    assert (weir.said("mara", section), weir.said("timo", section)) == (mine, built)
    assert weir.change("timo", "undo", section) == 404
    assert weir.said("mara", section) == mine
    assert weir.change("mara", "undo", section) == 200
    assert weir.said("mara", section) == built


def test_what_is_written_over_words_from_a_hidden_paper_stays_among_those_who_saw_it(
    weir: Weir,
) -> None:
    weir.change("olga", "edit", SENTENCE, "Full, at a loss.")
    weir.cite("report")
    assert weir.change("olga", "edit", SENTENCE, "Full, at a small loss.") == 200
    assert weir.said("timo", SENTENCE) == SUNG
    assert weir.said("mara", SENTENCE) == "Full, at a small loss."
    assert "beside" not in weir.part("mara", SENTENCE)


def test_a_correction_for_all_readers_takes_the_place_of_one_with_fewer_sources(weir: Weir) -> None:
    weir.cite("report")
    weir.change("timo", "edit", SENTENCE, "First.")
    other = weir.world.document(CODE, "mara", f"{CODE}_OTH_weir-tally_20260210_V1.0.txt", "Tally.")
    weir.papers["tally"] = other.id
    weir.world.drain()
    assert weir.world.call("mara", "POST", REVIEW, json={}).status_code == 202
    weir.world.drain()
    weir.cite("report", "tally")
    assert weir.said("mara", SENTENCE) == "First."
    weir.change("timo", "edit", SENTENCE, "Second.")
    for who in READERS:
        assert weir.said(who, SENTENCE) == "Second."
        assert "beside" not in weir.part(who, SENTENCE)
    weir.change("mara", "undo", SENTENCE)
    assert {weir.said(who, SENTENCE) for who in READERS} == {SUNG}


@pytest.mark.parametrize("who", ["mara", "timo"])
def test_a_rejection_loses_nobodys_correction(weir: Weir, who: str) -> None:
    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    weir.change("timo", "edit", SENTENCE, "It was full.")
    assert weir.change(who, "reject", SENTENCE, reason="Not so.") == 200
    for reader in READERS:
        assert weir.key(SENTENCE) not in [p["key"] for p in weir.read(reader)[SENTENCE]]
    assert weir.change("mara", "undo", SENTENCE) == 200
    assert weir.said("mara", SENTENCE) == "Full, at a loss."
    assert weir.said("timo", SENTENCE) == "It was full."
    assert weir.part("timo", SENTENCE)["edited_by"] == "Timo"


def test_a_rejected_sentence_does_not_come_back_as_a_correction_that_stands_by_itself(
    weir: Weir,
) -> None:
    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    weir.change("mara", "reject", SENTENCE, reason="Not so.")

    def gone(content: dict[str, Any], _: set[str]) -> None:
        for section in (SENTENCE, "background"):
            content[section] = [part for part in content[section] if part["text"] != SUNG]

    weir.retold(gone)
    assert "Full, at a loss." not in str(weir.read("mara")[SENTENCE])
    assert weir.change("mara", "undo", SENTENCE) == 200
    assert "Full, at a loss." in str(weir.read("mara")[SENTENCE])


def test_an_own_sentence_put_back_stands_though_one_of_its_papers_was_withdrawn_meanwhile(
    weir: Weir,
) -> None:
    world = weir.world
    quotes = (("notes", "Kept."), ("report", "What went well"))
    sentence = {
        "kind": "add",
        "section": SENTENCE,
        "text": "The barge was kept.",
        "citations": [{"document": weir.papers[name], "quote": quote} for name, quote in quotes],
    }
    answer = world.call("olga", "PATCH", REVIEW, json={"changes": [sentence]})
    weir.keys[SENTENCE] = next(p["key"] for p in answer.get_json()[SENTENCE] if p.get("added"))
    assert weir.change("mara", "reject", SENTENCE, reason="Not so.") == 200
    withdrawn(world, weir.papers["notes"])
    assert weir.change("mara", "undo", SENTENCE) == 200
    for who in ("mara", "olga"):
        part = weir.part(who, SENTENCE)
        assert (part["text"], part["stale"]) == ("The barge was kept.", True)
        assert [cite["document"] for cite in part["citations"]] == [weir.papers["report"]]
    assert "barge was kept" not in world.call("timo", "GET", REVIEW).text.lower()


def test_each_keeps_their_decision_of_a_contradiction(weir: Weir) -> None:
    def clash(content: dict[str, Any], sees: set[str]) -> None:
        line = content[FIGURE][0]["citations"][0]
        papers = [paper for paper in weir.papers.values() if paper in sees]
        values = [
            {"value": value, "citations": [{**line, "document": document} for document in papers]}
            for value in ("3140", "3150")
        ]
        one = {"kind": "metric", "severity": "high", "subject": "Visitors", "description": "two"}
        content["inconsistencies"] = [{**one, "values": values}]

    weir.retold(clash)
    for who, choice in (("mara", 0), ("timo", 1)):
        (found,) = weir.read(who)["inconsistencies"]
        said = {
            "kind": "decide",
            "section": "inconsistencies",
            "key": found["key"],
            "choice": choice,
        }
        assert weir.world.call(who, "PATCH", REVIEW, json={"changes": [said]}).status_code == 200
    for who, value in (("mara", "3140"), ("timo", "3150"), ("olga", "3150")):
        assert weir.read(who)["inconsistencies"][0]["decided"]["value"] == value


def test_an_approval_freezes_what_each_reader_is_told(weir: Weir) -> None:
    weir.change("mara", "edit", FIGURE, "2999")
    weir.change("timo", "edit", FIGURE, "3111")
    assert weir.world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    assert weir.world.call("mara", "POST", REVIEW, json={}).status_code == 202
    weir.world.drain()
    weir.cite(*weir.papers)
    weir.change("timo", "edit", FIGURE, "3222")
    project = weir.world.services.projects.get(weir.world.as_("mara"), CODE).id
    with weir.world.services.database.read() as work:
        for who, actual in (("mara", "2999"), ("olga", "3111"), ("timo", "3111")):
            told = approved_reviews(work, scope_of(weir.world.as_(who)), [project])[project]
            assert [one["actual"] for one in told[FIGURE]] == [actual]


def withdrawn(world: World, paper: str) -> None:
    """The paper is withdrawn, and the review written again."""
    said = {"reason": "The wrong file."}
    assert world.call("mara", "POST", f"/documents/{paper}/withdraw", json=said).status_code == 200
    world.drain()
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()


def test_a_frozen_correction_is_told_no_more_to_who_may_not_see_its_paper_any_more(
    weir: Weir,
) -> None:
    world = weir.world
    withdrawn(world, weir.papers["contract"])
    weir.cite("report", "notes")
    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    key = weir.read("mara")["actions"][0]["key"]
    said = {"kind": "edit", "section": "actions", "key": key, "text": "Book it, at any loss."}
    assert world.call("mara", "PATCH", REVIEW, json={"changes": [said]}).status_code == 200
    weir.cite("report")
    approved = world.call("mara", "POST", f"{REVIEW}/approve", json={}).get_json()["approved"]
    filed = world.call("mara", "GET", f"/documents/{approved['document']}").get_json()
    assert filed["confidentiality"] == "confidential"
    for path, words in (("lessons", "Full, at a loss."), ("actions", "Book it, at any loss.")):
        assert words in world.call("mara", "GET", f"/{path}?project={CODE}").text
        assert words not in world.call("timo", "GET", f"/{path}?project={CODE}").text
    assert weir.said("olga", SENTENCE) == "Full, at a loss."
    raised = {"confidentiality": "restricted"}
    path = f"/documents/{weir.papers['notes']}"
    assert world.call("mara", "PATCH", path, json=raised).status_code == 200
    assert weir.said("mara", SENTENCE) == "Full, at a loss."
    assert weir.said("olga", SENTENCE) == SUNG


def test_a_lesson_is_released_no_lower_than_the_paper_its_words_rest_on(weir: Weir) -> None:
    world = weir.world
    withdrawn(world, weir.papers["contract"])
    weir.cite("report", "notes")
    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    weir.cite("report")
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    lessons = world.call("mara", "GET", f"/lessons?project={CODE}").get_json()["items"]
    path = next(f"/lessons/{one['id']}" for one in lessons if "at a loss" in one["happened"])
    said = {"advice": "Ask for a fee."}
    assert world.call("mara", "PATCH", path, json=said).status_code == 200
    refused = world.call("mara", "POST", f"{path}/approve", json={"level": "internal"})
    assert refused.get_json()["errors"][0]["field"] == "level"
    masked = {"level": "internal", "masked": True}
    assert world.call("mara", "POST", f"{path}/approve", json=masked).status_code == 200


def test_an_approved_review_is_as_confidential_as_a_withdrawn_paper_that_words_rest_on(
    weir: Weir,
) -> None:
    world = weir.world
    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    withdrawn(world, weir.papers.pop("contract"))
    weir.cite(*weir.papers)
    assert weir.said("mara", SENTENCE) == "Full, at a loss."
    approved = world.call("mara", "POST", f"{REVIEW}/approve", json={}).get_json()["approved"]
    path = f"/documents/{approved['document']}"
    assert world.call("mara", "GET", path).get_json()["confidentiality"] == "restricted"
    assert world.call("olga", "GET", path).status_code == 404
    assert weir.said("olga", SENTENCE) == SUNG


def test_an_action_taken_up_from_words_about_a_hidden_paper_is_none_to_who_does_not_see_it(
    weir: Weir,
) -> None:
    def slow(content: dict[str, Any], _: set[str]) -> None:
        queue = {"text": "The gangway queue was too long."}
        content["shortcomings"] = [content["actions"][0] | queue]

    weir.retold(slow)
    key = weir.read("timo")["shortcomings"][0]["key"]
    said = {"kind": "edit", "section": "shortcomings", "key": key, "text": "Fined for the queue."}
    assert weir.world.call("olga", "PATCH", REVIEW, json={"changes": [said]}).status_code == 200
    statement = {"section": "shortcomings", "key": key}
    take_up, actions = f"{REVIEW}/actions", f"/actions?project={CODE}"
    for who in ("olga", "timo"):
        answers = [weir.world.call(who, "POST", take_up, json=statement) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 409]
    for who, total in (("mara", 2), ("timo", 1)):
        assert weir.world.call(who, "GET", actions).get_json()["total"] == total
    assert "Fined" not in weir.world.call("timo", "GET", actions).text


def test_the_pages_show_what_others_read_to_those_who_may_see_it(weir: Weir) -> None:
    def page(who: str, path: str) -> str:
        headers = {"Authorization": f"Bearer {weir.world.secrets[who]}", "Accept-Language": "en"}
        return weir.world.client().get(path, headers=headers).text

    weir.change("mara", "edit", SENTENCE, "Full, at a loss.")
    weir.change("timo", "edit", SENTENCE, "It was full.")
    form = f"{REVIEW}/statements/{SENTENCE}/{weir.key(SENTENCE)}"
    shown = page("mara", form)
    for told in (
        "Full, at a loss.",
        "do not see the same papers",
        "It was full.",
        "Changed by Timo",
        "Take this change back",
    ):
        assert told in shown
    assert "Changed by Mara · also changed by Timo" in page("mara", REVIEW)
    for hidden in ("Mara", "loss", "do not see the same papers"):
        assert hidden not in page("timo", form)


# at random


@dataclass(frozen=True)
class Said:
    """A correction that was acknowledged: the papers its words may carry, and those it was written over."""

    words: str
    carries: frozenset[str]
    over: frozenset[str]


def numbers(section: str, part: dict[str, Any]) -> list[str]:
    """The corrections that somebody is shown of a part: the one that holds, and those beside it."""
    held = [str(part["actual"] if section == FIGURE else part["text"])]
    return held + re.findall(r"\b7\d{5}\b", str(part.get("beside", "")).replace(",", ""))


def carried(shown: str, known: dict[str, Said]) -> set[str]:
    """The papers that something is told of in a text."""
    found = re.findall(r"\b7\d{5}\b", shown.replace(",", ""))
    return {paper for words in found for paper in known[words].carries}


def removed_and_put_back(weir: Weir, who: str, section: str, known: dict[str, Said]) -> None:
    """Nobody reads a statement that anybody removed; put back, everybody reads it as before."""
    before = {reader: weir.read(reader) for reader in READERS}
    assert weir.change(who, "reject", section, reason="Not so.") == 200
    for reader, sees in READERS.items():
        review = weir.read(reader)
        assert carried(str(review), known) <= sees
        assert weir.key(section) not in [part["key"] for part in review[section]]
    assert weir.change("mara", "undo", section) == 200
    assert {reader: weir.read(reader) for reader in READERS} == before


def frozen_as_told(weir: Weir, known: dict[str, Said]) -> None:
    """An approval leaves everybody what they were told, in the Word file as well."""
    last = {reader: [weir.said(reader, s) for s in (FIGURE, SENTENCE)] for reader in READERS}
    assert weir.world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    for reader, sees in READERS.items():
        assert [weir.said(reader, s) for s in (FIGURE, SENTENCE)] == last[reader]
        word = weir.world.call(reader, "GET", f"{REVIEW}.docx").data
        with zipfile.ZipFile(io.BytesIO(word)) as file:
            assert carried(file.read("word/document.xml").decode(), known) <= sees


@pytest.mark.parametrize("seed", range(3))
def test_whoever_corrects_nobody_learns_of_hidden_papers_and_nothing_is_lost(
    weir: Weir, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same acts in every run
    known: dict[str, Said] = {}
    ended: dict[str, set[str]] = {FIGURE: set(), SENTENCE: set()}
    of: dict[str, list[str]] = {FIGURE: [], SENTENCE: []}
    cited = set(READERS["mara"])
    for number in range(700000, 700024):
        who, section = chance.choice([*READERS]), chance.choice([FIGURE, SENTENCE])
        if chance.random() < 0.2:  # another build has it from other papers
            cited = {"report", *chance.sample(["notes", "contract"], chance.randrange(3))}
            weir.cite(*sorted(cited))
        before = {reader: weir.read(reader) for reader in READERS}
        if chance.random() < 0.1:
            removed_and_put_back(weir, who, section, known)
        part = weir.part(who, section)
        shown = [words for words in numbers(section, part) if words in known]
        if chance.random() < 0.75:
            words = str(number)
            carries = carried(str(part), known) | (cited & READERS[who])
            status = weir.change(who, "edit", section, words, seen=str(part.get("edited_at") or ""))
            assert status == 200
            known[words] = Said(words, frozenset(carries), frozenset(shown))
            of[section].append(words)
            assert weir.said(who, section) == words
        else:
            carries = set(known[shown[0]].carries) if shown else set()
            assert weir.change(who, "undo", section) == (200 if shown else 404)
            ended[section] |= set(shown[:1])
        for reader, sees in READERS.items():
            review = weir.read(reader)
            assert carried(str(review), known) <= sees
            if not carries <= sees:
                assert review == before[reader]
            for named in (FIGURE, SENTENCE):
                told = {w for w in of[named] if known[w].carries <= sees}
                passed = {old for w in told for old in known[w].over}
                here = set(numbers(named, weir.part(reader, named)))
                assert told - passed - ended[named] <= here
    frozen_as_told(weir, known)
