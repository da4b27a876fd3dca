"""A messy folder of an invented project, as it would be dropped: office files made in code."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import Workbook

Rows = tuple[tuple[str | int | float, ...], ...]


def word_file(title: str, paragraphs: tuple[str, ...], *tables: Rows) -> bytes:
    """A .docx with a heading, paragraphs and tables."""
    document = Document()
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet_file(title: str, rows: Rows) -> bytes:
    """An .xlsx with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


PLAN = word_file(
    "河濱燈會專案計畫",
    (
        "提案單位：岸光整合行銷有限公司　客戶：青嶼市觀光處",
        "日期：2025年8月11日　版本：V1.0",
        "本計畫以三週的河濱燈會吸引家庭與年輕族群，目標入場人次十二萬，社群觸及三百五十萬。",
        "主燈以可回收竹材製作，由在地工坊承製，燈區動線由步道起點延伸到渡船頭。",
    ),
    (
        ("里程碑", "預定日期"),
        ("主視覺定案", "2025-09-05"),
        ("燈區進場", "2025-10-20"),
        ("開幕點燈", "2025-11-01"),
    ),
)
CONTRACT = word_file(
    "活動執行合約書",
    (
        "立合約書人：青嶼市觀光處（以下簡稱甲方）、岸光整合行銷有限公司（以下簡稱乙方）",
        "第一條　合約標的：甲方委託乙方辦理「河濱燈會」之規劃與執行。",
        "第二條　合約金額：新臺幣4,860,000元整（含稅）。",
        "第三條　付款方式：簽約後支付百分之三十，驗收合格後支付百分之七十。",
        "第四條　乙方應於活動期間舉辦駐站演出18場。",
        "中華民國114年8月25日",
    ),
)
MINUTES = (
    "河濱燈會第一次工作會議紀錄\n"
    "時間：2025年9月3日 14:00\n地點：岸光整合行銷會議室\n出席：柯以真、杜明彥、賴沛珊\n"
    "一、主視覺採用水紋版本，九月五日定案。\n"
    "二、竹材燈具的防雨測試由賴沛珊負責，九月十五日前回報。\n"
    "三、廠商聯絡人電話 0912-604-713，信箱 pei.lai@anguang.example。\n"
).encode()
REPORT = word_file(
    "河濱燈會結案報告",
    (
        "報告日期：2025年12月5日",
        "一、專案背景",
        "青嶼市觀光處為活化河岸夜間經濟，委託岸光整合行銷辦理三週燈會。",
        "二、成功經驗",
        "竹材燈具請在地工坊共同製作，節省運輸成本，也得到居民支持。",
        "三、不足與檢討",
        "開幕當晚接駁車班次不足，散場等候超過五十分鐘。",
        "四、客戶意見",
        "滿意度平均4.3分（滿分5分），回收412份。",
        "「整體氛圍很好，希望明年延長到元旦。」",
    ),
    (
        ("指標", "目標", "實績"),
        ("入場人次", "120,000", "134,520"),
        ("社群觸及", "3,500,000", "3,212,000"),
    ),
    (
        ("里程碑", "預定", "實際"),
        ("主視覺定案", "2025-09-05", "2025-09-08"),
        ("開幕點燈", "2025-11-01", "2025-11-01"),
    ),
)
SETTLEMENT = sheet_file(
    "決算表",
    (
        ("河濱燈會決算表", "", ""),
        ("項目", "預算（新臺幣元）", "實支（新臺幣元）"),
        ("燈具製作", 2100000, 2064000),
        ("場地與電力", 980000, 1041500),
        ("演出與人力", 1180000, 1152300),
        ("合計", 4260000, 4257800),
    ),
)

FOLDER: dict[str, bytes] = {
    "01 前期/河濱燈會 計畫(定稿).docx": PLAN,
    "02 合約/合約書0825.docx": CONTRACT,
    "03 執行/第一次工作會議.txt": MINUTES,
    "04 結案/結案報告.docx": REPORT,
    "04 結案/結案報告 - 複製.docx": REPORT,
    "04 結案/決算表 最終.xlsx": SETTLEMENT,
    "05 其他/壞掉的檔案.docx": PLAN[: len(PLAN) // 2],
    "05 其他/空的.txt": b"",
}
UNREADABLE = ("05 其他/壞掉的檔案.docx", "05 其他/空的.txt")
