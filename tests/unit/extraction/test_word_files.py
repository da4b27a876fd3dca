"""Word documents: every part that shows text, in order, with headings, numbers and tables."""

from __future__ import annotations

import io

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.extraction.extract import extract
from archive.extraction.formats.docx_numbering import formatted
from archive.extraction.limits import Limits
from tests.support.sample_files import rezipped, word, word_report, word_table, zipped

W = nsdecls("w")
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def read(data: bytes) -> Extracted:
    return extract(io.BytesIO(data), "x.docx", Limits())


def texts(found: Extracted, *kinds: SegmentKind) -> list[str]:
    return [s.text for s in found.segments if not kinds or s.kind in kinds]


def with_body(xml: str) -> bytes:
    """A document whose body begins with this XML."""

    def build(document: WordDocument) -> None:
        for element in parse_xml(f"<w:body {W} {V}>{xml}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, element)

    return word(build)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p>{properties}<w:r>{run}<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def test_headings_come_from_styles_and_form_the_path() -> None:
    found = read(word_report())
    levels = [(s.text, s.level) for s in found.segments if s.kind is SegmentKind.HEADING]
    assert levels == [("成果摘要", 1), ("費用", 2)]
    table = next(s for s in found.segments if s.kind is SegmentKind.TABLE)
    assert table.place.heading == ("成果摘要", "費用")


def test_properties_header_and_footer_are_read() -> None:
    found = read(word_report())
    assert found.properties["title"] == "夏季企劃成果"
    assert found.properties["author"] == "專案部"
    assert texts(found, SegmentKind.HEADER) == ["頁首：僅供內部"]
    assert texts(found, SegmentKind.FOOTER) == ["頁尾：第二版"]


def test_a_heading_is_told_by_its_outline_level_without_a_style() -> None:
    found = read(with_body(paragraph("附錄", "<w:pPr><w:outlineLvl w:val='2'/></w:pPr>")))
    assert (found.segments[0].kind, found.segments[0].level) == (SegmentKind.HEADING, 3)


def test_a_style_that_builds_on_a_heading_is_a_heading() -> None:
    def build(document: WordDocument) -> None:
        style = document.styles.add_style("Agency head", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("執行團隊", style="Agency head")

    assert read(word(build)).segments[0].level == 2


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第三章 風險", 1),
        ("壹、緣起", 1),
        ("一、目標", 1),
        ("（二）對策", 2),
        ("第五條 驗收", 2),
        ("2.3 進度", 2),
    ],
)
def test_numbers_make_headings_where_no_style_does(text: str, level: int) -> None:
    assert read(with_body(paragraph(text))).segments[0].level == level


@pytest.mark.parametrize(
    "text", ["一、本案應於三月底前完成，逾期罰款。", "第三條 乙方應於十日內付款。", "1.5萬人次"]
)
def test_numbered_sentences_are_no_headings(text: str) -> None:
    assert read(with_body(paragraph(text))).segments[0].kind is not SegmentKind.HEADING


def test_a_large_first_line_is_the_title() -> None:
    def build(document: WordDocument) -> None:
        run = document.add_paragraph().add_run("展場服務合約")
        run.font.size, run.bold = Pt(20), True
        document.add_paragraph("第一條 範圍")
        document.add_paragraph("甲方委託乙方佈置展場。")

    found = read(word(build))
    assert [(s.text, s.level) for s in found.segments] == [
        ("展場服務合約", 1),
        ("第一條 範圍", 3),
        ("甲方委託乙方佈置展場。", 0),
    ]
    assert found.segments[2].place.heading == ("展場服務合約", "第一條 範圍")


def test_tracked_insertions_are_text_and_deletions_are_not() -> None:
    found = read(
        with_body(
            "<w:p><w:r><w:t>付款</w:t></w:r><w:ins w:id='1'><w:r><w:t>於四十日內</w:t></w:r></w:ins>"
            "<w:del w:id='2'><w:r><w:delText>於二十日內</w:delText></w:r></w:del>"
            "<w:moveFrom w:id='3'><w:r><w:t>舊處</w:t></w:r></w:moveFrom>"
            "<w:moveTo w:id='4'><w:r><w:t>完成</w:t></w:r></w:moveTo></w:p>"
        )
    )
    assert texts(found) == ["付款於四十日內完成"]


def test_a_deleted_table_row_is_gone() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    found = read(
        with_body(
            f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr>"
            f"<w:tr><w:trPr><w:del w:id='9'/></w:trPr>{cell('刪')}{cell('去')}</w:tr>"
            f"<w:tr>{cell('丙')}{cell('丁')}</w:tr></w:tbl>"
        )
    )
    assert found.segments[0].rows == (("甲", "乙"), ("丙", "丁"))


def test_fields_show_their_result_and_not_their_code() -> None:
    found = read(
        with_body(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r></w:p>"
        )
    )
    assert texts(found) == ["12"]


def test_breaks_tabs_symbols_and_hyphens_are_kept() -> None:
    found = read(
        with_body(
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
            "<w:sym w:font='Wingdings' w:char='F0FE'/><w:br w:type='page'/></w:r></w:p>"
        )
    )
    assert texts(found) == ["甲\t乙\n丙-丁☑"]


def test_content_controls_hyperlinks_and_reading_aids_are_read() -> None:
    found = read(
        with_body(
            "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>連結</w:t></w:r></w:hyperlink>"
            "<w:smartTag><w:r><w:t>標記</w:t></w:r></w:smartTag><w:r><w:ruby><w:rt><w:r><w:t>かな</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    assert texts(found) == ["連結標記漢字"]


def test_a_text_box_is_read_once_though_it_is_drawn_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框內文字</w:t></w:r></w:p></w:txbxContent>"
    found = read(
        with_body(
            "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent "
            "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    )
    assert texts(found) == ["正文", "框內文字"]


def test_a_watermark_is_text() -> None:
    shape = "<w:p><w:r><w:pict><v:shape><v:textpath string='草稿 請勿外流'/></v:shape></w:pict></w:r></w:p>"
    assert texts(read(with_body(shape))) == ["草稿 請勿外流"]


def test_merged_cells_keep_the_columns_in_line() -> None:
    def build(document: WordDocument) -> None:
        table = document.add_table(rows=3, cols=3)
        for r, row in enumerate(("abc", "def", "ghi")):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"

    rows = read(word(build)).segments[0].rows
    assert rows == (("wide", "", "c"), ("d", "e", "tall"), ("g", "h", ""))


def test_a_table_in_a_table_comes_after_it() -> None:
    def build(document: WordDocument) -> None:
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = "外"
        inner = outer.cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "內一", "內二"

    found = read(word(build))
    assert [s.rows for s in found.segments] == [(("外", ""),), (("內一", "內二"),)]


def test_a_frame_of_one_column_is_running_text() -> None:
    def build(document: WordDocument) -> None:
        word_table(document, [("一、前言",), ("框裡的一段話。",)])

    found = read(word(build))
    assert [s.kind for s in found.segments] == [SegmentKind.HEADING, SegmentKind.PARAGRAPH]


def test_footnotes_and_comments_are_read() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    note = (
        f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('含稅')}</w:footnote></w:footnotes>"
    )
    comment = (
        f"<w:comments {W}><w:comment w:id='1'>{paragraph('請再核對')}</w:comment></w:comments>"
    )
    data = with_body(paragraph("總價"))
    rels = (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='a' Type='{relation}footnotes' Target='footnotes.xml'/>"
        f"<Relationship Id='b' Type='{relation}comments' Target='comments.xml'/></Relationships>"
    )
    found = read(
        rezipped(
            data,
            {
                "word/footnotes.xml": note.encode(),
                "word/comments.xml": comment.encode(),
                "word/_rels/document.xml.rels": rels.encode(),
            },
        )
    )
    assert texts(found, SegmentKind.NOTE) == ["含稅"]
    assert texts(found, SegmentKind.COMMENT) == ["請再核對"]


def numbered(form: str, text: str, count: int) -> bytes:
    """A document with a list of that form, numbered by Word."""
    numbering = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='5'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        f"<w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='7'><w:abstractNumId w:val='5'/></w:num></w:numbering>"
    )
    listed = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr></w:pPr>"
    body = "".join(paragraph(f"款項{n}", listed) for n in range(count))
    return rezipped(with_body(body), {"word/numbering.xml": numbering.encode()})


def test_numbers_that_word_only_shows_are_text() -> None:
    found = read(numbered("taiwaneseCountingThousand", "第%1條", 2))
    assert texts(found) == ["第一條 款項0", "第二條 款項1"]
    assert found.segments[0].kind is SegmentKind.HEADING


def test_bullets_make_list_items_without_a_label() -> None:
    found = read(numbered("bullet", "\uf0b7", 1))
    assert (found.segments[0].kind, found.segments[0].text) == (SegmentKind.LIST_ITEM, "款項0")


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (12, "chineseCounting", "十二"),
        (30, "taiwaneseCounting", "三十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographLegalTraditional", "參"),
        (3, "ideographTraditional", "丙"),
        (27, "lowerLetter", "aa"),
        (49, "upperRoman", "XLIX"),
        (4, "lowerRoman", "iv"),
        (7, "decimalZero", "07"),
        (3, "decimalEnclosedCircle", "③"),
        (5, "somethingNew", "5"),
    ],
)
def test_a_list_number_is_shown_as_word_shows_it(number: int, form: str, shown: str) -> None:
    assert formatted(number, form) == shown


def test_an_entity_bomb_expands_nothing() -> None:
    bomb = (
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        f"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><w:document {W}><w:body>"
        "<w:p><w:r><w:t>before &c; after</w:t></w:r></w:p></w:body></w:document>"
    )
    found = read(rezipped(word_report(), {"word/document.xml": bomb.encode()}))
    assert "lol" not in found.text


def test_an_entity_never_reads_a_file() -> None:
    outside = (
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
        f"<w:document {W}><w:body><w:p><w:r><w:t>name: &f;</w:t></w:r></w:p></w:body></w:document>"
    )
    found = read(rezipped(word_report(), {"word/document.xml": outside.encode()}))
    assert texts(found, SegmentKind.PARAGRAPH)[:1] in (["name:"], [])


def test_nesting_without_end_is_no_stack_overflow() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000
    data = rezipped(
        word_report(),
        {"word/document.xml": f"<w:document {W}><w:body>{deep}</w:body></w:document>".encode()},
    )
    assert read(data).state in {ContentState.OK, ContentState.DAMAGED}


def test_a_document_that_inflates_without_end_is_too_large() -> None:
    data = rezipped(word_report(), {"word/document.xml": b"<a>" + b" " * 30_000_000})
    assert read(data).state is ContentState.TOO_LARGE


def test_a_package_without_a_main_part_is_damaged() -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = b"<Types><Override ContentType='" + main + b"'/></Types>"
    assert read(zipped({"[Content_Types].xml": types})).state is ContentState.DAMAGED


def test_the_day_of_a_librarys_empty_document_is_not_the_papers() -> None:
    assert not {"created", "modified"} & set(read(word(lambda _: None)).properties)
