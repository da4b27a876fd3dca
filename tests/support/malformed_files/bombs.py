"""Little that becomes much: inflation, nesting, loops, promises of pixels, pages, cells and entries."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from email.message import EmailMessage

from tests.support.malformed_files.pieces import (
    Named,
    deflated,
    in_every_package,
    page_with,
    pdf_of,
    word_with,
)
from tests.support.sample_files import opendocument, rezipped, workbook, zip_with_raw_names, zipped

_LAUGHS = "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)  # ten to the ninth
_PIECES = (
    b"(", b"[", b"{", b"<", b"> ", b"- ", b"*", b"_", b"`", b"\\", b"|", b"#", b"&", b"1.", b"\xe7\xac\xac", b" ",
)  # fmt: skip
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def files() -> Iterator[Named]:
    """All of them."""
    yield from _inflating()
    yield from _entities()
    yield from _nested()
    yield from _promised()
    yield from _looping()


def _inflating() -> Iterator[Named]:
    zeros = bytes(60_000_000)
    yield "zeros.zip", zipped({"zeros.txt": zeros})
    nested = zipped({"zeros.txt": zeros})
    for _ in range(6):
        nested = zipped({f"{copy}.zip": nested for copy in range(4)})
    yield "nested.zip", nested
    yield "many entries.zip", zipped({f"{n}": b"" for n in range(20_000)})
    yield "same name.zip", zip_with_raw_names([(b"same.txt", b"x")] * 5000)
    for kind, data in in_every_package(b"<a>" + bytes(60_000_000).replace(b"\0", b" ") + b"</a>"):
        if kind not in ("xml", "svg"):
            yield f"inflating.{kind}", data
    yield "inflating.pdf", pdf_of(*page_with(deflated(b"q " * 30_000_000)))
    yield "inflating twice.pdf", pdf_of(*page_with(deflated(bytes(60_000_000), times=2)))
    yield "long line.csv", b"a," * 2_000_000
    yield "long line.txt", "長".encode() * 2_000_000
    yield "long header.eml", b"Subject: " + b"x" * 2_000_000 + b"\nFrom: a@b\n\nbody"


def _entities() -> Iterator[Named]:
    laughs = f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'lol'>{_LAUGHS}]><a>&k;&j;</a>".encode()
    quadratic = f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a '{'x' * 50_000}'>]><a>{'&a;' * 20_000}</a>".encode()
    loop = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><a>&a;</a>"
    for name, markup in (("laughs", laughs), ("quadratic", quadratic), ("entity loop", loop)):
        for kind, data in in_every_package(markup):
            yield f"{name}.{kind}", data


def _nested() -> Iterator[Named]:
    deep = 20_000
    tags = b"<a>" * deep + b"x" + b"</a>" * deep
    for kind, data in in_every_package(tags):
        yield f"deep.{kind}", data
    yield "deep tables.html", b"<table><tr><td>" * deep + b"x"
    yield "deep lists.html", b"<ul><li>" * deep + b"x"
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"x"
    yield "huge bin.rtf", b"{\\rtf1 \\bin4000000000 x\\bin-5 y}"
    yield "many controls.rtf", b"{\\rtf1 " + b"\\b\\i\\u-1 ?" * 200_000 + b"}"
    yield "deep.json", b"[" * 200_000
    for number, piece in enumerate(_PIECES):
        yield f"deep {number}.md", piece * 60_000
        yield f"deep {number}.txt", (piece * 200 + b"\n") * 300
    mail = b"plain"
    for depth in range(600):
        mail = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--\n" % (
            depth, depth, mail, depth,
        )  # fmt: skip
    yield "deep.eml", b"From: a@b\nSubject: x\nMIME-Version: 1.0\n" + mail
    parts = EmailMessage()
    parts["Subject"], parts["From"] = "many", "a@b.example"
    parts.set_content("x")
    for number in range(3000):
        parts.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{number}.txt")
    yield "many parts.eml", parts.as_bytes()
    yield "many addresses.eml", b"From: a@b\nTo: " + b"<a@b>, " * 200_000 + b"\nSubject: x\n\nx"


def _promised() -> Iterator[Named]:
    yield "pixels.png", _png(60_000, 60_000)
    yield "no pixels.png", _png(0, 0)
    yield (
        "pixels.gif",
        b"GIF89a\xff\xff\xff\xff\xf0\x00\x00" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\x08\x00;",
    )
    most = 2**31 - 1
    yield (
        "pixels.bmp",
        b"BM" + struct.pack("<IHHIIiiHH", 70, 0, 0, 54, 40, most, most, 1, 24) + bytes(24),
    )
    entries = struct.pack("<HHII", 256, 4, 1, 2**31) + struct.pack("<HHII", 257, 4, 1, 2**31)
    yield "pixels.tiff", b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 2) + entries + bytes(4)
    yield (
        "directory loop.tiff",
        b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 2) + entries + b"\x08\0\0\0",
    )
    yield (
        "count.tiff",
        b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHII", 1, 273, 4, 2**32 - 1, 8) + bytes(4),
    )
    size = b"/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    picture = b"<</Type /XObject /Subtype /Image %s /Length 0>>\nstream\n\nendstream" % size
    page = page_with(
        deflated(b"q 300 0 0 300 0 0 cm /I Do Q"), b"/Resources <</XObject <</I 5 0 R>>>>"
    )
    yield "pixels.pdf", pdf_of(*page, picture)
    yield "endless page.pdf", pdf_of(*page_with(deflated(b"0 0 m"), box=b"0 0 1e30 1e30"))
    yield "no page.pdf", pdf_of(*page_with(deflated(b"0 0 m"), box=b"0 0 0 -1"))
    pages = b"<</Type /Pages /Kids [3 0 R] /Count 2000000000>>"
    yield (
        "page count.pdf",
        pdf_of(b"<</Type /Catalog /Pages 2 0 R>>", pages, *page_with(b"null")[2:]),
    )
    sheet = workbook({"a": [["x"]]})
    for name, reference in (
        ("far", "XFD1048576"),
        ("further", "ZZZZ99999999"),
        ("negative", "A-1"),
    ):
        cells = f"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='{reference}'><v>2</v></c></row>"
        extent = f"<dimension ref='A1:{reference}'/><sheetData>{cells}</sheetData>"
        body = f"<worksheet xmlns='{_SHEET}'>{extent}</worksheet>"
        yield f"{name} cell.xlsx", rezipped(sheet, {"xl/worksheets/sheet1.xml": body.encode()})
    cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
    repeats = f"<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>"
    yield "repeated.odt", _spreadsheet(repeats)
    yield "gaps.odt", _spreadsheet("", "<text:p><text:s text:c='2000000000'/>x</text:p>")


def _looping() -> Iterator[Named]:
    yield (
        "page tree.pdf",
        pdf_of(
            b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>"
        ),
    )
    held = b"/BBox [0 0 9 9] /Resources <</XObject <</F 5 0 R>>>> /Length 12"
    form = b"<</Type /XObject /Subtype /Form %s>>\nstream\n/F Do /F Do \nendstream" % held
    yield (
        "form.pdf",
        pdf_of(*page_with(deflated(b"/F Do"), b"/Resources <</XObject <</F 5 0 R>>>>"), form),
    )
    yield "length.pdf", pdf_of(*page_with(b"<</Length 4 0 R>>\nstream\nq\nendstream"))
    yield "previous.pdf", pdf_of(*page_with(deflated(b"q")), trailer=b"/Root 1 0 R /Prev 9")
    font = b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [5 0 R]>>"
    written = page_with(deflated(b"BT /F 9 Tf (x) Tj ET"), b"/Resources <</Font <</F 5 0 R>>>>")
    yield "font.pdf", pdf_of(*written, font)
    outline = b"<</Type /Outlines /First 5 0 R /Last 5 0 R /Next 5 0 R /Title (x)>>"
    catalogue = b"<</Type /Catalog /Pages 2 0 R /Outlines 5 0 R>>"
    yield "outline.pdf", pdf_of(catalogue, *page_with(deflated(b"q"))[1:], outline)
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{one}'><w:basedOn w:val='{other}'/></w:style>"
        for one, other in ("AB", "BA")
    )
    whole = f"<w:styles xmlns:w='{_WORD}'>{styles}</w:styles>"
    yield "styles.docx", word_with(word__styles_DOT_xml=whole)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def _spreadsheet(rows: str, text: str = "") -> bytes:
    return opendocument(f"<table:table>{rows}</table:table>{text}")
