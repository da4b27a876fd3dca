"""Near-duplicates and versions are recognised; monthly reports of one form are not."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from archive.domain.documents import Similarity
from archive.domain.folding import fold
from archive.understanding.facts import Reading
from archive.understanding.similar import may_be_related, relation, resemblance, signature

LINES = ("觸及數", "互動數", "點擊數", "影片觀看", "新增粉絲", "網站流量", "轉換數", "花費")
EVENTS = (
    "本月舉辦抽獎活動，參與踴躍。",
    "本月因連假流量下滑。",
    "新品開箱影片上線。",
    "與三位網紅合作直播。",
)


def a_reading(text: str, **known: object) -> Reading:
    values = {
        "class_key": "data_report", "class_confidence": 1.0, "class_reasons": (), "title": "社群經營月報",
        "date": "2025-05-31", "date_source": "text", "signature": signature(text),
    }  # fmt: skip
    return Reading(**(values | known))


def a_monthly_report(month: int, chance: random.Random) -> str:
    def figure() -> str:
        return f"{chance.randint(1000, 999999):,}"

    rows = "\n".join(
        f"{line}\t{figure()}\t{figure()}\t{chance.randint(1, 99)}.{chance.randint(0, 9)}%"
        for line in LINES
    )
    return (
        f"社群經營月報\n{month}月\n一、本月重點\n{chance.choice(EVENTS)}"
        f"共發布貼文 {chance.randint(10, 30)} 則，觸及 {figure()} 人。\n"
        f"二、各項指標\n指標\t本月\t上月\t成長率\n{rows}\n三、下月規劃\n持續優化素材，並依據成效調整投放預算與受眾，必要時追加測試。\n"
        "四、備註\n數據來源為平台後台，統計口徑依平台定義，僅供專案內部參考，未經同意不得引用。"
    )


def changed(text: str, chance: random.Random) -> str:
    """A new version: every tenth figure corrected and one sentence rewritten."""
    figures = list(re.finditer(r"\d[\d,]*\.?\d*", text))
    for figure in sorted(chance.sample(figures, len(figures) // 10), key=lambda f: -f.start()):
        text = f"{text[: figure.start()]}{chance.randint(100, 99999)}{text[figure.end() :]}"
    return text.replace("持續優化素材", "建議增加影音素材")


@pytest.fixture
def chance() -> random.Random:
    return random.Random(11)  # noqa: S311 - invented figures


def test_monthly_reports_of_one_form_are_not_taken_for_versions_of_each_other(chance):
    pairs = 0
    alarms = 0
    for _ in range(15):
        year = [a_reading(a_monthly_report(m, chance), date=f"2025-{m:02}") for m in range(1, 13)]
        for a, b in itertools.combinations(year, 2):
            pairs += 1
            alarms += relation(b, a) is not None
    assert alarms < pairs * 0.02


def test_figures_keep_reports_apart_even_when_title_and_date_agree(chance):
    year = [a_reading(a_monthly_report(m, chance)) for m in range(1, 13)]
    assert not any(relation(b, a) for a, b in itertools.combinations(year, 2))


def test_a_corrected_report_is_a_new_version(chance):
    for month in range(1, 13):
        text = a_monthly_report(month, chance)
        new = a_reading(changed(text, chance), version="2.0")
        assert relation(new, a_reading(text, version="1.0")) is Similarity.NEW_VERSION


def test_the_same_text_in_another_file_is_a_near_duplicate(chance):
    text = a_monthly_report(5, chance)
    assert (
        relation(a_reading(text.replace("，", ", ")), a_reading(text)) is Similarity.NEAR_DUPLICATE
    )


def test_the_other_script_is_a_language_variant(chance):
    text = a_monthly_report(5, chance)
    simplified = a_reading(fold(text), language="zh-Hans")
    assert relation(simplified, a_reading(text)) is Similarity.LANGUAGE_VARIANT


def test_a_translation_is_recognised_by_its_figures_and_date(chance):
    text = a_monthly_report(5, chance)
    figures = " ".join(re.findall(r"\d[\d,.]*%?", text))
    english = f"Monthly social media report. Highlights of the month and key indicators: {figures}"
    assert (
        relation(a_reading(english, language="en"), a_reading(text)) is Similarity.LANGUAGE_VARIANT
    )
    later = a_reading(english, language="en", date="2025-06-30")
    assert relation(later, a_reading(text)) is None


def test_another_meeting_of_the_same_series_is_another_paper():
    text = (
        "第二次工作會議紀錄 出席 行銷部 設計部 主席 經理 "
        "一、報告事項 各組依進度執行，無異常。二、臨時動議 無。三、散會。"
    )
    first = a_reading(text, class_key="minutes", title="工作會議紀錄", date="2025-05-06")
    second = a_reading(
        f"{text} 下午五時。", class_key="minutes", title="工作會議紀錄", date="2025-05-20"
    )
    assert resemblance(first.signature, second.signature) > 0.5
    assert relation(second, first) is None


def test_texts_too_short_to_compare_are_never_alike():
    assert resemblance(signature("發票"), signature("發票")) == 0.0
    assert signature("") == ()


def test_a_signature_is_small_whatever_the_length():
    assert len(signature("海邊沒有訊號，剛剛好。" * 20_000 + "尾聲 12345")) < 300


def test_resemblance_is_symmetric_and_one_for_the_same_text(chance):
    a, b = (signature(a_monthly_report(m, chance)) for m in (1, 2))
    assert resemblance(a, b) == resemblance(b, a)
    assert resemblance(a, a) == 1.0


def test_what_cannot_be_related_is_told_by_the_signatures_alone(chance: random.Random) -> None:
    months = [a_monthly_report(month, chance) for month in (1, 2, 3)]
    texts = [
        *months,
        changed(months[0], chance),
        "".join(EVENTS) * 4,
        "Orchard minutes, nothing else",
    ]
    readings = [
        a_reading(text, language=language, title=title)
        for text in texts
        for language in ("zh-Hant", "en")
        for title in ("社群經營月報", "另一份")
    ]
    asked = list(itertools.permutations(readings, 2))
    related = [(a, b) for a, b in asked if relation(a, b) is not None]
    assert related
    assert all(may_be_related(a.signature, b.signature) for a, b in related)
    assert not all(may_be_related(a.signature, b.signature) for a, b in asked)
    assert not may_be_related(readings[0].signature, ())
