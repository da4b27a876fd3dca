"""What was learned, out of the shapes in which teams write it down; and what stands beside it and is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.domain.segments import Line, Place, Segment, SegmentKind
from archive.review.compose import build
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.passages import inline_items, paragraphs_of
from archive.review.reading.polarity import tone_of
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("L7", "秋收市集", "青禾農會", "zh-Hant", currency="TWD")


def learned(*blocks: Block, class_key: str = "retrospective") -> tuple[list[str], list[str]]:
    papers = sort_papers(PROJECT, [source(class_key, "r", "2026-08-20", *blocks)])
    good, bad = lessons_of(papers)
    return [x.text for x in good], [x.text for x in bad]


@pytest.mark.parametrize(
    ("blocks", "bad"),
    [
        pytest.param(
            [
                heading("市集 四格檢討"),
                heading("Liked", 2),
                items("攤位圖一天內改好"),
                heading("Lacked", 2),
                table("缺什麼|造成什麼|根本原因", "雨天沒有備用棚|攤商提早收|場勘只看晴天"),
            ],
            ["雨天沒有備用棚"],
            id="a table under the heading",
        ),
        pytest.param(
            [
                heading("KPT 2026"),
                heading("Keep", 2),
                items("早会十分钟"),
                heading("Problem", 2),
                table("问题|为什么", "海报尺寸报错两次|没人核对场地图"),
            ],
            ["海报尺寸报错两次"],
            id="problem and why",
        ),
        pytest.param(
            [
                heading("Wash-up"),
                heading("Went well"),
                items("Queues never passed the gate"),
                heading("Went badly, and why"),
                table(
                    "What|Why|Cost to us", "Two radios died at noon|No spare batteries|40 minutes"
                ),
            ],
            ["Two radios died at noon"],
            id="went badly, in English",
        ),
        pytest.param(
            [
                heading("Start / Stop"),
                heading("Continue"),
                items("朝早十分鐘企住開會"),
                heading("Stop"),
                table("停做|點解", "口頭改尺寸|印錯咗兩次"),
            ],
            ["口頭改尺寸"],
            id="Hong Kong",
        ),
    ],
)
def test_a_table_takes_the_side_of_its_section(blocks: list[Block], bad: list[str]) -> None:
    good, found = learned(*blocks)
    assert found == bad
    assert len(good) == 1


def test_the_cause_is_told_with_the_shortcoming() -> None:
    retro = source(
        "retrospective",
        "r",
        "2026-08-20",
        heading("复盘"),
        heading("问题", 2),
        items("发票抬头写错 ← 模板没更新", "场刊晚到一天"),
        table("问题|原因", "志工少来八位|通知只发了一次"),
    )
    for language, expected in (
        ("zh-Hans", "发票抬头写错（原因：模板没更新）"),
        ("en", "志工少来八位 (cause: 通知只发了一次)"),
    ):
        content = build(replace(PROJECT, language=language), [retro])
        shortcomings = content["shortcomings"]
        assert isinstance(shortcomings, list)
        assert expected in [s["text"] for s in shortcomings]
        assert all(s["citations"] for s in shortcomings)


@pytest.mark.parametrize(
    "remark",
    [
        "與會：卓佩芸、藍志豪（紀錄：藍志豪）",
        "2026.8.20 下午兩點 二樓小會議室",
        "Present: Rosa, Colm, Bex",
    ],
)
def test_who_met_and_when_is_no_lesson(remark: str) -> None:
    good, bad = learned(
        heading("檢討會　八月"), text(remark), heading("待改善"), items("攤位圖晚兩天")
    )
    assert (good, bad) == ([], ["攤位圖晚兩天"])


def test_talk_beside_a_list_is_no_point_of_it() -> None:
    good, bad = learned(
        heading("檢討"),
        heading("做得好", 2),
        items("接駁全程準時"),
        heading("不足", 2),
        items("指標牌太小", "飲水站不夠"),
        text("佩芸說她早就提過這件事，只是沒有人記下來。"),
    )
    assert (good, bad) == (["接駁全程準時"], ["指標牌太小", "飲水站不夠"])


def test_results_beside_their_targets_are_no_success() -> None:
    good, _ = learned(
        heading("成績"),
        text("攤位完成86攤，目標80攤。用塗鴉代替帆布，省下三成印刷費。"),
        class_key="final_report",
    )
    assert good == ["用塗鴉代替帆布，省下三成印刷費。"]


def test_advice_is_no_shortcoming_and_regret_is_one() -> None:
    _, bad = learned(
        heading("回顧"),
        heading("亮點", 2),
        items("攤主自己拍片"),
        heading("待改善", 2),
        items("收款流程應改為每日對帳", "動線圖沒有給保全", "We should have tested the gate first"),
    )
    assert bad == ["動線圖沒有給保全", "We should have tested the gate first"]


def test_what_was_learned_counts_where_it_went_wrong() -> None:
    good, bad = learned(
        heading("4L"),
        heading("Liked"),
        items("夜間燈光好看"),
        heading("Learned"),
        items("假日人潮是平日的三倍", "口頭說好的攤位沒有簽，結果被退租"),
        heading("Lacked"),
        items("備用電源"),
    )
    assert bad == ["口頭說好的攤位沒有簽，結果被退租", "備用電源"]
    assert good == ["夜間燈光好看"]


def test_spoken_labels_open_a_list_within_a_sentence() -> None:
    good, bad = learned(
        heading("项目总结会"),
        text(
            "今天人齐，大家先说好的：摊位图可以留作模板；夜市志工没有迟到。再说不好的：发电机租少一台；签到表丢了半页。"
        ),
    )
    assert good == ["摊位图可以留作模板", "夜市志工没有迟到。"]
    assert bad == ["发电机租少一台", "签到表丢了半页。"]


def test_the_sentence_is_kept_before_its_catchword() -> None:
    retro = source(
        "retrospective",
        "r",
        "2026-08-20",
        heading("Retro"),
        heading("Continue"),
        items("Growers as hosts"),
        heading("Stop"),
        items("Late maps"),
    )
    report = source(
        "final_report",
        "f",
        "2026-08-10",
        heading("Report"),
        heading("What worked"),
        items("Growers as hosts: visitors stayed twice as long and it cost nothing"),
    )
    good, _ = lessons_of(sort_papers(PROJECT, [retro, report]))
    assert [x.text for x in good] == [
        "Growers as hosts: visitors stayed twice as long and it cost nothing"
    ]


def test_numbers_in_a_sentence_open_no_list() -> None:
    paper = source(
        "retrospective",
        "r",
        "2026-08-20",
        text("4. The report said 16 (should be 12). Cause: typed from memory."),
    )
    assert [len(inline_items(p)) for p in paragraphs_of(paper)] == [1]


def test_items_without_marks_are_told_apart_by_where_their_lines_end() -> None:
    lines = ("攤位圖一天改好", "接駁車全程準時", "志工沒有一位缺席")
    drawn, start = [], 0
    for number, line in enumerate(lines):
        drawn.append(Line(start, start + len(line), (0.12, 0.1 + number * 0.02, 0.4, 0.11)))
        start += len(line)
    full = "第一段很長的文字一直寫到右邊的邊界為止才換到下一行"
    place = Place(page=1, heading=("做得好",))
    segments = (
        Segment(SegmentKind.HEADING, "做得好", Place(page=1)),
        Segment(
            SegmentKind.PARAGRAPH,
            full,
            Place(page=1),
            lines=(Line(0, len(full), (0.1, 0.05, 0.9, 0.06)),),
        ),
        Segment(SegmentKind.PARAGRAPH, "".join(lines), place, lines=tuple(drawn)),
    )
    paper = Source("d", "1.0", "d.pdf", "final_report", "d", "2026-08-20", "zh-Hant", segments)
    assert [p.text for p in paragraphs_of(paper)][1:] == list(lines)
    for passage in paragraphs_of(paper):
        for span in passage.evidence.spans:
            assert segments[span.segment].text[span.start : span.end] == passage.text


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("新話術降低退貨率三成", "positive"),
        ("fewer complaints than last year", "positive"),
        ("排了四十分鐘才進場", "negative"),
        ("The proofs came two weeks late", "negative"),
        ("送貨晚了兩天", "negative"),
    ],
)
def test_less_of_something_bad_is_good_and_waiting_is_bad(words: str, tone: str) -> None:
    assert tone_of(words) == tone


@pytest.mark.parametrize(
    ("blocks", "good", "bad"),
    [
        pytest.param(
            [
                heading("燈籠節回顧"),
                text("這次做得最好的是分流，三個入口輪流放人。美中不足的是廣播，前排聽不見。"),
            ],
            ["分流，三個入口輪流放人。"],
            ["廣播，前排聽不見。"],
            id="prose, Taiwan",
        ),
        pytest.param(
            [
                heading("项目回顾"),
                text("最大的亮点在于社区合唱团自己来报名。最大的遗憾是灯架，返厂两次。"),
            ],
            ["社区合唱团自己来报名。"],
            ["灯架，返厂两次。"],
            id="prose, the mainland",
        ),
        pytest.param(
            [
                heading("Looking back"),
                text(
                    "What worked best was the choir: four hundred parents came. What let us down was the sound desk."
                ),
            ],
            ["the choir: four hundred parents came."],
            ["the sound desk."],
            id="prose, English",
        ),
        pytest.param(
            [
                heading("問答"),
                text("Q：哪些事做對了？"),
                items("志工排班固定，沒有人落單"),
                text("Q：哪些事做錯了？"),
                items("收銀機沒有備用紙捲"),
            ],
            ["志工排班固定，沒有人落單"],
            ["收銀機沒有備用紙捲"],
            id="questions",
        ),
        pytest.param(
            [
                heading("总结"),
                text("亮点：①灯谜有八百人猜；②接驳准点。不足：①停电一小时；②海报错字。"),
            ],
            ["灯谜有八百人猜", "接驳准点。"],
            ["停电一小时", "海报错字。"],
            id="numbered behind labels",
        ),
        pytest.param(
            [
                heading("Lessons learned log"),
                table(
                    "Ref|What happened|Root cause|Recommendation",
                    "1|The lanterns came two days late|No second courier|Book two",
                ),
            ],
            [],
            ["The lanterns came two days late"],
            id="a log with root causes",
        ),
        pytest.param(
            [
                heading("回头看"),
                heading("问题清单", 2),
                table("编号|问题描述|严重程度|责任人|状态", "1|灯光台死机两次|高|老陈|已关闭"),
            ],
            [],
            ["灯光台死机两次"],
            id="a list by severity",
        ),
        pytest.param(
            [table("Loved|Loathed", "Sunrise shoot, one take|Invoices chased by phone")],
            ["Sunrise shoot, one take"],
            ["Invoices chased by phone"],
            id="loved and loathed",
        ),
        pytest.param(
            [heading("Retro"), items("[Good] Crew ate on time", "[Bad] Van keys lost for an hour")],
            ["Crew ate on time"],
            ["Van keys lost for an hour"],
            id="tags",
        ),
        pytest.param(
            [heading("回頭看"), items("【好】燈謎題庫提早公開", "【差】停車券發錯日期")],
            ["燈謎題庫提早公開"],
            ["停車券發錯日期"],
            id="tags in Chinese",
        ),
        pytest.param(
            [
                heading("Post-mortem"),
                text(
                    "Wins: 1) sponsors renewed 2) nobody was hurt. Losses: 1) rain plan unread 2) no sound check."
                ),
            ],
            ["sponsors renewed", "nobody was hurt."],
            ["rain plan unread", "no sound check."],
            id="numbers behind labels in one line",
        ),
        pytest.param(
            [table("成员|觉得好的|觉得不好的", "小周|舞台调度很顺|彩排时间太短")],
            ["舞台调度很顺"],
            ["彩排时间太短"],
            id="a row for each of the team",
        ),
        pytest.param(
            [table("议题|说明|评价", "灯架|可以拆开重用，省下运费|好", "物流|晚到四天|差")],
            ["可以拆开重用，省下运费"],
            ["晚到四天"],
            id="a column of one character",
        ),
    ],
)
def test_sides_told_in_prose_questions_and_logs(
    blocks: list[Block], good: list[str], bad: list[str]
) -> None:
    assert learned(*blocks) == (good, bad)
