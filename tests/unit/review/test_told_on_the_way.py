"""What plans, mid-term reports, contracts and drafts may be believed for, and how many answered."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, project, source, table, text


def review(language: str, *sources: Source) -> dict[str, Any]:
    return build(project("T7", "Lantern week", "Client", language), sources)


def paper(key: str, language: str, *blocks: Block, **more: Any) -> Source:
    day = more.pop("day", "2026-07-01")
    return source(key, f"{key}-{day}.docx", day, *blocks, language=language, **more)


# ------------------------------------------------------------------ plans
@pytest.mark.parametrize(
    ("language", "block", "names"),
    [
        ("zh-Hant", (heading("里程碑"), items("2026-03-10 啟動會議", "2026-05-01 開幕")), ["啟動會議", "開幕"]),
        ("zh-Hant", (heading("五、重要時程"), text("啟動會議：3月10日", "開幕：5月1日前")), ["啟動會議", "開幕"]),
        ("zh-Hans", (heading("关键节点"), items("启动会（3月10日）", "开幕（5月1日）")), ["启动会", "开幕"]),
        ("en", (heading("Milestones"), items("Kick-off – 10 March 2026", "Opening by 1 May 2026")),
         ["Kick-off", "Opening"]),
    ],
)  # fmt: skip
def test_lines_below_a_heading_of_milestones_are_planned_days(
    language: str, block: tuple[Block, ...], names: list[str]
) -> None:
    plan = paper("plan", language, *block, day="2026-03-01")
    told = review(language, plan)["milestones"]
    assert [(m["name"], m["planned"], m["actual"]) for m in told] == [
        (names[0], "2026-03-10", None), (names[1], "2026-05-01", None),
    ]  # fmt: skip
    head = {
        "zh-Hant": "里程碑|計畫|實際",
        "zh-Hans": "里程碑|计划|实际",
        "en": "Milestone|Planned|Actual",
    }
    final = paper(
        "final_report",
        language,
        table(head[language], "X1|2026-03-10|2026-03-11", "Y1|2026-05-01|2026-05-02"),
    )
    assert [m["name"] for m in review(language, plan, final)["milestones"]] == ["X1", "Y1"]


# ------------------------------------------------------------------ reports on the way
@pytest.mark.parametrize(
    ("language", "mid", "end", "rows"),
    [
        ("zh-Hant", "期中報告", "期末成果報告", ("指標|目標|實際", "報名人數|500|310", "點閱|9,000|4,100")),
        ("zh-Hans", "项目中期报告", "结案报告", ("指标|目标|实际", "报名人数|500|310", "点击|9,000|4,100")),
        ("en", "Mid-term report", "Final report", ("Measure|Target|Actual", "Sign-ups|500|310", "Clicks|9,000|4,100")),
    ],
)  # fmt: skip
def test_a_mid_term_report_tells_no_outcome(
    language: str, mid: str, end: str, rows: tuple[str, ...]
) -> None:
    on_the_way = paper("final_report", language, table(*rows), title=mid, day="2026-05-01")
    final = paper(
        "final_report", language, table(rows[0], rows[1].replace("310", "530")), title=end
    )
    assert [m["actual"] for m in review(language, on_the_way, final)["metrics"]] == ["530"]
    assert review(language, on_the_way)["metrics"] == []


# ------------------------------------------------------------------ contracts
@pytest.mark.parametrize(
    ("language", "clause", "told"),
    [
        ("zh-Hant", "乙方應於簽約後十日內提出執行計畫，經甲方同意後據以執行，逾期者每日扣罰千分之一。",
         "本案希望把夜間燈會帶進舊港區，讓居民願意多停留一晚。"),
        ("zh-Hans", "乙方应于签约后十日内提交执行方案，经甲方书面同意后执行，逾期每日扣罚千分之一。",
         "项目希望把夜间灯会带进旧港区，让居民愿意多停留一晚。"),
        ("en",
         "The Agency shall deliver the services with reasonable skill and be paid within 30 days.",
         "The trust wants evening visitors to stay in the old harbour for one more night."),
    ],
)  # fmt: skip
def test_what_a_contract_binds_to_is_no_background(language: str, clause: str, told: str) -> None:
    contract = paper("contract", language, text(clause), day="2026-03-01")
    assert review(language, contract)["background"] == []
    report = paper(
        "final_report",
        language,
        heading("背景" if language != "en" else "Background"),
        text(clause, told),
    )
    found = review(language, contract, report)["background"]
    assert [one["text"].rstrip("。.") for one in found] == [told.rstrip("。.")]


# ------------------------------------------------------------------ drafts
@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_what_only_a_draft_tells_says_so(language: str) -> None:
    head = {
        "zh-Hant": "指標|目標|實際",
        "zh-Hans": "指标|目标|实际",
        "en": "Measure|Target|Actual",
    }[language]
    drafts = [
        paper("final_report", language, table(head, f"Visitors|900|{900 + n}"), draft=True,
              day=f"2026-06-{n:02}", title="Report")
        for n in range(1, 11)
    ]  # fmt: skip
    (metric,) = review(language, *drafts)["metrics"]
    assert (metric["actual"], metric["draft"]) == ("910", True)
    assert [c["draft"] for c in metric["citations"]] == [True]
    final = paper("final_report", language, table(head, "Visitors|900|930"), title="Report")
    (metric,) = review(language, *drafts, final)["metrics"]
    assert "draft" not in metric


# ------------------------------------------------------------------ how many answered
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Overall satisfaction was 4.3 out of 5 (n = 212)."),
        ("en", "Overall 4.3 out of 5, sample size 212."),
        ("zh-Hant", "整體滿意度 4.3 分（5 分制，n＝212）"),
        ("zh-Hans", "总体满意度4.3分（满分5分，N：212）"),
    ],
)
def test_the_size_of_the_sample_is_the_number_of_answers(language: str, line: str) -> None:
    found = review(language, paper("survey", language, text(line)))["satisfaction"]
    assert (found["mean"], found["scale"], found["responses"]) == ("4.3", 5, 212)


@pytest.mark.parametrize(
    ("language", "score", "remarks"),
    [
        ("zh-Hant", "整體滿意度：4.5 分（滿分 5 分）", ("窗口回覆很快，臨時改版也配合。", "希望下次提前一週給腳本。")),
        ("zh-Hans", "评分：9/10", ("创意超出我们预期，门店也愿意配合。", "报表给得太晚，月底对不上账。")),
        ("en", "Score: 8 out of 10",
         ("The crew was calm when the rain came.", "We would have liked the photos sooner.")),
    ],
)  # fmt: skip
def test_what_stands_below_a_score_is_the_clients_remark(
    language: str, score: str, remarks: tuple[str, ...]
) -> None:
    closing = {
        "zh-Hant": "填表人：方以寧",
        "zh-Hans": "填写人：方以宁",
        "en": "Completed by: Ines Fry",
    }
    form = paper("survey", language, text(score, *remarks, closing[language]))
    found = review(language, form)["satisfaction"]["quotes"]
    assert sorted(quote["text"] for quote in found) == sorted(remarks)


@pytest.mark.parametrize(
    "dating", ["Date: 20 May 2026", "Held on: 20 May 2026 10:30", "日期：2026年5月20日"]
)
def test_the_day_of_a_paper_is_no_background(dating: str) -> None:
    """The paper's title is read as a heading of a summary, and the line below it is its first."""
    told = "Lanterns hung over the quay for ten nights."
    alone = paper("final_report", "en", heading("Client summary: lantern week"), text(dating))
    assert review("en", alone)["background"] == []
    both = paper("final_report", "en", heading("Client summary: lantern week"), text(dating, told))
    assert [one["text"] for one in review("en", both)["background"]] == [told]
