"""Contradictions without false alarms, gaps, background."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.approximate import same_within_words
from archive.review.reading.sources import Source
from tests.support.review_sources import (
    Block,
    heading,
    items,
    project,
    sheet,
    source,
    table,
    text,
)


def review(
    *sources: Source, language: str = "zh-Hant", required: tuple[str, ...] = ()
) -> dict[str, Any]:
    made = project("T1", "試辦專案", "海風基金會", language, currency="TWD", required=required)
    return build(made, sources)


def clashes(*sources: Source) -> list[tuple[str, set[str]]]:
    return [
        (c["kind"], {v["value"] for v in c["values"]}) for c in review(*sources)["inconsistencies"]
    ]


def report(*blocks: Block, **more: Any) -> Source:
    return source(
        "final_report",
        more.pop("name", "report.docx"),
        more.pop("day", "2026-07-01"),
        *blocks,
        **more,
    )


SETTLED = source(
    "settlement",
    "s.xlsx",
    "2026-07-05",
    sheet("S", "科目|預算|實支", "場租|800,000|785,000", "合計|800,000|785,000"),
)
SIGNED = source(
    "contract", "c.pdf", "2026-03-02",
    text("合約總價為新臺幣80萬元整（NT$800,000）。", "簽訂日期：2026年3月2日"),
    table("項目|數量", "街訪影片|6支"),
)  # fmt: skip


def test_the_report_and_finance_differ_on_what_was_spent() -> None:
    assert clashes(SETTLED, report(text("本案實際支出758,000元。"))) == [
        ("cost", {"785,000", "758,000元"})
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "本案實際支出785,000元。",
        "本案實際支出約79萬元。",
        "本案實際支出78.5萬元。",
        "本案實際支出暫估760,000元，待核銷。",
    ],
)
def test_the_same_sum_in_other_words_is_no_contradiction(sentence: str) -> None:
    assert clashes(SETTLED, report(text(sentence))) == []


def test_a_wrong_contract_sum_in_a_heading_row_is_found() -> None:
    wrong = source(
        "settlement", "s.xlsx", "2026-07-05",
        sheet("S", "合約金額：880,000||", "科目|預算|實支", "場租|800,000|785,000", "合計|800,000|785,000"),
    )  # fmt: skip
    assert ("contract_amount", {"新臺幣80萬元整", "880,000"}) in clashes(wrong, SIGNED)


def test_negotiated_quotes_ceilings_and_plans_are_left_alone() -> None:
    quote = source(
        "quotation", "q.xlsx", "2026-02-20", sheet("Q", "項目|金額", "場租|860,000", "合計|860,000")
    )
    brief = source(
        "brief", "b.docx", "2026-02-01", text("預算上限新臺幣90萬元；街訪影片希望10支。")
    )
    assert clashes(quote, brief, SIGNED, SETTLED, report(text("街訪影片6支全部完成。"))) == []


def test_promised_and_delivered_differ() -> None:
    assert clashes(SIGNED, report(text("街訪影片完成5支。"))) == [("deliverable", {"6支", "5支"})]


def test_more_than_promised_is_no_contradiction_nor_is_an_agreed_cut() -> None:
    assert clashes(SIGNED, report(text("街訪影片完成7支。"))) == []
    assert clashes(SIGNED, report(text("街訪影片完成5支，一支經客戶同意取消。"))) == []


def test_two_papers_count_a_delivery_differently() -> None:
    retro = source("retrospective", "x.docx", "2026-07-08", text("街訪影片只做了5支。"))
    assert ("deliverable", {"6支", "5支"}) in clashes(
        SIGNED, report(text("街訪影片6支全部完成。")), retro
    )


METRICS = table("指標|目標|實際", "到場人數|900|912", "回購率|20%|17.4%")


def test_a_summary_and_its_own_table_differ() -> None:
    told = report(text("整體到場人數達921人。"), METRICS)
    assert clashes(told) == [("metric", {"912", "921人"})]


@pytest.mark.parametrize(
    "sentence",
    [
        "首日到場人數860人。",  # a part
        "截至六月底到場人數880人。",  # a moment
        "回購率去年為18.1%。",  # another time
        "到場人數目標為900人。",  # the target
        "到場人數逾900人。",  # over
        "臺南場到場人數890人。",  # a row of the data
    ],
)
def test_parts_moments_targets_and_roundings_are_no_contradictions(sentence: str) -> None:
    data = source(
        "data_report",
        "d.xlsx",
        "2026-06-20",
        sheet("S", "場次|到場人數|備註", "臺南場|22|", "臺東場|890|", "合計|912|"),
    )
    assert clashes(report(text(sentence), METRICS), data) == []


def test_a_day_told_differently_afterwards_is_found() -> None:
    told = report(table("節點|預定|實際", "新官網上線|2026-05-02|2026-05-12"))
    minutes = source("minutes", "m.txt", "2026-05-20", text("新官網已於5月9日上線。"))
    assert clashes(told, minutes) == [("date", {"2026-05-12", "5月9日"})]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-04-20", "新官網預計5月2日上線。"), ("2026-05-20", "新官網原定5月2日上線。")],
)
def test_a_plan_for_a_day_is_no_contradiction(day: str, sentence: str) -> None:
    told = report(table("節點|預定|實際", "新官網上線|2026-05-02|2026-05-12"))
    assert clashes(told, source("minutes", "m.txt", day, text(sentence))) == []


def test_the_number_of_answers_differs() -> None:
    survey = source("survey", "v.docx", "2026-06-30", text("回收問卷11份。"))
    told = report(heading("客戶滿意度"), text("共回收問卷12份，平均4.4分（滿分5分）。"))
    assert ("count", {"問卷11份", "問卷12份"}) in [
        (kind, {v[-5:] for v in values}) for kind, values in clashes(survey, told)
    ]


def test_a_draft_that_differs_is_said_to_be_a_draft_and_its_costs_are_not_compared() -> None:
    draft = report(
        METRICS, text("本案實際支出910,000元。"), name="d.docx", day="2026-06-01", draft=True
    )
    final = report(table("指標|目標|實際", "到場人數|900|918", "回購率|20%|17.4%"))
    found = review(draft, final, SETTLED)["inconsistencies"]
    assert [(c["kind"], c["severity"]) for c in found] == [("draft", "low")]
    assert found[0]["description"] == "到場人數：草稿寫912，定稿寫918"


@pytest.mark.parametrize(
    ("told", "written", "before", "value", "same"),
    [
        ("572000", "57.2萬", "", "571800", True),
        ("572000", "57.2萬", "", "572600", False),
        ("5000", "5,000", "約", "4960", True),
        ("5000", "5,000", "", "4960", False),
        ("900", "900", "超過", "950", True),
        ("950", "950", "逾", "912", False),
        ("5000", "5,000", "合約", "4960", False),
    ],
)
def test_roundings_are_taken_as_the_words_allow(
    told: str, written: str, before: str, value: str, same: bool
) -> None:
    assert same_within_words(Decimal(told), written, (before, ""), Decimal(value)) is same


# ------------------------------------------------------------------ gaps
def gaps(
    *sources: Source, required: tuple[str, ...] = (), language: str = "zh-Hant"
) -> list[tuple[str, str]]:
    found = review(*sources, required=required, language=language)["missing"]
    return [(gap["class"], gap["why"]) for gap in found]


def test_a_required_class_without_a_document_is_missing() -> None:
    assert gaps(required=("settlement", "review")) == [
        ("settlement", "結案需要這類檔案，檔案裡沒有。")
    ]


def test_feedback_serves_where_a_survey_is_asked_for() -> None:
    letter = source("feedback", "f.eml", "2026-07-01", text("謝謝大家。"))
    assert gaps(letter, required=("survey",)) == []


def test_a_draft_alone_is_said_to_be_a_draft() -> None:
    draft = report(text("內容"), draft=True, title="結案報告")
    assert gaps(draft, required=("final_report",)) == [
        ("final_report", "只有草稿《結案報告》，沒有定稿。")
    ]


def test_acceptance_that_a_contract_asks_for_is_missed_with_its_clause() -> None:
    contract = source(
        "contract",
        "c.pdf",
        "2026-03-02",
        text("尾款於書面驗收合格後三十日內支付。"),
    )
    ((key, why),) = gaps(contract)
    assert key == "acceptance"
    assert "尾款於書面驗收合格後三十日內支付" in why
    record = source("acceptance", "a.pdf", "2026-07-01", text("驗收單：全案驗收合格。"))
    assert gaps(contract, record) == []


def test_reports_promised_in_a_series_are_counted() -> None:
    contract = source("contract", "c.docx", "2026-03-02", table("項目|數量", "專案週報|8份"))
    weekly = source("weekly_report", "w1.docx", "2026-03-09", text("第一週"))
    assert gaps(contract, weekly) == [("weekly_report", "合約約定專案週報 8份，檔案裡只有 1 份。")]


def test_reports_said_to_be_delivered_and_not_filed_are_told_as_both() -> None:
    contract = source("contract", "c.docx", "2026-03-02", table("項目|數量", "專案週報|8份"))
    assert gaps(contract) == [("weekly_report", "合約約定專案週報 8份，檔案裡一份也沒有。")]
    report = source(
        "final_report", "r.docx", "2026-06-02", table("項目|約定|實際", "專案週報|8份|8份")
    )
    assert ("weekly_report", "合約約定專案週報 8份，《r》說交付了 8份，檔案裡一份也沒有。") in gaps(
        contract, report
    )


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("廠商應於開展前提供公共意外責任險保險單。", "公共意外責任險保險單"),
        ("乙方須取得家長之肖像授權同意書。", "肖像授權同意書"),
        (
            "The Agency shall provide a certificate of insurance before the opening.",
            "certificate of insurance",
        ),
    ],
)
def test_papers_asked_for_by_name_are_missed_by_name(sentence: str, name: str) -> None:
    contract = source("contract", "c.docx", "2026-03-02", text(sentence))
    found = review(contract)["missing"]
    assert [gap["name"] for gap in found] == [name]
    there = source("other", f"{name}.pdf", "2026-03-20", text("掃描"), title=name)
    assert review(contract, there)["missing"] == []


def test_consent_that_was_only_spoken_is_missed_in_writing() -> None:
    retro = source(
        "retrospective", "x.docx", "2026-07-01", text("加拍一天只有口頭同意，沒有留下信件。")
    )
    ((key, why),) = gaps(retro)
    assert key == "other"
    assert why.endswith("檔案裡沒有書面確認。")


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("追加的燈箱4.2萬只有口頭同意。", ["追加或超支的書面確認"]),
        ("第三場取消只有口頭同意，沒有留下信件。", ["取消或替換的書面確認"]),
        ("場地換邊是電話同意的。", ["書面確認"]),
        ("The second booth was agreed by word of mouth.", ["書面確認"]),
        ("Most visitors found the fair by word of mouth.", []),
    ],
)
def test_a_consent_that_is_missing_is_called_by_its_paper(told: str, names: list[str]) -> None:
    retro = source("retrospective", "x.docx", "2026-07-01", text(told))
    assert [gap["name"] for gap in review(retro)["missing"]] == names


def test_a_template_the_team_wants_is_missed_until_it_is_filed() -> None:
    retro = source(
        "retrospective",
        "x.docx",
        "2026-07-01",
        table("行動|負責人|期限", "把進場清單整理成範本|吳采蓉|2026-08-01"),
    )
    assert [key for key, _ in gaps(retro)] == ["template"]
    assert gaps(retro, source("template", "t.docx", "2026-07-20", text("進場清單【】"))) == []


# ------------------------------------------------------------------ background
def test_the_background_is_the_reports_section_before_the_brief() -> None:
    brief = source(
        "brief", "b.docx", "2026-02-01", heading("背景"), text("這是需求書裡的背景說明文字。")
    )
    told = report(
        heading("壹、專案緣起"),
        text("港邊老倉庫閒置二十年，鄰里希望它重新開門。"),
        heading("貳、成果"),
        items("開了。"),
    )
    found = review(brief, told)["background"]
    assert [s["text"] for s in found] == ["港邊老倉庫閒置二十年，鄰里希望它重新開門。"]
    assert review(brief)["background"][0]["text"] == "這是需求書裡的背景說明文字。"
