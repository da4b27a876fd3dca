"""What clients and visitors say, lessons on slides, days of signing, and differences that are none."""

from __future__ import annotations

import pytest

from archive.domain.segments import Place, Segment, SegmentKind
from archive.review.client.satisfaction import Satisfaction, satisfaction_of
from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.polarity import tone_of
from archive.review.reading.sources import Source
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    source,
    table,
    text,
)

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant", currency="TWD")


def satisfaction(*blocks: Block, class_key: str = "feedback") -> Satisfaction:
    return satisfaction_of(sort_papers(PROJECT, [source(class_key, "f", "2026-08-20", *blocks)]))


@pytest.mark.parametrize(
    ("blocks", "mean", "scale", "responses"),
    [
        pytest.param(
            [
                text("评分人：方采薇、贺一鸣等（共5人）"),
                table(
                    "评价维度|权重|得分（百分制)|加权",
                    "创意|40%|92|36.8",
                    "执行|60%|88|52.8",
                    "综合得分|100%||89.6",
                ),
            ],
            "89.6",
            100,
            5,
            id="weights, the mainland",
        ),
        pytest.param(
            [
                table(
                    "Visitor survey|",
                    "Period|5 April to 1 June 2026",
                    "Responses|642",
                    "Scale|1 to 5",
                ),
                table("Question|Average", "Welcome|4.7", "Overall satisfaction|4.4"),
            ],
            "4.4",
            5,
            642,
            id="label and value, Britain",
        ),
        pytest.param(
            [
                table(
                    "Criteria 評核項目|Rating 評級|Score",
                    "Creative 創意|★★★★★|5",
                    "Reporting 匯報|★★★☆☆|3",
                    "Average 平均||4",
                ),
                text("Number of assessors: 4"),
            ],
            "4",
            5,
            4,
            id="stars, Hong Kong",
        ),
        pytest.param(
            [
                text("調查日期：115年8月4日　回收份數：14份　計分：1至10分"),
                table("項目|平均分數|最低分", "企劃|9.2|8", "行政|8.0|6", "總平均|8.6|"),
            ],
            "8.6",
            10,
            14,
            id="returned copies, Taiwan",
        ),
        pytest.param(
            [
                table("Measure|Figure", "Average watch time|33.5", "Live sessions|6"),
                text("Scores out of ten: the average was 7.9 from six respondents."),
            ],
            "7.9",
            10,
            6,
            id="an average of something else is no score",
        ),
    ],
)
def test_score_scale_and_answers(
    blocks: list[Block], mean: str, scale: int, responses: int
) -> None:
    found = satisfaction(*blocks)
    assert found.mean is not None
    assert str(found.mean.value) == mean
    assert found.scale == scale
    assert found.responses is not None
    assert found.responses.value == responses


@pytest.mark.parametrize(
    ("blocks", "wanted", "unwanted"),
    [
        pytest.param(
            [
                text(
                    "[02/08/2026, 18:05:32] Mei Chan: Hi Grace, report just sent, let us know any comments",
                    "[02/08/2026, 21:47:03] Grace Poon: The night market was the first one my parents asked about.",
                    "[03/08/2026, 09:12:40] Grace Poon: 但係攤位數唔夠，老闆好唔滿意",
                    "[03/08/2026, 09:20:05] Mei Chan: noted, let me check with the team and come back to you",
                )
            ],
            [
                "The night market was the first one my parents asked about.",
                "但係攤位數唔夠，老闆好唔滿意",
            ],
            ["let us know any comments", "let me check with the team"],
            id="a chat",
        ),
        pytest.param(
            [
                mail_field("Subject: Exit interview notes"),
                text(
                    "Notes from my call with Ana, forty minutes.",
                    'What would you keep? "The sceptic. I would pay for the sceptic alone."',
                    'What annoyed you? "Six articles were promised and I can find five."',
                ),
            ],
            [
                "The sceptic. I would pay for the sceptic alone.",
                "Six articles were promised and I can find five.",
            ],
            ["Notes from my call"],
            id="an interview in a mail",
        ),
        pytest.param(
            [
                text("具體意見："),
                text(
                    "阿嬤在路上被認出來，這是錢買不到的。",
                    "開幕那晚動線完全失控，事前模擬做得不夠。",
                ),
                text("填表：丁一　核章：何二"),
            ],
            ["阿嬤在路上被認出來，這是錢買不到的。", "開幕那晚動線完全失控，事前模擬做得不夠。"],
            ["填表"],
            id="remarks below a table",
        ),
    ],
)
def test_the_words_of_the_client(
    blocks: list[Block], wanted: list[str], unwanted: list[str]
) -> None:
    said = [q.text for q in satisfaction(*blocks).quotes]
    for quote in wanted:
        assert quote in said
    for other in unwanted:
        assert not any(other in quote for quote in said)


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("改成線上報名真的不用排隊，比去年好太多。", "positive"),
        ("No queue at all, best day out we have had in years.", "positive"),
        ("比上次好很多，沒有再等。", "positive"),
        ("等太久了，廁所也不夠。", "negative"),
        ("Much better than last year.", "positive"),
        ("現場很好，但通知太晚。", "mixed"),
    ],
)
def test_tone(words: str, tone: str) -> None:
    assert tone_of(words) == tone


# ------------------------------------------------------------------ lessons on slides
def slides(*pages: tuple[str, ...]) -> Source:
    segments = tuple(
        Segment(SegmentKind.PARAGRAPH, line, Place(slide=number))
        for number, lines in enumerate(pages, 1)
        for line in lines
    )
    return Source("d", "1.0", "d.pptx", "final_report", "d", "2026-08-20", "zh-Hans", segments)


def test_the_first_box_of_a_slide_is_its_heading() -> None:
    deck = slides(
        ("海岸季 结案汇报", "2026年8月20日"),
        ("一页看懂结果", "618组", "到店家庭", "目标600组", "1,920条", "有效线索", "目标2,000条"),
        ("值得留下的做法", "把登记放在体验之后，填写率高出一倍", "物料按里程检查，没有临时换件"),
        ("留下的遗憾", "首呼太慢，热线索变成冷线索"),
        ("给下一季的建议", "先打通接口再开营"),
    )
    good, bad = lessons_of(sort_papers(PROJECT, [deck]))
    assert [x.text for x in good] == [
        "把登记放在体验之后，填写率高出一倍",
        "物料按里程检查，没有临时换件",
    ]
    assert [x.text for x in bad] == ["首呼太慢，热线索变成冷线索"]


def test_what_we_would_and_would_not_do_again() -> None:
    retro = source(
        "retrospective",
        "r",
        "2026-08-25",
        heading("What we would do again"),
        items("The run sheet: no session started late."),
        heading("What we would not"),
        items("One reminder per session was not enough."),
        heading("Bright spots"),
        items("Partner newsletters brought the cheapest sign-ups."),
        heading("Rough edges"),
        items("Legal review took nine days instead of three."),
    )
    good, bad = lessons_of(sort_papers(PROJECT, [retro]))
    assert [x.text for x in good] == [
        "The run sheet: no session started late.",
        "Partner newsletters brought the cheapest sign-ups.",
    ]
    assert [x.text for x in bad] == [
        "One reminder per session was not enough.",
        "Legal review took nine days instead of three.",
    ]


# ------------------------------------------------------------------ signing
@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (
            [
                "活動委任契約",
                "甲方：海風基金會",
                "乙方：木石影像有限公司",
                "中 華 民 國 115 年 3 月 2 日",
            ],
            "2026-03-02",
        ),
        (["委託契約書", "立約人簽章：", "中華民國115年3月2日"], "2026-03-02"),
        (["服务合同", "签订日期：2026年3月2日", "1.1 乙方应于2026年5月1日前交付。"], "2026-03-02"),
        (["服务合同", "甲方（盖章）：海风　签订日期:2026 年 3 月 2 日"], "2026-03-02"),
        (
            [
                "STATEMENT OF WORK",
                "Signed for A Ltd: T. Ash, Head. Date: 2 March 2026",
                "Signed for B Ltd: K. Oy. Date: 1 March 2026",
            ],
            "2026-03-02",
        ),
    ],
)
def test_the_day_of_signing(lines: list[str], day: str) -> None:
    contract = source("contract", "c.pdf", "2026-03-02", text(*lines))
    (found,) = contracts_of(sort_papers(PROJECT, [contract]))
    assert found.signed is not None
    assert found.signed.day == day


# ------------------------------------------------------------------ differences that are none
def clashes(*sources: Source) -> list[tuple[str, ...]]:
    content = build(PROJECT, sources)
    found = content["inconsistencies"]
    assert isinstance(found, list)
    return [tuple(v["value"] for v in clash["values"]) for clash in found]


def test_different_people_may_answer_differently() -> None:
    client = source(
        "feedback",
        "mail",
        "2026-08-21",
        text("整體我們給 4.2 分（滿分 5 分）。", "我們三位同事填寫。"),
        title="客戶結案意見",
    )
    visitors = source(
        "survey",
        "survey",
        "2026-08-10",
        text("參加者滿意度調查，有效問卷 412 份。"),
        table("題目|平均", "整體滿意度|4.6"),
        title="參加者滿意度調查",
    )
    assert clashes(client, visitors) == []


def test_one_visitor_quoted_is_no_count_of_answers() -> None:
    form = source(
        "survey",
        "form",
        "2026-08-10",
        text("评分人：四位同事（共4人）"),
        table("项|得分", "综合得分|91"),
    )
    report = source(
        "final_report",
        "report",
        "2026-08-20",
        heading("客户评价"),
        text("综合得分为91分（百分制）。", "一位嘉宾在离营问卷里写：“就它了，不用再看别家。”"),
    )
    assert clashes(form, report) == []


def test_creators_are_not_their_posts() -> None:
    contract = source(
        "contract",
        "c.pdf",
        "2026-03-02",
        text(
            "委託契約書",
            "第二條 工作項目：",
            "（一）邀請合作創作者 12 位；",
            "（二）創作者貼文 30 則。",
        ),
    )
    data = source(
        "data_report",
        "data",
        "2026-08-01",
        table("平台|創作者貼文|互動", "IG|20|900", "YouTube|14|700", "合計|34|1600"),
    )
    report = source(
        "final_report", "report", "2026-08-20", text("共與 12 位合作創作者完成 34 則貼文。")
    )
    assert clashes(contract, data, report) == []


def test_an_appointment_or_a_share_is_no_count_of_things_delivered() -> None:
    contract = source(
        "contract", "c.pdf", "2026-03-02",
        text("Services", "1.1 The Agency shall host six (6) live workshops and write ten (10) articles."),
    )  # fmt: skip
    report = source(
        "final_report", "report", "2026-08-20",
        text("Six live workshops took place. Session 4: 13 May.",
             "Fewer than four in ten stayed, so hold them at noon, not at four."),
    )  # fmt: skip
    interview = source(
        "feedback",
        "call",
        "2026-08-21",
        text("Ten articles were promised and I can find nine articles."),
    )
    assert clashes(contract, report, interview) == [("10", "9 (nine articles)")]


def test_an_interim_paper_may_date_an_event_otherwise() -> None:
    report = source(
        "final_report", "report", "2026-08-20",
        table("里程碑|預定|實際", "主視覺定稿|4月10日|4月15日", "展區完工|6月20日|6月26日"),
    )  # fmt: skip
    notes = source(
        "minutes", "notes", "2026-07-15", items("展區 6/24 就完工了，多出來的時間都花在測試")
    )
    status = source(
        "weekly_report",
        "status",
        "2026-05-01",
        table("項目|狀態|說明", "創意|綠|主視覺定稿於4月12日；影片6支全數上線"),
    )
    assert sorted(clashes(report, notes, status)) == [("4月15日", "4月12日"), ("6月26日", "6/24")]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("4.1 The parties shall sign the Data Processing Addendum before any data moves.", "Data Processing Addendum"),
        ("4.2 The Agency shall obtain a signed speaker release from every speaker.", "speaker release"),
        ("4.1乙方应于每期开营前一日向甲方提交保单复印件。", "保单"),
        ("The balance is due within 30 days of the Client issuing the Completion Certificate; it shall be in writing.",
         "Completion Certificate"),
    ],
)  # fmt: skip
def test_a_paper_that_the_contract_asks_for_is_missing_once(clause: str, name: str) -> None:
    contract = source("contract", "c.pdf", "2026-03-02", text("Agreement", clause))
    retro = source(
        "retrospective",
        "r",
        "2026-08-25",
        text(f"The {name} was never signed." if name.isascii() else f"三期{name}尚未补齐。"),
    )
    missing = build(PROJECT, [contract, retro])["missing"]
    assert isinstance(missing, list)
    assert [
        name in (gap["name"] or gap["why"])
        for gap in missing
        if gap["class"] in ("other", "acceptance")
    ].count(True) >= 1
    named = [gap["name"] for gap in missing if name in gap["name"]]
    assert len(named) <= 1
