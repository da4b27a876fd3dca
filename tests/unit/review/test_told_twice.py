"""One result told twice, the whole cost told as a result, and one report under two version numbers."""

from __future__ import annotations

from archive.review.compose import build
from archive.review.papers.editions import old_editions
from tests.support.review_sources import Block, heading, project, source, table, text

PROJECT = project("T5", "x", "y", "zh-Hant")


def metrics(*blocks: Block, more: tuple[Block, ...] = ()) -> list[tuple[str, str, str]]:
    sources = [source("final_report", "report", "2026-06-30", *blocks)]
    if more:
        sources.append(source("data_report", "data", "2026-06-20", *more))
    found = build(PROJECT, sources)["metrics"]
    assert isinstance(found, list)
    return [(m["name"], m["target"], m["actual"]) for m in found]


def test_a_sentence_with_the_same_target_tells_the_same_metric() -> None:
    found = metrics(
        heading("成效"),
        text("三場市集累計參與41,250人次，超過目標40,000人次。"),
        more=(table("指標|目標|實際", "參與人次|40,000|42,150", "貼文|40|44"),),
    )
    assert found == [("參與人次", "40000", "42150"), ("貼文", "40", "44")]


def test_another_result_with_the_same_target_stays() -> None:
    found = metrics(
        text("Radio listeners: 2,300 against a target of 4,000."),
        more=(table("KPI|Target|Actual", "Podcast listeners|4,000|3,900", "Films|8|9"),),
    )
    assert {m[2] for m in found} == {"2300", "3900", "9"}


def test_what_the_whole_cost_is_no_result() -> None:
    found = metrics(
        heading("Results"),
        text("The season cost $61,300 against $60,000. Sign-ups: 4,120 against a goal of 4,000."),
        table("Item|Budget|Actual", "Crew|40,000|41,300", "Kit|20,000|20,000", "Total|60,000|61,300"),
    )  # fmt: skip
    assert [m[1:] for m in found] == [("4000", "4120")]


def test_two_numbers_of_versions_under_one_name_are_editions() -> None:
    first = source("final_report", "春展结案_v1.pptx", "2026-06-01", text("先对数"))
    second = source("final_report", "春展结案_v2.1_发出.pdf", "2026-06-08", text("完成了全部目标"))
    other = source("final_report", "秋展结案_v1.pptx", "2026-06-01", text("秋天的展"))
    assert old_editions([first, second, other]) == {"春展结案_v1.pptx"}
