"""Actions in cards, labels, arrows, logs and handed-over clauses, of people whom no list of surnames knows."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.lessons.present import people_present
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("L9", "燈籠夜", "Marlow Ferry Trust", "en", ended=date(2026, 5, 30))
Told = tuple[str, str, str | None]


def actions(*blocks: Block, class_key: str = "retrospective") -> list[Told]:
    found = actions_of(sort_papers(PROJECT, [source(class_key, "r", "2026-06-04", *blocks)]))
    return [(a.text, a.owner, a.due) for a in found]


ADA, RAVI = ("new rider", "Ada", "2026-07-03"), ("shared calendar", "Ravi", "2026-07-10")
LIN, CHOU = ("更新授權範本", "林佳蓉", "2026-07-03"), ("整理供應商名單", "周立", "2026-07-10")


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        pytest.param(
            [heading("改善行動"),
             table("事項|更新授權範本|負責人|林佳蓉|期限|2026-07-03"),
             table("事項|整理供應商名單|負責人|周立|期限|7/10")],
            [LIN, CHOU], id="a card a row"),
        pytest.param(
            [heading("Actions"),
             table("Action|new rider", "Owner|Ada", "Due|3 July 2026", "Action|shared calendar", "Owner|Ravi",
                   "Due|10 July 2026")],
            [ADA, RAVI], id="cards below each other"),
        pytest.param(
            [heading("下次怎么做"),
             items("谁：林佳蓉；做什么：更新授權範本；什么时候：7月3日",
                   "谁：周立；做什么：整理供應商名單；什么时候：7月10日")],
            [LIN, CHOU], id="labels in a line"),
        pytest.param([heading("Actions"), items("Ada → new rider → 3 July", "Ravi → shared calendar → 10 July")],
                     [ADA, RAVI], id="arrows"),
        pytest.param([heading("Next"), items("[ ] new rider @ada due:2026-07-03")],
                     [("new rider", "ada", "2026-07-03")], id="handles"),
        pytest.param([heading("檢討"), heading("改善行動", 2), heading("林佳蓉", 3), items("更新授權範本（7/3）")],
                     [LIN], id="a list under a name"),
        pytest.param([heading("Actions"), text("Ravi is building a shared calendar, 10 July.")],
                     [("Ravi is building a shared calendar", "Ravi", "2026-07-10")], id="is doing"),
    ],
)  # fmt: skip
def test_actions_in_many_shapes(blocks: list[Block], told: list[Told]) -> None:
    assert actions(*blocks) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "（1）把授权书放进报名页，由项目助理林佳蓉于2026年7月3日前完成；",
            ("把授权书放进报名页", "林佳蓉"),
        ),
        (
            "（2）改由兩家印刷廠報價，交由採購主管周立於2026年7月3日前辦理。",
            ("改由兩家印刷廠報價", "周立"),
        ),
    ],
)
def test_what_is_handed_to_somebody_stands_before_it(line: str, told: tuple[str, str]) -> None:
    ((what, owner, due),) = actions(
        heading("結案報告"), heading("五、後續建議"), items(line), class_key="final_report"
    )
    assert (what.startswith(told[0]), owner, due) == (True, told[1], "2026-07-03")


@pytest.mark.parametrize(
    "rows",
    [
        ["序號|類型|事項|原因|改進措施|責任人|完成日", "1|成功|燈謎開場|街坊參與|||",
         "2|失敗|舞台漏電|沒測|進場先測|林佳蓉|7/3"],
        ["Type|Item|Why|What we do about it|Who|When", "Good|Lanterns on time|Rehearsed|||",
         "Bad|Stage leaked|Seams untested|進場先測|林佳蓉|3 July 2026"],
        ["No|Kind|What|Remedy|Owner|Due", "1|Keep|Maps on stalls|||",
         "2|Stop|Sharing a till|進場先測|林佳蓉|2026-07-03"],
    ],
)  # fmt: skip
def test_in_a_log_the_action_stands_where_somebody_owns_it(rows: list[str]) -> None:
    assert actions(heading("復盤"), table(*rows)) == [("進場先測", "林佳蓉", "2026-07-03")]


def test_whoever_was_there_is_somebody_under_any_heading() -> None:
    told = actions(
        heading("Start / stop / continue 檢討"),
        text("2026年6月4日　Ada 主持，天晴、阿松、黃姑"),
        heading("CONTINUE", 2),
        text("天晴 7月10日前 將燈籠圖樣入庫"),
        heading("STOP", 2),
        text("唔好再用兩張簽到表，Ada 6月26日前 做一張共用表", "Ada 5月3日 補咗簽到表。"),
    )
    assert [(owner, due) for _, owner, due in told] == [
        ("天晴", "2026-07-10"),
        ("Ada", "2026-06-26"),
    ]


@pytest.mark.parametrize(
    ("line", "present"),
    [
        ("2026年6月4日　Ada 主持，天晴、阿松、黃姑", {"Ada", "天晴", "阿松", "黃姑"}),
        ("4 June 2026, the long table. Ada, Noor, Ravi.", {"Ada", "Noor", "Ravi"}),
        ("2026-06-04 | 青禾创意传播 | 霍然 / 阮满 / 七宝", {"霍然", "阮满", "七宝"}),
        ("現場有燈籠、攤位、舞台與接駁，天氣晴朗，來了很多人。", set()),
    ],
)
def test_a_line_of_names_tells_who_was_there(line: str, present: set[str]) -> None:
    assert people_present([line]) == present


@pytest.mark.parametrize(
    "rows",
    [
        ["Keep|Problem|Try", "Maps|Lamps failed|Spare lamps at each gate, Ada, 3 July", "Queues|No tally|"],
        ["保持|问题|下次怎么做", "地图|灯不够|每个门备两盏灯，林佳蓉，7月3日前", "排队|没计数|"],
    ],
)  # fmt: skip
def test_a_cell_of_a_board_names_who_and_when(rows: list[str]) -> None:
    ((_, owner, due),) = actions(heading("KPT"), table(*rows))
    assert (owner in ("Ada", "林佳蓉"), due) == (True, "2026-07-03")


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([text("之后：林佳蓉7月3日前更新授權範本；周立7月10日前整理供應商名單。")], [LIN, CHOU]),
        ([heading("帆船回顧"), heading("順風", 2), items("攤商帶路"), heading("下一站", 2),
          items("林佳蓉：更新授權範本，7/3")], [LIN]),
        ([table("😀|😡|💡", "Maps|North gate dark|new rider, Ada, 3 July",
                "Kind crew|No tally|shared calendar, Ravi, 10 July")], [ADA, RAVI]),
        ([heading("回顧"), heading("那一週", 2), items("林佳蓉：更新授權範本，3/7")], []),
    ],
)  # fmt: skip
def test_actions_behind_a_label_alone_or_in_a_column(blocks: list[Block], told: list[Told]) -> None:
    assert actions(*blocks) == told


def test_a_register_of_lessons_names_the_action_under_recommendation() -> None:
    rows = ["#|Category|What happened|Root cause|Recommendation|Owner|Target date",
            "1|Positive|Pupils as guides|School asked early|Repeat||",
            "2|Negative|One till for three queues|No count|Second till|Ada Pym|3 Jul 2026"]  # fmt: skip
    assert actions(heading("Lessons learned"), table(*rows)) == [
        ("Second till", "Ada Pym", "2026-07-03")
    ]


def test_lines_with_dashes_below_a_question_are_actions() -> None:
    told = actions(
        heading("Retrospective"),
        text(
            "Who does what?",
            "Ada - new rider - 3 July 2026",
            "Ravi - shared calendar - 10 July 2026",
        ),
    )
    assert told == [ADA, RAVI]


@pytest.mark.parametrize(
    "line",
    [
        "為此建議：（一）請林佳蓉於 2026 年 7 月 3 日前更新授權範本；（二）請周立於 7 月 10 日前整理供應商名單。",
        "簽到兩本，事後要人工合併。改善建議：1、由林佳蓉於7月3日前更新授權範本；2、由周立於7月10日前整理供應商名單。",
    ],
)
def test_what_a_report_proposes_in_one_line(line: str) -> None:
    assert actions(heading("四、檢討與建議"), text(line), class_key="final_report") == [LIN, CHOU]


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        pytest.param(
            [text("2026-06-04　大倫、小芸、阿豪、佩佩"), heading("打勾為證"),
             items("1. 燈架、佈線 24 小時重測／大倫／2026-07-03", "2. 票亭海報改版／小芸、阿豪／2026-07-10")],
            [("燈架、佈線 24 小時重測", "大倫", "2026-07-03"), ("票亭海報改版", "小芸、阿豪", "2026-07-10")],
            id="wide slashes, and things that are no names"),
        pytest.param(
            [heading("接下来"), items("周立／整理供应商名单／7月10日", "林佳蓉／更新授权范本／7月3日")],
            [("整理供应商名单", "周立", "2026-07-10"), ("更新授权范本", "林佳蓉", "2026-07-03")], id="who first"),
        pytest.param(
            [heading("接下來要做的"), text("擺渡船備用繩索一律兩套，周立，明年提案前（2027 年 2 月 12 日）。")],
            [("擺渡船備用繩索一律兩套，明年提案前", "周立", "2027-02-12")], id="an event is nobody"),
        pytest.param(
            [heading("然后呢"), table("要做的|Owner|DDL", "更新授权范本|林佳蓉|2026-07-03"),
             text("销毁观众名单：周立，7月10日前，回执存档。", "周立说上次拖了两周，大家都不开心。")],
            [("更新授权范本", "林佳蓉", "2026-07-03"), ("销毁观众名单，回执存档", "周立", "2026-07-10")],
            id="one more below the table"),
        pytest.param(
            [heading("Actions"), table("What|Owner|Due", "new rider|Ada|3 July 2026"),
             text("Return the pier passes: Ravi, by 10 July.", "Ada: the rider took us three weeks, sadly.")],
            [ADA, ("Return the pier passes", "Ravi", "2026-07-10")], id="one more in English"),
    ],
)  # fmt: skip
def test_what_who_and_when_beside_marks_events_and_tables(
    blocks: list[Block], told: list[Told]
) -> None:
    assert actions(*blocks) == told
