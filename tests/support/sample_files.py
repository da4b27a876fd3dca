"""Documents made in memory, in every format the archive reads. Nothing here depends on fonts of the system.

Each function gives the bytes of one file. `SAMPLES` names one of each format with what must be found in it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

import docx
import openpyxl
import pptx
from docx.document import Document as WordDocument
from openpyxl.comments import Comment
from PIL import Image, ImageDraw, ImageFont
from pptx.util import Cm
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.support.compound_file import compound_file

Rows = Sequence[Sequence[str]]
BUDGET: Rows = (
    ("項目", "預算", "實際"),
    ("攝影棚租借", "48,000", "51,500"),
    ("剪輯與調色", "36,000", "36,000"),
)


def zipped(entries: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return out.getvalue()


def rezipped(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """A zip with some entries changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        entries = {name: container.read(name) for name in container.namelist()}
    return zipped(entries | dict(changes))


def zip_with_raw_names(names: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A stored zip whose names are exactly these bytes, without the flag for UTF-8."""
    body, directory, count = b"", b"", 0
    for name, data in names:
        fixed = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 0x5A21, zlib.crc32(data), len(data), len(data), len(name), 0
        )
        directory += (
            b"PK\x01\x02"
            + b"\x14\x00"
            + fixed
            + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
            + name
        )
        body += b"PK\x03\x04" + fixed + name + data
        count += 1
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def word(build: Callable[[WordDocument], None]) -> bytes:
    """A .docx that `build` has filled."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_table(document: WordDocument, rows: Rows) -> None:
    """Add a table."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def word_report() -> bytes:
    """Headings, paragraphs, a list, a table, header and footer, properties."""

    def build(document: WordDocument) -> None:
        document.core_properties.title = "夏季企劃成果"
        document.core_properties.author = "專案部"
        document.sections[0].header.paragraphs[0].text = "頁首：僅供內部"
        document.sections[0].footer.paragraphs[0].text = "頁尾：第二版"
        document.add_heading("成果摘要", 1)
        document.add_paragraph("三場快閃活動共吸引四千二百人到場。")
        document.add_heading("費用", 2)
        word_table(document, BUDGET)
        document.add_paragraph("場布提早一天進場", style="List Bullet")

    return word(build)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook that was made by hand."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_with_comment() -> bytes:
    """A budget on two sheets, one hidden, with a comment and a percentage."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "決算"
    for row in (
        ("項目", "預算", "實際", "達成"),
        ("拍攝", 48000, 51500.5, 0.613),
        ("剪輯", 36000.0, 36000, 1),
    ):
        sheet.append(row)
    sheet["D2"].number_format = "0.0%"
    sheet["D3"].number_format = "0%"
    sheet["B2"].comment = Comment("多租一天", "會計")
    hidden = book.create_sheet("底稿")
    hidden.append(("內部成本", 9999))
    hidden.sheet_state = "hidden"
    return saved(book)


def slides() -> bytes:
    """A title slide and a slide with a table in a deck, with notes and a group."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "秋季提案"
    first.placeholders[1].text = "給董事會的版本"
    first.notes_slide.notes_text_frame.text = "先講結論"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "預算概覽"
    frame = second.shapes.add_table(len(BUDGET), 3, Cm(2), Cm(4), Cm(16), Cm(5))
    for row, texts in zip(frame.table.rows, BUDGET, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    group = second.shapes.add_group_shape()
    box = group.shapes.add_textbox(Cm(2), Cm(12), Cm(10), Cm(1))
    box.text_frame.text = "群組裡的備註"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


CHINESE_FONT = "MSung-Light"


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    """A PDF that `draw` has filled; Chinese through a font every reader has (not embedded)."""
    if CHINESE_FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def pdf_lines(
    canvas: Canvas, lines: Iterable[str], top: float = 760, size: float = 11, left: float = 72
) -> float:
    """Draw lines under each other; gives the height where the next would stand."""
    for line in lines:
        font = CHINESE_FONT if any(char > "\u2e7f" for char in line) else "Helvetica"
        canvas.setFont(font, size)
        canvas.drawString(left, top, line)
        top -= size * 1.4
    return top


def pdf_table(
    canvas: Canvas, rows: Rows, top: float, widths: Sequence[float], left: float = 72
) -> float:
    """Draw a ruled table with its upper edge at `top`; gives the height of its lower edge."""
    height = 18
    edges = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    for index in range(len(rows) + 1):
        canvas.line(edges[0], top - index * height, edges[-1], top - index * height)
    for edge in edges:
        canvas.line(edge, top, edge, top - height * len(rows))
    for index, row in enumerate(rows):
        for edge, text in zip(edges, row, strict=False):
            pdf_lines(canvas, [text], top - index * height - 13, 10, edge + 4)
    return top - height * len(rows)


def pdf_report() -> bytes:
    """Two pages: a title, a paragraph over several lines, a ruled table, running header and page number."""

    def draw(canvas: Canvas) -> None:
        for page in (1, 2):
            pdf_lines(canvas, ["North Pier Studio"], 815, 8)
            pdf_lines(canvas, [str(page)], 30, 8, 520)
            if page == 1:
                pdf_lines(canvas, ["Launch film report"], 770, 18)
                pdf_lines(
                    canvas,
                    [
                        "The film was shown in eleven cinemas during the second week and reached more",
                        "people than the plan had asked for, although two screens were closed by a storm",
                        "on the last evening.",
                    ],
                    730,
                )
                pdf_table(
                    canvas,
                    [
                        ("Item", "Plan", "Actual"),
                        ("Screens", "11", "9"),
                        ("Visitors", "4,000", "4,310"),
                    ],
                    660,
                    (120, 80, 80),
                )
            else:
                pdf_lines(canvas, ["What we would do again"], 770, 14)
                pdf_lines(canvas, ["Book the large screen first."], 740)
            canvas.showPage()

    return pdf(draw)


def drawn_page(
    lines: Iterable[str], size: tuple[int, int] = (1240, 900), letters: int = 36
) -> Image.Image:
    """A white page with large plain letters, in the font that comes with the imaging library."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=letters)
    top = 80
    for line in lines:
        pen.text((90, top), line, "black", font=font)
        top += round(letters * 1.9)
    return image


def image_bytes(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The image in a file format."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scanned_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF whose pages are pictures and nothing else."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=list(pages[1:]))
    return out.getvalue()


def mail() -> bytes:
    """A mail with a text body and two attachments, one with a Chinese name."""
    message = EmailMessage()
    message["Subject"] = "關於拍攝排程的回覆"
    message["From"] = "林安禾 <lin@studio.example>"
    message["To"] = "client@brand.example"
    message["Date"] = "Tue, 04 Mar 2025 09:30:00 +0800"
    message.set_content("您好：\n\n拍攝日改到三月十二日，請確認。\n")
    message.add_attachment(
        workbook({"排程": [("日期", "場次")]}),
        "application",
        "octet-stream",
        filename="排程表.xlsx",
    )
    message.add_attachment(b"plain words", "text", "plain", filename="readme.txt")
    return message.as_bytes()


def outlook_mail(code_page: int = 950) -> bytes:
    """An old Outlook mail whose texts are bytes in a code page."""
    encoding = f"cp{code_page}"
    fixed = bytes(32) + struct.pack("<HHII", 0x0003, 0x3FFD, 6, code_page) + bytes(4)
    streams = {
        "__properties_version1.0": fixed,
        "__substg1.0_0037001E": "會議改期通知".encode(encoding),
        "__substg1.0_0C1A001E": "王小姐".encode(encoding),
        "__substg1.0_0E04001E": "陳先生".encode(encoding),
        "__substg1.0_1000001E": "下週三下午兩點改到第二會議室。".encode(encoding),
        "__attach_version1.0_#00000000/__properties_version1.0": bytes(8),
        "__attach_version1.0_#00000000/__substg1.0_3707001E": "議程.txt".encode(encoding),
        "__attach_version1.0_#00000000/__substg1.0_37010102": "議程一".encode(),
    }
    return compound_file(streams)


def old_word(paragraphs: Sequence[str]) -> bytes:
    """A Word 97 file of these paragraphs: one piece of two-byte letters. `\\x07` ends a table cell."""
    text = "\r".join(paragraphs) + "\r"
    start = 2048
    word_stream = bytearray(start) + text.encode("utf-16-le")
    struct.pack_into("<HH", word_stream, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", word_stream, 0x0A, 0x0200)
    struct.pack_into("<I", word_stream, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", word_stream, 0x1A2, 0, len(table))
    return compound_file({"WordDocument": bytes(word_stream), "1Table": table})


def old_slides(texts: Sequence[tuple[int, str]]) -> bytes:
    """A PowerPoint 97 file with one slide for each (text kind, text): kind 0 is a title."""

    def record(kind: int, body: bytes, version: int = 0) -> bytes:
        return struct.pack("<HHI", version, kind, len(body)) + body

    outline = b""
    for kind, text in texts:
        outline += record(0x03F3, bytes(20)) + record(0x0F9F, struct.pack("<I", kind))
        outline += record(0x0FA0, text.encode("utf-16-le"))
    document = record(0x03E8, record(0x0FF0, outline, 0x0F), 0x0F)
    return compound_file({"PowerPoint Document": document, "Current User": bytes(20)})


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "meta": "meta",
}


def opendocument(body: str, meta: str = "") -> bytes:
    """An .odt whose text is this XML."""
    names = "".join(f' xmlns:{prefix}="{_ODF}{name}:1.0"' for prefix, name in _ODF_NAMES.items())
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{content}</office:document-content>"
    about = f"<office:document-meta{names}><office:meta>{meta}</office:meta></office:document-meta>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "meta.xml": about.encode(),
        }
    )


@dataclass(frozen=True)
class Sample:
    """One file, what its content is, and what must be found in it."""

    name: str
    make: Callable[[], bytes]
    extension: str
    contains: tuple[str, ...]


def rich_text() -> bytes:
    """Chinese in the font's code page, and as \\u with its stand-in."""
    fonts = rb"{\fonttbl{\f0\fcharset134 SimSun;}}"
    return (
        rb"{\rtf1\ansi\ansicpg936" + fonts + rb"\f0 \'ba\'cf\'cd\'ac\par \u39033?\u30446? plan\par}"
    )


def web_page() -> bytes:
    """A page with a script, a heading, a paragraph and a table."""
    return (
        "<html><head><title>公告</title><script>bad()</script></head><body><h2>活動公告</h2>"
        "<p>入口改到<b>北門</b>。</p><table><tr><td>時間</td><td>九點</td></tr></table></body></html>"
    ).encode()


def open_text() -> bytes:
    """An OpenDocument text with a heading, a paragraph, a table and a title."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    table = (
        f"<table:table><table:table-row>{cell('項')}{cell('額')}</table:table-row></table:table>"
    )
    body = f'<text:h text:outline-level="2">場地</text:h><text:p>租金<text:s/>兩萬</text:p>{table}'
    return opendocument(body, "<dc:title>場地合約</dc:title>")


def plain_text() -> bytes:
    """Minutes in Big5."""
    return "一、場地\n確認大廳\n二、設備\n".encode("big5")


def markdown() -> bytes:
    """A heading, a table and a list."""
    return "# 會議\n\n| 事項 | 負責 |\n|---|---|\n| 燈光 | 阿哲 |\n\n- 下週彩排\n".encode()


def separated_values() -> bytes:
    """Semicolons, in GB 18030."""
    return "姓名;到場\n王;是\n陳;否\n".encode("gb18030")


def old_word_sample() -> bytes:
    return old_word(["一、背景", "舊檔案也要讀得到。", "甲\x07乙\x07\x07丙\x07丁\x07\x07"])


def old_slides_sample() -> bytes:
    return old_slides([(0, "舊簡報標題"), (1, "第一點說明")])


def bundle() -> bytes:
    return zipped({"報告/一.txt": b"1", "二.pdf": b"%PDF-"})


def vector_drawing() -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><text>Gate north</text></svg>'
    )


def records() -> bytes:
    return "<?xml version='1.0'?><a><b>第一筆</b><b>第二筆</b></a>".encode()


_WORD = (
    "三場快閃活動",
    "攝影棚租借\t48,000\t51,500",
    "頁首：僅供內部",
    "頁尾：第二版",
    "場布提早一天進場",
)
_SHEET = ("拍攝\t48000\t51500.5\t61.3%", "內部成本\t9999", "多租一天", "決算")
_SLIDES = ("秋季提案", "給董事會的版本", "先講結論", "剪輯與調色\t36,000\t36,000", "群組裡的備註")
_PDF = (
    "Launch film report",
    "two screens were closed by a storm on the last evening.",
    "Visitors\t4,000\t4,310",
    "North Pier Studio",
)
_MAIL = ("Subject: 關於拍攝排程的回覆", "拍攝日改到三月十二日", "排程表.xlsx")

SAMPLES: tuple[Sample, ...] = (
    Sample("成果報告.docx", word_report, "docx", _WORD),
    Sample("決算表.xlsx", workbook_with_comment, "xlsx", _SHEET),
    Sample("提案.pptx", slides, "pptx", _SLIDES),
    Sample("report.pdf", pdf_report, "pdf", _PDF),
    Sample("notes.txt", plain_text, "txt", ("一、場地", "確認大廳")),
    Sample("notes.md", markdown, "md", ("會議", "燈光\t阿哲", "下週彩排")),
    Sample("list.csv", separated_values, "csv", ("姓名\t到場", "陳\t否")),
    Sample("page.html", web_page, "html", ("活動公告", "入口改到北門。", "時間\t九點")),
    Sample("mail.eml", mail, "eml", _MAIL),
    Sample("mail.msg", outlook_mail, "msg", ("會議改期通知", "下週三下午兩點", "議程.txt")),
    Sample("old.doc", old_word_sample, "doc", ("一、背景", "舊檔案也要讀得到。", "丙\t丁")),
    Sample("old.ppt", old_slides_sample, "ppt", ("舊簡報標題", "第一點說明")),
    Sample("letter.rtf", rich_text, "rtf", ("合同", "项目 plan")),
    Sample("text.odt", open_text, "odt", ("場地", "租金 兩萬", "項\t額")),
    Sample("bundle.zip", bundle, "zip", ("報告/一.txt", "二.pdf")),
    Sample("drawing.svg", vector_drawing, "svg", ("Gate north",)),
    Sample("data.xml", records, "xml", ("第一筆", "第二筆")),
)
