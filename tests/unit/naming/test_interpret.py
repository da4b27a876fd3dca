"""What messy names say of version, state and copies."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.naming.interpret import is_machine_name, read_version


@pytest.mark.parametrize(
    ("text", "version", "status", "title"),
    [
        ("海報文案_最終版-改4", "1.4", "final", "海報文案"),
        ("巡展方案V2(最终)-改3", "2.3", "final", "巡展方案"),
        ("巡展方案 v3.2", "3.2", None, "巡展方案"),
        ("巡展方案v3.2.1", "3.2", None, "巡展方案"),
        ("媒體清單 第二輪", "2.0", None, "媒體清單"),
        ("媒體清單第3版", "3.0", None, "媒體清單"),
        ("媒体清单三版", "3.0", None, "媒体清单"),
        ("腳本_初稿", None, "draft", "腳本"),
        ("腳本二稿", "0.2", "draft", "腳本"),
        ("腳本 第三稿", "0.3", "draft", "腳本"),
        ("脚本草稿2", "0.2", "draft", "脚本"),
        ("脚本-讨论稿", None, "draft", "脚本"),
        ("腳本（未完）", None, "draft", "腳本"),
        ("script (unfinished)", None, "draft", "script"),
        ("未完成訂單清單", None, None, "未完成訂單清單"),
        ("脚本 v2 草稿", "0.2", "draft", "脚本"),
        ("v0.9 media plan", "0.9", "draft", "media plan"),
        ("media plan v2.1 draft", "0.21", "draft", "media plan"),
        ("media plan draft1", "0.1", "draft", "media plan"),
        ("Draft media plan", None, "draft", "media plan"),
        ("media plan (draft)", None, "draft", "media plan"),
        ("media plan - WIP", None, "draft", "media plan"),
        ("media plan FINAL_FINAL", None, "final", "media plan"),
        ("media plan final2", "2.0", "final", "media plan"),
        ("FINAL_media plan", None, "final", "media plan"),
        ("media plan rev C", "3.0", None, "media plan"),
        ("media plan rev.2", "2.0", None, "media plan"),
        ("media plan 2nd version", "2.0", None, "media plan"),
        ("年度協議（雙簽版）", None, "signed", "年度協議"),
        ("年度协议_已盖章", None, "signed", "年度协议"),
        ("年度協議正本", None, "signed", "年度協議"),
        ("master agreement_executed", None, "signed", "master agreement"),
        ("master agreement signed v2", "2.0", "signed", "master agreement"),
        ("明細表 修訂5", "1.5", None, "明細表"),
        ("明細表第2次修正", "1.2", None, "明細表"),
        ("明細表修正版", None, None, "明細表"),
        ("明細表 最新版", None, None, "明細表"),
        ("最終版明細", None, "final", "明細"),
        ("定稿", None, "final", ""),
    ],
)
def test_marks_become_version_and_status(text, version, status, title):
    hint = read_version(text)
    assert (hint.version, hint.status, hint.title) == (version, status, title)
    assert hint.is_draft == (status == "draft")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("會後報導(2)", "會後報導"), ("會後報導 (12)", "會後報導"), ("副本 會後報導", "會後報導"),
        ("會後報導 - 副本", "會後報導"), ("会后报道 - 复件(3)", "会后报道"), ("Copy of coverage", "coverage"),
        ("Copy-of-會後報導", "會後報導"),
        ("Copy (2) of coverage", "coverage"), ("coverage - Copy", "coverage"), ("coverage_copy 2", "coverage"),
        ("coverage (Ana's conflicted copy 2026-01-02)", "coverage"),
    ],
)  # fmt: skip
def test_a_copy_is_told_and_taken_out_of_the_title(text, title):
    hint = read_version(text)
    assert (hint.is_copy, hint.title) == (True, title)


@pytest.mark.parametrize(
    "title",
    [
        "初稿評審會議紀錄", "最終成效檢討", "Final account", "Final-report-of-spring", "ad copy deck", "第三次籌備會",
        "第二輪談判紀錄", "設計稿", "改版說明會", "Revenue plan", "VIP 名單", "副本製作說明書", "Vision 2030",
        "草稿圖庫說明",
        "Draftsman guild", "確認事項", "A-B test", "執行方案（台北場）", "10 大亮點", "Q3 V形反轉",
    ],
)  # fmt: skip
def test_words_that_belong_to_a_title_stay(title):
    hint = read_version(title)
    assert (hint.title, hint.marks, hint.status) == (title, (), None)


def _names(text: str) -> list[str]:
    """Names with bars and line ends between them."""
    return [name.strip() for name in re.split(r"[|\n]", text) if name.strip()]


MACHINE_NAMES = """
IMG_4471 | DSC00012 | scan0007 | 掃描 | 扫描件 3 | 微信图片_20260118153011 |
LINE_ALBUM_1150122_03 | 新建 Microsoft Excel 工作表 | 新增 Microsoft Word 文件 (2) |
New Microsoft Word Document | Book1 | 新建文本文档 | 新建文本文档 (3) | 新文字文件 | 新增 文字文件 (2) |
新建 DOCX 文档 | 新建 XLSX 工作表 | 新建文件夹 (4) | 新增資料夾 | New Text Document (2) | New folder |
新建位图图像 | 文字文稿1 | Untitled spreadsheet | 无标题文档 | 未命名試算表 | 無標題簡報 |
New Microsoft PowerPoint Presentation (2) | Screenshot 2025-08-03 at 10.11.12 |
Screen Shot 2025-08-03 at 10.11.12 AM | 截屏2025-08-03 上午10.11.12 |
螢幕截圖 2025-08-03 下午3.04.05 | 屏幕快照 2025-08-03 | IMG-20250712-WA0003 |
DOC-20250712-WA0001 | PHOTO-2026-01-05-16-22-40 |
WhatsApp Image 2025-05-03 at 18.20.11 | S__12345678 | LINE_20250803_112233 |
企业微信截图_20250803112233 | 微信截图_20250803112233 | mmexport1689000000000 |
QQ图片20250803112233 | wx_camera_1689000000000 | CamScanner 08-03-2025 11.22 |
扫描全能王 2025-08-03 11.22 | 新文档 2025-08-03 11.22.33 | New Doc 2025-08-03 |
Adobe Scan 3 Aug 2025 | Scanned from a Xerox Multifunction Printer |
SKM_C250i25080311220 | EPSON001 | HP Scan 12 | Office Lens 20250803-112233 |
PXL_20250803_112233444 | _MG_1234 | P1010001 | DJI_0012 | image001 | ATT00001 |
3f2504e0-4f89-11d3-9a0c-0305e82c3301 | 下載 (3) | unnamed | 未命名 | untitled (3) | 文档1 |
Screenshot 2026-01-02 | 20260531 | (1)
"""


@pytest.mark.parametrize("text", [*_names(MACHINE_NAMES), *["", "  "]])
def test_a_machine_s_name_holds_no_title(text):
    assert read_version(text).title == ""


TITLES_LIKE_MACHINE_NAMES = """
新建案銷售簡報 | 新文宣企劃 | 文件清單 | 掃描式廣告企劃 | Line 官方帳號月報 | Photo shoot list | Image campaign |
Notes from the field | New product launch | Deck for Orchard | Blank Street store |
微信投放报告 | QQ音乐合作 | Book club | 下載成效 | 影片腳本 | 照片授權書 | Presentation skills | 附件清單 |
P2 brief | Signal test results | Temporary store plan | Movie tickets
"""


@pytest.mark.parametrize("text", [*_names(TITLES_LIKE_MACHINE_NAMES)])
def test_a_title_that_begins_like_a_machine_s_name_is_one(text):
    assert read_version(text).title == text


def test_a_date_is_no_mark_and_stays_in_the_title():
    hint = read_version("啟動會議 2026.5.31 v2.1")
    assert (hint.version, hint.title) == ("2.1", "啟動會議 2026.5.31")


def test_a_mail_s_prefix_goes():
    assert read_version("Fwd: 场地确认单").title == "场地确认单"
    assert read_version("回覆：場地問題").title == "場地問題"
    assert read_version("RE 場地問題").title == "場地問題"


def test_full_width_marks_count():
    hint = read_version("企劃Ｖ２．１")
    assert (hint.version, hint.title) == ("2.1", "企劃")


def test_what_was_taken_out_is_told_with_its_kind():
    hint = read_version("海報_最終版(2)")
    assert [(mark.kind, mark.word) for mark in hint.marks] == [("copy", "(2)"), ("final", "最終版")]
    assert hint.status_mark == "最終版"


@given(st.text(max_size=80))
def test_reading_any_text_ends_and_reading_the_title_again_changes_nothing_a_machine_name_apart(
    text,
):
    title = read_version(text).title
    again = read_version(title).title
    assert len(again) <= len(title)


def test_a_long_text_is_read_only_as_far_as_a_name_can_be():
    assert len(read_version("內容" * 100_000).title) <= 500
    assert is_machine_name("img" + "0" * 50_000) is True
