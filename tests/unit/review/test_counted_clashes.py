"""What reports tell of numbers of things against what is counted elsewhere, and what is no contradiction."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.differences.things_told import EXACT, NARROWER, WIDER, kinship, noun_of
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, sheet, source, table, text


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("T2", "Trial", "Lake Museum", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def data(*blocks: Block, day: str = "2026-06-24") -> Source:
    return source("data_report", "export.xlsx", day, *blocks)


MONTHS = sheet(
    "Months", "Month|Workshops|Podcasts released|Visitors", "May|11|3|4210", "June|13|5|5120",
    "Total|24|8|9330",
)  # fmt: skip
HAN = sheet(
    "統計", "月份|工作坊場次|上架影片|參觀人數", "5月|11|3|4210", "6月|13|5|5120", "合計|24|8|9330"
)


@pytest.mark.parametrize(
    ("language", "told", "counted", "expected"),
    [
        ("en", "We ran 26 workshops and the room was full.", MONTHS, {"26", "24"}),
        ("en", "Delivered: 24 workshops, 9 podcasts.", MONTHS, {"9", "8"}),
        ("en", "9,730 visitors came, more than ever.", MONTHS, {"9,730", "9330"}),
        ("zh-Hant", "工作坊26場，影片8支。", HAN, {"26場", "24"}),
        ("zh-Hant", "全案上架影片9支，全數完成。", HAN, {"9支", "8"}),
        ("zh-Hans", "参观人数9,730人。", HAN, {"9,730人", "9330"}),
    ],
)  # fmt: skip
def test_a_told_number_is_held_against_the_total_of_its_column(
    language: str, told: str, counted: Block, expected: set[str]
) -> None:
    plain = [
        {v.replace("9,330", "9330") for v in clash}
        for clash in values(report(text(told)), data(counted), language=language)
    ]
    assert plain == [expected]


@pytest.mark.parametrize(
    ("language", "told", "counted", "expected"),
    [
        ("en", "The tour reached 21 towns.", ("Towns reached|19", "Households|5,120"), {"21", "19"}),
        ("zh-Hans", "项目走访21个社区。", ("走访社区|19个", "受访住户|5,120"), {"21个", "19个"}),
        ("zh-Hant", "導覽員培訓18名。", ("導覽員|16名", "志工|52名"), {"18名", "16名"}),
    ],
)  # fmt: skip
def test_a_label_with_its_figure_counts_too(
    language: str, told: str, counted: tuple[str, str], expected: set[str]
) -> None:
    assert expected in values(report(text(told)), data(sheet("Notes", *counted)), language=language)


def test_a_line_below_the_data_counts_too() -> None:
    notes = data(MONTHS, text("# reminder letters sent: 15 (one was merged)"))
    assert {"17", "15"} in values(report(text("All 17 reminder letters went out.")), notes)


def test_the_rows_of_a_reports_own_list_are_added_up() -> None:
    stops = table("Town|Day|Guests", "Ulm|3 May|512", "Graz|9 May|486", "Bern|16 May|530")
    told = text("Turnout: 1,582 guests.")
    assert values(report(told, stops)) == [{"1,582", "1,528"}]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "24 workshops and 8 podcasts; 9,330 visitors."),
        ("en", "The contract asked for 26 workshops."),
        ("en", "In May 12 workshops were full; each workshop had 20 seats."),
        ("en", "About 9,300 visitors came."),
        ("en", "We planned 26 workshops and ran 24."),
        ("en", "5,120 visitors came for the second half."),
        ("zh-Hant", "原定工作坊26場，實辦24場。"),
        ("zh-Hant", "每場工作坊20人；首場工作坊參觀人數9,800人。"),
        ("zh-Hans", "目标参观人数9,800人，约9,300人到场。"),
    ],
)
def test_aims_parts_and_roundings_contradict_nothing(language: str, told: str) -> None:
    counted = MONTHS if language == "en" else HAN
    assert values(report(text(told)), data(counted), language=language) == []


def test_a_list_of_aims_counts_nothing() -> None:
    aims = data(text("Workshops: 28"), day="2026-03-20")
    assert values(report(text("We ran 26 workshops.")), aims) == []


def test_an_interim_paper_is_no_report() -> None:
    weekly = source(
        "weekly_report", "week.md", "2026-06-02", text("19 workshops so far, 22 workshops booked.")
    )
    assert values(weekly, data(MONTHS)) == []


@pytest.mark.parametrize(
    ("told", "counted", "degree"),
    [
        ("短视频", "短视频条数", EXACT),
        ("推文", "累计推文", EXACT),
        ("口碑短片", "车主口碑短片上线", WIDER),
        ("社群貼文", "貼文", NARROWER),
        ("nurture e-mails", "Nurture e-mails sent", EXACT),
        ("social posts", "Posts published", NARROWER),
        ("posts", "influencers", 0),
        ("導覽員", "導覽", 0),
    ],
)
def test_how_two_names_are_related(told: str, counted: str, degree: int) -> None:
    assert kinship(noun_of(told), noun_of(counted)) == degree


def test_a_row_that_ends_in_its_total_is_read_below_a_head_of_periods() -> None:
    weeks = sheet("Weeks", "Week|1-7 May|8-14 May|Total", "Letters sent|11|8|19", "Calls|40|37|77")
    assert values(report(text("Sent: 21 letters.")), data(weeks)) == [{"21", "19"}]


def test_a_row_of_a_list_of_wholes_is_no_part() -> None:
    months = sheet(
        "Months", "|May|June|Total", "Impressions|2110|2310|4420", "Clicks|1940|2610|4550"
    )
    assert values(report(text("Impressions: 4,620.")), data(months)) == [{"4,620", "4,420"}]
