"""Amounts in three languages, as quotations, contracts and settlements write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.domain.money import find_amounts, parse_amount, scale_of

WRITTEN = [
    ("人民币290万元", "2900000", "CNY", "万元"),
    ("¥2,860,000.00", "2860000.00", "CNY", None),
    ("￥１，２００", "1200", "CNY", None),
    ("￥1,200", "1200", "CNY", None),
    ("NT$1,250,000", "1250000", "TWD", None),
    ("新臺幣壹佰貳拾伍萬元整", "1250000", "TWD", "元"),
    ("新臺幣 壹佰貳拾伍萬 元整", "1250000", "TWD", "元"),
    ("新台幣125萬元整", "1250000", "TWD", "萬元"),
    ("人民币（大写）：贰佰捌拾陆万元整", "2860000", "CNY", "元"),
    ("人民币贰佰捌拾陆万叁仟零伍元肆角贰分", "2863005.42", "CNY", "元"),
    ("HK$ 680,000", "680000", "HKD", None),
    ("港幣68萬元", "680000", "HKD", "萬元"),
    ("68万港元", "680000", "HKD", "万"),
    ("US$1.2M", "1200000.0", "USD", "M"),
    ("£48k", "48000", "GBP", "k"),
    ("€1.5bn", "1500000000.0", "EUR", "bn"),
    ("£3m", "3000000", "GBP", "m"),
    ("1,068.4 萬", "10684000.0", None, "萬"),
    ("二百八十六万", "2860000", None, "万"),
    ("二百八十六万元", "2860000", None, "元"),
    ("三千万", "30000000", None, "万"),
    ("EUR 12 500", "12500", "EUR", None),
    ("12 500 €", "12500", "EUR", None),
    ("EUR 12.500,75", "12500.75", "EUR", None),
    ("1億2,500萬元", "125000000", None, "億元"),
    ("12万5千", "125000", None, "万"),
    ("2万5000人", "25000", None, "万"),
    ("3萬5,000元", "35000", None, "萬元"),
    ("3.6亿", "360000000.0", None, "亿"),
    ("2.5 million US dollars", "2500000.0", "USD", "million"),
    ("1,500 USD", "1500", "USD", None),
    ("RMB 86,000元", "86000", "CNY", "元"),
    ("港幣 $ 680", "680", "HKD", None),
    ("日幣¥3,000", "3000", "JPY", None),
    ("S$45,000.50", "45000.50", "SGD", None),
    ("$12,800", "12800", None, "$"),
    ("28.5%", "28.5", None, "%"),
    ("百分之二十八", "28", None, "%"),
    ("百分之三点五", "3.5", None, "%"),
    ("-¥1,200", "-1200", "CNY", None),
    ("-3.5%", "-3.5", None, "%"),
    ("10w", "100000", None, "w"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "currency", "unit"), WRITTEN)
def test_one_amount_is_found_with_its_value_currency_and_unit(text, value, currency, unit):
    found = find_amounts(f"總計：{text}，含稅。")
    assert [(m.value, m.currency, m.unit) for m in found] == [(Decimal(value), currency, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年8月28日", "2025-08-28", "SQ-2025-0603", "第3期", "V1.2", "3M 公司", "4K 影片", "5m 高",
        "一元化管理", "二元旦", "千万不要", "万一", "电话 13912345678", "Q3", "第一百货", "12:30", "1.2.3",
        "5千瓦", "FORM 12", "三十一日", "一百", "百分百",
    ],
)  # fmt: skip
def test_codes_dates_and_idioms_are_no_amounts(text):
    assert find_amounts(text) == []


def test_a_mention_covers_currency_figure_and_unit():
    text = "合同总价为人民币290万元（大写：贰佰玖拾万元整），首付 NT$ 1,200 元，毛利 12.5%"
    assert [text[m.start : m.end] for m in find_amounts(text)] == [
        "人民币290万元", "贰佰玖拾万元整", "NT$ 1,200 元", "12.5%",
    ]  # fmt: skip


def test_places_stay_true_with_full_width_figures():
    text = "金額　ＮＴ＄５８０００元整"
    (mention,) = find_amounts(text)
    assert text[mention.start : mention.end] == "ＮＴ＄５８０００元整"
    assert (mention.value, mention.currency) == (Decimal(58000), "TWD")


def test_both_ends_of_a_range_are_found_and_neither_is_negative():
    assert [m.value for m in find_amounts("预算 30-50万，HK$100-HK$200")] == [30, 500000, 100, 200][
        1:
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2,860,000.00", "2860000.00"), ("12800", "12800"), ("(1,200)", "-1200"), ("（1,200）", "-1200"),
        ("-1,200", "-1200"), ("△350", "-350"), ("286万元（含税）", "2860000"), ("約 NT$ 3,500", "3500"),
        ("人民币贰佰捌拾陆万元整（¥2,860,000.00）", "2860000"), ("Total: US$ 14,400 incl. VAT", "14400"),
        ("６８，０００", "68000"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_cell_that_is_an_amount_is_read(cell, value):
    amount = parse_amount(cell)
    assert amount is not None
    assert amount.value == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["", "—", "待定", "3 場", "2025-08-28", "第2期 30%", "1,200 / 2,400", "V2.0", "A1024"]
)
def test_a_cell_that_says_anything_else_is_not_read_as_an_amount(cell):
    assert parse_amount(cell) is None


def test_bare_numbers_are_found_only_when_asked_for():
    assert find_amounts("共 24 場 7200 人") == []
    assert [m.value for m in find_amounts("共 24 場 7200 人", bare=True)] == [24, 7200]


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("萬元", 10**4), ("百万", 10**6), ("元", 1), ("人次", 1), ("亿", 10**8), ("k", 1000)],
)
def test_the_scale_of_a_column_unit(unit, scale):
    assert scale_of(unit) == scale


def test_money_is_told_from_counts_and_rates():
    kinds = [(m.is_money, m.is_rate) for m in find_amounts("US$5, 300元, 6万, 28%, $9")]
    assert kinds == [(True, False), (True, False), (False, False), (False, True), (True, False)]
