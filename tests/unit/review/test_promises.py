"""What clauses promise in numbers: letters, lists, brackets, labels, reports that come again and again."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.counts import counts_in
from tests.support.review_sources import Block, heading, items, project, source, table, text


def promised(*blocks: Block) -> list[tuple[str, int]]:
    papers = sort_papers(
        project("T7", "x", "y", "en"), [source("contract", "paper", "2026-03-04", *blocks)]
    )
    return [(o.name, int(o.quantity)) for o in contracts_of(papers)[0].obligations]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "things"),
    [
        (
            "In return you will receive: 12 daily briefings; 3 holding statements; 1 handbook.",
            [("daily briefings", 12), ("holding statements", 3), ("handbook", 1)],
        ),
        (
            "Our team commits to 6 workshops and 2 open days.",
            [("workshops", 6), ("open days", 2)],
        ),
        (
            "Outputs: 4 films of 60 seconds each; 1 library of 400 photographs.",
            [("films", 4), ("library photographs", 400)],
        ),
        (
            "The fee covers 16 market stalls, 9 tastings and 3 finals.",
            [("market stalls", 16), ("tastings", 9), ("finals", 3)],
        ),
        (
            "Ten seminars (at least 40 guests each), two white papers and a weekly digest, 12 issues.",
            [("seminars", 10), ("white papers", 2), ("weekly digest", 12)],
        ),
        (
            "Deliverables: social films (x12), banners (x30)",
            [("social films", 12), ("banners", 30)],
        ),
        (
            "Services: School visits: 24; Teacher packs: 300; Posters: 1,200.",
            [("School visits", 24), ("Teacher packs", 300), ("Posters", 1200)],
        ),
        (
            "承办人提供：彩车12辆；引导员及安保80人；宣传折页15万份。",
            [("彩车", 12), ("引导员及安保", 80), ("宣传折页", 150000)],
        ),
        (
            "服务内容：线下沙龙（6场）、直播（4场）、图文（45篇）。",
            [("线下沙龙", 6), ("直播", 4), ("图文", 45)],
        ),
        ("乙方负责双11预热直播3场、双12返场直播2场。", [("双11预热直播", 3), ("双12返场直播", 2)]),
        (
            "甲方委託乙方：1) 拍攝形象影片2支 2) 社群貼文60則",
            [("形象影片", 2), ("社群貼文", 60)],
        ),
        (
            "The Contractor shall provide 推廣大使 promoters 24名 and 小冊子 booklets 50,000本.",
            [("推廣大使 promoters", 24), ("小冊子 booklets", 50000)],
        ),
    ],
)
def test_a_clause_that_counts_things(clause: str, things: list[tuple[str, int]]) -> None:
    assert promised(text(clause)) == things


@pytest.mark.parametrize(
    ("clause", "series"),
    [
        ("The Agency will report every month (reports 1 to 6).", ("report every month", 6)),
        (
            "Supplier delivers a monthly usage report for March, April, May and June.",
            ("monthly usage report", 4),
        ),
        (
            "A weekly status note is sent every Friday from 3 April to 5 June 2026 (10 notes).",
            ("weekly status note", 10),
        ),
        ("乙方每週一交週報（9/1起至10/27止，共9份）。", ("週報", 9)),
        ("乙方每日18时前报送值班日报，合计21份。", ("值班日报", 21)),
        ("並提送工作月報每月一份計七份。", ("工作月報", 7)),
        ("每兩星期進度報告，共 12份", ("進度報告", 12)),
    ],
)
def test_reports_that_come_again_and_again(clause: str, series: tuple[str, int]) -> None:
    assert promised(text(clause)) == [series]
    beside = table("Item|Quantity", "Tasting|4", "Film|2")
    assert promised(beside, text(clause)) == [("Tasting", 4), ("Film", 2), series]


def test_a_list_is_named_by_its_labels_and_by_what_its_things_are_counted_in() -> None:
    listed = items("Reels: 40", "Live streams: 6 (two hours each)", "展板 Boards: 18 sets")
    assert promised(heading("What we will produce"), listed) == [
        ("Reels", 40), ("Live streams", 6), ("展板 Boards", 18),
    ]  # fmt: skip
    hong_kong = items("(a)社區巡迴工作坊40間中心", "(b) 宣傳單張 20,000 張", "(c) 動畫 4 條")
    assert promised(text("服務要求："), hong_kong) == [
        ("社區巡迴工作坊", 40), ("宣傳單張", 20000), ("動畫", 4),
    ]  # fmt: skip


def test_an_order_counts_by_its_quantity_and_not_by_its_line_numbers() -> None:
    order = table(
        "Ref|Item|No.|When", "1|Roadshow stop|7|May", "2|Branded van|2|April", "3|Sample packs|15,000|rolling"
    )  # fmt: skip
    assert promised(order) == [("Roadshow stop", 7), ("Branded van", 2), ("Sample packs", 15000)]
    priced = table(
        "Line|Description|Qty|Unit GBP|Net GBP", "10|Tasting session|8|900.00|7,200.00",
        "20|Media (pass-through)|1|9,000.00|9,000.00", "|Total|||16,200.00",
    )  # fmt: skip
    assert promised(priced) == [("Tasting session", 8)]


@pytest.mark.parametrize(
    "clause",
    [
        "时程：名单确认 9/30；双11档结束 11/12；结案报告 12/5。",
        "The amount of $436,000.00 becomes $425,000.00 (four hundred and twenty-five thousand).",
        "样车20台由甲方提供，停车位8个由甲方提供。",
        "乙方地址：鴻圖道83號19樓C室。",
        "The studio is at 12 Mill Lane, 3rd Floor.",
        "指标：试驾不少于2400组，有效留资不少于6000条。",
        "本合同一式四份，甲乙双方各执两份。",
        "每兩週提送進度報告一次，並列席工作會議。",
        "The Agency shall invoice in 3 instalments within 30 days.",
    ],
)
def test_no_promise(clause: str) -> None:
    assert promised(text(clause)) == []


def test_a_centre_is_not_what_was_done_among_many() -> None:
    assert [int(c.value) for c in counts_in("走访40间中心", promised=True)] == [40]
    assert [int(c.value) for c in counts_in("12支中完成10支")] == [10]


@pytest.mark.parametrize(
    ("promise", "rows", "delivered"),
    [
        ("乙方提供：线上课程16节；问卷200份。", "指标|合计/线上课程上线(节)|15/其他|3", "15"),
        (
            "乙方提供：巡游表演40场；问卷200份。",
            "周|巡游场次|人次/1|20|900/2|19|800/合计|39|1700",
            "39",
        ),
        (
            "服務要求：(a)環保巡迴講座30間學校；(b)攤位6場。",
            "月份|學校|學生/5月|12|300/6月|17|400/總數|29|700",
            "29",
        ),
        (
            "We will provide 20 daily media digests and 4 films.",
            "Week|W1|W2|Total/Articles|40|35|75/Digests sent|10|9|19",
            "19",
        ),
        ("乙方提供：公众号长文12篇；海报4张。", "累计长文|11篇/累计阅读|5,000", "11"),
    ],
)
def test_what_the_data_say_was_delivered(promise: str, rows: str, delivered: str) -> None:
    papers = [
        source("contract", "contract", "2026-03-04", text(promise)),
        source("data_report", "data", "2026-06-04", heading("统计"), table(*rows.split("/"))),
    ]
    found: Any = build(project("T7", "x", "y", "en"), papers)["contracts"]
    assert [deal["obligations"][0]["delivered"] for deal in found] == [delivered]
