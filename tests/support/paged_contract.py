"""A contract as .pdf, so that a citation has a place on the picture of a page."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "MSung-Light"
PAGES = (
    (
        "燈具租賃合約書",
        "立合約書人：岸光整合行銷有限公司（以下簡稱甲方）",
        "青竹工坊有限公司（以下簡稱乙方）",
        "第一條　乙方提供竹材燈具320盞，並負責現場安裝。",
        "第二條　合約總價：新臺幣1,286,000元整（含稅）。",
    ),
    (
        "第三條　付款方式：簽約後七日內支付百分之四十，驗收後支付百分之六十。",
        "第四條　燈具於展期間損壞者，乙方應於二十四小時內更換。",
        "中華民國114年9月12日",
    ),
)


def paged_contract() -> bytes:
    """Two pages of text that can be selected."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for page in PAGES:
        for number, line in enumerate(page):
            canvas.setFont(FONT, 18 if number == 0 and page is PAGES[0] else 12)
            canvas.drawString(72, 760 - 34 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
