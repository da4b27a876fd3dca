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
        pytest.param(
            [
                table(
                    "評分項（10分制）|門市 阿遠|採購 林佳蓉|行銷 周立",
                    "創意|9|8|10",
                    "時程|6|7|6",
                    "綜合評分|8|7|8.5",
                    "一句話|好|慢|讚",
                )
            ],
            "7.83",
            True,
            id="a column for each who answered",
        ),
        pytest.param(
            [table("Question (1-10)|Client A|Client B", "Ideas|9|8", "Overall|8|7")],
            "7.5",
            True,
            id="answerers by letter",
        ),
        pytest.param(
            [table("Person|Ideas|Timing", "Ada|9|8", "Ravi|7|7", "Overall|8|7.5")],
            None,
            False,
            id="a column for each question has no whole",
        ),
        pytest.param(
            [table("項目|今年|去年", "創意|4.1|3.9", "整體|4.2|4.0")],
            None,
            False,
            id="years are no people",
        ),
        pytest.param(
            [text("周立：報告收到了嗎？", "我這邊給 9 分，門市阿遠打 7 分，採購給8分。")],
            "8",
            True,
            id="three who gave a score",
        ),
        pytest.param(
            [text("I'd give it an 8, Tom gave 9 and finance gave 7.")],
            "8",
            True,
            id="they gave",
        ),
        pytest.param([text("I give you 8, Joe 9 and Lena 10.")], "9", True, id="and so did others"),
        pytest.param(
            [text("整个项目我打8分，服务没得挑。")], "8", False, id="one who gave a score"
        ),
        pytest.param(
            [text("我给设计打9分，给报表打5分。")],
            None,
            False,
            id="parts that one person scored",
        ),
        pytest.param(
            [text("问：总体打几分（满分5分）？", "答：搭建5分，响应4分，总的给4.6分。")],
            "4.6",
            False,
            id="the whole behind its parts, not the top of the scale",
        ),
        pytest.param(
            [text("Ideas 4.6 / Speed 3.8 / Reports 4.1 / Overall 4.2 (5 = excellent)")],
            "4.2",
            False,
            id="parts in a line",
        ),
        pytest.param([text("整體滿意度：□1 □2 □3 ☑4 □5")], "4", False, id="a ticked number"),
        pytest.param([text("Overall: ★★★★☆")], "4", False, id="stars in a line"),
        pytest.param(
            [table("項目|評分", "創意|★★★★★", "整體|★★★★☆")],
            "4",
            False,
            id="stars of the whole",
        ),
        pytest.param(
            [table("項目|1|2|3|4|5", "創意|||||V", "執行|||V||", "整體滿意度||||V|")],
            "4",
            False,
            id="a tick below a point of the scale",
        ),
        pytest.param(
            [table("指标|得分|满分", "创意|18|20", "执行|37|40", "服务|32|40", "合计|87|100")],
            "87",
            False,
            id="points of full marks, in all",
        ),
        pytest.param(
            [
                table(
                    "Dimension|Weight|Score", "Ideas|40%|9", "Delivery|60%|8", "Weighted total||8.4"
                )
            ],
            "8.4",
            False,
            id="the weighted whole",
        ),
        pytest.param(
            [text("Voice note: overall I would say eight and a half out of ten.")],
            "8.5",
            False,
            id="in words",
        ),
        pytest.param(
            [table("NPS 评分|原因", "10|灯一亮全场安静", "8|志愿者很有耐心", "6|指引牌看不见")],
            "8",
            True,
            id="a score and a reason, nobody named",
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
