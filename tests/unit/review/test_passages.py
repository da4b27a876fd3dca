"""Running text: joined lines, sentences, headings that no format marks, and the way back to segments."""

from __future__ import annotations

import re

import pytest

from archive.domain.segments import Place, Segment, SegmentKind
from archive.review.reading.headings import looks_like_heading
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import paragraphs_of, sentences_of, without_mark
from archive.review.reading.sources import Source
from tests.support.review_sources import heading, items, source, text


def lines(*texts: str, page: int = 1) -> Source:
    segments = tuple(Segment(SegmentKind.PARAGRAPH, t, Place(page=page)) for t in texts)
    return Source("d", "1", "d.pdf", "final_report", "", "2026-05-01", "en", segments)


def quotes(source_: Source, evidence: object) -> list[str]:
    return [
        source_.segments[s.segment].text[s.start : s.end]
        for s in evidence.spans  # type: ignore[attr-defined]
    ]


def test_lines_cut_by_a_page_are_joined_and_cited_apart() -> None:
    paper = lines(
        "The second weekend of the roadshow was moved from the park to the covered market because of",
        "the storm, and still brought more visitors than the first one in the open, which was a surprise.",
        "Nobody was hurt.",
        "A short line",
    )
    first = paragraphs_of(paper)[0]
    assert first.text.startswith("The second weekend")
    assert "because of the storm" in first.text
    assert quotes(paper, first.evidence) == [paper.segments[0].text, paper.segments[1].text]


def test_what_stands_between_marks_is_cited_where_it_stands() -> None:
    paper = lines("改用新模板；月底前換鎖； 清點鑰匙")
    pieces = paragraphs_of(paper)[0].between(re.compile("；"))
    assert [piece.text for piece in pieces] == ["改用新模板", "月底前換鎖", "清點鑰匙"]
    assert [quotes(paper, piece.evidence) for piece in pieces] == [[piece.text] for piece in pieces]


def test_chinese_lines_are_joined_without_a_space() -> None:
    full = "第二個週末因颱風移到室內市場舉行，雖然場地小了一半，參觀人數仍然比第一個週末多出兩成，出乎意"
    paper = lines(full, "料之外。", full, "料。", "短")
    assert paragraphs_of(paper)[0].text == full + "料之外。"


def test_sentences_keep_quotations_and_abbreviations_whole() -> None:
    paper = lines(
        'Maple Row Pte. Ltd. paid No. 4 late. "It rained. We stayed." Then 3.5 tonnes came.'
    )
    (paragraph,) = paragraphs_of(paper)
    assert [s.text for s in sentences_of(paragraph)] == [
        "Maple Row Pte. Ltd. paid No. 4 late.",
        '"It rained. We stayed."',
        "Then 3.5 tonnes came.",
    ]
    paper = lines("他說：「太晚了。下次早點。」大家都笑；會議結束。")
    (paragraph,) = paragraphs_of(paper)
    assert [s.text for s in sentences_of(paragraph)] == [
        "他說：「太晚了。下次早點。」",
        "大家都笑；",
        "會議結束。",
    ]


def test_a_sentence_leads_back_to_its_words() -> None:
    paper = lines("第一句話在這裡。第二句話也在。")
    second = sentences_of(paragraphs_of(paper)[0])[1]
    assert quotes(paper, second.evidence) == ["第二句話也在。"]


@pytest.mark.parametrize(
    "line",
    [
        "2. 做得不足",
        "三、檢討與建議",
        "4 费用说明",
        "What went badly",
        "改善行動：",
        "Lessons learned",
        "伍、經費使用情形",
    ],
)
def test_a_heading_is_known_by_number_and_words(line: str) -> None:
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "1. 問題回覆太慢",
        "2. 現場零事故。",
        "目標5,000人",
        "問題：音響壞了",
        "改善了動線，訪客都說好",
        "The problem was rain",
    ],
)
def test_an_item_of_a_list_is_no_heading(line: str) -> None:
    assert not looks_like_heading(line)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("做得好的地方", Topic.GOOD),
        ("值得延續", Topic.GOOD),
        ("What worked", Topic.GOOD),
        ("有待加強", Topic.BAD),
        ("What didn't work", Topic.BAD),
        ("Things that could have gone better", Topic.BAD),
        ("收穫與不足", Topic.MIXED),
        ("Lessons learned", Topic.MIXED),
        ("问题改进措施", Topic.ACTIONS),
        ("Next steps", Topic.ACTIONS),
        ("原因分析", Topic.CAUSES),
        ("專案緣起", Topic.BACKGROUND),
        ("出席人員", Topic.OTHER),
    ],
)
def test_headings_say_what_a_section_is_about(words: str, topic: Topic) -> None:
    assert heading_topic(words) is topic


def test_the_title_of_a_review_meeting_is_no_section_of_problems() -> None:
    paper = source(
        "retrospective",
        "r.docx",
        "2026-05-01",
        heading("秋季展 檢討會議"),
        text("出席的人都到了。"),
        heading("亮點", 2),
        items("燈光很好"),
    )
    first, second = paragraphs_of(paper)
    assert topic_of(first) is Topic.OTHER
    assert topic_of(second) is Topic.GOOD


def test_marks_of_lists_are_taken_off() -> None:
    paper = source(
        "minutes",
        "m.txt",
        "2026-05-01",
        items("（1）  租金太貴；", "• Ask earlier", "3. 60 people came"),
    )
    assert [without_mark(p).text for p in paragraphs_of(paper)] == [
        "租金太貴",
        "Ask earlier",
        "60 people came",
    ]
