"""What a team's rules and its project tell the reader of a document."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.domain.projects import Project
from archive.domain.segments import ContentState, Extracted
from archive.naming.rulefile import load, packaged_text
from archive.services.intake.understood import understood
from archive.understanding.facts import Reading
from tests.support.agency_documents import segments_of

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
ITEM = Item("i", "b", "p", "file.docx", "file.docx", "0" * 64, 1, "u", NOON, ItemState.ANALYSING)


def read(text: str, rules: str, *, currency: str | None = None) -> Reading:
    project = Project(
        "p", "AB-25-1", "品牌年度合作", None, None, "zh-Hant", None, None, Decimal(1), currency,
        False, "open", "u", NOON,
    )  # fmt: skip
    extracted = Extracted("x", "docx", ContentState.OK, tuple(segments_of(text)))
    return understood(extracted, ITEM, project, load(rules, "rules"))


def test_an_edit_of_what_a_date_means_takes_effect_on_the_next_document():
    text = "# 服務合約書\n提送日期：2025年4月1日\n簽約日：2025年4月9日"
    rules = packaged_text()
    assert read(text, rules).date == "2025-04-09"
    assert read(text, rules.replace("date: signed", "date: issued")).date == "2025-04-01"


def test_a_total_without_a_sign_is_in_the_currency_of_the_project():
    text = "# 報價單\n| 項目 | 數量 | 單價 | 金額 |\n| 影片 | 1 | 90000 | 90000 |\n| 總計 | | | 90000 |"
    assert read(text, packaged_text(), currency="SGD").currency == "SGD"
    signed = text.replace("單價 | 金額", "單價 | 金額(NT$)")
    assert read(signed, packaged_text(), currency="SGD").currency == "TWD"


def test_a_contracts_amount_is_its_whole_price_and_no_penalty():
    text = (
        "# 服務合約書\n甲方：青木有限公司\n乙方：白石有限公司\n第二條　逾期違約金以新台幣50,000元為上限。"
        "\n第三條　報酬\n| 工作項目 | 數量 | 金額（萬元） |\n| 影片 | 2 | 60 |\n| 展覽 | 1 | 90 |\n| 合計 | | 150 |"
    )
    found = read(text, packaged_text(), currency="TWD")
    assert (found.class_key, found.amount, found.currency) == ("contract", Decimal(1500000), "TWD")
