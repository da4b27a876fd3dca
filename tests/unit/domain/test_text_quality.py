"""The quality of pages: kept as letters, counted, read anew."""

from __future__ import annotations

import pytest

from archive.domain.text_quality import PageQualities, TextQuality, poor_pages

GOOD, POOR, NONE, OCR = TextQuality.GOOD, TextQuality.POOR, TextQuality.NONE, TextQuality.OCR


def test_a_blank_page_has_no_text_and_is_not_hard_to_read() -> None:
    pages = PageQualities.of((GOOD, NONE, NONE, POOR, OCR), blank=(1, 2, 9))
    assert pages.letters == "g-npo"
    assert pages.each == (GOOD, NONE, NONE, POOR, OCR)
    assert (pages.poor, pages.numbers(NONE), pages.numbers(OCR)) == ((3, 4), (3,), (5,))
    assert [pages.at(number) for number in (0, 2, 5, 6)] == [None, NONE, OCR, None]


def test_pages_read_anew_take_the_place_of_those_that_are_known() -> None:
    pages = PageQualities("-gnpnn").read_anew({3: OCR, 4: POOR, 5: NONE, 9: OCR}, blank=(5,))
    assert pages.letters == "-gop-n"


@pytest.mark.parametrize(
    ("letters", "whole", "number"),
    [("gnp", "poor", 2), ("-", "none", 0), ("go", "poor", 0), ("", "poor", 1), ("", "ocr", 0)],
)
def test_a_file_whose_pages_are_not_known_counts_as_one(
    letters: str, whole: str, number: int
) -> None:
    assert poor_pages(PageQualities(letters), whole) == number


def test_a_letter_without_a_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="x"):
        PageQualities("gx")
