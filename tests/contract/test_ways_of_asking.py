"""Amounts, months and days as people ask for them: rounded, by the quarter, counted from today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.port import IndexEntry, IndexResult, SearchIndex, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

EVERYONE = AccessScope(frozenset({TEAM}))
TODAY = date(2031, 2, 12)
"""A Wednesday."""
MakeIndex = Callable[[Sequence[IndexEntry]], SearchIndex]


@pytest.fixture(params=["whoosh", "memory"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path) -> MakeIndex:
    def make(entries: Sequence[IndexEntry]) -> SearchIndex:
        whoosh = request.param == "whoosh"
        index: SearchIndex = WhooshIndex(tmp_path / "index") if whoosh else MemoryIndex()
        index.rebuild(entries, lambda _: None)
        return index

    return make


def answer(index: SearchIndex, text: str, **more: object) -> IndexResult:
    return index.search(SearchRequest(text, per_page=50, **more), EVERYONE)  # type: ignore[arg-type]


def ask(index: SearchIndex, text: str, **more: object) -> list[str]:
    return [hit.id for hit in answer(index, text, **more).hits]


# amounts


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("合約總價3,174,260元", "317萬"),
        ("合約總價3,174,260元", "317.4万"),
        ("合約總價3,174,260元", "317万多"),
        ("合約總價3,174,260元", "三百一十七萬"),
        ("合約總價3,178,900元", "317萬餘元"),
        ("合約總價3,178,900元", "318萬"),
        ("结算金额为317.4万元", "317万"),
        ("结算金额人民币叁佰壹拾柒万肆仟贰佰陆拾元整", "RMB 3.17M"),
        ("Total fee NT$3,174,260 incl. tax", "3.17M"),
        ("Total fee NT$3,174,260 incl. tax", "about 3.2 million"),
        ("Total fee HK$1,204,880", "HK$1.2M"),
        ("Total fee HK$2,960,000", "3 million"),
        ("实付1,204,880元", "120万元"),
        ("項目\t金額\n場地\t3174260", "317萬"),
        ("单位：万元\n项目\t金额\n场地\t317.426", "317万"),
        ("預算約317萬元", "3,174,260"),
        ("預算約317萬元", "3174260"),
        ("預算約320萬元", "about 3.2M"),
    ],
)
def test_an_amount_is_found_by_what_it_comes_to(
    make_index: MakeIndex, body: str, query: str
) -> None:
    index = make_index([an_entry("a", body), *some_entries(20)])
    assert ask(index, query)[0] == "a"


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("合約總價3,174,260元", "316萬"),
        ("合約總價3,174,260元", "3.3 million"),
        ("合約總價31,742,600元", "317萬"),
        ("付款日20317412", "2032萬"),
        ("電話 0317426012", "3.2億"),
        ("预算的31.7%用于场地", "31.7万"),
    ],
)
def test_another_amount_is_not_found(make_index: MakeIndex, body: str, query: str) -> None:
    assert ask(make_index([an_entry("a", body), *some_entries(20)]), query) == []


def test_the_amount_itself_comes_first_then_what_comes_to_it_the_nearer_first(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("fewer", "總價3,539,400元，含稅"),
            an_entry("near", "總價3,503,400元，含稅"),
            an_entry("written", "總價350萬元整，含稅"),
            an_entry("out", "總價3,500,000元，含稅"),
            *some_entries(20),
        ]
    )
    found = ask(index, "350萬")
    assert set(found[:2]) == {"written", "out"}
    assert found[2:] == ["near", "fewer"]


def test_an_amount_that_comes_to_what_was_typed_does_not_outweigh_the_words(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("thing", "帆船碼頭的燈光租金另計"),
            an_entry("figure", "印刷費317,426元"),
            an_entry("both", "帆船碼頭的燈光租金共317,426元"),
            *some_entries(20),
        ]
    )
    assert ask(index, "帆船碼頭 燈光租金 31.7萬") == ["both", "thing"]
    assert set(ask(index, "31.7萬")) == {"both", "figure"}


def test_what_may_be_a_length_is_first_looked_for_as_it_was_typed(make_index: MakeIndex) -> None:
    index = make_index([an_entry("fee", "fee of 3,500,000"), an_entry("mast", "a mast of 3.5m")])
    assert ask(index, "3.5m") == ["mast", "fee"]


# spans of time


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("定於十一月三十日截止", "11月"),
        ("定於2031/11/30截止", "十一月"),
        ("due on 30 November 2031", "11月"),
        ("截止日為民國120年11月30日", "November"),
        ("Costs for November are enclosed", "十一月份"),
        ("the costs of may are enclosed", "May"),
        ("截止日為民國120年7月31日", "2031/07"),
        ("截止日為2031-07-31", "民國120年7月"),
        ("due 31 July 2031", "120年7月"),
        ("交付日為2031年11月5日", "2031Q4"),
        ("交付日為民國120年11月5日", "Q4 2031"),
        ("2031年第四季營運彙報", "4Q31"),
        ("Results of Q4 2031", "2031年第四季度"),
        ("Results of Q4", "第四季"),
        ("第四季營運彙報", "四季度"),
        ("交付日為2031年8月5日", "2031年下半年"),
        ("交付日為2031年5月5日", "H1 2031"),
        ("交付日為2031年5月5日", "first half of 2031"),
        ("交付日為2031年5月5日", "民國120年上半年"),
        ("民國120年度工作計畫", "2031年"),
        ("交付日為2031年5月5日", "120年度"),
        ("交付日為2031年8月5日", "7-9月"),
    ],
)
def test_a_span_of_time_is_found_however_it_is_written(
    make_index: MakeIndex, body: str, query: str
) -> None:
    index = make_index([an_entry("a", body), *some_entries(20, date="2024-06-30")])
    assert ask(index, query)[0] == "a"


@pytest.mark.parametrize("query", ["2033年第三季", "2033Q3", "2033年下半年", "9月", "2033年"])
def test_a_document_of_the_time_is_found_by_its_date(make_index: MakeIndex, query: str) -> None:
    index = make_index([an_entry("a", "附件", date="2033-09"), *some_entries(20, date="2024-06")])
    assert ask(index, query) == ["a"]


@pytest.mark.parametrize("query", ["2033Q2", "10月", "2032年", "2032Q3", "四季飯店"])
def test_another_time_is_not_found(make_index: MakeIndex, query: str) -> None:
    index = make_index([an_entry("a", "附件一份", date="2033-09-09")])
    assert ask(index, query) == []


def test_who_names_the_quarter_comes_before_the_papers_of_its_months(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("month", "交付日為2031年11月5日，於倉庫點收"),
            an_entry("quarter", "2031年第四季的交付彙整，於倉庫點收"),
            *some_entries(20),
        ]
    )
    assert ask(index, "2031Q4") == ["quarter", "month"]


def test_a_time_does_not_outweigh_the_words_beside_it(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("both", "帆船碼頭的燈光租金", date="2031-10-08"),
            an_entry("thing", "帆船碼頭的燈光租金", date="2030-02-08"),
            *(an_entry(f"time{n}", "十月的其他事項", date=f"2031-10-{n:02}") for n in range(1, 9)),
            *some_entries(20),
        ]
    )
    for time in ("10月", "第四季", "2031Q4", "2031年", "October"):
        assert ask(index, f"帆船碼頭 燈光租金 {time}")[:2] == ["both", "thing"]


# counted from today


@pytest.mark.parametrize(
    ("query", "day", "read_as"),
    [
        ("上個月", "2031-01-20", "2031年1月"),
        ("上个月", "2031-01-20", "2031年1月"),
        ("last month", "2031-01", "January 2031"),
        ("本月", "2031-02-28", "2031年2月"),
        ("下個月", "2031-03-01", "2031年3月"),
        ("去年", "2030-07-01", "2030年"),
        ("last year", "2030-07-01", "2030"),
        ("今年", "2031-12-01", "2031年"),
        ("前年", "2029-12-01", "2029年"),
        ("去年10月", "2030-10-03", "2030年10月"),
        ("上季", "2030-11-30", "2030年第四季"),
        ("this quarter", "2031-03-30", "Q1 2031"),
        ("去年第三季", "2030-08-01", "2030年第三季"),
        ("去年上半年", "2030-06-30", "2030年上半年"),
        ("上半年", "2031-06-30", "2031年上半年"),
        ("上週", "2031-02-05", "2031年2月3日至2031年2月9日"),
        ("yesterday", "2031-02-11", "11 February 2031"),
    ],
)
def test_a_time_counted_from_today_is_read_and_told_as_what_it_is(
    make_index: MakeIndex, query: str, day: str, read_as: str
) -> None:
    index = make_index([an_entry("a", "附件", date=day), *some_entries(20, date="2024-06-30")])
    found = answer(index, query, today=TODAY)
    assert [hit.id for hit in found.hits][:1] == ["a"]
    assert found.tried[-1] == read_as
    assert read_as not in answer(index, query).tried


def test_what_it_was_read_as_is_told_only_where_a_visible_document_is_of_that_time(
    make_index: MakeIndex,
) -> None:
    hidden = an_entry("a", "附件", date="2031-01-20", access=("project:9",))
    index = make_index([hidden, *some_entries(20, date="2024-06-30")])
    found = answer(index, "上個月", today=TODAY)
    assert (found.total, found.tried) == (0, ())
    assert index.wording("上個月", TODAY).times == ("2031年1月",)  # whatever there is


def test_it_is_told_that_nothing_found_is_of_the_time_asked_for(make_index: MakeIndex) -> None:
    entries = [
        an_entry("a", "木棧板的報價單", date="2030-11-20", project="Q1"),
        an_entry("b", "木棧板的報價單", date="2031-01-20", project="Q2"),
        an_entry("hidden", "木棧板的報價單", date="2031-02-03", access=("project:9",)),
    ]
    index = make_index([*entries, *some_entries(20, date="2024-06-30")])

    def nothing_of(query: str, **filters: tuple[str, ...]) -> tuple[str, ...]:
        return index.search(SearchRequest(query, filters, today=TODAY), EVERYONE).nothing_of

    assert nothing_of("棧板報價單 上個月") == ()
    assert nothing_of("棧板報價單 上個月", project=("Q1",)) == ("2031年1月",)
    assert nothing_of("棧板報價單 本月") == ("2031年2月",)  # the hidden one is none of them
    assert nothing_of("pallet quotation Q3 last year") == ("Q3 2030",)
    assert nothing_of("棧板報價單 去年第四季") == ()
    assert nothing_of("棧板報價單") == ()
    assert nothing_of("「鸕鶿」 上個月") == ()  # nothing at all is told of otherwise


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("棧板報價單 2024年12月", ("2024年12月",)),
        ("pallet quotation 2019-12", ("December 2019",)),
        ("2019年 棧板報價單", ("2019年",)),
        ("棧板報價單 2030-11-21", ("2030年11月21日",)),  # another day of that month
        ("棧板報價單 2031年2月", ("2031年2月",)),  # the hidden one is none of them
        ("棧板報價單 2030Q3", ("2030年第三季",)),
        ("棧板報價單 民國119年11月", ()),
        ("棧板報價單 2030年11月", ()),
        ("棧板報價單 2030-11-20", ()),
        ("2030年 棧板報價單", ()),
        ("棧板報價單 2022-07-09", ()),  # typed so in a text
        ("棧板報價單 2022-09", ("2022年9月",)),  # one text has the one part, another the other
        ("於2019年12月的棧板報價單", ("2019年12月",)),
        ("棧板報價單 2019年以前", ()),
        ("早於2019年的棧板報價單", ()),
        ("quotation since 2019-12", ()),
        ("棧板報價單 2019-01-05至2019-01-09", ()),
        ("棧板報價單 編號2019-12", ()),
        ("棧板報價單 QT-2019-12", ()),
        ("棧板報價單_2019-12.pdf", ()),
        ("2019-12 棧板報價單.pdf", ()),
        ("棧板報價單 20191205", ()),
        ("棧板報價單 03/04/2019", ()),
        ("棧板報價單 20年保固", ()),
        ("棧板報價單 2019", ()),
        ("棧板報價單 -2019年", ()),
        ("「鸕鶿」 2019年", ()),
    ],
)
def test_it_is_told_that_nothing_found_is_of_a_time_that_is_written(
    make_index: MakeIndex, query: str, told: tuple[str, ...]
) -> None:
    entries = [
        an_entry("a", "木棧板的報價單，料號 2022-07-09，pallet quotation", date="2030-11-20"),
        an_entry("b", "木棧板的報價單，料號 2022 與 13"),
        an_entry("c", "木棧板的報價單，料號 09"),
        an_entry("hidden", "木棧板的報價單", date="2031-02-03", access=("project:9",)),
    ]
    index = make_index([*entries, *some_entries(20, date="2024-06-30")])
    assert answer(index, query, today=TODAY).nothing_of == told


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("上個月 碼頭", ("2031年1月",)),
        ("last week", ("3 February 2031 to 9 February 2031",)),
        ("第四季", ("各年10月至12月",)),
        ("Q4 sales", ("October to December of any year",)),
        ("2030Q4", ()),  # says itself what it is
        ("三月", ()),
        ("「上個月」", ()),
        ("海上月光", ()),
    ],
)
def test_what_a_time_was_read_as_is_known_without_documents(
    make_index: MakeIndex, query: str, read_as: tuple[str, ...]
) -> None:
    assert make_index([]).wording(query, TODAY).times == read_as


def test_papers_that_say_the_words_come_first(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("says", "上個月的花費已結清"),
            an_entry("english", "the spending of last month"),
            an_entry("dated", "花費彙整", date="2031-01-20"),
            *some_entries(20, date="2024-06-30"),
        ]
    )
    assert ask(index, "上個月", today=TODAY) == ["says", "dated", "english"]


@pytest.mark.parametrize("query", ["上個月", "上月", "last month"])
def test_half_of_another_word_for_a_time_finds_nothing(make_index: MakeIndex, query: str) -> None:
    index = make_index([an_entry("a", "展示架上看不出燈光，8 月 11 日起改善")])
    assert ask(index, query, today=TODAY) == []


def test_a_part_of_two_words_is_no_time(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "附件", date="2031-01-20"), an_entry("b", "海上月光")])
    assert ask(index, "海上月光", today=TODAY) == ["b"]


# names of two characters


def test_a_name_of_two_characters_is_found_by_one_that_sounds_alike(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "驗收人為龔霈，已於當日點交"),
            an_entry("b", "聯絡窗口：范筠"),
            *some_entries(20),
        ]
    )
    for typed, meant, found in (("宮霈", "龚霈", "a"), ("范君 窗口", "范筠 窗口", "b")):
        result = answer(index, typed)
        assert (result.hits[0].id, result.did_you_mean) == (found, meant)
    assert answer(index, "范筠").did_you_mean is None
    assert answer(index, '"范君"').did_you_mean is None


def test_a_name_of_three_characters_with_its_last_one_wrong_is_put_right(
    make_index: MakeIndex,
) -> None:
    hidden = an_entry("c", "聯絡窗口：范筠珍", access=("project:9",))
    index = make_index(
        [an_entry("a", "聯絡窗口：范筠真"), an_entry("b", "范筠"), hidden, *some_entries(20)]
    )
    result = answer(index, "范筠貞")
    assert (result.hits[0].id, result.did_you_mean) == ("a", "范筠真")
    assert answer(index, "范筠真").did_you_mean is None
    without = make_index([an_entry("b", "范筠"), hidden, *some_entries(20)])
    assert answer(without, "范筠貞").did_you_mean is None  # none of a hidden document


def test_no_name_of_a_hidden_document_is_offered(make_index: MakeIndex) -> None:
    hidden = an_entry("a", "聯絡窗口：范筠", access=("project:9",))
    index = make_index([hidden, *some_entries(20)])
    result = answer(index, "范君")
    assert (result.total, result.did_you_mean) == (0, None)
