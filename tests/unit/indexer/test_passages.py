"""Passages: as stored, marked at the right characters, escaped, readable."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.segments import Place, Segment, SegmentKind, table_segment
from archive.indexer.marking import mark_spans
from archive.indexer.passages import AT_ONCE, LEAD, WINDOW, Passage, as_html, cut_passages
from archive.indexer.query import make_plan
from archive.indexer.thesaurus import shipped_thesaurus


def a_segment(text: str, **place: object) -> Segment:
    return Segment(SegmentKind.PARAGRAPH, text, Place(**place))  # type: ignore[arg-type]


def sought(query: str) -> str:
    return make_plan(query, shipped_thesaurus()).sought


def cut(
    segments: Sequence[Segment], words: Sequence[str], query: str, limit: int = 3
) -> list[Passage]:
    (passages,) = cut_passages([segments], words, sought(query), limit)
    return passages


def marked(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in mark_spans(text, words)]


def shown(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.marks]


def test_words_are_marked_in_either_script_and_width() -> None:
    assert marked("本專案由ＫＯＬ　投放帶動", "专案", "kol", "投放") == ["專案", "ＫＯＬ", "投放"]
    assert marked("帳戶與身分", "账户", "身份") == ["帳戶", "身分"]
    assert marked("㈱甲公司的計畫", "甲公司", "计划") == ["甲公司", "計畫"]


def test_words_are_marked_through_the_spaces_of_text_recognition_and_line_ends() -> None:
    assert marked("客 戶 反\n饋", "客户反馈") == ["客 戶 反\n饋"]


def test_english_words_are_marked_in_every_form() -> None:
    assert marked("Two meetings; meet the team", "meeting") == ["meetings", "meet"]
    assert marked("the closing reports", "closing report") == ["closing reports"]
    assert marked("The closed report", "closing statement") == []


def test_the_same_figure_is_marked_however_it_is_written() -> None:
    assert marked("總價2,860,000元，即286萬", "286万") == ["2,860,000元", "286萬"]
    assert marked("數量 2860000", "286万") == ["2860000"]
    assert marked("首梯訂於8月23日，即114/8/23", "2025年8月23日") == ["8月23日", "114/8/23"]


def test_an_amount_that_was_asked_for_as_it_is_said_is_marked() -> None:
    assert marked("預付148,000元；另付5萬元", "十四万八千") == ["148,000元"]
    assert marked("上限35,000，下限50,000", "三点五万") == ["35,000"]


def test_the_days_of_a_month_are_marked_for_the_month() -> None:
    text = "進場2026-03-14，撤場2026年3月16日，驗收2026-04-02"
    assert marked(text, "115年3月") == ["2026-03-14", "2026年3月16日"]
    assert marked(text, "2026年3月14日") == ["2026-03-14"]


def test_what_is_of_a_time_is_marked_for_the_time() -> None:
    text = "進場2026-03-14，撤場4月16日，驗收115/11/2，Q4 2026結案"
    assert marked(text, "三月") == ["2026-03-14"]
    assert marked(text, "April") == ["4月16日"]
    assert marked(text, "2026年第四季") == ["115/11/2", "Q4 2026"]


def test_several_months_and_a_day_are_not_marked_for_each_other() -> None:
    text = "佈展4至7月，撤場4月7日，結案2031-04-07"
    assert marked(text, "4月7日") == ["4月7日", "2031-04-07"]
    assert marked(text, "四月至七月") == ["4至7月"]


def test_what_only_narrows_a_search_down_is_not_marked() -> None:
    segments = [a_segment("溪畔步道的驗收完成了")]
    (passage,) = cut(segments, ["验收單據"], "專案:溪畔步道 類型:驗收 驗收單據 -完成")
    assert shown(passage) == ["驗收"]


def test_neighbours_become_one_mark_and_inner_words_none_of_their_own() -> None:
    assert mark_spans("專案檢討會議", ("专案", "检讨", "会议")) == ((0, 6),)
    assert mark_spans("檢討會議", ("检讨会议", "会议")) == ((0, 4),)


def test_a_passage_is_the_stored_text_with_its_place() -> None:
    long = "無關的前文。" * 40 + "本次路演因場地問題改期。" + "無關的後文。" * 40
    segments = [a_segment("封面"), a_segment(long, page=7, heading=("三、檢討",))]
    (passage,) = cut(segments, ["路演", "改期"], "路演改期")
    assert passage.place == Place(page=7, heading=("三、檢討",))
    assert passage.ordinal == 1
    assert segments[1].text[passage.start : passage.end] == passage.text
    assert shown(passage) == ["路演", "改期"]
    assert passage.text.startswith("本次路演")
    assert passage.text.endswith("。")
    assert len(passage.text) <= 200


def test_the_best_passages_come_first_and_no_more_than_asked() -> None:
    segments = [a_segment(f"預算說明{n}") for n in range(5)]
    segments.append(a_segment("預算超支的原因是場地加價"))
    passages = cut(segments, ["预算", "超支", "原因"], "預算超支原因", limit=2)
    assert [passage.ordinal for passage in passages] == [5, 0]


def test_the_same_words_are_shown_once_however_often_they_stand() -> None:
    twice = "回訪的客戶佔四成，預算夠用"
    segments = [a_segment(twice), a_segment(f" {twice}"), a_segment("預算另計")]
    passages = cut(segments, ("預算",), "預算", limit=2)
    assert [passage.ordinal for passage in passages] == [0, 2]


def test_without_a_whole_word_pairs_are_marked_and_never_single_characters() -> None:
    (passage,) = cut([a_segment("客戶滿意度評分")], ["满义度"], "满义度评分")
    assert shown(passage) == ["度評分"]
    (passage,) = cut([a_segment("義大利的朋友滿屋子")], ["满义度"], "满义度")
    assert passage.marks == ()


def test_a_query_of_one_character_marks_it() -> None:
    (passage,) = cut([a_segment("保戶與用戶")], ["户"], "戶")
    assert shown(passage) == ["戶", "戶"]


def test_without_anything_to_mark_the_beginning_is_shown() -> None:
    (passage,) = cut([a_segment(" "), a_segment("開頭")], ["預算"], "預算")
    assert (passage.ordinal, passage.text, passage.marks) == (1, "開頭", ())
    assert cut([], ["預算"], "預算") == []


def test_html_is_escaped_and_tables_are_readable() -> None:
    table = table_segment([["科目", "<b>預算</b>"], ["場地", "A & B"]], Place(sheet="表一"))
    (passage,) = cut([table], ["预算", "场地"], "預算 場地")
    assert as_html(passage) == (
        "科目 · &lt;b&gt;<mark>預算</mark>&lt;/b&gt; / <mark>場地</mark> · A &amp; B"
    )
    assert table.text[passage.start : passage.end] == passage.text


def test_a_very_long_document_is_not_read_to_its_end_once_something_was_found() -> None:
    segments = [a_segment("預算" + "其他文字" * 2_000) for _ in range(80)]
    assert max(p.ordinal for p in cut(segments, ["预算"], "預算", limit=80)) < 60


def test_documents_are_looked_through_together_and_each_has_its_own_passages() -> None:
    texts = [
        [a_segment("封面 brand"), a_segment("new㈱預算表"), a_segment("　預 算")],
        [a_segment("無關")],
        [],
        [a_segment("brand new 預算"), a_segment("2026年3月")],
    ]
    words, query = ("预算", "brand new", "2026年3月"), "預算 brand new 2026年3月"
    together = cut_passages(texts, words, sought(query))
    assert together == [cut(segments, words, query) for segments in texts]
    assert [[shown(passage) for passage in passages] for passages in together] == [
        [["預 算"], ["預算"]],
        [[]],
        [],
        [["brand new", "預算"], ["2026年3月"]],
    ]


def test_more_than_is_looked_through_at_once_is_found_all_the_same() -> None:
    texts = [[a_segment("其他文字" * (AT_ONCE // 8) + "預算")] for _ in range(5)]
    assert all(
        shown(passage) == ["預算"]
        for passages in cut_passages(texts, ["预算"], "预算")
        for passage in passages
    )


def test_a_month_is_that_of_its_year() -> None:
    assert marked("2024年11月動工，2025年11月完工", "2025年11月") == ["2025年11月"]


def test_what_is_quoted_is_marked_just_so_and_a_beginning_marks_whole_words() -> None:
    assert marked("先畫線，再切割；先畫再線", '"先畫線，再切割"') == ["先畫線，再切割"]
    assert marked("a stable table, the able", '"the able"', "tab*") == ["table", "the able"]
    assert marked("“”", '"“”"', "*") == []


def test_of_a_date_that_is_not_in_the_text_the_month_is_marked_and_no_part_of_another_day() -> None:
    segments = [a_segment("開工2025年11月20日，撤場2025年12月12日")]
    (passage,) = cut(segments, ["2025年11月12日"], "2025年11月12日")
    assert shown(passage) == ["2025年11月20日"]
    (passage,) = cut([a_segment("撤場2025年12月12日")], ["11月12日"], "11月12日")
    assert shown(passage) == []


def test_latin_words_side_by_side_are_marked_as_one() -> None:
    words = make_plan("closing report", shipped_thesaurus()).words
    (passage,) = cut([a_segment("The closing-report and a report")], words, "closing report")
    assert shown(passage) == ["closing-report", "report"]


def test_the_first_day_of_a_span_is_marked_with_its_sign() -> None:
    assert marked("進場11月15日到16日，撤場11月17日", "11月15日", "11月17日") == [
        "11月15日",
        "11月17日",
    ]


ENDS = "。！？；!?;\n"


def begins(text: str, first: int) -> int:
    """Where a passage begins, character by character: behind an end, else behind the first white space."""
    lead = range(first, max(0, first - LEAD), -1)
    sentence = next((place for place in lead if text[place - 1] in ENDS), None)
    if sentence is not None or first <= LEAD:
        return sentence or 0
    earliest = first - LEAD
    return next((p + 1 for p in range(earliest, first) if text[p].isspace()), earliest)


def ends(text: str, last: int, furthest: int) -> int:
    """Where it ends: behind the last end that fits, else before the last white space."""
    if furthest == len(text):
        return furthest
    sentence = next((p + 1 for p in range(furthest - 1, last - 1, -1) if text[p] in ENDS), None)
    return sentence or next((p for p in range(furthest, last, -1) if text[p].isspace()), furthest)


around = st.lists(
    st.sampled_from([*"甲乙。\n; \t\u3000<&", "甲" * 30, "乙" * 70, "some words ", '"']),
    max_size=12,
).map("".join)


@given(around, around)
def test_a_passage_begins_and_ends_with_its_sentence_row_or_word(before: str, after: str) -> None:
    text = f"{before}專案{after}"
    first, last = len(before), len(before) + 2
    (passage,) = cut([a_segment(text)], ["专案"], "專案")
    start = begins(text, first)
    furthest = min(len(text), max(start + WINDOW, last))
    assert (passage.start, passage.end) == (start, ends(text, last, furthest))
    assert passage.text == text[passage.start : passage.end]
    assert [passage.start + place for mark in passage.marks for place in mark] == [first, last]
    assert (
        as_html(passage)
        == escape(passage.text)
        .replace("\t", " · ")
        .replace("\n", " / ")
        .replace("專案", "<mark>專案</mark>")
        .strip()
    )
