"""Files to measure with: text, PDF and office documents of an invented agency, different from one another."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator

import docx
import openpyxl
import pptx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

KINDS = ("text", "pdf", "office")
FONT = "MSung-Light"

_TITLES = (
    "會議紀錄", "報價單", "結案報告", "執行企劃書", "問卷結果", "媒體露出報告", "週報", "驗收單",
    "Meeting minutes", "Quotation", "Final report", "Campaign brief", "Survey results", "Weekly report",
)  # fmt: skip
_SUBJECTS = (
    "河岸燈節", "茶席巡迴", "腳踏車日", "山城書市", "港邊爵士夜", "小農市集", "影像年展", "織品週",
    "Orchard Days", "Riverside Run", "Paper Fair", "Night Ferry", "Harvest Table", "Cliff Path",
)  # fmt: skip
_PIECES = (
    "場地", "志工", "舞台", "票務", "主視覺", "攝影", "動線", "保險", "預算", "供應商", "時程", "文宣",
    "media plan", "venue", "crew", "ticketing", "signage", "budget", "supplier", "safety", "catering",
)  # fmt: skip
_ACTS = (
    "已經確認", "需要再討論", "延後一週", "由設計組負責", "比預期多", "沒有異議", "等客戶回覆", "送交審核",
    "is confirmed", "needs another round", "moved by a week", "is with the designer", "was approved",
)  # fmt: skip


def files(kind: str, number: int) -> Iterator[tuple[str, bytes]]:
    """(path, content) of that many files of a kind; always the same ones."""
    chance = random.Random(f"{kind} {number}")
    for place in range(number):
        title = f"{chance.choice(_SUBJECTS)} {chance.choice(_TITLES)} {place + 1}"
        date = f"2026{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        paragraphs = [_paragraph(chance) for _ in range(chance.randint(8, 24))]
        extension, make = _maker(kind, place)
        yield f"{chance.randint(1, 9):02} 檔案/{title} {date}.{extension}", make(title, paragraphs)


def _paragraph(chance: random.Random) -> str:
    said = [
        f"{chance.choice(_SUBJECTS)} {chance.choice(_PIECES)} {chance.choice(_ACTS)} {chance.randint(2, 99_999):,}"
        for _ in range(chance.randint(2, 6))
    ]
    return "；".join(said) + "。"


def _maker(kind: str, place: int) -> tuple[str, Callable[[str, list[str]], bytes]]:
    if kind == "text":
        return "txt", _text
    if kind == "pdf":
        return "pdf", _pdf
    return (("docx", _word), ("xlsx", _sheet), ("pptx", _slides))[place % 3]


def _text(title: str, paragraphs: list[str]) -> bytes:
    return "\n\n".join([title, *paragraphs]).encode()


def _pdf(title: str, paragraphs: list[str]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    page = Canvas(out, A4)
    lines = [title]
    for text in paragraphs:
        lines += [text[at : at + 40] for at in range(0, len(text), 40)]
    for start in range(0, len(lines), 36):
        page.setFont(FONT, 11)
        for place, line in enumerate(lines[start : start + 36]):
            page.drawString(60, 780 - 20 * place, line)
        page.showPage()
    page.save()
    return out.getvalue()


def _word(title: str, paragraphs: list[str]) -> bytes:
    document = docx.Document()
    document.add_heading(title, 0)
    for place, text in enumerate(paragraphs):
        if place % 6 == 0:
            document.add_heading(text[:12], 2)
        document.add_paragraph(text)
    return _saved(document)


def _sheet(title: str, paragraphs: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    for place, text in enumerate(paragraphs):
        sheet.append([place + 1, *text.split("；")])
    return _saved(book)


def _slides(title: str, paragraphs: list[str]) -> bytes:
    deck = pptx.Presentation()
    for place in range(0, len(paragraphs), 3):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title if place == 0 else paragraphs[place][:16]
        slide.placeholders[1].text = "\n".join(paragraphs[place : place + 3])
    return _saved(deck)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined] # the three libraries save alike
    return out.getvalue()
