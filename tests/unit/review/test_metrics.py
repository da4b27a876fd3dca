"""Metrics with target and actual, from tables and sentences of three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.metric import Metric
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import heading, items, project, sheet, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")


def found(*sources: Source) -> list[Metric]:
    return metrics_of(sort_papers(PROJECT, sources))


def report(*blocks: object, **more: object) -> Source:
    name = str(more.pop("name", "report.docx"))
    day = str(more.pop("day", "2026-07-01"))
    return source("final_report", name, day, *blocks, **more)  # type: ignore[arg-type]


def shown(metric: Metric) -> tuple[str, str, str, bool | None]:
    assert metric.target is not None
    assert metric.actual is not None
    return metric.name, str(metric.target.value), str(metric.actual.value), metric.met


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("指標|目標值|實績|結果", "到課人數|1,200人|1,345人|達成"), ("到課人數", "1200", "1345", True)),
        (("考核指标|承诺值|完成值", "到店核销率|18%|15.2%"), ("到店核销率", "18", "15.2", False)),
        (("Objective|Goal|Result|RAG", "Sample requests|5k|6.2k|On target"),
         ("Sample requests", "5000", "6200.0", True)),
        (("項目|預期|實際達成", "影音觀看數(萬次)|80|92.5"), ("影音觀看數", "800000", "925000.0", True)),
        (("KPI|Target|Actual|Unit", "Cost per lead|40|46|US$"), ("Cost per lead", "40", "46", False)),
        (("指标|目标|实际|是否达成", "退订率|≤2%|1.7%|是"), ("退订率", "2", "1.7", True)),
        (("指標 KPI|目標 Target|實際 Actual", "Overnight stays|3,000|2,850"),
         ("Overnight stays", "3000", "2850", False)),
    ],
)  # fmt: skip
def test_a_row_of_a_table_is_a_metric(
    rows: tuple[str, ...], expected: tuple[str, str, str, bool]
) -> None:
    (metric,) = found(report(table(*rows)))
    assert shown(metric) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("工作坊場次：目標24場，實際26場", ("工作坊場次", "24", "26", True)),
        ("新增粉丝：实际完成3.4万，目标4万", ("新增粉丝", "40000", "34000.0", False)),
        (
            "Sign-up rate reached 6.1 per cent against a target of 5.",
            ("Sign-up rate", "5", "6.1", True),
        ),
        ("平均等候時間目標為不超過8分鐘，實際為11分鐘。", ("平均等候時間", "8", "11", False)),
    ],
)
def test_a_sentence_may_tell_a_metric(line: str, expected: tuple[str, str, str, bool]) -> None:
    (metric,) = found(report(items(line)))
    assert shown(metric) == expected


@pytest.mark.parametrize(
    "line",
    [
        "開幕式：原定5月3日，實際5月10日",  # a milestone
        "目標是讓更多人走進老街。",
        "首站目標300人，實際280人",  # a part
        "Our goal was clear from the first day of March 2026.",
    ],
)
def test_other_sentences_are_no_metrics(line: str) -> None:
    assert found(report(text(line))) == []


def test_a_weekly_report_and_a_plan_tell_no_outcome() -> None:
    rows = table("指標|目標|實際", "下載數|5,000|1,280")
    weekly = source("weekly_report", "w.docx", "2026-05-01", rows)
    plan = source("proposal", "p.pptx", "2026-02-01", rows)
    assert found(weekly, plan) == []


def test_a_table_by_city_with_its_sum_is_no_list_of_metrics() -> None:
    assert found(report(table("城市|計劃|實際", "臺中|4|4", "臺南|4|3", "合計|8|7"))) == []


def test_the_data_correct_what_the_report_tells() -> None:
    told = report(table("指標|目標|實際", "銷售額(萬元)|500|465"))
    data = source(
        "data_report",
        "d.xlsx",
        "2026-06-20",
        sheet("日報", "日期|銷售額(萬元)", "6/1|220", "6/2|236", "合計|456"),
    )
    (metric,) = found(told, data)
    assert metric.actual is not None
    assert metric.actual.value == Decimal("4560000")
    assert metric.met is False
    assert {e.source.name for e in metric.evidence} == {"report.docx", "d.xlsx"}


def test_a_total_of_something_else_corrects_nothing() -> None:
    told = report(table("指標|目標|實際", "下載數|5,000|5,400"))
    data = source(
        "data_report", "d.xlsx", "2026-06-20", sheet("S", "日期|下載數", "6/1|90", "合計|90")
    )
    (metric,) = found(told, data)
    assert str(metric.actual.value) == "5400"  # type: ignore[union-attr]


def test_the_final_is_believed_and_not_its_draft() -> None:
    rows = "指標|目標|實際"
    long = text("我們在六個縣市辦理講座，並且在每一場之後訪問聽眾。" * 4)
    draft = report(long, table(rows, "聽講人數|900|860"), name="r1.docx", day="2026-06-01")
    final = report(long, table(rows, "聽講人數|900|912"), name="r2.docx", day="2026-06-20")
    (metric,) = found(draft, final)
    assert str(metric.actual.value) == "912"  # type: ignore[union-attr]
    assert metric.paper.source.name == "r2.docx"


def test_one_metric_of_two_papers_counts_once() -> None:
    told = report(heading("成果"), table("指標|目標|成果", "淨推薦值 NPS|30|41"))
    data = source(
        "data_report", "d.xlsx", "2026-06-20", sheet("KPI", "指標|目標|實際", "NPS|30|41")
    )
    assert [m.name for m in found(told, data)] == ["淨推薦值 NPS"]


def test_a_figure_nobody_gives_is_not_made_up() -> None:
    assert found(report(table("指標|目標|實際", "下載數|5,000|—", "開信率|待定|12%"))) == []
