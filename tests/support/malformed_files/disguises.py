"""Files that are two things at once, another thing than their name says, or the beginning of one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.malformed_files.originals import made_here
from tests.support.malformed_files.pieces import Named
from tests.support.sample_files import pdf_report, web_page, word_report, zipped

_INJECTED = (
    "=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "=cmd|'/C calc'!A0",
    '=WEBSERVICE("http://x")', "\uff1d1+1", '"=1"', "%0A=1", "=DDE(1)", "-2+3+cmd|' /C calc'!A0",
)  # fmt: skip
_MAGIC = (
    b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00",
    b"MM\x00*", b"GIF89a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"From: a", b"<?xml", b"\x1f\x8b\x08",
    b"BM", b"RIFF\x00\x00\x00\x00WEBP",
    b"\x7fELF", b"MZ", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"8BPS",
)  # fmt: skip
_TEXTS = (
    b"", b"\x00", b"\xff\xfe", b"\xfe\xff\x00", b"\xef\xbb\xbf", b"\xed\xa0\x80\xed\xb0\x80", b"\xc0\xaf",
    b"\x00" * 100_000,
    b"\xff" * 5000, b"\x1b$B\x21", b"a\x00b\x00c", "\u202e\u2066txt".encode(), b"\xf4\x90\x80\x80", b"\r" * 100_000,
)  # fmt: skip


def files() -> Iterator[Named]:
    """Polyglots, wrong names, bare beginnings, halves, texts of no encoding, cells that are formulas."""
    yield from _polyglots()
    documents = made_here()
    kinds = sorted(documents)
    for place, kind in enumerate(kinds):
        whole = documents[kind][0]
        yield f"half.{kind}", whole[: len(whole) // 2]
        yield f"{kind} that says it is another.{kinds[place - 1]}", whole
    for number, head in enumerate(_MAGIC):
        yield f"head {number}.bin", head
    for number, text in enumerate(_TEXTS):
        yield f"text {number}.txt", text
    for number, cell in enumerate(_INJECTED):
        yield f"cell {number}.csv", f"name,sum\n{cell},2\n".encode()


def _polyglots() -> Iterator[Named]:
    pdf, packed, page = pdf_report(), zipped({"a.txt": b"1"}), web_page()
    script = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//"
    yield "pdf and zip.pdf", pdf + packed
    yield "zip and pdf.zip", packed + pdf
    yield "pdf late.pdf", b"MZ" + bytes(900) + pdf
    yield "html and pdf.html", page + pdf
    yield "gif and script.gif", script
    yield "png and zip.png", made_here()["png"][0] + packed
    yield "jpg and html.jpg", made_here()["jpg"][0] + page
    yield "mail and html.eml", b"<html><script>x()</script>\nFrom: a@b\nSubject: x\n\nbody"
    yield "word and pdf.docx", word_report() + pdf
    yield (
        "zip in comment.pdf",
        pdf.replace(b"%%EOF", b"%" + packed.replace(b"\n", b" ") + b"\n%%EOF"),
    )
