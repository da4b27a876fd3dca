"""The characters that are written without spaces between words."""

from __future__ import annotations

HAN = "々〇ぁ-ヿ㐀-䶿一-鿿豈-﫿가-힣\U00020000-\U000323af"
"""Ranges for a character class of a pattern: Chinese characters, kana and Hangul."""
