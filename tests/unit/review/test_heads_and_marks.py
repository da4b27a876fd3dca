"""Heads of a look-back that no format marks, numbers and brackets before its points, arrows to who does them."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.headings import frame_of, looks_like_heading
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("L11", "燈籠夜", "Marlow Ferry Trust", "en", ended=date(2026, 5, 30))


def learned(*blocks: Block, class_key: str = "retrospective") -> tuple[list[str], list[str]]:
    papers = sort_papers(PROJECT, [source(class_key, "r", "2026-06-04", *blocks)])
    good, bad = lessons_of(papers)
    return [x.text for x in good], [x.text for x in bad]


def actions(*blocks: Block) -> list[tuple[str, str, str | None]]:
    papers = sort_papers(PROJECT, [source("retrospective", "r", "2026-06-04", *blocks)])
    return [(a.text, a.owner, a.due) for a in actions_of(papers)]


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Keep 要繼續的", "good"), ("Problem 卡住的", "bad"), ("Try 下次要試", "actions"), ("要保留的 Keep", "good"),
        ("Stop（不要再做）", "bad"), ("Start 星光舞台", ""), ("Keep the ferry", ""),
    ],
)  # fmt: skip
def test_a_word_of_a_frame_with_its_meaning_beside_it(line: str, side: str) -> None:
    assert frame_of(line) == side


@pytest.mark.parametrize(
    "heads",
    [
        ("1. 做得理想之處", "2. 有待改善之處"), ("一、理想的地方", "二、未如理想的地方"),
        ("Keep 繼續做的", "Problem 有問題的"),
    ],
)  # fmt: skip
def test_heads_in_running_lines_part_the_good_from_the_bad(heads: tuple[str, str]) -> None:
    told = learned(
        heading("燈籠夜檢討"),
        text(
            heads[0],
            "1.1 街坊自己紮燈籠，留得特別久。",
            heads[1],
            "2.1 渡輪加班船遲了一星期才談妥。",
        ),
    )
    assert told == (["街坊自己紮燈籠，留得特別久。"], ["渡輪加班船遲了一星期才談妥。"])


def test_bare_sides_over_the_points_of_a_report() -> None:
    told = learned(
        heading("結案簡報"),
        heading("好的", 2), items("老船長上台說故事，觀眾坐到最後"),
        heading("要改", 2), items("碼頭的燈太暗，老人家看不到階梯"),
        class_key="final_report",
    )  # fmt: skip
    assert told == (["老船長上台說故事，觀眾坐到最後"], ["碼頭的燈太暗，老人家看不到階梯"])


def test_a_question_about_what_to_better_is_no_heading() -> None:
    assert not looks_like_heading("Q2 希望改進之處？")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("【林佳蓉】更新授權範本，7月3日前。", ("更新授權範本", "林佳蓉", "2026-07-03")),
        (
            "[Ada] order the spare lamps by 3 July 2026",
            ("order the spare lamps", "Ada", "2026-07-03"),
        ),
        ("更新授權範本 -> 林佳蓉，7月3日", ("更新授權範本", "林佳蓉", "2026-07-03")),
        ("3.2 林佳蓉於2026年7月3日或之前更新授權範本", ("更新授權範本", "林佳蓉", "2026-07-03")),
    ],
)
def test_who_stands_in_brackets_behind_an_arrow_or_before_the_day(
    line: str, told: tuple[str, str, str]
) -> None:
    assert actions(heading("檢討"), heading("Start", 2), items(line)) == [told]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "先说好的。林佳说，老船长上台讲故事。再说不好的。周立承认，灯笼晚到四天。",
            (["老船长上台讲故事。"], ["灯笼晚到四天。"]),
        ),
        (
            "Two things we would do again. The crew spoke on the quay. Songs were sung by the school.",
            (["The crew spoke on the quay.", "Songs were sung by the school."], []),
        ),
    ],
)
def test_a_short_sentence_announces_the_side_of_those_behind_it(
    line: str, told: tuple[list[str], list[str]]
) -> None:
    assert learned(heading("Look back 檢討"), text(line)) == told


def test_experience_over_one_section_and_lessons_over_the_other() -> None:
    told = learned(
        heading("總結"),
        heading("經驗", 2), items("渡輪改由北岸開，隊伍不打結"),
        heading("教訓", 2), items("燈籠沒有備份，風一大就熄"),
        class_key="final_report",
    )  # fmt: skip
    assert told == (["渡輪改由北岸開，隊伍不打結"], ["燈籠沒有備份，風一大就熄"])


@pytest.mark.parametrize(
    ("head", "bad"),
    [
        ("What happened|Why|What we will do", ["Two lamps fell", "The quay closed early"]),
        ("What happened|When|Where", []),
    ],
)
def test_what_happened_and_why_and_what_is_done_about_it(head: str, bad: list[str]) -> None:
    rows = [
        "Two lamps fell|loose hooks|new hooks",
        "The quay closed early|no permit asked|ask in March",
    ]
    told = learned(
        heading("Closing report"), heading("4 Lessons", 2), table(head, *rows, "Songs cut|mic off|spare mic"),
        class_key="final_report",
    )  # fmt: skip
    assert told[1][: len(bad)] == bad
    assert len(told[1]) == (3 if bad else 0)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("哪里最香", "哪里翻车"), ("最掂係乜", "唔掂係乜"), ("什麼最有用", "哪裡可惜"),
        ("三、值得继续的", "四、掉链子的"), ("What paid off", "What flopped"),
        ("Worth repeating", "What tripped us up"),
    ],
)  # fmt: skip
def test_heads_in_everyday_words(good: str, bad: str) -> None:
    told = learned(
        heading(good), items("渡輪夜航短片自己傳開，零廣告費"), heading(bad), items("碼頭名額放得太晚"),
        class_key="final_report",
    )  # fmt: skip
    assert told == (["渡輪夜航短片自己傳開，零廣告費"], ["碼頭名額放得太晚"])


def test_under_what_was_learned_things_left_undone_and_accidents_over_the_mark_are_shortcomings() -> (
    None
):
    told = learned(
        heading("学到的"),
        items("有效报名只有 640 条，票码没有做预演就开放", "擦碰 4 起超标，多在收工前一小时"),
    )
    assert told[0] == []
    assert len(told[1]) == 2
