"""Every sentence in three languages, each with its own words, script and punctuation."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from archive.domain.messages import LANGUAGES
from archive.wording import catalogue, say

WEB = Path(__file__).resolve().parents[2] / "archive" / "web"
KEYS = sorted(catalogue())
UI = [key for key in KEYS if key.startswith(("ui.", "ui_"))]
AREAS = sorted({key.partition(".")[0] for key in KEYS})
"""A test for each of eight rules and each of two thousand sentences is half a minute of counting."""

# The words of Taiwan, written in simplified characters: what a mere conversion would leave behind.
OF_TAIWAN = [
    "专案",
    "资料夹",
    "搜寻",
    "设定",
    "预设",
    "使用者",
    "帐号",
    "登入",
    "登出",
    "连结",
    "储存",
    "复原",
    "开启",
    "检讨会议",
    "改善行动",
    "合约",
    "会议纪录",
    "厂商",
    "实绩",
    "个资",
    "身分证",
    "信件",
    "影片",
    "简讯",
    "辨识",
    "全形",
    "半形",
    "位元组",
    "网路",
    "伺服器",
    "资讯",
    "品质",
    "透过",
    "最佳化",
    "支援",
    "软体",
    "程式",
    "滑鼠",
    "萤幕",
    "档案夹",
    "剪报",
]
# The words of the mainland, written in traditional characters.
OF_THE_MAINLAND = [
    "文件夾",
    "項目名稱",
    "項目代碼",
    "項目經理",
    "項目回顧",
    "搜索",
    "默認",
    "用戶",
    "賬號",
    "登錄",
    "鏈接",
    "粘貼",
    "打開",
    "結項",
    "復盤",
    "改進措施",
    "合同",
    "會議紀要",
    "周報",
    "反饋",
    "供應商",
    "交付物",
    "個人信息",
    "身份證",
    "視頻",
    "短信",
    "全角",
    "半角",
    "字節",
    "網絡",
    "服務器",
    "信息",
    "質量",
    "優化",
    "軟件",
    "程序",
    "鼠標",
    "屏幕",
    "令牌",
    "字段",
]
DIFFER = {
    "findings.class_label": "each language shows its own label of the class",
    "review.day": "Chinese dates of a review stand without the year",
}
"""Sentences whose placeholders differ by language, and why."""

FORBIDDEN = ("操作失敗", "操作失败", "系統錯誤", "系统错误", "非法", "Oops", "oops", "!", "！")
ASCII_MARK = re.compile(r"(?<=[㐀-鿿}])[,;:?!]|[,;:?!](?=[㐀-鿿])|[㐀-鿿]\(|\)[㐀-鿿]")
LITERAL_KEY = re.compile(r"""["'](ui(?:_[a-z]+)?\.[A-Za-z_-]+)["']""")


def placeholders(sentence: str) -> set[str]:
    return {name.partition("|")[0] for _, name, _, _ in Formatter().parse(sentence) if name}


def of(area: str) -> list[str]:
    return [key for key in KEYS if key.partition(".")[0] == area]


@pytest.mark.parametrize("area", AREAS)
def test_a_sentence_stands_in_all_three_languages(area: str) -> None:
    for key in of(area):
        entry = catalogue()[key]
        assert set(entry) == set(LANGUAGES), key
        assert all(isinstance(sentence, str) for sentence in entry.values()), key
        assert any(entry.values()), key  # a language may need nothing where another needs a word


@pytest.mark.parametrize("area", AREAS)
def test_the_placeholders_agree(area: str) -> None:
    for key in {*of(area)} - {*DIFFER}:
        entry = catalogue()[key]
        assert len({frozenset(placeholders(entry[language])) for language in LANGUAGES}) == 1, key


COUNTS = "n|m|count|days|minutes|weeks|total|number|length|bytes|most|most_bytes|least|limit|paid|retry_after"
_SEVERAL = r"(?:[a-z]+ )?(?!is\b|was\b|has\b|this\b)[a-z]+s|(?:[a-z]+ ){0,2}(?:are|were|have)"
MANY = re.compile(rf"(?<!to )\{{({COUNTS})\}} (?:{_SEVERAL})\b")


@pytest.mark.parametrize("area", AREAS)
def test_an_english_sentence_that_counts_has_a_form_for_exactly_one(area: str) -> None:
    """`{n} {n|file|files}`, or a sentence of its own under the key with `_one`."""
    for key in of(area):
        by_key = key.endswith("_one") or f"{key}_one" in catalogue()
        counted = MANY.findall(catalogue()[key]["en"])
        assert [name for name in counted if name != "n" or not by_key] == [], key


def test_the_form_for_exactly_one_is_said_of_one_only() -> None:
    said = {n: say("en", "ui_rules.keep_years", n=n) for n in (0, 1, 2, 21)}
    assert said == {0: "0 years", 1: "1 year", 2: "2 years", 21: "21 years"}
    assert say("zh-Hant", "ui_rules.keep_years", n=1) == "1 年"
    assert "{n|file|files}" in say("en", "ui_script.upload_done", n="{n}")
    with pytest.raises(KeyError):
        say("en", "ui_rules.keep_years", m=1)


@pytest.mark.parametrize("area", AREAS)
def test_no_word_of_taiwan_stands_in_a_mainland_sentence(area: str) -> None:
    for key in of(area):
        assert [word for word in OF_TAIWAN if word in catalogue()[key]["zh-Hans"]] == [], key


@pytest.mark.parametrize("area", AREAS)
def test_no_word_of_the_mainland_stands_in_a_taiwanese_sentence(area: str) -> None:
    for key in of(area):
        assert [word for word in OF_THE_MAINLAND if word in catalogue()[key]["zh-Hant"]] == [], key


@pytest.mark.parametrize("area", AREAS)
def test_the_project_review_has_one_name_in_either_script(area: str) -> None:
    """A 复盘 is the meeting, and the paper of it that is filed; the review that is written here is a 回顾."""
    for key in of(area):
        entry = catalogue()[key]
        if "回顧" in entry["zh-Hant"]:
            assert "回顾" in entry["zh-Hans"], key
            assert "复盘" not in entry["zh-Hans"], key
        elif "复盘" in entry["zh-Hans"]:
            assert "檢討" in entry["zh-Hant"], key


OF_A_PERSON = [
    "ui_lesson.written_by", "ui_lesson.released_by", "ui_path.chosen_by", "ui_review.approved_by",
    "ui_review.added_by", "ui_review.edited_by", "ui_review.decided_by",
    "ui_learned.marked_apply", "ui_learned.marked_not_relevant", "ui_review.aside_rejected",
    "ui_review.aside_source_gone",
]  # fmt: skip


@pytest.mark.parametrize("key", OF_A_PERSON)
def test_a_persons_name_is_not_written_into_the_words_beside_it(key: str) -> None:
    sentences = [catalogue()[key][language] for language in ("zh-Hant", "zh-Hans")]
    assert [s for s in sentences if re.search(r"[㐀-鿿]\{name\}|\{name\}[㐀-鿿]", s)] == []


@pytest.mark.parametrize("area", AREAS)
def test_each_script_keeps_to_its_own_characters(area: str) -> None:
    for key in of(area):
        entry = catalogue()[key]
        # GB 2312 holds no traditional character, Big5 no simplified one
        assert _outside(entry["zh-Hans"], "gb2312") == [], key
        assert _outside(entry["zh-Hant"], "big5") == [], key


def _outside(sentence: str, charset: str) -> list[str]:
    han = re.findall("[㐀-鿿]", sentence)
    return [letter for letter in han if not letter.encode(charset, "ignore")]


@pytest.mark.parametrize("area", AREAS)
def test_chinese_punctuation_is_full_width(area: str) -> None:
    for key in of(area):
        entry = catalogue()[key]
        for language in ("zh-Hant", "zh-Hans"):
            assert not ASCII_MARK.search(entry[language]), entry[language]
            assert '"' not in entry[language] or _shows_json(key), key
        assert not re.search("[“”‘’]", entry["zh-Hant"]), key
        assert not re.search("[「」『』]", entry["zh-Hans"]), key
        assert '"' not in entry["en"] or _shows_json(key), key


def _shows_json(key: str) -> bool:
    """What a program has to send is shown as JSON writes it."""
    return key.startswith("api.field_")


@pytest.mark.parametrize("area", [area for area in AREAS if area.startswith("ui")])
def test_sentences_blame_nobody_and_shout_at_nobody(area: str) -> None:
    for key in of(area):
        for sentence in catalogue()[key].values():
            assert [phrase for phrase in FORBIDDEN if phrase in sentence] == [], key
            assert not sentence.startswith(("請", "请", "Please")), key
            assert "'" not in sentence, key


def test_every_key_that_is_named_stands_in_the_catalogue() -> None:
    places = [*WEB.glob("templates/*.html"), *WEB.glob("pages/*.py"), *WEB.glob("presenters/*.py")]
    named = {key for place in places for key in LITERAL_KEY.findall(place.read_text("utf-8"))}
    assert sorted(key for key in named if key not in catalogue() and not key.endswith("_")) == []


def test_every_sentence_of_the_interface_is_used() -> None:
    """A key is named whole, or its beginning is (`ui.level_` + the level)."""
    places = [*WEB.glob("templates/*.html"), *WEB.glob("pages/*.py"), *WEB.glob("presenters/*.py")]
    places += WEB.glob("*.py")
    text = "\n".join(place.read_text("utf-8") for place in places)
    begun = set(re.findall(r"""["']f?(ui(?:_[a-z]+)?\.[a-z_]*)(?=["'{])""", text))
    begun |= set(re.findall(r"""f["'](ui(?:_[a-z]+)?\.[a-z_]*)\{""", text))
    unused = [
        key
        for key in UI
        if key.removesuffix("_one") not in text and not any(key.startswith(b) for b in begun)
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("ui_project.member_remove_name", {"name": "Mei Lin"}, "把 Mei Lin 移出專案"),
        ("ui_project.member_remove_name", {"name": "林美"}, "把林美移出專案"),
        ("ui_project.role_of", {"name": "Élise"}, "Élise 的角色"),
        ("ui_project.role_of", {"name": "港灣 A"}, "港灣 A 的角色"),
        ("ui_search.compared_open", {"figure": "82%", "project": "Quay"}, "82%，開啟 Quay 的回顧"),
        ("ui_search.drop_filter", {"name": "Quay"}, "拿掉條件 Quay"),  # it has one already
        ("ui_search.none", {"words": "Quay"}, "找不到「Quay」"),
        (
            "ui_search.nothing_of",
            {"times": "January 2031"},
            "沒有找到 January 2031 的，以下結果不限時間。",
        ),
        (
            "ui_search.nothing_of",
            {"times": "5 May 2026"},
            "沒有找到 5 May 2026 的，以下結果不限時間。",
        ),
        ("ui_search.nothing_of", {"times": "2031年1月"}, "沒有找到2031年1月的，以下結果不限時間。"),
        ("ui_search.none", {"words": "Quay 2031"}, "找不到「Quay 2031」"),
        ("review.day", {"month": "3", "day": "4", "year": "2026"}, None),
    ],
)
def test_latin_names_stand_apart_from_chinese_words(
    key: str, values: dict[str, str], said: str | None
) -> None:
    plain = catalogue()[key]["zh-Hant"].format(**values)
    assert say("zh-Hant", key, **values) == (said or plain)
    assert say("en", key, **values) == catalogue()[key]["en"].format(**values)
