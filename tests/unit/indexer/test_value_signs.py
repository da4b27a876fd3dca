"""Where dates and amounts are looked for: in few texts, and in every one where they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.domain.spans import MONTHS
from archive.indexer import marked_values
from archive.indexer.marking import Hit, Marker, mark_spans, marker
from archive.indexer.normal_text import NormalText
from archive.indexer.value_signs import (
    ANYWHERE,
    signs_of_amounts,
    signs_of_days,
    signs_of_rounded,
    those_with_signs,
)

NUMERALS = "〇一二三四五六七八九"
FORMAL = "零壹貳參肆伍陸柒捌玖"


def in_numerals(number: int, digits: str = NUMERALS, units: str = "十百千") -> str:
    """A number below ten thousand times ten thousand, as it is said."""
    if number >= 10_000:
        rest = in_numerals(number % 10_000, digits, units) if number % 10_000 else ""
        return in_numerals(number // 10_000, digits, units) + "万" + rest
    written = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit and not (digit == 1 and place == 1 and number < 20):
            written += digits[digit]
        written += units[place - 1] if digit and place else ""
    return written or digits[0]


def ways_of_an_amount(value: int) -> list[str]:
    million = Decimal(value) / 1_000_000
    return [
        f"{value}", f"{value:,}", f"NT${value:,}.00", f"-{value}元", f"US$ {value}.5", f"{value}.50 元",
        f"{Decimal(value) / 10_000:f}万", f"{value // 10_000}万{value % 10_000:04}", f"{million:f} million",
        f"{value / 1000:.4g}k", f"{value // 10_000}万 {value % 10_000:,}元", f"€ {value:,}".replace(",", " "),
        f"{value:,}".replace(",", ".") + ",00", in_numerals(value), f"人民币{in_numerals(value)}元五角",
        "新臺幣" + in_numerals(value, FORMAL, "拾佰仟") + "元整", "".join(NUMERALS[int(d)] for d in str(value)),
        f"约{str(value)[:2]}多万", f"{value / 10_000:.3g}萬左右", f"{value}%", f"1億{value // 10_000}萬",
        f"{str(value)[:1]}百{in_numerals(value)}元", f"百分之三點五{in_numerals(value)}元", f"ref-{value}",
    ]  # fmt: skip


def ways_of_a_day(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    name = MONTHS[month - 1].title()
    roc = year - 1911
    return [
        day.isoformat(), f"{day:%Y/%m/%d}", f"{year}.{month}.{number}", f"{day:%Y%m%d}", f"{roc}/{month}/{number}",
        f"{roc}{month:02}{number:02}", f"{number}/{month}/{year}", f"{month}/{number}/{year}", f"{day:%Y-%m}",
        f"{year}年{month}月{number}日", f"{month}月{number}日", f"{month}月 {number} 号", f"{month}月",
        f"民國{roc}年{month}月{number}日", f"{in_numerals(month)}月{in_numerals(number)}日",
        f"{in_numerals(month)}月份",
        "".join(NUMERALS[int(d)] for d in str(year)) + f"年{in_numerals(month)}月{in_numerals(number)}日",
        f"{in_numerals(month)}月廿{NUMERALS[number % 10]}日", f"{name} {number}, {year}",
        f"{number} {name[:3]} {year}",
        f"{name[:3]} {number}", f"in {name}", f"{name} {year}", f"{year} {name} {number}", f"{month}/{number}（三）",
        f"{year}年{month}月{number}日至30日", f"{month}月{number}日—{month % 12 + 1}月2日",
        f"{number}-30 {name} {year}",
        f"{year}Q{(month + 2) // 3}", f"{year}年第{in_numerals((month + 2) // 3)}季", f"{max(1, month - 2)}至{month}月",
        f"{year}年{'上' if month < 7 else '下'}半年", f"{month}~{min(12, month + 2)}月", f"the third quarter of {year}",
        f"{year}-{month:02}-{number:02}/{min(28, number + 1)}", f"{day:%Y%m%d}-{month:02}28", f"-{month}元",
    ]  # fmt: skip


amounts = st.one_of(
    st.integers(0, 99_999_999), st.sampled_from((10, 11, 12, 100, 2000, 9996, 30_000, 2_999_600))
)
near_amounts = amounts.flatmap(
    lambda value: st.sampled_from((value, value, value + 400, round(value, -4), -value, value * 10))
).map(abs)
days = st.dates(date(2019, 1, 1), date(2027, 12, 31))
NOISE = (
    *"0123456789〇零一二三十廿百千万億元月日年季号至到-/., \n\t$￥％０１８①",
    "客户",
    "may",
    "q3",
    "半年",
    "正月",
    "初",
)


@st.composite
def words_and_texts(draw: st.DrawFn) -> tuple[tuple[str, ...], list[str]]:
    """Words of a query, and texts that write the same values in other ways, among other signs."""
    ways = draw(
        st.one_of(
            amounts.map(ways_of_an_amount),
            near_amounts.map(ways_of_an_amount),
            days.map(ways_of_a_day),
        )
    )
    noise = st.lists(st.sampled_from(NOISE), max_size=4).map("".join)
    written = st.one_of(st.sampled_from(ways), st.sampled_from(ways), noise, near_amounts.flatmap(
        lambda value: st.sampled_from(ways_of_an_amount(value))
    ))  # fmt: skip
    text = st.lists(st.tuples(noise, written, noise).map("".join), max_size=3).map("，".join)
    words = draw(st.lists(st.one_of(st.sampled_from(ways), written), min_size=1, max_size=2))
    return tuple(words), draw(st.lists(text, min_size=1, max_size=6))


def read_everywhere(words: Marker, texts: NormalText) -> list[list[Hit]]:
    """The same marks by reading every figure of every text."""
    slow = replace(words)
    slow.__dict__["_signs"] = (ANYWHERE,) * 3
    return slow.hits_in_each(texts)


@settings(max_examples=150)
@given(words_and_texts())
def test_not_a_mark_is_lost_by_looking_where_a_value_can_stand(
    case: tuple[tuple[str, ...], list[str]],
) -> None:
    words, written = case
    texts = NormalText.of(*written)
    assert marker(words).hits_in_each(texts) == read_everywhere(marker(words), texts)


@pytest.mark.parametrize("number", range(1, 32))
def test_every_day_and_month_is_found_however_it_is_written(number: int) -> None:
    day = date(2026, number % 12 + 1 if number < 31 else 10, number if number != 30 else 28)
    texts = NormalText.of(*ways_of_a_day(day), *ways_of_a_day(date(2025, min(number, 12), 20)))
    for word in (
        f"{day:%Y年%m月%d日}",
        f"{day.month}月{day.day}日",
        f"{day.month}月",
        "12月",
        "10月",
        "2至9月",
    ):
        assert marker((word,)).hits_in_each(texts) == read_everywhere(marker((word,)), texts)


@pytest.mark.parametrize(
    "value",
    [1, 5, 10, 11, 20, 105, 200, 1000, 12_000, 120_000, 30_500, 99_960, 2_855_300, 9_996_000],
)
def test_every_amount_is_found_however_it_is_written(value: int) -> None:
    texts = NormalText.of(*ways_of_an_amount(value), *ways_of_an_amount(value + 400))
    rounded = f"{round(value, -4) // 10_000}万"
    said = in_numerals(value)
    for word in (f"{value}元", f"{value}", f"{Decimal(value) / 10_000:f}万", said, rounded):
        assert marker((word,)).hits_in_each(texts) == read_everywhere(marker((word,)), texts)


def test_only_a_text_that_shows_the_figure_is_read() -> None:
    texts = NormalText.of(
        "總價NT$2,860,000", "數量150", "貳佰捌拾陸萬元", "二〇二六年", "1億2,500萬", "三百萬元", "28.6萬", "",
        "二零零八年",
    )  # fmt: skip
    assert those_with_signs(texts, signs_of_amounts(["2860000"])) == {0, 2, 3, 4, 6, 8}
    assert those_with_signs(texts, signs_of_rounded(["~286e4"])) == {0, 2, 3, 4, 6, 8}
    assert those_with_signs(texts, signs_of_amounts([])) == set()


def test_only_a_text_that_shows_month_and_day_is_read() -> None:
    texts = NormalText.of(
        "8月23日", "八月廿三日", "20250823", "2025-08-03", "23 Aug 2025", "數量18", "月底23件", "金額 823"
    )  # fmt: skip
    assert those_with_signs(texts, signs_of_days(["d:2025-08-23", "d:-08-23"])) == {0, 1, 2, 4}
    assert those_with_signs(texts, signs_of_days(["d:2025-08"])) == {0, 1, 2, 3, 4}


def test_a_number_that_is_no_month_is_not_read_for_one() -> None:
    texts = NormalText.of(
        "三方會議", "數量3，共3人", "2003年", "103個", "3%", "三萬", "3月", "三 月", "3~5月", "20260314", "2026/03",
        "14.3.26", "民國115. 3. 14", "3/14（六）", "Mar 14 2026", "三至五月", "2026年\n3月",
    )  # fmt: skip
    assert those_with_signs(texts, signs_of_days(["d:-03"])) == {*range(6, 17)}


def test_a_month_alone_is_not_read_for_a_quarter() -> None:
    texts = NormalText.of(
        "3月",
        "2026年3月5日",
        "一周",
        "7-9月",
        "七月至九月",
        "第三季",
        "Q3",
        "third quarter",
        "下半年",
    )
    assert those_with_signs(texts, signs_of_days(["d:-q3"])) == {*range(3, 9)}


@pytest.mark.parametrize("value", ["0", "1000 or so"])
def test_what_no_sign_is_known_of_is_looked_for_everywhere(value: str) -> None:
    assert (signs_of_amounts([value]) or signs_of_days([value])) == ANYWHERE


@pytest.mark.parametrize("month", [10, 11, 12])
@pytest.mark.parametrize(
    "amount", ["-{}元", "−{}元", "－{}元", "-{}%", "-{}", "NT$-{}", "-{}萬", "({}%)"]
)
def test_an_amount_below_zero_is_no_month(month: int, amount: str) -> None:
    written = amount.format(month)
    assert mark_spans(f"差額 {written}，毛利", (f"{month}月",)) == ()


@pytest.mark.parametrize("month", [10, 11, 12])
def test_a_month_is_no_amount_below_zero(month: int) -> None:
    text = f"{month}月1日，2026/{month}，2026-{month}-05；−{month}元"
    ((start, _),) = mark_spans(text, (f"-{month}元",))
    assert start >= text.index("；")


@pytest.mark.parametrize(
    "written",
    [
        "2026-12",
        "2026/12",
        "12月",
        "十二月",
        "Dec 2026",
        "in Dec",
        "December",
        "2026-12-05",
    ],
)
def test_a_december_is_one_however_it_is_written(written: str) -> None:
    text = f"差額 -12元；{written}"
    ((start, _),) = mark_spans(text, ("12月",))
    assert start >= text.index("；")


def test_only_lines_that_show_the_month_are_read_for_spans() -> None:
    words = marker(("3月",))
    text = NormalText.of("三方会议\n3月的预算\n7月的预算\n客户 2026年\n3月 5日\n")
    with patch.object(marked_values, "find_spans", wraps=marked_values.find_spans) as read:
        marks = [text.normal[hit.start : hit.end] for hit in words.hits(text)]
    assert marks == ["3月", "2026年\n3月 5日"]
    assert [call.args[0] for call in read.call_args_list] == ["3月的预算", "3月 5日"]


def test_dates_are_not_read_for_a_quarter() -> None:
    words = marker(("第三季",))
    text = NormalText.of("2026年3月5日，第一季，7-9月")
    with patch.object(marked_values, "find_dates_and_days") as read:
        assert [hit[:2] for hit in words.hits(text)] == [(14, 18)]
    assert not read.called
