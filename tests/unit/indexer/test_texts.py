"""Texts come back as they were, in the fewer bytes of two encodings."""

from __future__ import annotations

import pytest

from archive.indexer.texts import packed, unpacked


@pytest.mark.parametrize("text", ["", "kick-off meeting", "會議紀錄 2026", "𠮷野家", "a\x00b", "é"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_chinese_takes_two_bytes_a_character_and_english_one() -> None:
    assert len(packed("客戶滿意度調查" * 10)) == 141
    assert len(packed("satisfaction" * 10)) == 121


def test_a_document_without_a_text_has_none() -> None:
    assert unpacked(b"") == ""
