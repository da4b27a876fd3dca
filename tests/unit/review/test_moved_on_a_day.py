"""A verb of payment with a day beside it: the money came. What may be taken off a sum is no sum that is owed."""

from __future__ import annotations

import pytest

from archive.review.money.debt_clauses import open_figures
from archive.review.money.outstanding import outstanding_of
from archive.review.money.payment_words import OPEN, SETTLED, state_in
from archive.review.papers.papers import sort_papers
from archive.review.reading.passages import Passage
from tests.support.review_sources import heading, project, source, table


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("收 23-04-2026", SETTLED),
        ("12/4 收", SETTLED),
        ("入數 12/4", SETTLED),
        ("过数 2026-04-15", SETTLED),
        ("收訖 12/4", SETTLED),
        ("2026-04-29到账", SETTLED),
        ("rec'd 3 June", SETTLED),
        ("paid on 3 June", SETTLED),
        ("Banked 4 Mar", SETTLED),
        ("未收", OPEN),
        ("预计收 5月3日", OPEN),
        ("to be received 3 June", OPEN),
        ("due to be paid on 3 June", OPEN),
        ("未发放", OPEN),
        ("收款日 2026-5-3", ""),
        ("應收 5月3日", ""),
        ("請於 5/3 付", ""),
        ("应于2026年5月3日付款", ""),
        ("付款 5/3 到期", ""),
        ("最遲 5/3 付款", ""),
        ("發票 5/3 收", ""),
        ("發票 AB123 115/4/25 入帳", SETTLED),
        ("5/3 入帳失敗", OPEN),
        ("轉帳 5/3 未成功", OPEN),
        ("到账 2026-05-03（预计）", OPEN),
        ("banked 4 Mar, bounced", OPEN),
    ],
)
def test_the_verb_and_the_day_say_that_money_moved(words: str, state: str) -> None:
    assert state_in(words) == state


@pytest.mark.parametrize(
    ("sentence", "open_sums"),
    [
        ("尾款410,000未收，攤位少兩個或扣8,000", ["410000"]),
        ("三期230,000元未付，短片少1支可能扣6,000元。", ["230000"]),
        ("尾數90,000未收；恐被扣3,000元", ["90000"]),
        ("扣着9,000未付", ["9000"]),
        ("71,500 not invoiced; client may withhold 2,400 for two places", ["71500"]),
        ("40,000 unpaid; the client could deduct 2,000", ["40000"]),
        ("Lark Tents final invoice 8,640 disputed, unpaid", ["8640"]),
        ("18人；八月份10,300元未发", ["10300"]),
        ("invoice 20260731 unpaid", []),
    ],
)
def test_what_may_become_less_is_not_owed(sentence: str, open_sums: list[str]) -> None:
    found = open_figures(Passage(None, sentence, ()), "")  # type: ignore[arg-type]
    assert [str(debt.figure.value) for debt in found] == open_sums


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        (["1st 50%|200,000|收 23-04-2026", "2nd 30%|120,000|入數 8/7", "Final 20%|80,000|未收；等書面接納"], 80000),
        (["期數|金額|發票|過數日",
          "訂金|150,000|A-1|2026-04-15", "尾數|50,000|未出|待書面接納；場次少兩場，可扣4,000"], 50000),
    ],
)  # fmt: skip
def test_of_the_instalments_only_the_last_is_open(rows: list[str], amount: int) -> None:
    paper = source("settlement", "account.xlsx", "2026-08-20", heading("收款"), table(*rows))
    found = outstanding_of(
        sort_papers(project("D4", "x", "海角書店", "zh-Hant"), [paper]), "海角書店"
    )
    assert [(item.direction, item.amount) for item in found] == [("receivable", amount)]
