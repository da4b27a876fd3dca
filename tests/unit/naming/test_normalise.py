"""Cleaning of names, traced to what was typed, and the key of the same name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.naming.normalise import clean_name, clean_title, same_name_key
from tests.support.naming import the_rules

CLEANING = the_rules().cleaning


def cleaned(name):
    return clean_name(name, CLEANING).text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ａ１＿ｂ．ｐｄｆ", "A1_b.pdf"),
        ("合約（定）－甲.pdf", "合約(定)-甲.pdf"),
        ("a–b—c·d：e.txt", "a-b-c-d-e.txt"),
        ("e\u0301.txt", "é.txt"),
        ("ｅ\u0301.txt", "é.txt"),
        ("e\u200b\u0301.txt", "é.txt"),
        ("a\u202eb\u200fc\ufe0fd\ufeffe\x07f.txt", "abcdef.txt"),
        ("a\tb\nc.txt", "a b c.txt"),
        ("\u3000甲\u00a0乙.pdf. ", "甲 乙.pdf"),
        ("檔案\udcff.pdf", "檔案.pdf"),
        ("檔案.pdf", "檔案.pdf"),
        ("\u1112\u1161\u11ab.txt", "한.txt"),
        ("\u037e.txt", ";.txt"),
        ("\u0387x.txt", "-x.txt"),
        (" . ", ""),
    ],
)
def test_a_name_is_cleaned(name, expected):
    assert cleaned(name) == expected


def test_chinese_is_never_transliterated_nor_converted():
    assert cleaned("檔案档案𠮷野家.pdf") == "檔案档案𠮷野家.pdf"


@given(st.text(max_size=60))
def test_cleaning_is_settled_after_once_and_composed(name):
    once = cleaned(name)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(max_size=60))
def test_every_cleaned_character_points_into_the_given_name(name):
    traced = clean_name(name, CLEANING)
    assert len(traced.origin) == len(traced.text)
    assert all(0 <= start < end <= len(name) for start, end in traced.origin)
    assert list(traced.origin) == sorted(traced.origin)


def test_a_piece_knows_where_it_was_typed():
    name = "\u200bＡＢ＿e\u0301x．pdf"
    traced = clean_name(name, CLEANING)
    first, second = traced.split("_")
    assert (first.text, name[slice(*first.where)]) == ("AB", "ＡＢ")
    assert (second.text, name[slice(*second.where)]) == ("éx.pdf", "e\u0301x．pdf")
    assert traced.part(0, 0).where == (0, 0)
    assert second.strip("pdf").text == "éx."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("線下 物料  報價", "線下-物料-報價"),
        ("_a_b - c_", "a-b-c"),
        ("--", ""),
        (" 甲 ", "甲"),
        ("a.b.", "a.b"),
    ],
)
def test_a_title_has_hyphens_for_spaces_and_delimiters(title, expected):
    assert clean_title(title, the_rules()) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("專案企劃_V1.0.docx", "专案企划_V1.0.DOCX"),
        ("A B（定）.pdf", "ａ-b(定).pdf"),
        ("straße.txt", "STRASSE.txt"),
        ("X_20260531_V1.0", "X-20260531-V1.0"),
    ],
)
def test_people_take_these_for_the_same_name(one, other):
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲_V1.10.pdf", "甲_V11.0.pdf"),
        ("甲_V1.0.pdf", "甲_V1.1.pdf"),
        ("甲.pdf", "乙.pdf"),
        ("a1.0", "a10"),
    ],
)
def test_these_names_differ(one, other):
    assert same_name_key(one) != same_name_key(other)
