"""The words before and after a date that say what it is the date of. Folded text: Simplified, lower case."""

from __future__ import annotations

import re
from enum import Enum


class Label(Enum):
    """What the words before a date call it; `meaning` is what that is in the naming rules."""

    SIGNED = "signed"
    ISSUED = "issued"
    HELD = "held"
    PERIOD = "period_end"
    AS_OF = "as_of"
    DATE = "date"
    NOT = "not"
    NONE = "none"

    @property
    def meaning(self) -> str:
        """The word of the naming rules for this kind of date."""
        return "period_end" if self is Label.AS_OF else self.value


_END = (
    r"\s?(?:日期|时间|日|on|date)?[\s:：(（*_|\t]*(?:于|为|是|:)?\s*"
    r"(?:(?:周.|星期.|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?)[,，]?\s*)?$"
)
_WORDS = {
    Label.NOT: """
        有效(?:期|至)\\S{0,3} 到期 截稿 截件 期限 截止(?:日期|日|收件|报名|申请|投标)
        收件截止 不晚于 不迟于 交付 交件 完成 到账 入账 入帐 付款 收款
        首期 起算 开始 结束 起 首站 末站 首日 上线 开播
        提案(?:日期?|时间|于|会) 比稿 开标 下次会议 下次 下一次 生日 出生 成立
        预计 预定 预订 原定 原订 原拟 实际 改期至 延至 顺延至 拟于 计划于 活动 演出 展期 档期 执行期间
        合约期间 合同期 履约 服务期 开业 发车
        \\bdue deadline before \\bby until \\btill expires? expiry valid(?:ity)? launch(?:es|ed)?
        go\\slive start(?:s|ing)? \\bends? delivery deliver next\\smeeting pitch\\son starts\\son
        revoke\\sby agreement\\sof contract\\sof born proposals?""",
    Label.SIGNED: """
        签[订署约字] 签立 立约 订约 订立 盖章 用印 签章 验收 签收
        signed executed dated(?:\\sthis)? made(?:\\sthis)? signature""",
    Label.ISSUED: """
        提交 提送 呈交 呈送 报告 制表 填表 编制 撰写 撰稿 制作 填报 填写 报价 估价 开票 请款 发布 发文 发稿 出具
        更新 修订 修改 整理 发件 收件 交易 汇款 登记 文件
        submitted issued? prepared published invoice quote quotation estimate updated revised report
        written posted amended sent raised 开单 开立 起草 印制 签发 核发 发出 寄出 公告 公布 核定 刊登日
        date\\sof\\sbrief tax\\spoint drafted compiled circulated released completed\\son filed""",
    Label.HELD: """
        会议 开会 访谈 举行 召开 拍摄 执行日 时间 评核 评估 评分 考核 填答 访问 勘查 到场
        meeting held interview survey\\sclosed evaluated visited took\\splace""",
    Label.AS_OF: """
        截至 截止(?:至|到|于)? 数据截[至止](?:日期)? 统计至 统计 更新至 导出 下载
        (?:资料|数据|统计|导出|更新|汇出|撷取)时间 截数
        as\\sof as\\sat exported extracted pulled data\\sto up\\sto to\\sdate""",
    Label.PERIOD: """
        周期 期间 区间 统计期 汇报周期 资料期间 覆盖
        week\\sending week\\sof week\\scommencing weeks? (?:fortnight|month|period)\\sending period w[/-]e""",
    Label.DATE: """日期 (?:^|[\\t|:：])[\\s*_]*(?:[a-z]+\\s){0,2}date \\bdate(?=\\s*[:：\\t|])
        date\\sof\\s(?:this\\s[a-z]+(?:\\s(?!to\\b|until\\b)[a-z]+)?|order|issue|agreement|report|invoice|quotation|estimate|signature|letter)
        中华民国""",
}
_MADE_BY = re.compile(
    r"(?:(?:prepared|issued|written|compiled|sent|submitted|updated|produced|drafted|collated|reported|quoted)"
    r"\s+by\b\s*[:：]?|(?:制表|填表|填报|编制|编写|撰写|撰稿|整理|报价|估价|请款|呈交|出具|发出|发件|提报|提案|制作)(?:人|者|方|单位)?\s*[:：])\s*[^\s\d:：][^\n\t\d:：]{0,48}\t*$"
    r"|(?:制表|填表|编制|撰写|整理)(?:人|者)?\s+[\u4e00-\u9fff]{2,4}\s+$"
)
_CONTRACT_WAS = re.compile(
    r"(?:\b(?:agreement|contract|purchase order|letter of award)|合同|合约|契约|协议书?|协定书?|委托书|采购单|订单)"
    r"[^.。;；\n\t]{0,40}$"
)
_LABELS = tuple(
    (label, re.compile(f"(?:{'|'.join(words.split())}){_END}")) for label, words in _WORDS.items()
)
_REVISED = re.compile(
    r"\s*(?:[)）,，]\s*)?[^\n。,，]{0,8}?(?:修改|修订|修正|更新|改版|改$|改[)）]|revised|updated|amended)"
)
_REFERS = re.compile(
    r"\b(?:under|pursuant to|in accordance with|further to|subject to|supplement\w* to"
    r"|amend\w*|incorporat\w+|refer\w* to|in response to)\b"
    r"[^\n;]{0,90}\b(?:dated|of|made|signed|entered into)(?:\s(?:on|this))?\s*$"
    r"|\bfrom\b[^\n.\d]{0,60}\b(?:to|until)\s*$"
    r"|\byour (?:letter|e-?mail|order|brief|rfp|enquiry|request) (?:of|dated)\s*$"
    r"|(?:^|[\s,，。;；(（\t])(?:依据|根据|按照|鉴于)[^\n。;；]{0,24}$"
)
"""Words that lead to the date of another paper, which this one rests on, or to the end of a term."""

_OF_ANOTHER = re.compile(
    r"\s*日?\s*(?:所|(?:甲乙|我们?|[与和跟同由][^\s,，。;；]{1,8})?(?:双方)?)?(?:签订|签署|订立|签|来函|函|召开)[之的了]?[\s]*(?:[《「『]|原?(?:契约|合约|合同|协议))"
)
_PLANNED = re.compile(
    r"(?:^|[:：,，;；(（、|\t]\s?|\s)(?:计[划画]|预计|应于|目标|当初|planned|plan|actual|actually|target)\s*[:：]?\s*$"
)
_DONE_BY = re.compile(
    r"\s*日?\s*(?:整理|制表|编制|填报|撰写?|汇整|汇总|印发|修订|定稿|记录?)(?=[\s,，。;；)）|]|$)"
    r"|[ \t]*[.,;|·\u2013\u2014-]?[ \t]*(?:written|prepared|compiled|drafted|produced|reported) by\b"
)
_DEADLINE = re.compile(
    r"\s*(?:[日号])?\s*(?:\([^)]*\)|（[^）]*）)?\s*(?:(?:上午|下午)?\d{1,2}[:：]\d{2})?\s*(?:之?前|以前|止|截止|起|到期|开始|上线|交付|完成|付|开播|before|deadline)"
)


_HELD_AT = re.compile(
    r"\b(?:meeting|held|met|call|session|workshop)\b[^\n.;\d]{0,60},?\s+on\s+"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s*)?(?:the\s)?$"
)
"""The place stands between the word and the day: held at the town hall, Weir Lane, on Tuesday."""

_GATHERED = re.compile(
    r"(?:collected|gathered|returned|received|responses|replies|fieldwork|surveyed|interviewed"
    r"|answered|填答|回收|收回|访问|访谈)"
    r"(?:\s+(?:by|up\s+to|until|to|on|between))?[\s:：]*$"
)
BEFORE_REACH = 120
"""Characters before a date that `label_of` may need: who made the paper stands between the word and the date."""


def label_of(before: str) -> Label:
    """What the folded words right before a date call it."""
    before = before.removesuffix("民国").rstrip() if before.endswith("民国") else before
    if _REFERS.search(before) or _PLANNED.search(before):
        return Label.NOT
    if _MADE_BY.search(before):
        return Label.ISSUED
    if _GATHERED.search(before) or _HELD_AT.search(before):
        return Label.HELD
    return next((label for label, pattern in _LABELS if pattern.search(before)), Label.NONE)


def tells_of_a_contract(before: str) -> bool:
    """The folded words before a date of signing name a contract: "the agreement was signed on"."""
    return _CONTRACT_WAS.search(before) is not None


def after_of(after: str) -> float:
    """What the folded words right behind a date add: a revision makes it surer, a deadline unlikely."""
    if _DEADLINE.match(after) or _OF_ANOTHER.match(after):
        return -3.5
    return 2.5 if _REVISED.match(after) or _DONE_BY.match(after) else 0.0
