"""The Word file of a review: a report that can be read, cited and reproduced."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml.etree import fromstring

from archive.exports.review_docx import review_docx
from archive.review.audit import audit_of
from archive.review.compose import build
from archive.review.restrict import restrict
from archive.review.silence import silent_sections
from archive.wording import say
from tests.support.review_folder_harbour import harbour_festival
from tests.support.review_folder_lighthouse import lighthouse_appeal
from tests.support.review_sources import reviewed, source, text

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
HARBOUR, LIGHTHOUSE = harbour_festival(), lighthouse_appeal()


@pytest.fixture(scope="module")
def review() -> dict[str, Any]:
    """As somebody reads it who sees every source."""
    return restrict(reviewed(harbour_festival), lambda _document: True)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def all_text(document: Any) -> str:
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_it_has_every_section_in_the_readers_language(
    language: str, review: dict[str, Any]
) -> None:
    document = opened(review_docx(review, HARBOUR.project, language))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    for name in ("missing", "background", "milestones", "metrics", "cost", "contracts", "satisfaction",
                 "successes", "shortcomings", "actions", "sources"):  # fmt: skip
        assert say(language, f"review.section_{name}") in headings


def test_figures_quotes_and_sources_are_in_it(review: dict[str, Any]) -> None:
    words = all_text(opened(review_docx(review, HARBOUR.project, "zh-Hant")))
    for expected in (
        "漁港美食節",
        "4,386,000",
        "52,360",
        "周育辰",
        "2026-09-30",
        "攤商招募截止",
        "延後 7 天",
        "116.4%",
    ):
        assert expected in words


def test_every_statement_has_a_number_and_every_number_a_source(review: dict[str, Any]) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hant"))
    words = [p.text for p in document.paragraphs]
    sources = [w for w in words if w.startswith("[")]
    numbers = [int(w[1 : w.index("]")]) for w in sources]
    assert numbers == list(range(1, len(numbers) + 1))
    for part in (*review["successes"], *review["shortcomings"]):
        line = next(w for w in words if w.startswith(part["text"]))
        assert line.removeprefix(part["text"]).strip().startswith("[")
    assert all("「" in w for w in sources)


def test_what_is_not_known_is_said_to_be_not_found() -> None:
    nothing = restrict(build(HARBOUR.project, []), lambda _document: True)
    words = all_text(opened(review_docx(nothing, HARBOUR.project, "zh-Hant")))
    assert words.count("檔案裡沒有這方面的資料。") >= 8
    assert "結案報告：結案需要這類檔案，檔案裡沒有。" in words


def test_empty_sections_say_who_would_tell_and_unread_papers_are_listed() -> None:
    scan = source("contract", "掃描合約.pdf", "2026-03-01", text())
    nothing = restrict(build(HARBOUR.project, [scan]), lambda _document: True)
    nothing["not_found"] = silent_sections(nothing)
    words = all_text(opened(review_docx(nothing, HARBOUR.project, "zh-Hant")))
    assert "這些檔案會說明：滿意度調查（沒有歸檔）、客戶意見（沒有歸檔）。" in words
    assert "這些檔案會說明：合約（已歸檔，裡面沒有寫到）。" in words
    assert "掃描合約.pdf" in words
    assert "沒有文字，可能是掃描或圖片" in words


def test_findings_say_how_much_they_weigh() -> None:
    low = {"description": "草稿與定稿不同", "severity": "low", "values": []}
    gap = {"class": "survey", "why": "沒有。", "severity": "high", "citations": []}
    told = {"inconsistencies": [low], "missing": [gap]}
    words = all_text(opened(review_docx(told, HARBOUR.project, "zh-Hant")))
    assert "〔輕微〕草稿與定稿不同" in words
    assert "〔重要〕滿意度調查：沒有。" in words


def test_the_audit_has_three_parts_and_every_point_its_verdict(review: dict[str, Any]) -> None:
    told = {**review, "audit": audit_of(review, "zh-Hant")}
    document = opened(review_docx(told, HARBOUR.project, "zh-Hant"))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    at = headings.index("專案稽核")
    assert headings[at + 1 : at + 4] == ["財務", "合規", "效率"]
    lines = [
        p.text
        for p in document.paragraphs
        if p.text.startswith(("〔正常〕", "〔要注意〕", "〔沒有找到〕"))
    ]
    assert len(lines) == sum(map(len, told["audit"].values()))


def contents_of(document: Any) -> list[str]:
    return [
        "".join(
            "\t" if node.tag == qn("w:tab") else node.text or ""
            for node in p._p.iter(qn("w:t"), qn("w:tab"))
            if node.getparent().tag == qn("w:r")
        ).strip()
        for p in document.paragraphs
        if p.style.name.startswith("toc ")
    ]


def test_the_contents_list_stands_there_without_being_updated_and_leads_to_numbered_headings(
    review: dict[str, Any],
) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hant"))
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    listed = contents_of(document)
    assert [entry.split("\t")[1] for entry in listed] == [h.text for h in headings]
    assert listed[:3] == ["1\t專案背景", "2\t里程碑", "3\t目標與實績"]
    assert next(e for e in listed if "客戶的話" in e).split("\t")[0].endswith(".1")
    told = [node.text for node in document.element.iter(qn("w:instrText"))]
    assert told[0].split()[:3] == ["TOC", "\\o", '"1-2"']
    anchors = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert anchors == marks
    kinds = [m.get(qn("w:fldCharType")) for m in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")
    for level in (1, 2):
        numbers = document.styles[f"Heading {level}"].element.pPr.numPr
        assert numbers.ilvl.val == level - 1
        assert numbers.numId.val in {n.numId for n in document.part.numbering_part.element.num_lst}


def test_for_print_the_page_numbers_stand_outside_a_contents_field(review: dict[str, Any]) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hant", for_print=True))
    told = [node.text.split()[0] for node in document.element.iter(qn("w:instrText"))]
    assert set(told) == {"PAGEREF"}
    assert len(contents_of(document)) == len(told)


def test_fonts_are_named_for_both_kinds_of_script(review: dict[str, Any]) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hans"))
    fonts = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert fonts.get(qn("w:ascii")) == "Calibri"
    for name in ("Heading 1", "Title"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:asciiTheme")) is None


def test_the_same_review_gives_the_same_bytes(review: dict[str, Any]) -> None:
    once = review_docx(review, HARBOUR.project, "zh-Hant")
    assert review_docx(review, HARBOUR.project, "zh-Hant") == once


def test_table_headers_repeat_and_figures_stand_right(review: dict[str, Any]) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hant"))
    metrics = next(t for t in document.tables if t.rows[0].cells[0].text == "指標")
    assert metrics.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert metrics.rows[1].cells[2].paragraphs[0].alignment is not None


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    odd = {"successes": [{"text": "a\x00b\x0bc\ud800", "citations": []}], "sources": []}
    assert "abc" in all_text(opened(review_docx(odd, HARBOUR.project, "en")))


def test_cells_that_look_like_formulas_are_plain_text() -> None:
    odd = {"actions": [{"text": "=1+1", "owner": "@x", "due": None, "citations": []}]}
    words = all_text(opened(review_docx(odd, HARBOUR.project, "en")))
    assert "=1+1" in words
    assert "not found" in words


def test_an_unknown_language_is_answered_in_english() -> None:
    review = restrict(build(LIGHTHOUSE.project, LIGHTHOUSE.sources), lambda _document: True)
    document = opened(review_docx(review, LIGHTHOUSE.project, "fr"))
    assert "Project review" in [p.text for p in document.paragraphs]


def test_charts_hold_the_figures_of_their_tables_and_are_described(review: dict[str, Any]) -> None:
    document = opened(review_docx(review, HARBOUR.project, "zh-Hant"))
    parts = sorted(
        (p for p in document.part.package.iter_parts() if "/charts/" in p.partname),
        key=lambda part: str(part.partname),
    )
    drawn = [fromstring(part.blob) for part in parts]
    values = [[v.text for v in chart.iter(f"{C}v")] for chart in drawn]
    assert len(values) == 2
    assert {"入場人次", "116.4", "137.3"} <= set(values[0])
    cost = {str(line["budget"]) for line in review["cost"]["lines"]}
    assert cost <= set(values[1])
    described = [d.get("descr") for d in document.element.iter(qn("wp:docPr"))]
    assert described == [say("zh-Hant", f"review.chart_{name}") for name in ("achieved", "cost")]


def test_nothing_is_drawn_of_one_figure_or_of_names_with_markup_in_them_broken() -> None:
    line = {"item": 'a<b>&"c"', "budget": "1", "actual": "2", "citations": []}
    one = {"cost": {"lines": [line]}}
    two = {"cost": {"lines": [line, line | {"item": "d"}]}}
    charts = [
        [
            p
            for p in opened(review_docx(r, HARBOUR.project, "en")).part.package.iter_parts()
            if "/charts/" in p.partname
        ]
        for r in (one, two)
    ]
    assert [len(found) for found in charts] == [0, 1]
    assert 'a<b>&"c"' in [v.text for v in fromstring(charts[1][0].blob).iter(f"{C}v")]


def test_a_milestone_that_never_came_says_what_the_paper_says_and_bare_digits_are_grouped(
    review: dict[str, Any],
) -> None:
    milestones = [
        {"name": "花車遊行", "planned": "2026-05-02", "actual": None, "late": None, "note": "颱風停辦"},
        {"name": "頒獎", "planned": "2026-05-02", "actual": "2026-05-05", "late": True, "note": "借不到場地"},
    ]  # fmt: skip
    metric = {"name": "到場", "target": "12000", "target_written": "12000人", "actual": "9000",
              "actual_written": "9,000 人", "unit": "人", "met": False}  # fmt: skip
    told = {**review, "milestones": milestones, "metrics": [metric]}
    document = opened(review_docx(told, HARBOUR.project, "zh-Hant"))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    assert "颱風停辦" in cells
    assert "延後 3 天\n借不到場地" in cells
    assert "12,000人" in cells


def test_amounts_in_another_currency_say_so_and_two_have_no_difference() -> None:
    lines = [{"item": "Hall", "budget": "120000", "actual": "3900", "budget_currency": "TWD"}]
    owed = [{"party": "Alder", "amount": "450", "currency": "GBP"}]
    review = {"cost": {"currency": "USD", "lines": lines, "outstanding": owed}}
    words = all_text(opened(review_docx(review, HARBOUR.project, "en")))
    assert "TWD 120,000" in words
    assert "GBP 450" in words
    assert "116,100" not in words


def test_the_cover_tells_the_outcome_and_the_report_ends_in_what_is_open(
    review: dict[str, Any],
) -> None:
    nobody_told = replace(HARBOUR.project, started=None, ended=None)
    named = {"class": "other", "name": "Drone licence", "why": "It was asked for.", "citations": []}
    document = opened(review_docx({**review, "missing": [named]}, nobody_told, "en"))
    words = all_text(document)
    assert "reached" in words.split("Based on")[0]
    assert ("Period" in words, "Drone licence: It was asked for." in words) == (False, True)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    order = [say("en", f"review.section_{name}") for name in ("background", "actions", "missing")]
    assert [heading for heading in headings if heading in order] == order


@pytest.mark.parametrize(
    ("language", "toned", "cited"),
    [
        ("zh-Hant", "「又快又吵」（褒貶都有）", "帆會.txt，V1.0，草稿，「夜場」：「又快又吵」"),
        ("zh-Hans", "“又快又吵”（褒贬都有）", "帆會.txt，V1.0，草稿，“夜場”：“又快又吵”"),
        ("en", "“又快又吵” (mixed)", "帆會.txt, V1.0, draft, “夜場”: “又快又吵”"),
    ],
)
def test_the_signs_between_words_are_those_of_the_language(
    language: str, toned: str, cited: str
) -> None:
    place = {"document": "d1", "version": "1.0", "draft": True, "place": {"heading": ["夜場"]}}
    quote = {
        "text": "又快又吵",
        "sentiment": "mixed",
        "citations": [{**place, "quote": "又快又吵"}],
    }
    told = {
        "satisfaction": {"quotes": [quote]},
        "sources": [{"document": "d1", "name": "帆會.txt"}],
    }
    lines = [p.text for p in opened(review_docx(told, HARBOUR.project, language)).paragraphs]
    assert f"{toned} [1]" in lines
    assert f"[1] {cited}" in lines
