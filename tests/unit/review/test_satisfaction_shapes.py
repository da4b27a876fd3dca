"""Means told in passing, in other scales, or not at all: then the mean of the rows of scores."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import Satisfaction, satisfaction_of
from archive.review.content import satisfaction_part
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, project, source, table, text


def told(*blocks: Block) -> Satisfaction:
    papers = [source("survey", "paper", "2026-06-20", *blocks)]
    return satisfaction_of(sort_papers(project("T6", "x", "y", "en"), papers))


STARS = ("填答人|評分|意見", "行銷部|★★★★★|愉快", "採購|★★★★☆|發票慢", "門市|★★★☆☆|太晚到")
GRADES = ("分數|人數", "5分|12", "4分|6", "3分|2", "2分|0", "1分|0")


@pytest.mark.parametrize(
    ("blocks", "mean", "computed"),
    [
        pytest.param(
            [
                text("合作滿意度（10分制，回收3份）"),
                table("部門|溝通|品質|總體", "行銷|8|9|9", "法務|7|8|8", "平均|7.5|8.5|8.5"),
            ],
            "8.5",
            False,
            id="the column of the whole, not the scale",
        ),
        pytest.param(
            [text("电话回访4人，综合打分91分（百分制）。")], "91", False, id="of a hundred"
        ),
        pytest.param(
            [text("I would give them 9 out of 10. Ravi says 7, Ana 8, so an 8 on average.")],
            "8",
            False,
            id="behind the figure",
        ),
        pytest.param(
            [text("Eight out of ten from her, Raj gave 7. The average of the three is 7.7.")],
            "7.7",
            False,
            id="how many gave it is no score",
        ),
        pytest.param(
            [
                table(
                    "Question|1|2|3|4|5|Mean",
                    "They understood us|0|0|1|3|4|4.38",
                    "Overall, we were satisfied|0|0|1|4|3|4.25",
                )
            ],
            "4.25",
            False,
            id="points of a scale as headings",
        ),
        pytest.param(
            [
                text("满意度打分（5分制）"),
                table("打分人|总体满意度|一句话", "甲|5|好", "乙|4|行", "丙|4|早点给方案"),
            ],
            "4.33",
            True,
            id="rows of people",
        ),
        pytest.param([table(*STARS)], "4", True, id="stars"),
        pytest.param([table(*GRADES)], "4.5", True, id="grades and how many gave each"),
        pytest.param(
            [table("填寫人|溝通分數|創意分數", "甲|5|3", "乙|4|4")],
            None,
            False,
            id="two questions and no whole",
        ),
        pytest.param(
            [table("項目|得分", "溝通|5", "創意|3")], None, False, id="questions are no people"
        ),
        pytest.param([text("NPS +45, 11 answered.")], None, False, id="a net score is no mean"),
    ],
)
def test_the_mean(blocks: list[Block], mean: str | None, computed: bool) -> None:
    part = satisfaction_part(told(*blocks))
    assert part["mean"] == mean
    assert part["computed"] == (["mean"] if computed else [])


def test_a_computed_mean_cites_every_row_and_stars_tell_the_scale() -> None:
    part = satisfaction_part(told(table(*STARS)))
    assert part["scale"] == 5
    quotes = " ".join(c["quote"] for c in part["citations"])
    assert all(row.split("|")[0] in quotes for row in STARS[1:])
