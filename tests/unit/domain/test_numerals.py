"""Chinese, mixed and full-width numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.numerals import fold_width, read_int, read_number
from tests.support.written_numerals import write_digits, write_number

FORMAL = str.maketrans("一二三四五六七八九十百千万亿", "壹貳參肆伍陸柒捌玖拾佰仟萬億")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二六", 2026), ("二零二六", 2026), ("一一五", 115), ("十", 10), ("十二", 12), ("廿一", 21),
        ("卅", 30), ("二百八十六", 286), ("一百零三", 103), ("一百二", 120), ("两千三", 2300),
        ("三万五", 35_000), ("三万零五", 30_005), ("壹佰贰拾萬", 1_200_000), ("一亿零三百", 100_000_300),
        ("二十兆", 20 * 10**12), ("一万亿", 10**12), ("２８６", 286), ("2,860,000", 2_860_000),
        ("286万", 2_860_000), ("3千", 3000), ("2百万", 2_000_000), ("零", 0), ("貳拾伍萬叁仟陸佰", 253_600),
    ],
)  # fmt: skip
def test_a_whole_numeral_is_read(text, value):
    assert read_int(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28.6万", "286000"),
        ("三點五", "3.5"),
        ("12.5", "12.5"),
        ("-4.25", "-4.25"),
        ("１２．５萬", "125000"),
        ("２，８６０．５", "2860.5"),
    ],
)
def test_a_fraction_is_read_exactly(text, value):
    assert read_number(text) == Decimal(value)
    assert read_int("三點五") is None


@pytest.mark.parametrize(
    "text",
    ["", "合约", "一二十", "十百", "万", "三點", "1,23", "1.2.3", "二百三千", "一點二點三", "五月"],
)
def test_anything_but_one_whole_numeral_is_none(text):
    assert read_number(text) is None


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_reads_back_in_plain_and_in_formal_characters(number):
    words = write_number(number)
    assert read_int(words) == number
    assert read_int(words.translate(FORMAL)) == number


@given(st.integers(1000, 9999))
def test_a_year_digit_by_digit_reads_back(year):
    assert read_int(write_digits(year)) == year


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError, match="-1"):
        write_number(-1)


@given(st.text())
def test_folding_keeps_every_offset_and_reading_never_fails(text):
    assert len(fold_width(text)) == len(text)
    read_number(text)
