"""Look-backs in signs and short forms: ＋ and 👎 before points, @names, clauses strung together, slips in a column."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("T6", "河岸市集", "客戶", "zh-Hant", currency="TWD")


def papers(class_key: str, *blocks: Block) -> Papers:
    return sort_papers(PROJECT, [source(class_key, "r", "2026-09-10", *blocks)])


@pytest.mark.parametrize(
    "points",
    [
        ["＋ 報到分流只花十分鐘", "＋ 備用麥克風救了場", "－ 雨棚數量不足", "－ 停車引導人力太少"],
        [
            "👍 報到分流只花十分鐘",
            "👍🏻 備用麥克風救了場",
            "👎 雨棚數量不足",
            "👎 停車引導人力太少",
        ],
    ],
)
def test_a_sign_before_a_point_says_its_side(points: list[str]) -> None:
    good, bad = lessons_of(papers("retrospective", heading("檢討"), items(*points)))
    assert [lesson.text for lesson in good] == ["報到分流只花十分鐘", "備用麥克風救了場"]
    assert [lesson.text for lesson in bad] == ["雨棚數量不足", "停車引導人力太少"]


@pytest.mark.parametrize(
    ("title", "blocks", "expected"),
    [
        pytest.param(
            "Action items",
            [items("@mira draft the venue checklist by 12 Oct", "@Jon: renegotiate courier terms (due 30 Oct)",
                   "Update rate card - @Pia - 2026-11-01")],
            [("draft the venue checklist", "mira", "2026-10-12"),
             ("renegotiate courier terms", "Jon", "2026-10-30"), ("Update rate card", "Pia", "2026-11-01")],
            id="the heading is no head of a table",
        ),
        pytest.param(
            "后续行动",
            [text("由周岚在10月15日前整理场馆清单；陈默负责10月底前完成供应商评分；韩雪11月10日前更新合同模板。")],
            [("整理场馆清单", "周岚", "2026-10-15"), ("完成供应商评分", "陈默", "2026-10-31"),
             ("更新合同模板", "韩雪", "2026-11-10")],
            id="clauses strung together",
        ),
        pytest.param(
            "待辦",
            [items("☐ 補齊場地保險條款（法務 佳玲，10/31）", "☑ 整理媒體名單（Kevin，9/25）")],
            [("補齊場地保險條款", "法務 佳玲", "2026-10-31"), ("整理媒體名單", "Kevin", "2026-09-25")],
            id="an office and a given name",
        ),
    ],
)  # fmt: skip
def test_who_does_what_until_when(
    title: str, blocks: list[Block], expected: list[tuple[str, str, str]]
) -> None:
    found = actions_of(papers("retrospective", heading(title), *blocks))
    assert [(a.text, a.owner, a.due) for a in found] == expected


@pytest.mark.parametrize(
    "rows",
    [
        ["里程碑|預定完成|實際完成", "企劃核定|4月3日|同左", "印刷|4月17日|4月20日", "開展|5月6日|如期"],
        ["节点|计划日期|偏差", "方案确认|2026-04-03|按期", "样稿|2026-04-17|延迟3天", "上线|2026-05-06|准时"],
        ["Step|Planned|Slip", "Brief|3 Apr 2026|on time", "Samples|17 Apr 2026|+3 days", "Live|6 May 2026|as planned"],
    ],
)  # fmt: skip
def test_how_far_a_day_slipped_tells_the_day_that_came(rows: list[str]) -> None:
    told = milestones_of(papers("final_report", heading("時程"), table(*rows)))
    assert [(m.planned.value, m.actual.value) for m in told if m.planned and m.actual][1] == (
        "2026-04-17",
        "2026-04-20",
    )
    assert [m.actual.value for m in told if m.actual][::2] == ["2026-04-03", "2026-05-06"]


def test_a_schedule_that_is_no_look_back_tells_no_slips() -> None:
    rows = ["節點|日期|備註", "進場|2026-04-03|如期", "撤場|2026-04-20|按期"]
    assert milestones_of(papers("proposal", heading("時程"), table(*rows))) == []


@pytest.mark.parametrize(
    ("blocks", "mean", "scale"),
    [
        ([text("採七點量表，共回收41份，整體平均5.9分。")], 5.9, 7),
        ([table("Score|5|4|3|2|1", "Respondents|20|18|8|3|1")], 4.06, 5),
        ([table("分數|1|2|3|4|5", "人數|0|1|4|10|5")], 3.95, 5),
    ],
)
def test_a_scale_of_points_and_how_many_gave_each(
    blocks: list[Block], mean: float, scale: int
) -> None:
    found = satisfaction_of(papers("survey", heading("滿意度調查"), *blocks))
    assert found.mean
    assert (float(found.mean.value), found.scale) == (mean, scale)


def test_what_is_said_of_the_whole_is_a_remark() -> None:
    rows = ["項目|等第|評語", "企劃力|A|提案貼近品牌", "時效|B|初稿晚了兩天", "整體|A-|願意再合作"]
    quotes = satisfaction_of(papers("feedback", heading("供應商評核"), table(*rows))).quotes
    assert {quote.text for quote in quotes} == {"提案貼近品牌", "初稿晚了兩天", "願意再合作"}


def test_a_cross_below_paid_leaves_an_amount_open() -> None:
    rows = ["廠商|金額|付清", "大河音響|68,000|✓", "青空花藝|22,500|✗", "木子攝影|35,000|✓"]
    found = outstanding_of(papers("settlement", heading("廠商付款"), table(*rows)), "客戶")
    assert [float(o.amount) for o in found] == [22500]
