"""What may be a project's code by its form alone, where no register can be asked."""

import pytest

from archive.naming.codes import may_be_code, offered_code
from archive.naming.judges import has_form_of_code
from archive.naming.rulefile import packaged_rules


@pytest.mark.parametrize("code", ["LY26-03", "114灣032", "AB114祕-015", "115文創0102-A"])
def test_letters_beside_digits_have_the_form_of_a_code(code: str) -> None:
    assert has_form_of_code(code, packaged_rules())
    assert may_be_code(code, f"{code}_MTG_浮橋_20260212_V1.0.docx", packaged_rules())


@pytest.mark.parametrize(
    "word",
    [
        "浮橋試航",
        "第2波",
        "618檔期",
        "618檔期3",
        "Q3媒體",
        "115年3月",
        "2026年03",
        "會議紀錄",
        "版本二",
    ],
)
def test_words_of_a_title_in_chinese_are_no_code(word: str) -> None:
    assert not has_form_of_code(word, packaged_rules())
    assert not may_be_code(word, f"{word}_MTG_浮橋_20260212_V1.0.docx", packaged_rules())


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("QV/2207", "QV-2207"),
        ("qv 2207", "QV-2207"),
        ("ＱＶ／2207", "QV-2207"),
        ("QV_26 – (03)", "QV-26-03"),
        ("115文·012號", "115文-012號"),
        ("//", None),
        ("Q1", None),
        ("é" * 5, None),
    ],
)
def test_a_code_that_the_rules_do_not_take_is_offered_in_a_form_that_would_do(
    typed: str, offer: str | None
) -> None:
    assert offered_code(typed, packaged_rules()) == offer
