"""What writers run together: two tables in one, a side over several rows, results against bare limits."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.money.cost import cost_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("T7", "渡口夜航", "客戶", "zh-Hant", currency="TWD")


def papers(class_key: str, *blocks: Block) -> Papers:
    return sort_papers(PROJECT, [source(class_key, "r", "2026-09-10", *blocks)])


BOARD = [
    "K 保留|码头喇叭预告让排队的人少了一半|",
    "|老船工的口述放在每段船程开头|",
    "P 问题|首航当天检票机断电，全靠手撕|",
    "|纪念票少印三百张没人复核|",
    "T 试试|见下表|",
    "事项|负责|截止",
    "检票机加备用电源|卢舟|2026年10月8日",
    "付印前两人核数|辛荷|2026年10月20日",
]


def test_a_board_and_a_list_of_actions_in_one_table_are_read_as_two() -> None:
    found = papers("retrospective", heading("KPT"), table(*BOARD))
    good, bad = lessons_of(found)
    assert [x.text for x in good] == [
        "码头喇叭预告让排队的人少了一半",
        "老船工的口述放在每段船程开头",
    ]
    assert [x.text for x in bad] == ["首航当天检票机断电，全靠手撕", "纪念票少印三百张没人复核"]
    assert [(a.text, a.owner, a.due) for a in actions_of(found)] == [
        ("检票机加备用电源", "卢舟", "2026-10-08"),
        ("付印前两人核数", "辛荷", "2026-10-20"),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("回船率只有9.6%，没到12%。", [("回船率", 12, 9.6)]),
        ("每位乘客成本189.7元，控制在200元以下。", [("每位乘客成本", 200, 189.7)]),
        ("登船人數947人，未達1,080人。", [("登船人數", 1080, 947)]),
        ("考核通过率没到85%，第7课题目太难。", []),
    ],
)
def test_a_limit_told_without_the_word_target(
    told: str, expected: list[tuple[str, float, float]]
) -> None:
    found = metrics_of(papers("final_report", heading("成果"), text(told)))
    assert [
        (m.name, float(m.target.value), float(m.actual.value))
        for m in found
        if m.target and m.actual
    ] == expected


def test_a_count_is_not_held_against_a_rate_where_the_report_has_the_rate() -> None:
    found = metrics_of(
        sort_papers(
            PROJECT,
            [
                source("data_report", "d", "2026-09-01", table("环节|6月|7月|合计|目标", "登船|410|502|912|900",
                                                               "首月退订|12|15|27|15%以内")),
                source("final_report", "f", "2026-09-10", heading("成果"), items("首月退订率11.7%，目标15%以内")),
            ],
        )
    )  # fmt: skip
    told = {
        m.name: (float(m.target.value), float(m.actual.value))
        for m in found
        if m.target and m.actual
    }
    assert told == {"登船": (900, 912), "首月退订率": (15, 11.7)}


def test_people_named_with_an_amount_are_no_list_of_who_was_there() -> None:
    found = papers(
        "retrospective", heading("Debrief"), heading("Next time", 2),
        text("Conrad Hui：要求永昌按 PO 重開 HK$31,000 發票，13 Oct 2026 前", "Winnie Lo：出修訂報告，20 Oct 2026 前"),
    )  # fmt: skip
    assert [(a.owner, a.due) for a in actions_of(found)] == [
        ("Conrad Hui", "2026-10-13"),
        ("Winnie Lo", "2026-10-20"),
    ]


def test_a_letter_with_scores_below_each_other_and_what_the_stalls_say() -> None:
    found = satisfaction_of(
        papers(
            "survey", heading("檔戶意見表"), text("滿分10分"),
            table("易用|8.1", "收款快|8.8", "Overall|7.9"), text("檔主話："),
            text("魚檔阿昌：一聲就知收到，唔使抹手。"),
        )
    )  # fmt: skip
    assert found.mean
    assert (float(found.mean.value), found.scale) == (7.9, 10)
    assert [quote.text for quote in found.quotes] == ["一聲就知收到，唔使抹手。"]


def test_what_was_received_in_short_letters_is_not_open() -> None:
    rows = [
        "Party|Item|HK$|Status",
        "Harbour Estates|1st 35%|588,000|rec'd 22 Jun 2026",
        "Harbour Estates|Balance|420,000|not yet invoiced",
    ]
    found = outstanding_of(
        papers("settlement", heading("Debtors"), table(*rows)), "Harbour Estates"
    )
    assert [float(o.amount) for o in found] == [420000]


def test_what_the_project_was_allowed_is_no_line_beside_its_parts() -> None:
    cost = cost_of(
        papers(
            "final_report", heading("四、經費"),
            text("本案核定經費新臺幣180萬元，實際支用1,742,600元，執行率96.8%。其中場地費預算60萬元、實支61.2萬元；宣傳費預算80萬元、實支76.5萬元。"),
        )
    )  # fmt: skip
    assert cost.budget
    assert cost.actual
    assert (cost.budget.value, cost.actual.value) == (1_800_000, 1_742_600)
    assert [line.item for line in cost.lines] == ["場地費", "宣傳費"]
