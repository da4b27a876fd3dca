"""Told figures against counted ones, and the shapes of a line, a turned table and a table of one reading."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")
DAY, LATER = "2026-03-02", "2026-07-01"


def figures(*sources: Source) -> str:
    return " ".join(
        f"{float(m.target.value):.10g}:{float(m.actual.value):.10g}"
        for m in metrics_of(sort_papers(PROJECT, sources))
        if m.target and m.actual
    )


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", LATER, *blocks)


def data(*blocks: Block) -> Source:
    return source("data_report", "data.xlsx", LATER, *blocks)


TOLD = {
    "en": table("KPI|Target|Result", "Bottles handed out|40,000|48,300"),
    "hant": table("指標|目標|達成", "講座報到|2,000|2,351"),
    "hans": table("指标|目标|实际", "试吃人数|9,000|9,760"),
}
COUNTED = {
    "en": table("Town|Bottles given away", "Ayr|20,100", "Oban|23,700", "Total|43,800"),
    "hant": table("講座簽到（掃碼）合計|2,153人"),
    "hans": table("城市|试吃登记", "衢州|5,260", "丽水|4,410", "合计|9,670"),
}


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "40000:43800"), ("hant", "2000:2153"), ("hans", "9000:9670")]
)
def test_a_slip_of_the_pen_gives_way_to_the_count(language: str, expected: str) -> None:
    assert figures(report(TOLD[language]), data(COUNTED[language])) == expected


@pytest.mark.parametrize(
    "counted",
    [
        table("Town|Bottles broken", "Ayr|110", "Oban|95", "Total|205"),
        table("Town|Bottles packed|Bottles handed over", "Ayr|23,000|24,000", "Oban|24,100|24,300",
              "Total|47,100|48,300"),
        table("Town|Bottles packed|Bottles chilled", "Ayr|23,000|24,000", "Oban|24,100|24,000",
              "Total|47,100|48,000"),
        table("Town|Leaflets", "Ayr|24,000", "Oban|23,800", "Total|47,800"),
    ],
    ids=["another size", "the told figure is counted too", "two near ones", "no word in common"],
)  # fmt: skip
def test_another_thing_is_no_count_of_it(counted: Block) -> None:
    assert figures(report(TOLD["en"]), data(counted)) == "40000:48300"


def test_the_short_name_in_brackets_is_the_column() -> None:
    told = table("Measure|Target|Result", "Marketing qualified contacts (MQC)|180|214")
    counted = table("webinar|joined|mqc", "One|80|91", "Two|95|113", "Total|175|204")
    assert figures(report(told), data(counted)) == "180:204"


def test_a_column_of_bare_counters_counts_what_the_caption_says() -> None:
    told = table("項目|目標|實績", "媒體報導（則）|50|47")
    clippings = source(
        "media_clipping", "剪報.xlsx", LATER, heading("市集 媒體報導彙整"),
        table("類別|則數", "平面|12", "網路|32", "合計|44"),
    )  # fmt: skip
    assert figures(report(told), clippings) == "50:44"


def test_results_without_targets_correct_what_is_told() -> None:
    told = text("募得善款為 186 萬元，距 200 萬元的目標仍有差距。")
    counted = table("指標|實績|單位", "募得善款|1,680,000|元", "捐款人|2,310|人")
    assert figures(report(told), data(counted)) == "2000000:1680000"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            [text("Scorecard (result / target): stalls 64 / 60 – takings £31,400 / £35,000 – complaints 4 / 8 (max).")],
            "60:64 35000:31400 8:4",
        ),
        ([text("成績表（實際／目標）：攤位 64／60、營收 314萬／350萬、客訴 4／8。")], "60:64 3500000:3140000 8:4"),
        ([table("维度|新客|复购率|获客成本", "KPI|2.4万|30%|18元", "完成|2.7万|28.5%|16.9元")],
         "24000:27000 30:28.5 18:16.9"),
        ([table("Measure|Target|Week 6", "Reads|80,000|91,200", "Calls answered|95%|92%", "Refunds|1,200|1,044")],
         "80000:91200 95:92 1200:1044"),
        ([table("指標|目標|第6週", "閱讀|80,000|91,200", "接聽率|95%|92%", "退款|1,200|1,044")],
         "80000:91200 95:92 1200:1044"),
        ([table("|Website|App|Total|Plan", "Reach|2.1m|1.4m|3.5m|3.2m", "Clicks|21,000|15,500|36,500|40,000")],
         "3200000:3500000 40000:36500"),
        ([heading("KPIs"), items("Opening night footfall 開幕夜人流：5,120（KPI 4,500）",
                                "Avg waiting time 平均等候時間：9分鐘（KPI 不多於8分鐘）")],
         "4500:5120 8:9"),
        ([text("合计覆盖门店1,264家，超过1,200家的目标。")], "1200:1264"),
        ([text("本次收集登记612组，到场顾客3,276人，成交86单。原定目标为登记600组、到场3,000人、成交80单。")],
         "600:612 3000:3276 80:86"),
    ],
    ids=["line en", "line hant", "turned, KPI", "week", "第6週", "millions", "two languages", "合计",
         "list of targets"],
)  # fmt: skip
def test_shapes(blocks: list[Block], expected: str) -> None:
    assert figures(report(*blocks)) == expected


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        (table("Aim|Entries|Visitors", "Number|480|3,100"), table("Aim|Result", "Entries|531", "Visitors|2,945")),
        (table("目標|參賽件數|到場人數", "數量|480|3,100"), table("項目|實績", "參賽件數|531", "到場人數|2,945")),
    ],
    ids=["en", "hant"],
)  # fmt: skip
def test_the_corner_of_a_table_announces_goals(wanted: Block, came: Block) -> None:
    assert figures(source("brief", "b.docx", DAY, wanted), report(came)) == "480:531 3100:2945"


@pytest.mark.parametrize(
    ("wanted", "came", "expected"),
    [
        (items("线下讲堂 24 场", "有效报名 8,000 份"),
         table("指标|完成率|说明", "讲堂|125%|加开6场", "有效报名|96.5%|去重后"),
         "24:30 8000:7720"),
        (items("Taster sessions: 16", "Sign-ups: 2,400"),
         table("KPI|% achieved|Note", "Taster sessions|75%|rain", "Sign-ups|104%|"),
         "16:12 2400:2496"),
        (items("講座 16 場", "報名 2,400 人"), table("項目|轉換率", "講座|75%", "報名|104%"), ""),
    ],
    ids=["hans", "en", "another rate"],
)  # fmt: skip
def test_only_shares_are_told_of_goals_set_elsewhere(
    wanted: Block, came: Block, expected: str
) -> None:
    goals = source("brief", "b.docx", DAY, heading("KPI"), wanted)
    assert figures(goals, report(came)) == expected


def test_the_cost_of_one_piece_is_a_goal_among_names_side_by_side() -> None:
    wanted = table("Aim|Entries|Cost per entry|Cost", "Number|480|max £12|£9,000")
    came = table("Aim|Result", "Entries|531", "Cost per entry|£13.40", "Cost|£8,800")
    assert figures(source("brief", "b.docx", DAY, wanted), report(came)) == "480:531 12:13.4"


def test_several_targets_of_one_sentence_are_no_result_of_each_other() -> None:
    assert figures(report(text("原定目标为登记600组、到场800人、成交700单。"))) == ""
