"""Targets that one paper sets and another answers: briefs, contracts and mails, reports and exports."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.metric import Metric
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import heading, items, project, sheet, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")
DAY, LATER = "2026-03-02", "2026-07-01"


def found(*sources: Source) -> list[Metric]:
    return metrics_of(sort_papers(PROJECT, sources))


def figures(*sources: Source) -> set[tuple[Decimal, Decimal]]:
    return {(m.target.value, m.actual.value) for m in found(*sources) if m.target and m.actual}


def pairs(*written: tuple[str, str]) -> set[tuple[Decimal, Decimal]]:
    return {(Decimal(target), Decimal(actual)) for target, actual in written}


# ------------------------------------------------------------------ where goals stand
BRIEF_ITEMS = source(
    "brief", "brief.docx", DAY, heading("Spring clean-up brief"),
    text("Success for us means, by the end of May:"),
    items("850 volunteers signed up", "no more than 12 complaints", "cost per bag under £4.50",
          "at least 30% first-timers"),
)  # fmt: skip
BRIEF_HAN = source(
    "brief", "需求.txt", DAY, text("端午檔需求", "期望目標："),
    items("1. 官網訂單 3,200 筆", "2. 客單價 880 元", "3. 退貨率 4% 以下", "4. 直播觀看 15 萬人次"),
)  # fmt: skip
MAIL_SENTENCE = source(
    "other", "确认.eml", DAY, text(
        "各位好，", "KPI定了：到店2,600人次，核销率不低于35%，单店成本控制在1.8万元以内。", "盼复",
    ),
)  # fmt: skip
CLAUSE = source(
    "contract", "合约.pdf", DAY, heading("服務合約"),
    items("一、服務費用新臺幣88萬元。",
          "二、考核指標：展期導覽90場次；現場滿意度88%；媒體露出15則；客訴不得逾6件。未達者每項扣款2%。",
          "三、付款分兩期。"),
)  # fmt: skip
TABLE_ONE_SIDE = source(
    "contract", "agreement.pdf", DAY, heading("Services agreement"), heading("4. Performance measures", 2),
    table("Measure|Commitment", "Qualified leads|420", "Webinar attendance|1,150", "Unsubscribe rate|not above 2%"),
)  # fmt: skip
LYING_GOALS = source(
    "proposal", "提案.pptx", DAY, heading("KPI"),
    table("下載數|註冊轉換率|每次下載成本", "25,000|12%|45元"),
)  # fmt: skip

# ------------------------------------------------------------------ where answers stand
REPORT_EN = source(
    "final_report", "wrap.docx", LATER, heading("Wrap report"),
    text("In the end 912 volunteers signed up. There were nine complaints in all, most of them about parking. "
         "Each bag cost us £4.12, and first-timers made up 34% of the crowd."),
)  # fmt: skip
MAIL_HAN = source(
    "other", "結果.eml", LATER, text("您好，檔期結束，數字如下："),
    items("官網訂單：3,415 筆", "客單價：842 元", "退貨率 3.6%", "直播觀看 17.2 萬人次（含回放）"),
)  # fmt: skip
DECK_HANS = source(
    "final_report", "结案.pptx", LATER, heading("成绩"),
    text("到店合计2,874人次，比预期多了274人次", "核销率做到41.5%", "单店成本1.66万元，控制在要求之内"),
)  # fmt: skip
REPORT_HANT = source(
    "final_report", "成果報告.docx", LATER, heading("成果報告"), heading("執行成果", 2),
    text("展期共完成導覽96場次，較契約多6場次。問卷回收1,204份，現場滿意度達91.3%。",
         "媒體露出累計13則，其中電視2則；客訴4件，均於當日處理完畢。"),
)  # fmt: skip
EXPORT = source(
    "data_report", "export.csv", LATER,
    sheet("data", "Item|March|April|Total", "Qualified leads|188|203|391",
          "Webinar attendance|540|702|1,242",
          "Unsubscribe rate|1.9%|1.6%|1.7%"),
)  # fmt: skip
ONE_COLUMN = source(
    "data_report", "成效.xlsx", LATER, sheet(
        "成效", "項目|實際數", "下載數|27,340", "註冊轉換率|10.8%", "每次下載成本|41.2元",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((BRIEF_ITEMS, REPORT_EN), pairs(("850", "912"), ("12", "9"), ("30", "34"))),
        ((BRIEF_HAN, MAIL_HAN), pairs(("3200", "3415"), ("880", "842"), ("4", "3.6"), ("150000", "172000"))),
        ((MAIL_SENTENCE, DECK_HANS), pairs(("2600", "2874"), ("35", "41.5"), ("18000", "16600"))),
        ((CLAUSE, REPORT_HANT), pairs(("90", "96"), ("88", "91.3"), ("15", "13"), ("6", "4"))),
        ((TABLE_ONE_SIDE, EXPORT), pairs(("420", "391"), ("1150", "1242"), ("2", "1.7"))),
        ((LYING_GOALS, ONE_COLUMN), pairs(("25000", "27340"), ("12", "10.8"), ("45", "41.2"))),
    ],
)  # fmt: skip
def test_a_goal_of_one_paper_is_answered_by_another(
    papers: tuple[Source, ...], expected: set[tuple[Decimal, Decimal]]
) -> None:
    shown = figures(*papers)
    assert shown >= expected
    assert len(shown) <= len(expected) + 1


def test_a_paper_before_the_goal_does_not_answer_it() -> None:
    """What last spring's mail counted is not what came of this year's brief."""
    before = source("other", "old.eml", "2026-01-10", text("Last time 798 volunteers signed up."))
    assert figures(BRIEF_ITEMS, before) == set()


def test_each_figure_answers_the_goal_it_names_best() -> None:
    brief = source(
        "brief",
        "b.docx",
        DAY,
        heading("Targets"),
        items("500 leads", "40 demos", "cost per lead below $20"),
    )
    report = source(
        "final_report",
        "r.docx",
        LATER,
        text("Leads came to 540. Demos came to 37. The cost per lead was $18.60."),
    )
    assert figures(brief, report) == pairs(("500", "540"), ("40", "37"), ("20", "18.60"))


@pytest.mark.parametrize(
    "line",
    [
        "報名人數較目標多82人",  # a gap
        "首日報名人數 210 人",  # a part
        "去年同期報名人數 455 人",  # another year
        "報名人數原定 600 人",  # what was meant
        "報名費收入 NT$612,000",  # money, not people
    ],
)
def test_gaps_parts_and_other_years_answer_nothing(line: str) -> None:
    brief = source("brief", "b.docx", DAY, heading("目標"), items("報名人數600人"))
    assert figures(brief, source("final_report", "r.docx", LATER, text(line))) == set()


def test_what_is_counted_as_promised_and_aimed_at_by_nobody_is_no_metric() -> None:
    """It is told with the contract; a goal of the brief stays one, reached exactly or not."""
    data = source(
        "data_report", "d.xlsx", LATER,
        sheet("KPI", "項目|目標|實際", "手冊|2,000|2,000", "講座|12|12", "參加人數|900|948"),
    )  # fmt: skip
    brief = source("brief", "b.docx", DAY, heading("績效目標"), items("講座12場", "參加人數900人"))
    owed = [("導覽手冊", Decimal(2000)), ("講座", Decimal(12))]
    found_names = {m.name for m in metrics_of(sort_papers(PROJECT, [data, brief]), owed)}
    assert found_names == {"講座", "參加人數"}
    assert "手冊" in {m.name for m in metrics_of(sort_papers(PROJECT, [data, brief]))}


def test_both_papers_are_cited() -> None:
    (metric,) = [m for m in found(BRIEF_HAN, MAIL_HAN) if m.name == "客單價"]
    assert {e.source.name for e in metric.evidence} == {"需求.txt", "結果.eml"}
    assert metric.met is False
