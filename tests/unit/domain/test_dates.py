"""Dates in every written form, and what only looks like one."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.dates import ANCHOR, find_dates, find_dates_and_days, find_days, parse_date
from tests.support.written_numerals import write_digits, write_number


def values(text, **options):
    return [mention.value for mention in find_dates(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("簽約日 2026-05-31 起算", ["2026-05-31"]),
        ("2026.5.31", ["2026-05-31"]),
        ("2026/5/31 14:30 開會", ["2026-05-31"]),
        ("2026-05-31T10:00:00", ["2026-05-31"]),
        ("2026. 5. 31", ["2026-05-31"]),
        ("２０２６年５月３１日", ["2026-05-31"]),
        ("2026年5月31号", ["2026-05-31"]),
        ("2026 年 5 月 31 號", ["2026-05-31"]),
        ("二〇二六年五月三十一日", ["2026-05-31"]),
        ("二零二六年十二月廿一日", ["2026-12-21"]),
        ("農曆不算，二○二六年正月初五日算", ["2026-01-05"]),
        ("民國115年5月31日", ["2026-05-31"]),
        ("民國 115 年 5 月 31 日", ["2026-05-31"]),
        ("中華民國一百一十五年五月三十一日", ["2026-05-31"]),
        ("中　華　民　國 一一五 年 五 月 三十一 日", ["2026-05-31"]),
        ("民國115.5.31", ["2026-05-31"]),
        ("民國115/05/31", ["2026-05-31"]),
        ("民國1150531", ["2026-05-31"]),
        ("民國99年1月2日", ["2010-01-02"]),
        ("115年5月31日", ["2026-05-31"]),
        ("99年12月31日", ["2010-12-31"]),
        ("26年5月31日", ["2026-05-31"]),
        ("日期：115.5.31", ["2026-05-31"]),
        ("115/05/31", ["2026-05-31"]),
        ("文號日期 1150531。", ["2026-05-31"]),
        ("日期20260531號", []),
        ("日期，20260531。", ["2026-05-31"]),
        ("日期，1150531，止", ["2026-05-31"]),
        ("31 May 2026", ["2026-05-31"]),
        ("the 31st of May, 2026", ["2026-05-31"]),
        ("May 31st, 2026", ["2026-05-31"]),
        ("MAY 31 2026", ["2026-05-31"]),
        ("31-May-2026", ["2026-05-31"]),
        ("31-May-26", ["2026-05-31"]),
        ("31 May ’26", ["2026-05-31"]),
        ("Sept. 3, 2026", ["2026-09-03"]),
        ("2026-May-31", ["2026-05-31"]),
        ("31/05/2026", ["2026-05-31"]),
        ("2026年5月", ["2026-05"]),
        ("115年5月份報表", ["2026-05"]),
        ("二〇二六年五月", ["2026-05"]),
        ("2026.05", ["2026-05"]),
        ("2026-05 月報", ["2026-05"]),
        ("May 2026", ["2026-05"]),
        ("in December 2025.", ["2025-12"]),
    ],
)
def test_a_written_date_is_read(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年5月1日至5月3日", ["2026-05-01", "2026-05-03"]),
        ("2026年5月1日起至3日止", ["2026-05-01", "2026-05-03"]),
        ("2026年5月1-3日", ["2026-05-01", "2026-05-03"]),
        ("2026年5月1日（五）～5月3日（日）", ["2026-05-01", "2026-05-03"]),
        ("115年8月25日至31日", ["2026-08-25", "2026-08-31"]),
        ("2025年12月28日至1月3日", ["2025-12-28", "2026-01-03"]),
        ("2025年11月至2026年1月", ["2025-11", "2026-01"]),
        ("2026年5月至7月", ["2026-05", "2026-07"]),
        ("2026.5.1-5.3", ["2026-05-01", "2026-05-03"]),
        ("2026/5/1~5/3", ["2026-05-01", "2026-05-03"]),
        ("2026/12/30–1/3", ["2026-12-30", "2027-01-03"]),
        ("114.8.25~8.31", ["2025-08-25", "2025-08-31"]),
        ("2026.5.1-2026.5.3", ["2026-05-01", "2026-05-03"]),
        ("2026-05-01 至 2026-05-03", ["2026-05-01", "2026-05-03"]),
        ("20261020-1026 週報", ["2026-10-20", "2026-10-26"]),
        ("20261020-20261026", ["2026-10-20", "2026-10-26"]),
        ("1–3 May 2026", ["2026-05-01", "2026-05-03"]),
        ("28 April – 3 May 2026", ["2026-04-28", "2026-05-03"]),
        ("28 Dec to 3 Jan 2026", ["2025-12-28", "2026-01-03"]),
        ("May 1-3, 2026", ["2026-05-01", "2026-05-03"]),
        ("May 30 – June 2, 2026", ["2026-05-30", "2026-06-02"]),
        ("Oct–Dec 2025", ["2025-10", "2025-12"]),
        ("2026年5月30日、6月2日", ["2026-05-30", "2026-06-02"]),
        ("2026-05-31-02", ["2026-05-31"]),
    ],
)
def test_each_end_of_a_range_is_a_mention_and_borrows_what_is_not_repeated(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/24 March 2026", ["03-17", "03-24"]),
        ("workshops on 17th / 24th March 2026", ["03-17", "03-24"]),
        ("17, 24 and 31 March 2026", ["03-17", "03-24", "03-31"]),
        ("3/10/17 March 2026", ["03-03", "03-10", "03-17"]),
        ("30 April/1 May 2026", ["04-30", "05-01"]),
        ("2026年3月17/24日", ["03-17", "03-24"]),
        ("115年3月10、17、24日", ["03-10", "03-17", "03-24"]),
        ("2026年3月10、17及24日", ["03-10", "03-17", "03-24"]),
        ("2026年3月10日、17日至19日", ["03-10", "03-17", "03-19"]),
        ("二〇二六年三月七、八兩日", ["03-07", "03-08"]),
        ("24/3 March 2026", ["03-03"]),
        ("Room 12, 24 March 2026", ["03-24"]),
        ("2026年3月24、17日", ["03-24"]),
    ],
)
def test_several_days_of_one_month_are_a_mention_each(text, expected):
    assert [value.removeprefix("2026-") for value in values(text)] == expected


def test_each_of_several_days_stands_where_it_is_written():
    for text in ("on 10, 17/24 March", "於3月10、17/24日"):
        assert [text[m.start : m.end].strip("3月 March") for m in find_days(text)] == [
            "10",
            "17",
            "24",
        ]


@pytest.mark.parametrize(
    ("text", "first", "choices"),
    [
        ("03/04/2026", "2026-04-03", ("2026-04-03", "2026-03-04")),
        ("12.11.2025", "2025-11-12", ("2025-11-12", "2025-12-11")),
        ("4-4-2026", "2026-04-04", ()),
        ("12/31/2025", "2025-12-31", ()),
    ],
)
def test_two_readings_are_both_given_day_first(text, first, choices):
    (mention,) = find_dates(text)
    assert (mention.value, mention.choices) == (first, choices)


@pytest.mark.parametrize(
    "text",
    [
        "版本 2.1 與 v2.10.3", "v2026.5.1 釋出", "2,860,000 元", "1,150,531", "NT$1150531", "$ 1150531",
        "1150531 元", "1150531 次觀看", "0912-345-678", "02-2345-6789", "+886 2 2012-0612", "A123456789",
        "110101199003071234", "6222021234567890123", "10:20-10:26", "15.6%", "3.5-4.2", "比例 4/5",
        "192.168.1.10", "115.5.31.7", "2026.5.31.1", "20261331", "2026-02-30", "2026年13月1日", "31/06/2026",
        "SQ-2025-0603", "MKT-2026-05 案", "2026.05%", "2026-27 年度", "may 5 people come", "in 5 May-be",
        "第 3 年 5 月", "中國 5 年", "2025/2026", "9.26", "0925", "18Aug", "五月", "三十一日", "民國", "12345678",
        "20260531001", "一二十年五月一日", "2026年十十月一日", "2026.055", "1050 x 2010",
        "dismay 31, 2026", "20260531.5",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月31日前交付", [(5, 31)]),
        ("五月三十一日", [(5, 31)]),
        ("5月1日至3日", [(5, 1), (5, 3)]),
        ("6-12 Oct", [(10, 6), (10, 12)]),
        ("August 18th at noon", [(8, 18)]),
        ("30 Apr – 2 May", [(4, 30), (5, 2)]),
        ("June 30 - July 2", [(6, 30), (7, 2)]),
        ("5/31(五) 前", [(5, 31)]),
        ("5/31 前完成", [(5, 31)]),
        ("10/20~10/26", [(10, 20), (10, 26)]),
        ("2026年5月31日", []),
    ],
)
def test_a_day_without_a_year_is_kept_apart(text, expected):
    assert [(m.month, m.day) for m in find_days(text)] == expected
    assert values(text) == values(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("週報 第６週（10.20-10.26）", ["2025-10-20", "2025-10-26"]),
        ("W45(1103-1109)", ["2025-11-03", "2025-11-09"]),
        ("0925第二次會議", ["2025-09-25"]),
        ("9.26 啟動會", ["2025-09-26"]),
        ("Post-event data_7jan", ["2026-01-07"]),
        ("signed 18Aug", ["2025-08-18"]),
        ("aug 18 notes", ["2025-08-18"]),
        ("IMG_20260118153011", ["2026-01-18"]),
        ("IMG20260118", ["2026-01-18"]),
        ("LINE_1150122_03", ["2026-01-22"]),
        ("報價250912", ["2025-09-12"]),
        ("投放202606", ["2026-06"]),
        ("25.8.28 報價", ["2025-08-28"]),
        ("notes 29-10-2025", ["2025-10-29"]),
        ("notes 29-10", ["2025-10-29"]),
        ("notes 31052026", ["2026-05-31"]),
        ("月報2026.5", ["2026-05"]),
        ("方案 v2.1", []),
        ("方案V3.12", []),
        ("1080p", []),
        ("1024x768", []),
        ("2012 合約", []),
        ("第10.20條", []),
        ("10.50萬", []),
        ("QX26-04 合約", []),
    ],
)
def test_a_file_name_may_say_it_shorter(name, expected):
    assert values(name, loose=True, near=date(2025, 11, 15)) == expected


def test_without_a_date_nearby_a_short_form_stays_open():
    assert values("0925第二次會議", loose=True) == []


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (date(2026, 1, 10), "2025-12-28"),
        (date(2026, 7, 10), "2026-12-28"),
        (date(2024, 1, 1), "2023-12-28"),
    ],
)
def test_a_year_is_completed_with_the_nearest(near, expected):
    (day,) = find_days("12月28日")
    assert day.near(near).value == expected


def test_the_twenty_ninth_of_february_gets_a_leap_year():
    (day,) = find_days("2月29日")
    assert day.near(date(2026, 3, 1)).value == "2028-02-29"


def test_offsets_point_at_the_words_and_the_calendar_is_told():
    text = "依民國１１５年５月３１日簽訂之合約，於 31/05/2026 生效"
    first, second = find_dates(text)
    assert text[first.start : first.end] == "民國１１５年５月３１日"
    assert text[second.start : second.end] == "31/05/2026"
    assert (first.calendar, second.calendar) == ("roc", "western")
    assert first.first_day == second.first_day == date(2026, 5, 31)


def test_a_month_begins_on_its_first_day():
    (month,) = find_dates("2026年5月")
    assert (month.month_only, month.first_day) == (True, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 2026年5月31日 ", "2026-05-31"), ("20260531", "2026-05-31"), ("202605", "2026-05"),
        ("民國115年5月31日", "2026-05-31"), ("1150531", "2026-05-31"), ("115.5.31", "2026-05-31"),
    ],
)  # fmt: skip
def test_one_component_is_a_date_or_not(text, value):
    assert parse_date(text).value == value


@pytest.mark.parametrize("text", ["20261331", "", "合約", "20260531x", "20260531-20260601", "0925"])
def test_a_component_with_anything_else_is_no_date(text):
    assert parse_date(text) is None


def test_a_component_without_a_year_can_be_completed():
    assert parse_date("0925", near=date(2025, 10, 1)).value == "2025-09-25"


WRITERS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{write_digits(d.year)}年{write_number(d.month)}月{write_number(d.day)}日",
    lambda d: f"民國{d.year - 1911}年{d.month}月{d.day}日",
    lambda d: (
        f"中華民國{write_number(d.year - 1911)}年{write_number(d.month)}月{write_number(d.day)}號"
    ),
    lambda d: d.strftime("%Y%m%d"),
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d:%b} {d.day}, {d.year}",
]
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(
    DAYS,
    st.sampled_from(WRITERS),
    st.sampled_from(["", "於", "（", "on "]),
    st.sampled_from(["", "，止", ")", " ok"]),
)
def test_every_writing_of_a_day_reads_back_where_it_stands(day, write, before, after):
    written = write(day)
    (mention,) = find_dates(before + written + after)
    assert mention.value == day.isoformat()
    assert (before + written + after)[mention.start : mention.end] == written


@given(st.dates(date(2012, 1, 1), date(2049, 12, 31)))
def test_a_year_of_the_republic_reads_back_in_its_short_forms(day):
    year = day.year - 1911
    for written in (
        f"{year}.{day.month}.{day.day}",
        f"{year}/{day.month:02}/{day.day:02}",
        f"{year}{day:%m%d}",
    ):
        (mention,) = find_dates(f"日期 {written} 止")
        assert (mention.value, mention.calendar) == (day.isoformat(), "roc")


@given(DAYS, st.integers(1, 300))
def test_both_ends_of_a_range_read_back(day, days):
    end = day + timedelta(days=days)
    text = f"{day.year}年{day.month}月{day.day}日至{end.month}月{end.day}日"
    first, second = find_dates(text)
    assert (first.first_day, second.first_day) == (day, end)


@given(
    st.text(
        alphabet=st.sampled_from("0123456789年月日號民國中華一二十〇/.-～至 MayJan,th（）%"),
        max_size=40,
    )
)
def test_any_mixture_of_date_characters_gives_real_dates_in_order(text):
    for loose in (False, True):
        at = 0
        for mention in find_dates(text, loose=loose, near=date(2026, 2, 28)):
            assert at <= mention.start < mention.end <= len(text)
            assert mention.first_day
            assert not mention.choices or mention.choices[0] == mention.value
            at = mention.end


@pytest.mark.parametrize(
    "filler", ["一", "1", " ", "民 ", "2026年" + " " * 40, "5月 - ", "1 - ", "May - "]
)
def test_hostile_repetition_costs_no_more_than_its_length(filler):
    """Bounded white space and numerals: a pattern that backtracked would not come back from this."""
    text = filler * (200_000 // len(filler))
    assert find_dates(text + "，2026-05-31", loose=True)[-1].value == "2026-05-31"


_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])"
)
_SLOW_ANCHOR = re.compile(
    r"(?P<digits>[0-9]+)|(?P<han>(?<![〇零○一二三四五六七八九十百])[〇零○一二三四五六七八九十百廿卅正]{1,8}(?=\s{0,3}[年月]))"
    rf"|(?P<era>(?:中\s{{0,3}}[華华]\s{{0,3}})?民\s{{0,3}}[國国])|(?P<month>{_NAMES})",
    re.IGNORECASE,
)
_PARTS = (
    "1", "26", "2026", "正", "廿", "十", "百", "三", "○", "○" * 9, "年", "月", " ", "   ", "\n", "中", "華", "民", "國",
    "。", "a", "Jan", "january", "MAR", "marches", "may", "Mayor", "ſept", "Auguſt", "june", "Decem", "K",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join), st.integers(0, 12))
def test_anchors_are_those_of_the_plainly_written_pattern(text: str, start: int) -> None:
    def anchors(pattern: re.Pattern[str]) -> list[tuple[tuple[int, int], str | None]]:
        return [(found.span(), found.lastgroup) for found in pattern.finditer(text, start)]

    assert anchors(ANCHOR) == anchors(_SLOW_ANCHOR)


def test_a_text_that_is_asked_for_twice_gives_the_same_again() -> None:
    text = "簽約日 2026-05-31，五月三日補件"
    assert find_dates(text) == find_dates(text)
    assert values(text) == ["2026-05-31"]
    assert [(day.month, day.day) for day in find_days(text)] == [(5, 3)]
    assert values("備份 0925", near=date(2026, 1, 1)) != values(
        "備份 0925", near=date(2026, 1, 1), loose=True
    )


def test_dates_and_days_of_one_reading_are_those_of_two():
    text = "2026年3月14日簽約，4月2日上線，5月；2026/06/01 結案，七月八日"
    both = find_dates_and_days(text)
    assert sorted(find_dates(text) + find_days(text), key=lambda mention: mention.start) == both
    assert len(both) == 4
