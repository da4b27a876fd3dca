"""What the headings of a paper say together: the order of its parts is its kind, whatever each part is called.

A report of a period tells what is done, what comes and what stands in the way; a report at the end sets
results beside targets, then what worked, what did not, the cost and what is next; a proposal goes from what
was seen to an idea, how and who and how much; a look back among ourselves goes from good to bad to next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archive.domain.dates import find_dates, find_days
from archive.domain.folding import fold
from archive.understanding.evidence import Evidence
from archive.understanding.span import is_early, is_late, written_on
from archive.understanding.view import DocumentView

_READ, _MOST_MARKS, _LONGEST_MARK = 6_000, 60, 34
_LEADING = re.compile(r"^[\W\d_]*(?:[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,2}[、.．]\s?)?\W*")
_LABEL = re.compile(r"^([^:：\n]{2,26})[:：]")


def family(words: str) -> re.Pattern[str]:
    """Any of the patterns, which white space parts."""
    return re.compile("|".join(words.split()))


_STATUS: Mapping[str, re.Pattern[str]] = {
    "done": family(r"""
        ^(?:本(?:周|期|双周)|上周)?(?:已?完成|做完|干完|办完|搞定|已办)\S{0,4}$ ^done\b
        ^completed ^finished ^delivered\sthis ^since\slast ^what\shappened
        ^本(?:周|期|双周)\S{0,4}$ ^this\s(?:week|fortnight|period)"""),
    "doing": family(
        r"正在做 正在办 进行中 手上 ^在做 ^doing\b in\sprogress under\sway ongoing working\son"
    ),
    "next": family(r"""
        接着干 接下来 ^下(?:周|期|双周|两周)\S{0,5}$ ^coming\b ^next\b(?!\stime) ^to\scome
        ^ahead ^upcoming what['’]?s\snext ^预计下 ^next$"""),
    "block": family(r"""
        卡关 卡住 卡点 要您 需(?:要)?(?:客户|甲方|贵司|业主)?(?:协助|配合|支持) ^风险 ^提醒
        ^watch\b ^risks? blockers? help\sneeded ^issues?$ waiting\son ^needs?\sfrom
        decisions?\sneeded ^注意"""),
}
_FINAL: Mapping[str, re.Pattern[str]] = {
    "target": family(r"""
        目标.{0,6}?(?:结果|实际|完成|达成|成绩|成效|对照|vs) 承诺\S{0,4}(?:实际|兑现)
        达成(?:情况|情形|率) 成效(?:一览|说明|评估) ^kpi asked\sfor.{0,12}got
        results?\s(?:against|vs|v)\b against\s(?:the\s)?(?:targets?|brief|plan)
        promised.{0,16}(?:did|got|delivered) targets?\sand\s(?:results|actuals) the\snumbers$
        绩效指标 目标检核 说好的.{0,4}做到 实际做到 aims?\sand\sresults
        what\swe\s(?:promised|set\sout)"""),
    "worked": family(r"""
        亮点 值得保留 好在哪 做得好 成功之处 执行亮点 what\s(?:worked|went\swell) highlights
        ^successes 特色"""),
    "missed": family(r"""
        没做到 不足 需要改善 未达 待改进 检讨 what\sdid(?:\snot|n['’]t) shortfalls? ^challenges
        差在哪 没做到 what\sfell\sshort 困难"""),
    "cost": family(r"""
        花了多少 怎么花 ^经费 ^费用 ^预算 what\sit\scost ^budget ^spend ^costs?\b 经费执行
        费用使用 ^the\smoney"""),
    "next": family(r"""
        给明年 ^建议 后续建议 未来建议 与建议 where\snext ^recommend what\s(?:next|we\swould)
        next\s(?:year|season|time) 下一步 ^展望"""),
}
_PITCH: Mapping[str, re.Pattern[str]] = {
    "seen": family(r"""
        看到的 看见的 洞察 我们的?理解 ^背景 ^why\b 为什么没 ^现况 ^市场 怎么(?:喝|买|看|想|选)
        what\swe\s(?:see|saw|heard|understand) insight ^the\s(?:problem|challenge|opportunity)
        our\sreading your\sbrief 课题"""),
    "idea": family(r"""
        主张 策略 一句话 创意 概念 核心想法 点子 ^the\sthought ^方向 ^选项 ^option\s 我们推荐
        ^想法 ^(?:the|our|big)?\s?idea$ ^the\sidea concept ^our\sanswer platform 提案主轴"""),
    "how": family(r"""
        怎么(?:做|玩|打|执行) 打法 执行(?:方式|规划|构想|内容) 玩法 ^how\b ^the\splan$ roll-?out
        ^in\spractice activation 活动规划"""),
    "who": family(
        r"谁来做 团队 ^team ^who\b ^about\sus 我们是谁 who\s(?:you|we) ^us$ why\sus 为什么是我们 实绩"
    ),
    "money": family(r"""
        多少钱 ^经费 ^预算 ^报价 ^费用 ^fees? ^cost ^investment ^budget how\smuch
        what\sit\swould\scost 预算拆分 投资 团队与费用"""),
}
_BACK: Mapping[str, re.Pattern[str]] = {
    "good": family(r"""
        ^先?说?好的 做得好 做对 ^爽的 赚到 漂亮 骄傲 ^亮点 ^开心 ^值得 ^顺的 ^赞 ^well\b
        went\swell ^worked what\s(?:worked|helped) ^glad ^good ^proud ^keep ^loved ^wins ^liked
        ^ups"""),
    "bad": family(r"""
        不爽 ^问题 做得?不好 没做好 ^唔好 赔掉 跟头 后悔 遗憾 ^不好 ^stop\b ^踩坑 ^坑 ^不顺 ^痛
        ^失误 ^教训 went\s(?:wrong|badly) ^did\snot didn['’]t ^hurt what\shurt ^wish ^bad
        ^not\s(?:so\s)?good ^misses ^annoy ^lacked ^downs ^problem ^drop"""),
    "next": family(r"""
        ^下次 ^以后 重来 再来一次 明年试试 ^改进 ^怎么改 ^试试 ^next\stime ^try ^change
        ^do\sdifferently ^would\schange ^action ^start\b ^下一次 还会不会"""),
}
_INTERNAL = re.compile(
    r"内部|别发|不外传|不要外传|勿外传|不追责|对内|自己人|外人"
    r"|us only|not for (?:the )?client|internal|for us only|in house"
)
_FOR_CLIENT = re.compile(
    r"呈交|呈送|(?:委托方|委托单位|业主|甲方|客户名称|承揽厂商|执行单位)\s*[:：]"
    r"|prepared for|report to| for the (?:board|trustees)"
)
_ISSUE = re.compile(
    r"^事情?$|问题|状况|出了什么|什么事|卡点|缺失|issue|problem|what (?:happened|went)|failure|miss"
)
_CAUSE = re.compile(r"原因|为啥|为什么|根因|缘由|\bwhy\b|cause|because")
_CURE = re.compile(
    r"以后|改进|改善|下次|对策|措施|怎么(?:办|防)|预防|next time|\bfix|change|action|lesson|prevent"
)
_SERIAL = re.compile(
    r"第\s?\d{1,3}\s?[期号周]|\b(?:no\.?|number|issue|bulletin|snapshot|status|update|report|digest|note)\s?#?\d{1,3}\b|[报通讯]\s?\d{1,2}$"
)
_WEEK = re.compile(
    r"week (?:commencing|of|ending|beginning)|\bw[/-]?[ce]\b|本周|双周|周期|fortnight|[一二三四五六七八九十\d]周$"
)
_LONGEST_PERIOD = 16
_REPORT, _FINAL_REPORT, _PROPOSAL, _TABLE, _LOOK_BACK = 3.5, 3.6, 2.4, 3.6, 2.4


def from_sections(view: DocumentView) -> Iterable[Evidence]:
    """The kinds whose parts the headings name; tables of what went wrong and why besides."""
    if view.form not in ("text", "slides"):
        return
    marks = marks_of(view)
    day = written_on(view)
    found = {
        name: families(marks, kind)
        for name, kind in (
            ("status", _STATUS),
            ("final", _FINAL),
            ("pitch", _PITCH),
            ("back", _BACK),
        )
    }
    internal = _INTERNAL.search(view.folded[:600]) or _INTERNAL.search(view.folded[-300:])
    yield from _of_a_period(view, found["status"])
    final = found["final"]
    told = "target" in final or (is_late(view, day) and _FOR_CLIENT.search(view.folded[:600]))
    if told and len(final) >= 3 and not internal:
        yield Evidence("final_report", "body", _FINAL_REPORT, tuple(final.values())[:3])
    pitch = found["pitch"]
    if (
        view.form == "slides"
        and len(pitch) >= 3
        and "target" not in final
        and not is_late(view, day)
    ):
        more = 1.0 if is_early(view, day) else 0.0
        yield Evidence("proposal", "body", _PROPOSAL + more, tuple(pitch.values())[:3])
    yield from _looks_back(view, found["back"], internal=bool(internal), reported=len(final) >= 4)


def _of_a_period(view: DocumentView, found: Mapping[str, str]) -> Iterable[Evidence]:
    """What is done and what comes, under a number of a series or the days of a week or two."""
    head = "\n".join([view.stem, *view.lines[:4]])
    series = _SERIAL.search(fold(head)) or _WEEK.search(fold(head)) or _short_period(head)
    if series and (len(found) >= 3 or ("next" in found and len(found) >= 2)):
        yield Evidence("weekly_report", "body", _REPORT, tuple(found.values())[:3])


def _short_period(text: str) -> bool:
    days = sorted(m.first_day for m in find_dates(text) if not m.month_only)
    if len(days) >= 2:
        return 3 <= (days[-1] - days[0]).days <= _LONGEST_PERIOD
    return len(find_days(text)) >= 2


def _looks_back(
    view: DocumentView, found: Mapping[str, str], *, internal: bool, reported: bool
) -> Iterable[Evidence]:
    for head in view.heads[:6]:
        causes = [p for p in (_ISSUE, _CAUSE, _CURE) if any(p.search(cell) for cell in head)]
        if len(causes) == 3:
            yield Evidence("retrospective", "table", _TABLE, tuple(head[:3]))
            break
    if (
        {"good", "bad"} <= found.keys()
        and not reported
        and not _FOR_CLIENT.search(view.folded[:300])
    ):
        more = 1.2 if internal else 0.6 if "next" in found else 0.0
        yield Evidence("retrospective", "body", _LOOK_BACK + more, tuple(found.values())[:3])


def marks_of(view: DocumentView) -> list[str]:
    """Headings, short lines and what stands before a colon, folded, without their numbers."""
    marks: list[str] = []
    for line in view.folded[:_READ].splitlines():
        if "\t" in line:
            continue
        text = _LEADING.sub("", line, count=1).strip()
        label = _LABEL.match(text)
        if label or 0 < len(text) <= _LONGEST_MARK:
            marks.append((label[1] if label else text).strip())
        marks += (
            part.partition(":")[0].strip()
            for part in re.split(r"[。.;；]\s?", text)[1:]
            if ":" in part
        )
        if len(marks) >= _MOST_MARKS:
            break
    return marks


def families(marks: Iterable[str], kind: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """The parts of that kind that some mark names, with the mark."""
    found: dict[str, str] = {}
    for mark in marks:
        name = next(
            (n for n, pattern in kind.items() if n not in found and pattern.search(mark)), None
        )
        if name:
            found[name] = mark[:16]
    return found
