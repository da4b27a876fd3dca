"""Words that are offered are written as documents write them, in the script of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "ORCHID-01"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("written"))
    made.account("nora")
    made.account("reader", Role.READER)
    made.project(CODE, "nora", name="Orchid fair", language="en")
    for name, text, level in (
        (
            "MTG_green-talk_20260201_V1.0.txt",
            "展場導覽由鄭曉嵐負責，展場另派兩人。",
            Level.INTERNAL,
        ),
        ("PLN_green-plan_20260202_V1.0.txt", "展场由主办方负责，联系人赵禹安。", Level.INTERNAL),
        ("OTH_hidden-list_20260203_V1.0.txt", "展覽廳備用，聯絡人魏佳蓉。", Level.RESTRICTED),
    ):
        made.document(CODE, "nora", f"{CODE}_{name}", text, level=level)
    made.drain()
    yield made
    made.close()


def words(world: World, typed: str, language: str, who: str = "reader") -> list[str]:
    headers = {"Accept-Language": language}
    answer = world.call(who, "GET", f"/suggest?q={typed}", headers=headers)
    return [item["text"] for item in answer.json["items"] if item["kind"] == "word"]


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("展", "zh-TW", "展場"),
        ("展", "zh-CN", "展场"),
        ("場地 展", "zh-CN", "場地 展場"),  # what was typed tells the script, and stays
        ("導", "zh-CN", "導覽"),  # no other text has the word
    ],
)
def test_a_word_is_completed_in_the_script_of_who_types(
    world: World, typed: str, language: str, expected: str
) -> None:
    assert words(world, typed, language)[0] == expected


def test_a_word_of_hidden_texts_is_not_completed(world: World) -> None:
    assert "展覽廳" not in words(world, "展", "zh-TW")
    assert "展覽廳" in words(world, "展", "zh-TW", "nora")


@pytest.mark.parametrize(
    ("typed", "expected"), [("鄭皎嵐", "鄭曉嵐"), ("赵雨安", "赵禹安"), ("魏嘉蓉", None)]
)
def test_a_name_put_right_is_written_as_in_the_text(
    world: World, typed: str, expected: str | None
) -> None:
    assert world.call("reader", "GET", f"/search?q={typed}").json["did_you_mean"] == expected
