"""Shapes in which target and result are told, side by side or far apart: one small folder for each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archive.domain.segments import Place, Segment, SegmentKind
from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, items, project, sheet, source, table, text

PROJECT = project("T1", "试办", "客户", "zh-Hans")
DAY, LATER = "2026-03-02", "2026-07-01"


def slides(class_key: str, name: str, day: str, *pages: tuple[str, list[str]]) -> Source:
    segments = []
    for number, (title, boxes) in enumerate(pages, 1):
        here = Place(slide=number, heading=(title,))
        segments.append(Segment(SegmentKind.HEADING, title, Place(slide=number), level=1))
        segments += [Segment(SegmentKind.PARAGRAPH, box, here) for box in boxes]
    return replace(source(class_key, name, day), segments=tuple(segments))


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", LATER, *blocks)


def mail(*blocks: Block) -> Source:
    return source("other", "mail.eml", LATER, *blocks)


def brief(*blocks: Block) -> Source:
    return source("brief", "brief.docx", DAY, *blocks)


def contract(*blocks: Block) -> Source:
    return source("contract", "contract.docx", DAY, *blocks)


def data(*blocks: Block) -> Source:
    return source("data_report", "data.xlsx", LATER, *blocks)


BANK: dict[str, tuple[list[Source], str]] = {
    "pct only zh": (
        [report(table("指标|目标|达成率", "报名人数|2,000|112%", "到店核销|800|93.5%"))],
        "2000:2240 800:748",
    ),
    "pct only en": (
        [report(table("KPI|Target|% achieved", "Sign-ups|1,200|105%", "Demos|80|90%"))],
        "1200:1260 80:72",
    ),
    "pct across": (
        [
            brief(heading("KPI"), items("报名2,000人", "核销800份")),
            report(text("报名完成率112%，核销完成率93.5%。")),
        ],
        "2000:2240 800:748",
    ),
    "lists label zh": (
        [
            mail(
                text(
                    "目标：曝光500万、互动3万、到店800人。",
                    "实际：曝光612万、互动2.7万、到店846人。",
                )
            )
        ],
        "5000000:6120000 30000:27000 800:846",
    ),
    "lists label two papers": (
        [
            brief(text("KPI：曝光500万次，互动3万次，到店800人次。")),
            report(text("曝光做到612万次，互动2.7万次，到店846人次。")),
        ],
        "5000000:6120000 30000:27000 800:846",
    ),
    "same doc sections": (
        [
            report(
                heading("一、项目目标"),
                items("新增会员3,000人", "复购率25%", "获客成本不高于80元"),
                heading("二、完成结果"),
                items("新增会员3,412人", "复购率22.6%", "获客成本74.5元"),
            )
        ],
        "3000:3412 25:22.6 80:74.5",
    ),
    "en prose two sentences": (
        [
            report(
                text(
                    "Targets were 500 leads, 40 demos and a cost per lead of $200. We "
                    "closed with 540 leads, 38 demos and a cost per lead of $187."
                )
            )
        ],
        "500:540 40:38 200:187",
    ),
    "cards no target": (
        [
            brief(heading("Targets"), items("Leads captured: 650", "Demos booked: 90")),
            slides(
                "final_report",
                "d.pptx",
                LATER,
                ("Results", ["712", "Leads captured", "83", "Demos booked"]),
            ),
        ],
        "650:712 90:83",
    ),
    "cards pct": (
        [
            slides(
                "final_report",
                "d.pptx",
                LATER,
                (
                    "成绩单",
                    [
                        "报名人数",
                        "2,240人",
                        "目标2,000人，达成112%",
                        "核销",
                        "748份",
                        "目标800份，达成93.5%",
                    ],
                ),
            )
        ],
        "2000:2240 800:748",
    ),
    "cards one box": (
        [
            slides(
                "final_report",
                "d.pptx",
                LATER,
                ("成绩单", ["报名人数\n2,240\n目标 2,000", "核销份数\n748\n目标 800"]),
            )
        ],
        "2000:2240 800:748",
    ),
    "platform cols total target": (
        [
            data(
                sheet(
                    "KPI",
                    "指标|抖音|小红书|视频号|合计|目标",
                    "曝光（万）|320|150|142|612|500",
                    "互动（万）|1.2|0.9|0.6|2.7|3",
                )
            )
        ],
        "5000000:6120000 30000:27000",
    ),
    "platform rows": (
        [
            data(
                sheet(
                    "KPI",
                    "平台|目标曝光|实际曝光|目标互动|实际互动",
                    "抖音|300|320|1,000|1,200",
                    "小红书|200|292|1,500|1,300",
                    "合计|500|612|2,500|2,500",
                )
            )
        ],
        "500:612 2500:2500",
    ),
    "kv": (
        [
            report(
                table(
                    "项目|数据", "目标曝光|500万", "实际曝光|612万", "目标到店|800", "实际到店|846"
                )
            )
        ],
        "5000000:6120000 800:846",
    ),
    "stroke ticks": (
        [
            report(
                heading("KPI results (actual / target)"),
                items("✔ Sign-ups 1,204 / 1,000", "✘ Demos 38 / 40", "✔ Cost per lead £27 / £30"),
            )
        ],
        "1000:1204 40:38 30:27",
    ),
    "arrows": (
        [
            report(
                heading("目標 → 實際"),
                items("曝光 500萬 → 612萬", "報名 800人 → 846人", "退訂率 3% → 2.4%"),
            )
        ],
        "5000000:6120000 800:846 3:2.4",
    ),
    "goal|done pipes": (
        [report(items("曝光｜目标500万｜完成612万", "到店｜目标800｜完成846"))],
        "5000000:6120000 800:846",
    ),
    "chat": (
        [
            source(
                "other",
                "chat.txt",
                DAY,
                text("甲方 林姐：KPI就按说的：新增粉丝2万、到店800人、投诉不超过3起"),
            ),
            source(
                "other",
                "chat2.txt",
                LATER,
                text("小周：最后数出来了，新增粉丝2.31万，到店764人，投诉1起"),
            ),
        ],
        "20000:23100 800:764 3:1",
    ),
    "minutes": (
        [
            source(
                "minutes",
                "启动会.docx",
                DAY,
                heading("启动会纪要"),
                text("KPI确认：新增粉丝2万、到店800人、投诉不超过3起。"),
            ),
            report(text("新增粉丝2.31万人，到店764人，全程投诉1起。")),
        ],
        "20000:23100 800:764 3:1",
    ),
    "contract table hant": (
        [
            contract(
                heading("服務合約"),
                text("第四條 績效"),
                table(
                    "項目|數量|備註",
                    "導覽|90場|平日",
                    "觀展人次|12,000人次|",
                    "滿意度|85%以上|問卷",
                ),
            ),
            report(text("展期辦理導覽94場，觀展11,480人次，問卷滿意度88.2%。")),
        ],
        "90:94 12000:11480 85:88.2",
    ),
    "cn table with range header": (
        [
            report(
                table(
                    "考核内容|任务数|完成数|完成比", "讲座|20|22|110%", "覆盖人群|5,000|4,720|94.4%"
                )
            )
        ],
        "20:22 5000:4720",
    ),
    "en letter": (
        [
            contract(
                text(
                    "The Agency shall achieve the following: (a) 3,000 new subscribers; "
                    "(b) an open rate of at least 28%; (c) no more than 15 complaints."
                )
            ),
            mail(
                text(
                    "Dear Ann, we closed the year with 3,260 new subscribers. The "
                    "open rate averaged 26.4% and we received 11 complaints."
                )
            ),
        ],
        "3000:3260 28:26.4 15:11",
    ),
    "report vs brief sentence": (
        [
            brief(
                text(
                    "We would like at least 3,000 new subscribers, an "
                    "open rate of 28% and no more than 15 complaints."
                )
            ),
            report(
                text(
                    "New subscribers reached 3,260. The open rate was 26.4%. There were 11 complaints."
                )
            ),
        ],
        "3000:3260 28:26.4 15:11",
    ),
    "two-col compare": (
        [report(table("|计划|落地", "曝光|500万|612万", "到店|800|846"))],
        "5000000:6120000 800:846",
    ),
    "weird heads": (
        [report(table("What|We said|We got", "Leads|500|540", "Cost per lead|£30|£27.4"))],
        "500:540 30:27.4",
    ),
    "status only": (
        [report(table("KPI|Goal|Status", "Leads|500|540 – done", "Demos|40|38 – missed"))],
        "500:540 40:38",
    ),
    "hant csv": (
        [
            brief(heading("KPI"), table("KPI|目標", "線上觀看|30,000", "報名|1,200", "報到率|70%")),
            data(
                sheet(
                    "x",
                    "日期|線上觀看|報名|報到率",
                    "6/1|15,200|610|68%",
                    "6/2|18,900|655|71%",
                    "合計|34,100|1,265|69.6%",
                )
            ),
        ],
        "30000:34100 1200:1265 70:69.6",
    ),
    "actual-only table in report": (
        [
            brief(
                heading("KPI"),
                items("Footfall 80,000", "Dwell time 25 minutes", "Coupon redemption 15%"),
            ),
            report(
                table(
                    "Measure|Result",
                    "Footfall|84,310",
                    "Dwell time|22 minutes",
                    "Coupon redemption|16.8%",
                )
            ),
        ],
        "80000:84310 25:22 15:16.8",
    ),
    "ratio in words": (
        [
            report(
                text(
                    "Footfall was 84,310, 5.4% ahead of the 80,000 we promised. Coupon redemption ended on 16.8% "
                    "versus "
                    "15% planned; dwell time fell three minutes short of the 25-minute target at 22 minutes."
                )
            )
        ],
        "80000:84310 15:16.8 25:22",
    ),
    "zh prose": (
        [
            report(
                text(
                    "总曝光1.26亿，超出年初定的1亿目标；进店率3.9%，距4.5%的要求还差0.6个百分点；"
                    "单客成本38.6元，要求不高于42元。"
                )
            )
        ],
        "100000000:126000000 4.5:3.9 42:38.6",
    ),
}


@pytest.mark.parametrize("shape", BANK)
def test_every_shape_gives_its_metrics_and_no_others(shape: str) -> None:
    sources, expected = BANK[shape]
    told = {
        (m.target.value, m.actual.value)
        for m in metrics_of(sort_papers(PROJECT, sources))
        if m.target and m.actual
    }
    pairs = (pair.split(":") for pair in expected.split())
    assert told == {(Decimal(target), Decimal(actual)) for target, actual in pairs}
