"""What language a name is in, and how a page says so."""

from __future__ import annotations

import pytest

from archive.web.presenters.own_language import lang_attribute, mixed, name_language, named


@pytest.mark.parametrize(
    ("name", "known", "own"),
    [
        ("河岸點燈", None, "zh-Hant"),
        ("门店点灯", "zh-Hant", "zh-Hans"),  # the name itself decides
        ("大山", "zh-Hans", "zh-Hans"),  # of both scripts: what is known
        ("Open gate weekends", "zh-Hant", "en"),
        ("LOCK-26", "zh-Hant", None),
        ("2026-03-02", None, None),
        ("", None, None),
    ],
)
def test_a_name_tells_its_language(name: str, known: str | None, own: str | None) -> None:
    assert name_language(name, known) == own


def test_on_an_english_page_the_chinese_of_a_name_is_marked_and_its_code_is_not() -> None:
    assert named("LOCK-26 河岸點燈 2", "en") == 'LOCK-26 <span lang="zh-Hant">河岸點燈</span> 2'
    assert named("河岸 9 點燈", "en") == '<span lang="zh-Hant">河岸 9 點燈</span>'
    assert named("2031年1月", "en") == '<span lang="zh-Hant">2031年1月</span>'
    assert named("LOCK-26年報", "en") == 'LOCK-26<span lang="zh-Hant">年報</span>'
    assert mixed("河岸點燈: 3 late", "en") == '<span lang="zh-Hant">河岸點燈</span>: 3 late'


def test_on_a_chinese_page_a_name_of_the_page_stays_as_it_is() -> None:
    assert named("大山", "zh-Hans") == "大山"
    assert named("門店點燈", "zh-Hans") == '<span lang="zh-Hant">門店點燈</span>'
    assert named("Open gate", "zh-Hant") == '<span lang="en">Open gate</span>'
    assert mixed("門店點燈逾期", "zh-Hans") == "門店點燈逾期"


def test_what_a_name_holds_is_never_markup() -> None:
    assert named("<b>燈", "en") == '&lt;b&gt;<span lang="zh-Hant">燈</span>'
    assert mixed("a<b>", "zh-Hans") == "a&lt;b&gt;"


def test_an_element_says_what_it_holds() -> None:
    assert lang_attribute("門店點燈", "en") == ' lang="zh-Hant"'
    assert lang_attribute("門店點燈", "zh-Hant") == ""
    assert lang_attribute(None, "en") == ""
