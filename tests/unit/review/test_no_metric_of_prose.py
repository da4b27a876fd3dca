"""Figures of sentences that make no metric or contradiction: surpluses, changed limits, parts, ordinals as names."""

from __future__ import annotations

import pytest

from archive.review.compose import build
from archive.review.lessons.actions import actions_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.bare_ordinals import names_nothing
from archive.review.reading.figure_roles import figure_roles
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.told_figures import told_figures
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, project, source, table, text

WORK = project("N6", "巡迴市集", "海角書店", "zh-Hant")


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        ("報名超出目標312人，台南一場就有1,204人", ["gap", "open"]),
        ("报名超过目标500人，共9,500人", ["gap", "actual"]),
        ("報名超出目標9,000人，共9,260人", ["target", "actual"]),
        ("集點的門檻中途從12點改成15點", ["former", "target"]),
        ("目标从4,000下调到3,600，实际3,700", ["former", "target", "actual"]),
        ("The target was raised from 12 visits to 15", ["former", "target"]),
        ("Two goals were missed: 1,730 cups were sold rather than 2,000", ["actual", "target"]),
        ("兩項目標沒達到：兌換730份，而不是900份", ["actual", "target"]),
    ],
)
def test_a_surplus_a_former_limit_and_what_came_instead(told: str, roles: list[str]) -> None:
    assert [t.role.value for t in figure_roles(told, told_figures(told))] == roles


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("報名超出目標312人，台南一場就有1,204人。", []),
        ("回訪偏低，主要是集點的門檻中途從12點改成15點，熟客覺得不公平。", []),
        ("報名目標9,000人，台南一場就有4,204人。", []),
        (
            "Two goals were missed: 1,730 coffee cups were sold rather than 2,000.",
            [("coffee cups", 2000, 1730)],
        ),
    ],
)
def test_sentences_of_which_metrics_were_invented(
    sentence: str, found: list[tuple[str, int, int]]
) -> None:
    paper = source("final_report", "r.docx", "2026-07-01", heading("成果"), text(sentence))
    metrics = metrics_of(sort_papers(WORK, [paper]))
    assert [
        (m.name, m.target and m.target.value, m.actual and m.actual.value) for m in metrics
    ] == found


def test_what_each_place_aims_at_is_no_goal_of_its_own() -> None:
    plan = table("城市|開幕|報名目標", "台南|4月18日|3,200", "嘉義|5月17日|2,900")
    papers = [
        source("proposal", "plan.pptx", "2026-03-01", heading("三城"), plan),
        source("final_report", "r.docx", "2026-07-01", heading("成果"), text("台南到場3,510人。")),
    ]
    assert metrics_of(sort_papers(WORK, papers)) == []


@pytest.mark.parametrize(
    ("words", "nothing"),
    [
        ("First", True), ("Secondly", True), ("Two of these", True), ("其一", True), ("第二點", True), ("主要", True),
        ("First sale", False), ("Two Rivers", False), ("主要通路", False), ("第二站", False), ("另類市集", False),
    ],
)  # fmt: skip
def test_ordinals_and_adverbs_name_nothing(words: str, nothing: bool) -> None:
    assert names_nothing(words) is nothing


def disputes(sentence: str) -> list[tuple[str, list[str]]]:
    report = source(
        "final_report", "report.docx", "2026-07-01", heading("Delivered"),
        text("We made 17 garden videos, 7 of them in Leeds, and held 12 workshops."),
    )  # fmt: skip
    mail = source("feedback", "mail.eml", "2026-07-03", text(sentence))
    clashes = build(project("N7", "Fair", "Client", "en"), [report, mail])["inconsistencies"]
    return [
        (c["metric"] if "metric" in c else c["description"], [v["value"] for v in c["values"]])
        for c in clashes
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "First, I count 15 garden videos, six and six and three, and the report says 17.",
        "Secondly, I count 15 garden videos, nine in Leeds and six in Hull, and your report says 17.",
    ],
)
def test_parts_of_a_count_contradict_nothing(sentence: str) -> None:
    ((said, values),) = disputes(sentence)
    assert not said.startswith(("First", "Second"))
    assert len(values) == 2
    assert values[0].startswith("17") or values[1].startswith("17")


@pytest.mark.parametrize("words", ["B. 成績表", "成效一覽", "Scorecard", "3 Score board"])
def test_a_table_of_results_is_no_praise(words: str) -> None:
    assert heading_topic(words) is Topic.OTHER
    assert heading_topic("成績") is Topic.GOOD


@pytest.mark.parametrize(
    "line",
    [
        "6 November 2026, 10:00 to 12:00, Mill Street. Held by Ada Holt, typed by Tom Reyes",
        "2026年11月6日 14:00-16:00，三樓會議室，何若梅",
    ],
)
def test_the_hours_of_the_meeting_are_nobodys_task(line: str) -> None:
    body: list[Block] = [heading("Look-back"), text(line, "Ada Holt, Tom Reyes, Ivy Ross")]
    rows = table("Action|Owner|Due", "Corrected report|Ada Holt|18 Nov 2026")
    paper = source("retrospective", "retro.docx", "2026-11-06", *body, heading("Next", 2), rows)
    assert [a.text for a in actions_of(sort_papers(WORK, [paper]))] == ["Corrected report"]
