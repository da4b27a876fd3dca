"""Metrics told in sentences: whole names, units of working days, and figures that only compare."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metric import Metric
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import heading, items, project, source

PROJECT = project("T7", "試辦專案", "客戶", "zh-Hant")


def told(sentence: str) -> list[Metric]:
    paper = source("final_report", "report.docx", "2026-07-01", heading("問題"), items(sentence))
    return metrics_of(sort_papers(PROJECT, [paper]))


@pytest.mark.parametrize(
    "sentence",
    [
        "入場人次未達標，係因最後一場停辦，少了約 310 人次；若以四場目標 1,200 人次計算，達成率為 104%。",
        "参观人次减少了近 420 人次；目标 2,000 人次。",
        "假設目標 1,500 人次，實際 1,630 人次。",
        "If we count the target as 1,500 visitors, the actual was 1,630 visitors.",
        "超出約 310 人次，目標 1,200 人次。",
    ],
)
def test_a_figure_that_only_compares_is_no_metric(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name", "unit"),
    [
        ("达人文案平均审批 5.5 个工作日，超过约定的 3 个工作日。", "达人文案平均审批", "个工作日"),
        ("達人短片平均回覆 6 個工作天，超過約定的 4 個工作天。", "達人短片平均回覆", "個工作天"),
        (
            "Average proof approval was 6 days against a target of 4 days.",
            "Average proof approval",
            "days",
        ),
    ],
)
def test_days_that_a_task_takes_ought_to_be_few(sentence: str, name: str, unit: str) -> None:
    (metric,) = told(sentence)
    assert (metric.name, metric.unit, metric.lower_is_better, metric.met) == (
        name,
        unit,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("公共空间到访 5,120 人，目标 5,000 人。", "公共空间到访"),
        ("達人影片 46 支，目標 40 支。", "達人影片"),
        ("雷达站参观 2,260 人，目标 2,000 人。", "雷达站参观"),
        ("行为问卷回收 860 份，目标 800 份。", "行为问卷回收"),
        ("比较页浏览 7,300 次，目标 7,000 次。", "比较页浏览"),
        ("簽約達 46 家，目標 40 家。", "簽約"),
    ],
)
def test_a_name_is_made_of_whole_words(sentence: str, name: str) -> None:
    assert [metric.name for metric in told(sentence)] == [name]
    assert all(metric.met for metric in told(sentence))


def test_days_that_were_wished_for_may_be_many() -> None:
    (metric,) = told("展出 62 天，目标 60 天。")
    assert (metric.lower_is_better, metric.met) == (False, True)
