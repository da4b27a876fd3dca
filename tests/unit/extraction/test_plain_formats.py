"""Text, Markdown, tables of values, HTML, RTF and the old binary formats."""

from __future__ import annotations

import io

import pytest

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.extraction.extract import extract
from archive.extraction.headings import begins_item, could_be_heading, is_list_item, numbered_level
from archive.extraction.limits import Limits
from tests.support.sample_files import old_slides, old_word, opendocument


def read(data: bytes | str, name: str) -> Extracted:
    raw = data.encode() if isinstance(data, str) else data
    return extract(io.BytesIO(raw), name, Limits())


def shape(found: Extracted) -> list[tuple[SegmentKind, str]]:
    return [(s.kind, s.text) for s in found.segments]


P, H, L, T = SegmentKind.PARAGRAPH, SegmentKind.HEADING, SegmentKind.LIST_ITEM, SegmentKind.TABLE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第一章 總則", 1),
        ("貳、執行方式", 1),
        ("三、預算", 1),
        ("（四）風險", 2),
        ("第十二條 違約責任", 2),
        ("1.2 Scope", 2),
        ("3.2.1 細項", 3),
        ("Chapter 4 Results", 1),
        ("IV. Findings", 1),
        ("三、預算。", 0),
        ("一、我們決定延後開幕，並通知所有廠商。", 0),
        ("1.5倍", 0),
        ("3.5 %", 0),
        ("2025.03.04 會議", 0),
        ("一般說明", 0),
        ("", 0),
    ],
)
def test_numbers_make_headings_of_short_lines(text: str, level: int) -> None:
    assert numbered_level(text) == level


@pytest.mark.parametrize(
    "text",
    ["• 點", "- item", "1. 完成", "2、交付", "(3) pay", "（一）首款", "①甲", "a) b", "□ 勾選"],
)
def test_bullets_and_numbers_begin_list_items(text: str) -> None:
    assert is_list_item(text)
    assert begins_item(text)


@pytest.mark.parametrize("text", ["-5 度", "2025 年", "12.5 萬", "—", "a.b"])
def test_other_lines_do_not(text: str) -> None:
    assert not is_list_item(text)


def test_a_clause_however_long_begins_anew() -> None:
    assert begins_item("第三條 甲方應於簽約後十五日內支付首期款項，乙方應開立發票。")
    assert begins_item("3.1 乙方應配合")


@pytest.mark.parametrize(
    ("text", "could"),
    [
        ("執行成果", True),
        ("He left.", False),
        ("2,000", False),
        ("1. Summary", True),
        ("x" * 90, False),
    ],
)
def test_only_short_words_do_for_a_heading(text: str, could: bool) -> None:
    assert could_be_heading(text) is could


def test_plain_text_is_a_paragraph_a_line() -> None:
    found = read("會議紀錄\n\n一、出席\n王、李\n- 會後寄送\n==========\n第二頁", "a.txt")
    assert shape(found) == [
        (P, "會議紀錄"),
        (H, "一、出席"),
        (P, "王、李"),
        (L, "- 會後寄送"),
        (P, "第二頁"),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_every_kind_of_line_end_is_one(ending: str) -> None:
    assert [s.text for s in read(f"one{ending}two", "a.txt").segments] == ["one", "two"]


def test_markdown_has_headings_lists_tables_quotes_and_code() -> None:
    source = "# 標題 #\n> 引言\n## 二級\n| a | b \\| c |\n|:--|--:|\n| 1 | 2 |\n\n```\n# no heading\n```\n* 點"
    assert shape(read(source, "a.md")) == [
        (H, "標題"),
        (P, "引言"),
        (H, "二級"),
        (T, "a\tb | c\n1\t2"),
        (P, "# no heading"),
        (L, "* 點"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = "\n".join(
        separator.join(row)
        for row in (("name", "city", "n"), ("Ana", "Graz", "1"), ("Bo", "Lund", "2"))
    )
    assert read(text, "a.csv").segments[0].rows[1] == ("Ana", "Graz", "1")


def test_quoted_values_keep_their_separators_and_line_ends() -> None:
    assert read('a,b\n"x, y","two\nlines"\n', "a.csv").segments[0].rows[1] == ("x, y", "two lines")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_values_may_end_as_on_any_system(end: str) -> None:
    found = read(end.join(["who,said", 'Ann,"good, very"', 'Mo,"fine"', ""]), "a.csv")
    assert found.segments[0].rows == (("who", "said"), ("Ann", "good, very"), ("Mo", "fine"))


def test_a_cell_of_a_page_is_never_wider_than_a_table_of_people() -> None:
    wide = "9" * 5000  # more digits than a number may have
    page = f"<table><tr><th>a</th><th>b</th></tr><tr><td colspan={wide}>c</td></tr></table>"
    assert read(page, "a.html").state is ContentState.OK


def test_a_long_list_comes_in_pieces_that_know_their_row() -> None:
    text = "\n".join(f"{n},{n}" for n in range(450))
    assert [s.place.row for s in read(text, "a.csv").segments] == [1, 201, 401]


def test_one_endless_line_is_no_error() -> None:
    found = read(",".join(str(n) for n in range(50_000)), "a.csv")
    assert found.state is ContentState.OK


def test_html_shows_what_a_browser_shows() -> None:
    page = """<!doctype html><title>公告</title><style>p{}</style><body><h1>主<b>標</b>題</h1>
      <p>第一段<br>換行</p><ul><li>甲</li><li>乙</li></ul><div>容器<div>內層</div>尾</div>
      <table><tr><th>a</th><th colspan=2>b</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>
      <table><tr><td><p>版面</p></td></tr></table><iframe>x</iframe><noscript>y</noscript>"""
    assert shape(read(page, "a.html")) == [
        (H, "主標題"),
        (P, "第一段"),
        (P, "換行"),
        (L, "甲"),
        (L, "乙"),
        (P, "容器"),
        (P, "內層"),
        (P, "尾"),
        (T, "a\tb\t\n1\t2\t3"),
        (P, "版面"),
    ]


def test_html_declares_its_encoding() -> None:
    page = "<html><meta charset=big5><p>展場平面圖</p></html>".encode("big5")
    assert read(page, "a.html").segments[0].text == "展場平面圖"


def test_html_nested_without_end_is_no_error() -> None:
    assert read("<html>" + "<div>" * 20_000 + "x", "a.html").state in {
        ContentState.OK,
        ContentState.DAMAGED,
    }


def test_rtf_reads_tables_notes_headers_and_properties() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title Plan}{\author Ana}}{\stylesheet{\s1 heading 1;}}{\header Top\par}"
        rb"Caf\'e9 {\b bold}\par {\footnote A note}\trowd a\cell b\cell\row \trowd c\cell d\cell\row \pard after\tab x"
        rb"{\*\generator Riched20}{\pict 89504e47}{\field{\*\fldinst PAGE}{\fldrslt 7}}\par}"
    )
    found = read(source, "a.rtf")
    assert found.properties == {"title": "Plan", "author": "Ana"}
    assert shape(found) == [
        (SegmentKind.HEADER, "Top"),
        (P, "Café bold"),
        (SegmentKind.NOTE, "A note"),
        (T, "a\tb\nc\td"),
        (P, "after\tx7"),
    ]


def test_rtf_with_braces_without_end_is_no_error() -> None:
    assert read(rb"{\rtf1 " + b"{" * 100_000 + b"x", "a.rtf").state is ContentState.OK


def test_old_word_reads_tables_fields_and_page_breaks() -> None:
    table = "項\x07額\x07\x07甲\x07\x07\x07"
    found = read(
        old_word(["標題\x0c第二頁", "\x13 PAGE \x14 12 \x15頁", f"{table}表後文字", f"{table}完"]),
        "a.doc",
    )
    rows = (T, "項\t額\n甲\t")
    assert shape(found) == [
        (P, "標題"),
        (P, "第二頁"),
        (P, "12 頁"),
        rows,
        (P, "表後文字"),
        rows,
        (P, "完"),
    ]


def test_old_word_with_a_password_is_encrypted() -> None:
    data = bytearray(old_word(["secret"]))
    at = data.index(b"\xec\xa5\xc1\x00")
    data[at + 11] |= 0x01
    assert read(bytes(data), "a.doc").state is ContentState.ENCRYPTED


def test_old_slides_have_titles_and_numbers() -> None:
    found = read(old_slides([(0, "一頁"), (0, "二頁\r副標")]), "a.ppt")
    assert [(s.kind, s.text, s.place.slide) for s in found.segments] == [
        (H, "一頁", 1),
        (H, "二頁", 2),
        (H, "副標", 2),
    ]


def test_open_text_reads_notes_comments_lists_and_repeated_cells() -> None:
    body = (
        '<text:tracked-changes><text:p>刪去</text:p></text:tracked-changes><text:h text:outline-level="1">章</text:h>'
        "<text:p>正文<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>註</text:p></text:note-body></text:note>"
        "續<office:annotation><dc:creator>A</dc:creator><text:p>批</text:p></office:annotation><text:tab/>尾</text:p>"
        "<text:list><text:list-item><text:p>項</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2">'
        "<text:p>x</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="1000"/></table:table-row></table:table>'
    )
    assert shape(read(opendocument(body), "a.odt")) == [
        (H, "章"),
        (P, "正文續\t尾"),
        (SegmentKind.NOTE, "註"),
        (SegmentKind.COMMENT, "批"),
        (L, "項"),
        (T, "x\tx"),
    ]
