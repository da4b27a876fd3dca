"""What teams write without marks: lines of actions, headings of one word, announced points, money in a line."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.reading.outline import Topic, heading_topic
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    sheet,
    source,
    table,
    text,
)

CLIENT = "Marlow Ferry Trust"


def read(class_key: str, *blocks: Block, client: str = CLIENT, name: str = "f") -> Papers:
    work = project("P4", "x", client, "en", ended=date(2026, 5, 30))
    return sort_papers(work, [source(class_key, name, "2026-06-04", *blocks)])


# ------------------------------------------------------------------ actions
@pytest.mark.parametrize(
    ("line", "owner", "due", "what"),
    [
        ("Carmen 最遲 2026-06-26 設立追加表格，客簽咗先開工。", "Carmen", "2026-06-26", "設立追加表格，客簽咗先開工"),
        ("阿晴 2026-07-10 前同商戶試一次新時段。", "阿晴", "2026-07-10", "同商戶試一次新時段"),
        ("Owen Ko 喺 2026-06-19 前將證書掃描入櫃。", "Owen Ko", "2026-06-19", "將證書掃描入櫃"),
        ("2026-08-01 前由阿強將所有發票掃描入系統", "阿強", "2026-08-01", "所有發票掃描入系統"),
        ("在6月30日之前，阿敏把廠商名冊更新一次", "阿敏", "2026-06-30", "廠商名冊更新一次"),
        ("林佳蓉最遲7/31把命名規則寫進手冊", "林佳蓉", "2026-07-31", "把命名規則寫進手冊"),
        ("老周8月5日前和法务改好授权模板", "老周", "2026-08-05", "和法务改好授权模板"),
        ("Ravi before 2 July sets up a shared shoot calendar", "Ravi", "2026-07-02", "sets up a shared shoot calendar"),
        ("Dana has until 30 July to rewrite the rider", "Dana", "2026-07-30", "rewrite the rider"),
        ("By 3 July Ada drafts the crisis sheet.", "Ada", "2026-07-03", "drafts the crisis sheet"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["START", "下一步", "So"])
def test_a_line_opens_with_who_and_until_when(
    head: str, line: str, owner: str, due: str, what: str
) -> None:
    found = actions_of(read("retrospective", heading("Look back"), text(head, line)))
    assert [(a.owner, a.due, a.text) for a in found] == [(owner, due, what)]


def test_lines_of_who_and_when_need_no_heading() -> None:
    papers = read(
        "retrospective",
        heading("Look back"),
        text(
            "We met on the boat.",
            "Ada by 3 July drafts the crisis sheet.",
            "阿晴 2026-07-10 前同商戶試一次新時段。",
        ),
    )
    assert [a.owner for a in actions_of(papers)] == ["Ada", "阿晴"]


def test_what_people_did_on_days_gone_by_is_a_story() -> None:
    papers = read(
        "retrospective",
        heading("Look back"),
        text("Ada on 3 March 2026 rang the harbour.", "Owen on 4 March 2026 found the leak."),
    )
    assert actions_of(papers) == []


def test_labels_below_a_heading_of_one_word_stay_one_item() -> None:
    papers = read(
        "retrospective",
        heading("Look back"),
        text("So:", "Write the new rule into every single agreement. Owner: Ada Pym. Due: July 3, 2026."),
    )  # fmt: skip
    assert [(a.owner, a.due) for a in actions_of(papers)] == [("Ada Pym", "2026-07-03")]


# ------------------------------------------------------------------ headings
@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("START", Topic.ACTIONS), ("要做嘅嘢", Topic.ACTIONS),
        ("T 試試", Topic.ACTIONS), ("Now what", Topic.ACTIONS),
        ("K 继续", Topic.GOOD), ("Continue 繼續", Topic.GOOD), ("STOP 停止", Topic.BAD), ("P 问题", Topic.BAD),
        ("有意思的发现", Topic.GOOD), ("What success looks like", Topic.OTHER), ("成功標準", Topic.OTHER),
        ("Start of works", Topic.OTHER),
    ],
)  # fmt: skip
def test_headings_of_a_usual_frame(line: str, topic: Topic) -> None:
    assert heading_topic(line) is topic


def test_badly_and_why_is_a_heading_and_because_begins_the_cause() -> None:
    papers = read(
        "retrospective",
        heading("Look back"),
        text("Went well", "Every boat left on the minute.", "Went badly, and why"),
        text("The queue grew past the pier, because nobody counted tickets."),
        text("做得差的，以及原因", "海報印錯兩次，因為沒人核對檔名"),
    )
    good, bad = lessons_of(papers)
    assert [x.text for x in good] == ["Every boat left on the minute."]
    assert [(x.text, x.cause) for x in bad] == [
        ("The queue grew past the pier", "nobody counted tickets"),
        ("海報印錯兩次", "沒人核對檔名"),
    ]


# ------------------------------------------------------------------ the client's words
def quotes(*blocks: Block, class_key: str = "survey") -> dict[str, str]:
    return {q.text: q.tone for q in satisfaction_of(read(class_key, *blocks)).quotes}


@pytest.mark.parametrize("head", ["開放意見", "其他意見彙整", "Comments", "Open-ended comments"])
def test_numbered_remarks_below_a_line_that_only_says_comments(head: str) -> None:
    found = quotes(
        heading("合作滿意度"),
        table("項目|平均", "溝通|4.3", "整體平均|4.2"),
        text(head),
        items("1. 渡輪那張照片處裡人手一張。", "2. The crew list reached us on the day itself."),
        text("彙整：湯予安"),
    )
    assert set(found) == {
        "渡輪那張照片處裡人手一張。",
        "The crew list reached us on the day itself.",
    }


def test_a_plain_remark_of_a_list_stands_beside_telling_ones() -> None:
    praised = (
        "2. 夜航的燈光很漂亮", "3. 船員親切又專業", "4. 售票口排隊太久", "5. 時刻表寫錯兩次",
        "6. 孩子們玩得很開心", "7. 廣播聽不清楚，很混亂",
    )  # fmt: skip
    found = quotes(text("開放意見"), items("1. 渡輪那張照片處裡人手一張。", *praised))
    assert "渡輪那張照片處裡人手一張。" in found


def test_announced_points_lean_as_they_were_announced() -> None:
    found = quotes(
        text("Dear Ada,"),
        text(
            "We were less happy on two points. The tide table came from the harbour master. "
            "And we read of the second bill in the ledger. Our nine replies to the form of May average 8 out of 10."
        ),
        class_key="feedback",
    )
    assert found["The tide table came from the harbour master."] == "negative"
    assert found["And we read of the second bill in the ledger."] == "negative"
    assert "We were less happy on two points." not in found


def test_what_a_mail_quotes_below_itself_is_not_the_clients() -> None:
    found = quotes(
        mail_field("From: J. Marlow <j@marlow.example>"),
        text("We loved the night crossing.", "> We are so sorry for the late invoice to you."),
        class_key="feedback",
    )
    assert list(found) == ["We loved the night crossing."]


@pytest.mark.parametrize(
    ("header", "keep", "change"),
    [
        ("submitted|role|score_0_10|what should we keep|what should we change",
         "the lamps along the whole pier", "ring us before the tide turns"),
        ("時間戳|部門|分數|最喜歡的地方|希望改變的地方", "碼頭一路點燈走回來", "潮水轉向之前打個電話"),
        ("提交时间|部门|评分|请保留什么|请改进什么", "码头一路点灯走回来", "潮水转向以前打个电话"),
    ],
)  # fmt: skip
def test_an_export_of_answers_leans_by_its_columns(header: str, keep: str, change: str) -> None:
    rows = [f"2026-05-0{n}|Crew|{score}|{keep}|{change}" for n, score in ((1, 8), (2, 9), (3, 8))]
    found = quotes(table(header, *rows), class_key="data_report")
    assert found == {keep: "positive", change: "negative"}


def test_means_of_parts_in_a_line_are_not_the_mean() -> None:
    papers = read("survey", text("平均分：人流 4.4，宣傳 4.2，優惠 3.3，溝通 3.7；總體 3.9。"))
    mean = satisfaction_of(papers).mean
    assert mean is not None
    assert str(mean.value) == "3.9"


# ------------------------------------------------------------------ open money
def owed(*blocks: Block, client: str = CLIENT) -> list[tuple[str, str, str]]:
    found = outstanding_of(read("settlement", *blocks, client=client), client)
    return [(o.direction, o.party, f"{o.amount:f}") for o in found]


@pytest.mark.parametrize(
    "header",
    [
        "还没付出去的|多少|卡在哪",
        "Still to pay|How much|Stuck on",
        "Not paid yet|How much|Why",
        "未找數|幾多|等乜",
    ],
)
def test_a_first_heading_that_says_unpaid_makes_a_list(header: str) -> None:
    found = owed(
        sheet("钱", header, "Pier Sound Ltd|8,400|waits for a form", "河岸影棚|2,150|卡号错了")
    )
    assert found == [("payable", "Pier Sound Ltd", "8400"), ("payable", "河岸影棚", "2150")]


def test_instalments_in_one_line_of_which_the_last_did_not_come() -> None:
    line = "首款40% 96000，3月2日到；二期40% 96000，4月9日到；尾款48000没到（单子没签）"
    assert owed(text(line), client="海角渡轮") == [("receivable", "海角渡轮", "48000")]


def test_a_balance_that_is_not_in_yet() -> None:
    line = "1st instalment 40,000 in on 2 March; second 40,000 in on 9 April; balance 20,000 not in yet"
    assert owed(text(line)) == [("receivable", CLIENT, "20000")]


def test_an_invoice_that_came_is_not_money_that_went() -> None:
    found = owed(
        sheet(
            "Payables",
            "Payable to|HK$|Status",
            "Pier Lighting Ltd|28,500|retention, invoice received 19 May",
            "Gull Talent|9,000|dispute over two posts",
        )
    )
    assert [(side, amount) for side, _, amount in found] == [
        ("payable", "28500"),
        ("payable", "9000"),
    ]


def test_rows_of_both_sides_beside_rows_of_what_came_in() -> None:
    found = owed(
        sheet(
            "收付",
            "類別|對象|金額|狀態",
            "收入|灣岸航運 第一期|900,000|115/02/02入帳",
            "收入|灣岸航運 第二期|900,000|115/04/02入帳",
            "應收|灣岸航運 第三期|450,000|未請款",
            "應付|潮聲車隊|36,400|油單未附",
            "應付|漁會（講師費）|12,000|領據寄送中",
        ),
        client="灣岸航運",
    )
    assert sorted(amount for _, _, amount in found) == ["12000", "36400", "450000"]


def test_tax_on_an_amount_and_what_was_received_are_no_debts() -> None:
    found = owed(
        text(
            "Received: 1st 21,500 on 20 Dec 2025; 2nd 43,000 on 11 Apr 2026 (due 31 Mar)",
            "Owed to us: Marlow Ferry Trust, final 30%, 13,500 plus VAT 2,700.",
        )
    )
    assert found == [("receivable", CLIENT, "13500")]
