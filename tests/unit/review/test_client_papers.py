"""The client's own words in papers no class calls the client's, and what they dispute in them."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.compose import build
from archive.review.papers.papers import Role, sort_papers
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

CLIENT = "青岚湖文旅集团"
PROJECT = project("T5", "湖畔灯会", CLIENT, "zh-Hans", currency="CNY")
CALL = (
    text("通话记录", "2026年3月4日，边听边记"),
    text(
        "樊主任说：灯组今年好看，孩子都不肯走。",
        "樊主任说：入园人数你们写51,800，我们闸机显示只有49,300。",
        "我说：我回去核。",
    ),
)


def quotes(class_key: str, *blocks: Block, client: str = CLIENT) -> list[str]:
    about = project("T5", "湖畔灯会", client, "zh-Hans", currency="CNY")
    papers = sort_papers(about, [source(class_key, "f", "2026-03-04", *blocks)])
    return [q.text for q in satisfaction_of(papers).quotes]


def test_notes_of_a_call_hold_the_other_sides_words_only() -> None:
    said = quotes("other", *CALL)
    assert "灯组今年好看，孩子都不肯走。" in said
    assert not any("我回去核" in words for words in said)


def test_a_letter_under_the_clients_name_is_the_clients() -> None:
    letter = source(
        "other", "l", "2026-03-05", heading(CLIENT), text("致：南山会展公司 白经理", "灯组很好看，我们很感谢。")
    )  # fmt: skip
    own = source(
        "other", "o", "2026-03-05", heading("南山会展公司"), text("致：青岚湖文旅集团", "请查收。")
    )
    assert [paper.role for paper in sort_papers(PROJECT, [letter, own])] == [
        Role.CLIENT,
        Role.OTHER,
    ]


def test_scores_with_remarks_are_the_clients_whatever_the_paper_is_called() -> None:
    rows = (
        "name|score 1-10|comment",
        "Box office|9|",
        "Ushers|7|the radios died before the second act",
        "Bar|8|",
    )
    assert "the radios died before the second act" in quotes("other", table(*rows))


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("The scores are attached. You were late twice and your invoice is wrong.", Role.CLIENT),
        ("The scores are attached. We will check them and come back to you.", Role.OTHER),
    ],
)
def test_a_mail_of_opinions_is_the_clients_where_it_demands(body: str, role: Role) -> None:
    mail = source(
        "other", "m", "2026-03-06", mail_field("Subject: thoughts"), mail_field("From: a@b.example"), text(body)
    )  # fmt: skip
    assert [paper.role for paper in sort_papers(PROJECT, [mail])] == [role]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            [
                text(
                    "[LINE] 燈會群組", "10:02 樊思齊 圍欄的轉角太窄，推車過不去", "10:05 白立群 謝謝，我們會改",
                    "10:09 樊思齊 你們的志工很親切，長輩都說讚", "10:11 白立群 收到",
                )
            ],
            "圍欄的轉角太窄，推車過不去",
        ),
        (
            [
                table("Item|1|2|3", "Lights|||X", "Stairs|X||"),
                text("Worst part: the gate opened an hour after the coaches."),
            ],
            "the gate opened an hour after the coaches.",
        ),
    ],
)  # fmt: skip
def test_chats_and_forms_give_the_clients_words(blocks: list[Block], expected: str) -> None:
    assert expected in quotes("survey", *blocks)


def clashes(*sources: Source) -> list[set[str]]:
    content = build(PROJECT, sources)
    found = content["inconsistencies"]
    assert isinstance(found, list)
    return [{value["value"] for value in clash["values"]} for clash in found]


def test_the_clients_own_system_disputes_a_figure_of_the_report() -> None:
    report = source(
        "final_report", "r", "2026-02-20", heading("成果"), items("入园人数：目标50,000人，完成51,800人。")
    )  # fmt: skip
    assert {"51,800人", "49,300"} in clashes(report, source("other", "c", "2026-03-04", *CALL))


def test_a_day_the_client_has_otherwise_is_a_contradiction() -> None:
    report = source(
        "final_report", "r", "2026-02-20", heading("进度"),
        table("节点|计划|完成", "灯组移交|2026/2/6|2026/2/9", "撤展|2026/2/14|2026/2/14"),
    )  # fmt: skip
    call = text("樊主任说：灯组好看。", "樊主任说：灯组移交你们写2月9日，仓库收到是2月13日。")
    assert {"2026/2/9", "2月13日"} in clashes(report, source("other", "c", "2026-03-04", call))


def test_an_objection_in_a_chat_is_shown_though_its_words_are_plain() -> None:
    said = quotes(
        "feedback",
        text(
            "10:02 樊思齊 报告收到了", "10:05 白立群 谢谢，有问题随时说", "10:07 白立群 附件是新版",
            "10:09 樊思齊 先这样", "10:11 樊思齊 可是名单上少一家店",
        ),
    )  # fmt: skip
    assert "可是名单上少一家店" in said


def test_a_bill_is_disputed_in_two_short_sentences() -> None:
    bill = source(
        "invoice", "i", "2026-03-01", heading("Invoice"), table("Item|Amount", "Last instalment|$61,400.00")
    )  # fmt: skip
    mail = source(
        "feedback", "m", "2026-03-06", items("1. Your last bill is for $61,400. The agreement says $60,100.")
    )  # fmt: skip
    assert {"$61,400", "$60,100"} in clashes(bill, mail)


def test_a_shortfall_told_with_its_reason_contradicts_nothing() -> None:
    contract = source(
        "contract", "k", "2025-11-01", heading("服务合同"), text("乙方应交付：亲子工坊6场。"), heading("价款"),
        text("合同总价300,000元。"),
    )  # fmt: skip
    report = source(
        "final_report", "r", "2026-02-20", heading("交付"), text("亲子工坊5场，合同为6场，一场因大雪取消。")
    )  # fmt: skip
    silent = source(
        "final_report", "r", "2026-02-20", heading("交付"), text("亲子工坊5场，合同为6场。")
    )
    assert clashes(contract, report) == []
    assert clashes(contract, silent) == [{"6场", "5场"}]


def test_a_bare_number_beside_a_counted_thing_is_not_what_was_delivered() -> None:
    contract = source(
        "contract", "k", "2025-11-01", heading("Services Agreement"),
        text("Agency will deliver: 9 school visits; 3 night markets; 5 flyer mail runs.", "The fee is $90,000."),
        language="en",
    )  # fmt: skip
    report = source(
        "final_report", "r", "2026-02-20", heading("Key dates"),
        text("Flyer mail run 4 in homes: plan January 8, 2026; actual January 20, 2026."), heading("Delivered"),
        text("9 school visits, 3 night markets, 5 flyer mail runs and 2 guides."), language="en",
    )  # fmt: skip
    assert clashes(contract, report) == []
