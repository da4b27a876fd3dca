"""What is said of pages that are hard to read, in three languages."""

from __future__ import annotations

import pytest

from archive.domain.text_quality import PageQualities, TextQuality
from archive.web.presenters.page_quality import (
    page_marks,
    passage_mark,
    quality_notes,
    row_marks,
    runs_of,
)

MIXED = PageQualities("gpngpoo-")


def test_pages_that_follow_each_other_are_one_run() -> None:
    assert runs_of((1, 3, 4, 5, 9, 10)) == ["1", "3–5", "9–10"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hant", ["第 2、5 頁文字品質低", "第 3 頁沒有讀到文字", "第 6–7 頁由掃描辨識"]),
        ("zh-Hans", ["第 2、5 页文字质量低", "第 3 页没有读到文字", "第 6–7 页由扫描识别"]),
        ("en", ["Poor text: pages 2, 5", "No text read: page 3", "From a scan: pages 6–7"]),
    ],
)
def test_each_kind_of_page_is_named_with_its_numbers(language: str, said: list[str]) -> None:
    assert [mark.text for mark in page_marks(MIXED, language)] == said


def test_many_pages_are_counted_instead_of_listed() -> None:
    (mark,) = page_marks(PageQualities("pg" * 40), "en")
    assert mark.text == "Poor text: pages 1, 3, 5, 7, 9, 11 … (40 in all)"


def test_a_file_of_one_page_is_spoken_of_as_a_whole() -> None:
    one = PageQualities("p")
    assert [mark.text for mark in row_marks(one, TextQuality.POOR, "en")] == ["Poor text"]
    assert row_marks(PageQualities("o"), TextQuality.OCR, "en") == ()
    assert [note[2] for note in quality_notes(one, TextQuality.POOR, "en")] == [
        "The text is of poor quality. Look at the page."
    ]
    assert quality_notes(PageQualities("g"), TextQuality.GOOD, "en") == []


def test_a_passage_is_marked_by_its_own_page() -> None:
    assert [passage_mark(MIXED, page) for page in (1, 2, 6, 99)] == ["", "poor", "ocr", ""]
    assert passage_mark(PageQualities("p"), 1) == ""
