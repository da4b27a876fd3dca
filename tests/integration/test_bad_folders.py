"""Folders with little or confusing in them: the review says what it does not know and invents nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from docx import Document as WordFile

from archive.domain.messages import LANGUAGES
from archive.exports.review_docx import review_docx
from archive.review.compose import build
from archive.review.reading.citations import is_verbatim
from archive.review.reading.sources import Source
from archive.wording import say
from tests.support.review_sources import heading, project, sheet, source, table, text

PROJECT = project("B8", "石橋夜市", "石橋里辦公處", "zh-Hant", currency="TWD")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")

FOLDERS: Mapping[str, Sequence[Source]] = {
    "nothing": [],
    "only scans": [source("contract", f"scan-{n}.pdf", "2026-03-02") for n in range(4)],
    "conflicting units": [
        source(
            "final_report", "report.docx", "2026-07-01", heading("成果"),
            table("指標|目標|實際", "到場|5,000 人|12 場", "曝光|120 萬次|35%", "影片|3 支|3 小時"),
        ),
    ],
    "conflicting currencies": [
        source(
            "settlement", "account.xlsx", "2026-07-01",
            sheet("決算", "項目|預算|實支", "場租|NT$100,000|US$3,500", "音響|HK$20,000|NT$82,000"),
        ),
    ],
    "two contracts": [
        source(
            "contract", "stage.docx", "2026-03-02",
            text("甲方：石橋里辦公處", "乙方：大棚舞台有限公司", "合約總價新臺幣 480,000 元整。"),
        ),
        source(
            "contract", "light.docx", "2026-03-05",
            text("甲方：石橋里辦公處", "乙方：夜光燈具行", "合約總價新臺幣 95,000 元整。"),
        ),
    ],
    "ten drafts": [
        source(
            "final_report", f"draft-{n}.docx", f"2026-06-{n:02}", heading("成果"),
            table("指標|目標|實際", f"攤位數|80|{60 + n}"), draft=True, title="石橋夜市 結案報告",
        )
        for n in range(1, 11)
    ],
    "merged headers": [
        source(
            "data_report", "figures.xlsx", "2026-07-01",
            sheet("成效", "指標|第一週||第二週|", "|目標|實際|目標|實際", "人流|900|1,020|950|870", "|||| "),
        ),
    ],
    "a fourth language": [
        source(
            "final_report", "laporan.docx", "2026-07-01", heading("Hasil"),
            text("Pasar malam dikunjungi 4.300 orang selama tiga hari."),
            table("Ukuran|Sasaran|Hasil", "Pengunjung|4.000|4.300"), language="id",
        ),
    ],
}  # fmt: skip


def statements(content: Any) -> list[Mapping[str, Any]]:
    """Every part of a review that cites something."""
    if isinstance(content, Mapping):
        inner = [part for value in content.values() for part in statements(value)]
        return [content, *inner] if content.get("citations") else inner
    return (
        [part for one in content for part in statements(one)] if isinstance(content, list) else []
    )


def words_of(review: Mapping[str, Any], language: str) -> str:
    file = WordFile(io.BytesIO(review_docx(review, PROJECT, language)))
    cells = [cell.text for t in file.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


@pytest.mark.parametrize("name", FOLDERS)
def test_every_figure_stands_in_what_it_cites(name: str) -> None:
    sources = FOLDERS[name]
    review = build(PROJECT, sources)
    by_id = {one.document: one for one in sources}
    for part in statements(review):
        assert all(is_verbatim(citation, by_id) for citation in part["citations"])
        quoted = " ".join(str(citation["quote"]) for citation in part["citations"])
        known = {figure.replace(",", "") for figure in FIGURE.findall(quoted)}
        for key in ("target_written", "actual_written"):
            for figure in FIGURE.findall(str(part.get(key) or "")):
                assert figure.replace(",", "") in known, (key, part)


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_what_is_not_known(name: str, language: str) -> None:
    review = build(PROJECT, FOLDERS[name])
    told = words_of(review, language)
    assert say(language, "review.nothing_found") in told
    assert say(language, "review.section_missing") in told
    assert review["missing"]
    assert "None" not in told
    assert build(PROJECT, FOLDERS[name]) == review


def test_what_has_no_common_unit_is_neither_reached_nor_missed() -> None:
    metrics = build(PROJECT, FOLDERS["conflicting units"])["metrics"]
    assert isinstance(metrics, list)
    assert {metric.get("met") for metric in metrics} <= {None}


def test_currencies_are_not_added_up() -> None:
    cost = build(PROJECT, FOLDERS["conflicting currencies"])["cost"]
    assert isinstance(cost, Mapping)
    assert (cost["budget_total"], cost["actual_total"]) == (None, None)


def test_two_contracts_are_two_and_contradict_nothing() -> None:
    review = build(PROJECT, FOLDERS["two contracts"])
    contracts = review["contracts"]
    assert isinstance(contracts, list)
    assert sorted(str(one["amount"]) for one in contracts) == ["480000", "95000"]
    assert review["inconsistencies"] == []


def test_ten_drafts_are_no_final_report_and_do_not_contradict_each_other() -> None:
    review = build(PROJECT, FOLDERS["ten drafts"])
    missing = review["missing"]
    assert isinstance(missing, list)
    assert "final_report" in {gap["class"] for gap in missing}
    assert review["inconsistencies"] == []
