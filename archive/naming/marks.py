"""The words by which people mark versions, states and copies in names, in Chinese and English.

General office vocabulary of Taiwan, Hong Kong, the mainland and English-speaking teams. Kinds:
version (a number), ordinal (第二版), revision (改3), draft, final, signed, copy, reply, scan, plain (a mark
with nothing to say but that it is no title).
"""

from __future__ import annotations

import re

MEANS_DRAFT = frozenset({"draft"})
MEANS_FINAL = frozenset({"final"})
MEANS_SIGNED = frozenset({"signed"})

_SEPARATORS = r"\s_\-–—.·,，、+&()（）\[\]【】〔〕「」『』《》\ue000-\ue0ff"
_LEFT = rf"(?:(?<=[{_SEPARATORS}])|^)"
_RIGHT = rf"(?=[{_SEPARATORS}]|$)"
_END = rf"(?=[{_SEPARATORS}]*$)"
_ALONE = rf"(?:(?<=[(（\[【])(?:%s)(?=[)）\]】])|{_LEFT}(?:%s){_END})"
_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DOTTED = r"([0-9]{1,2}(?:\.[0-9]{1,2})?)(?:\.[0-9]{1,3})*"
_NO_LATIN = r"(?<![A-Za-z0-9])"


def _marks(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in pairs)


def _alone(words: str) -> str:
    """In brackets of its own, or the last word of the name."""
    return _ALONE.replace("%s", words)


_DRAFT_ZH = (
    r"草稿|初稿|擬稿|拟稿|未定稿|待定稿|討論稿|讨论稿|徵求意見稿|征求意见稿|送審稿|送审稿|內審稿|内审稿|修改稿|修訂稿|修订稿"
    r"|草案|初版|暫定版|暂定版|試行版|试行版|待確認版?|待确认版?"
)
_FINAL_ZH = (
    r"最終定稿|最终定稿|最終確認版?|最终确认版?|最終版|最终版|最後版|最后版|定稿版|定稿|終稿|终稿|終版|终版"
    r"|確認版|确认版|正式版|完稿"
)
_SIGNED_ZH = (
    r"已簽(?:署|名|約|核|回)?|已签(?:署|字|约|核|回)?|雙簽版?|双签版?|用印版?|已用印|已蓋章|已盖章|蓋章版?|盖章版?"
    r"|簽署版|签署版|簽約版|签约版|簽章版|签章版|簽名版|签字版|簽回版?|签回版?|正本"
)
_COPY_ZH = r"副本|複本|複製|复件|拷贝|拷貝|复制"

MARKS = _marks(
    ("copy", r"[(（][^()（）]*(?:conflicted copy|衝突|冲突)[^()（）]*[)）]"),
    ("copy", rf"(?<=[^\s_\-])\s*[(（][0-9]{{1,2}}[)）]{_END}"),
    ("copy", rf"^(?:copy (?:[(（]?[0-9]{{1,2}}[)）]? )?of[\s_\-]+|(?:{_COPY_ZH})[\s_\-]+)"),
    ("copy", rf"(?:{_COPY_ZH})\s*[(（]?[0-9]{{0,2}}[)）]?{_END}"),
    ("copy", rf"(?:(?<=[_\-])|(?<=[_\-] )|(?<=[(（]))copy\s?[0-9]{{0,2}}{_END}"),
    ("reply", r"^(?:re|fwd?|轉寄|转发|轉發|回覆|回复|答覆|答复)\s*[:：_]\s*"),
    ("reply", r"^(?:RE|FW|FWD) (?=\S)"),
    ("version", rf"{_NO_LATIN}(?:v|ver|version|版本|版次)[.\s_\-]?{_DOTTED}(?![A-Za-z0-9])"),
    ("version", rf"{_NO_LATIN}rev(?:ision)?[.\s_\-]{{0,2}}([A-H]|[0-9]{{1,2}})(?![A-Za-z0-9])"),
    ("revision", rf"第{_NUMBER}次(?:修訂|修正|修改|修订|變更|变更)版?{_RIGHT}"),
    ("ordinal", rf"第\s?{_NUMBER}\s?(?:版|輪|轮){_RIGHT}"),
    ("draft", rf"第\s?{_NUMBER}\s?稿{_RIGHT}"),
    ("ordinal", rf"{_NO_LATIN}([2-9])(?:nd|rd|th) (?:version|edition|round|draft){_RIGHT}"),
    ("revision", rf"(?:修訂|修订|修正|修改|更新|改)版?[\s_\-]?{_NUMBER}(?:版|稿)?{_RIGHT}"),
    ("draft", rf"(?:{_DRAFT_ZH})[\s_\-]?([0-9]{{0,2}}){_RIGHT}"),
    ("draft", rf"(?:{_LEFT}|(?<=[^\x00-\x7f]))(?:first |working |final )?draft[\s_\-]?([0-9]{{0,2}}){_END}"),
    ("draft", rf"^(?:(?:first|working) )?draft{_RIGHT}(?=[\s_\-])|(?<=[(（\[])draft(?=[)）\]])"),
    ("draft", _alone("wip|work in progress")),
    ("signed", rf"(?:{_SIGNED_ZH}){_RIGHT}"),
    ("signed", rf"{_LEFT}(?:fully[\s_\-])?(?:signed|executed|countersigned|counter-signed){_RIGHT}"),
    ("final", rf"(?:{_FINAL_ZH})[\s_\-]?([0-9]{{0,2}}){_RIGHT}"),
    ("final", r"^(?:最終版|最终版|最後版|最后版|定稿版|確認版|确认版|正式版)"),
    ("final", _alone("最終|最终|最後|最后|確認|确认")),
    ("final", rf"(?:{_LEFT}|(?<=[^\x00-\x7f]))final(?:ized|ised)?(?:[\s_\-]version)?([0-9]{{0,2}}){_END}"),
    ("final", r"^final(?=_)|(?<=[(（\[])final(?=[)）\]])"),
    ("ordinal", rf"(?<=[^第0-9一二三四五六七八九十])([2-9二三四五六七八九])版{_END}"),
    ("draft", rf"(?<![第0-9一二三四五六七八九十])([2-9二三四五六七八九])稿{_END}"),
    ("scan", rf"{_LEFT}(?:scan(?:ned)?|掃描[件檔]?|扫描[件档]?)[\s_\-]?[0-9]{{0,6}}{_END}"),
    ("scan", r"^(?:掃描|扫描|scan)(?=[\s_\-])"),
    ("plain", rf"(?:修訂版|修订版|修正版|更新版|{_LEFT}(?:revised|updated|latest|最新版?)){_END}"),
)  # fmt: skip

_NEW = r"(?:新建|新增|新)\s?(?:microsoft\s)?\s?(?:office\s)?\s?[a-z]*\s?"
_NUMBERED = r"[\s_\-.()（）]*[0-9]*[\s_\-.()（）0-9]*"
MACHINE_NAMES = re.compile(
    rf"(?:img|dsc[nf]?|dcim|mvimg|pxl|vid|pict?|photo|image|screenshot|screen shot|截圖|截图|屏幕截图|螢幕擷取畫面"
    rf"|圖片|图片|照片|微信图片|微信圖片|mmexport|wechat\s?image|whatsapp image|line[\s_]album|qq图片"
    rf"|scan(?:ned)?(?:[\s_]?doc(?:ument)?s?)?|掃描(?:文件|檔案?|件)?|扫描(?:文件|件|档)?|camscanner|adobe scan"
    rf"|doc(?:ument)?|book|workbook|sheet|presentation|slides?|file|attachment|download|output|export|untitled"
    rf"|文档|文檔|文件|檔案|活頁簿|工作簿|工作表|簡報|演示文稿|附件|档案|活页簿|简报|未命名|無標題|无标题"
    rf"|{_NEW}(?:document|worksheet|presentation|文档|文檔|文件|工作表|活頁簿|簡報|演示文稿|資料夾|文件夹)"
    rf"|new (?:microsoft )?(?:office )?[a-z]* ?(?:document|worksheet|presentation)"
    rf")?{_NUMBERED}",
    re.IGNORECASE,
)
