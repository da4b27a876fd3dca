"""Why each field is what it is: from which words, and where they stand."""

from __future__ import annotations

import subprocess
import sys

import pytest

from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState, Extracted, Place, Segment, SegmentKind
from archive.understanding.facts import Reading, Reason
from archive.understanding.read import read
from archive.understanding.reasons import GUESS, SURE
from archive.understanding.view import fold_in_place
from archive.understanding.whole_words import whole_words
from archive.wording import say
from tests.support.agency_documents import segments_of
from tests.support.reading_contexts import a_context

CONTRACT = """# 燈塔修繕勸募活動委託合約
版本：V1.2
日期：2025年3月5日
甲方：望潮文化基金會
乙方：白帆整合行銷有限公司
合約總價：新臺幣 380,000 元
"""


def read_text(text: str, path: str = "a.docx", **known: object) -> Reading:
    extracted = Extracted("x", path.rpartition(".")[2], ContentState.OK, tuple(segments_of(text)))
    return read(extracted, a_context(path, **known))


def reason(found: Reading, field: str) -> Reason:
    return next(r for r in found.reasons if r.field == field)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "標題"),
        ("date", "2025年3月5日"),
        ("version", "V1.2"),
        ("parties", "甲方"),
        ("amount", "合約總價"),
        ("language", "繁體"),
    ],
)
def test_every_field_says_where_it_comes_from(field: str, words: str) -> None:
    told = reason(read_text(CONTRACT), field)
    assert words in say("zh-Hant", told.message)
    assert all("{" not in say(language, told.message) for language in LANGUAGES)
    assert 0 < told.confidence <= 1


@pytest.mark.parametrize(
    ("field", "written"),
    [("title", "燈塔修繕"), ("date", "2025年"), ("version", "V1.2"), ("amount", "380,000")],
)
def test_a_reason_points_at_the_segment_with_its_words(field: str, written: str) -> None:
    spot = reason(read_text(CONTRACT), field).spot
    assert spot is not None
    assert written in tuple(segments_of(CONTRACT))[spot.segment].text


def test_what_only_the_name_says_is_said_of_the_name() -> None:
    found = read_text("", "結案報告_20250305_V2.1_定稿.pdf")
    for field in ("title", "date", "version", "status"):
        told = reason(found, field)
        assert "檔名" in say("zh-Hant", told.message), field
        assert told.spot is None
    assert reason(found, "title").confidence < SURE


def test_what_nothing_says_is_a_guess() -> None:
    found = read_text("", "IMG_9921.jpg", project_name="Harbour Days", project_language="en")
    assert reason(found, "title").confidence <= GUESS
    assert "No title found" in say("en", reason(found, "title").message)
    assert "day it was received" in say("en", reason(found, "date").message)
    assert not [r for r in found.reasons if r.field in ("version", "status", "amount", "parties")]


def test_a_title_spaced_out_is_found_where_it_stands() -> None:
    segments = (
        Segment(SegmentKind.PARAGRAPH, "南風設計", Place(page=1)),
        Segment(SegmentKind.HEADING, "秋 季 市 集 企 劃 書", Place(page=2), 1),
    )
    found = read(Extracted("x", "pdf", ContentState.OK, segments), a_context("a.pdf"))
    spot = reason(found, "title").spot
    assert (found.title, spot and spot.segment) == ("秋季市集企劃書", 1)


@pytest.mark.parametrize(
    ("text", "fragments", "words"),
    [
        ("乙方：白帆印刷有限公司。", ["限公", "乙方"], ("白帆印刷有限公司", "乙方")),
        ("观众满意度\t满意度\t均分", ["意度", "满意"], ("满意度",)),
        ("新同事加人群聊以后记得先看置顶公告再提问", ["加人"], ()),
        ("10月3日按业主意见改；意见", ["按业", "意见"], ("意见",)),
        ("檔案 QC檢查_燈具驗收_2025.pdf", ["检查", "验收"], ("燈具驗收",)),
        ("摊位的租金和电费", ["租金", "电费", "摊位"], ("租金", "电费", "摊位")),
        ("目标的达成", ["目标", "达成"], ("目标", "达成")),
        (
            "社群觸及、和諧相處、參與人數",
            ["触及", "和谐", "参与"],
            ("社群觸及", "和諧相處", "參與人數"),
        ),
        ("Agreed actions 會議紀錄", ["agreed", "议纪"], ("Agreed", "會議紀錄")),
        ("会议、会议纪要", ["会议", "议纪"], ("会议纪要",)),
    ],
)
def test_words_are_shown_whole_or_not_at_all(
    text: str, fragments: list[str], words: tuple[str, ...]
) -> None:
    assert whole_words(text, fold_in_place(text), fragments) == words


_READ_ALONE = """
import sys
from tests.unit.understanding.test_reasons import CONTRACT, read_text
likeness = [r.values["words"] for r in read_text(CONTRACT).class_reasons if "likeness" in r.key]
print(likeness, "rjieba" in sys.modules)
"""


def test_reading_needs_no_dictionary_of_words() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _READ_ALONE], check=True, capture_output=True, text=True
    ).stdout
    assert told.startswith("[('")
    assert told.endswith("] False\n")
