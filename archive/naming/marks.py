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
    ("copy", rf"^(?:copy[\s\-](?:[(（]?[0-9]{{1,2}}[)）]?[\s\-])?of[\s_\-]+|(?:{_COPY_ZH})[\s_\-]+)"),
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
    ("draft", _alone("wip|work in progress|未完成?|未完稿|unfinished|incomplete")),
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

_NEW = r"(?:新建|新增|新)\s?(?:microsoft\s)?\s?(?:office\s)?\s?(?:[a-z]{1,12}\s?)?"
_NUMBERED = r"(?:[\s_\-–.,:()（）0-9]|(?<![a-z])(?:at|[ap]m|wa|e)(?![a-z])|上午|下午)*"
"""What follows: counters, times (at 10.11.12, 上午10.11), the numbers of a chat program (-WA0003)."""

_CAMERAS = (
    r"img|dsc[nf]?|dcim|mvimg|pxl|vid|mvi|pano|gopr|dji|pict?|(?:gx|p|mov|line|ccf)(?=[\s_-]?[0-9])|photo(?: on)?|image"
    r"|picture|照片|相片|圖片|图片|圖像|图像|影片|视频|視訊"
)
_SCREENS = (
    r"screen\s?shot|screen\s?recording|screencapture|screenshot from|snip(?:aste)?|rpreplay_final|fullsizerender"
    r"|截圖|截图|截屏|螢幕截圖|螢幕快照|螢幕擷取畫面|螢幕錄製|螢幕錄影|屏幕截图|屏幕快照|屏幕录制|录屏|錄影"
)
_CHATS = (
    r"mmexport|wx_camera|(?:企业)?微信(?:图片|截图|文件|視頻|视频)|微信圖片|企業微信截圖"
    r"|wechat\s?(?:image|img|screenshot|video|file)"
    r"|weixin|whatsapp (?:image|video|audio|document|ptt)|ptt|(?:qq|tim)(?:图片|截图|視頻|视频)"
    r"|钉钉(?:截图|图片)|飞书(?:截图|图片|20)"
    r"|line[\s_](?:album|image|movie|file)|line[\s_]相簿|line_(?=\ue000|_|$)|s__|messageimage"
)
_SCANS = (
    r"(?:hp|epson|canon|brother|adobe|genius|docs?|untitled|my|new"
    r"|quick)?[\s_]?scan(?:ned)?(?:[\s_]?(?:doc(?:ument)?s?|page|image|file))?"
    r"|scanned from a [a-z ]{3,40}|scannable (?:document|文件|文档)|camscanner|扫描全能王|掃描全能王"
    r"|(?:microsoft|office) lens|epson"
    r"|skm(?:bt)?[\s_]?(?=[a-z]{0,3}[0-9])[0-9a-z]{0,6}|掃描(?:文件|檔案?|件|檔案)?|扫描(?:文件|件|档|文档)?|文[档檔件]扫描|文件掃描"
)
_OFFICE = (
    r"doc(?:ument)?|book|workbook|sheet|spreadsheet|presentation|slides?|deck|file|attachment"
    r"|att|download|output|export|untitled|unnamed"
    r"|noname|no name|blank|未命名|無標題|无标题|空白|文档|文檔|文件|檔案|档案|活頁簿|活页簿|工作簿"
    r"|工作表|試算表|电子表格|表格|簡報|简报"
    r"|演示文稿|文字文稿|文字文件|附件|下載|下载|unknown|temp|tmp"
    r"|(?:untitled|未命名的?|無標題的?|无标题的?)\s?(?:document|spreadsheet|presentation|form|folder"
    r"|design|文件|文档|檔案|试算表|試算表|表格|電子表格"
    r"|电子表格|简报|簡報|演示文稿|表單|表单|文件夹|檔案夾|資料夾|設計|设计)"
    rf"|{_NEW}(?:document|worksheet|presentation|text|folder|文档|文檔|文件|文本文档|文字文件|文字檔"
    r"|工作表|活頁簿|簡報|演示文稿|資料夾|文件夹"
    r"|位图图像|點陣圖影像|压缩\S{0,6}文件夹|笔记|筆記|檔案)"
    r"|new (?:(?:microsoft )?(?:office )?[a-z]* ?(?:document|worksheet|presentation|workbook"
    r"|doc)|text document|rich text document"
    r"|bitmap image|folder|note|file|project|zip archive|compressed \(zipped\) folder)|notes?"
)
RANDOM_NAMES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=[a-f]*[0-9])[0-9a-f]{24,64}",
    re.IGNORECASE,
)
"""Names a program drew: a UUID, a digest."""

MACHINE_NAMES = re.compile(
    rf"(?:[_\s]?(?:{_CAMERAS}|{_SCREENS}|{_CHATS}|{_SCANS}|{_OFFICE}|mg))?{_NUMBERED}",
    re.IGNORECASE,
)
"""The default names of cameras, screens, chat programs, scanners, Windows, macOS and office programs."""
