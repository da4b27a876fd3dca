"""What a sentence says only for a case that may never come: 若甲方加購，乙方應另提供短片3支; should it rain, two more.

A thing that is told behind such a condition is owed to nobody as long as the case has not come.
"""

from __future__ import annotations

import re

from archive.review.reading.given_names import without_names
from archive.review.reading.words import folded

_IDIOM = (
    r"下|上|左|右|后(?!续)|次|前[述开款条]|附|图|表[^示]|期|实|数[交付]?[，,]?|约|同|此|何|所|本|原|述|示|列|蒙"
    r"|第[一二三四五六七八九十百\d]|无(?:其他|另|特|别)|[无未](?:经)?[另特]"
)
"""如下, 如期, 如第三條: no condition. 如蒙同意 is courtesy, 如無另行約定 leaves what follows as it stands."""
_PAPER = (
    r"(?:本|原|该|活动|服务|项目|专案|执行)*(?:[企计策]划书|建议书|提案|简报|[报估]价单|会议[纪记]录|会议纪要|纪要|[纪记]录"
    r"|合[约同]书?|契约|[规需][格求]书|清单|工作说明书?|[时排]程表|排期表)(?=[第，,（(《])"
)
"""分工如會議紀錄, 規格如企劃書第三章: where it is written."""
_TOLD = (
    r"(?:(?![有无未须甲乙双该])[^，,。；;:：]{0,24}所[示述列载附言定约订](?:项目|内容|规格|期限|方式)?(?=[，,。；;之的]|$)"
    rf"|{_PAPER}|潮(?![汐位湿水])|[织荼昔故旧愿][，,的地]|往[年常日届]?[，,的地]|画[，,的]|常(?!态)|初[，,])"
)
"""如簡報所示, 如織, 如常: how something is, and no case."""
_COMES = (
    r"(?<![已所不次])(?<!已经)(?<!不[得应可能])(?:必要|需要|不足|[未不]达[^，,。；;]{0,8}|(?:超[过出]|[低少]于)[^，,。；;]{1,12}|取消|延期|顺延|停办|缺席|违约"
    r"|[加增]购|加[印订场开]|追加|续约|下雨|破损|损坏)"
)
"""What a case comes by: 報名超過200人時, 活動取消者, 必要時. 本次追加的 and 已續約的 have come,
不得少於200人者 must not."""
_SEEN_TO = r"(?<![电短影重无])视(?![觉频讯听线角障])"
"""視報名狀況; the sign in 短視頻 and 視覺設計 is half of a word."""
_HAN = re.compile(
    rf"(?<![例比譬诸不犹正恰假有宛一自真诚详悉恍])如(?:果|若|遇|因)?(?!{_IDIOM}|{_TOLD})[^，,。；;:：]{{1,60}}(?:[，,]|则|时|者)"
    rf"|(?<![自宛般仿恍])若(?!干|[^，,。；;]{{0,3}}是以)(?!{_IDIOM})[^，,。；;:：]{{1,60}}(?:[，,]|则|时|者)"
    r"|(?:倘|假如|假使|设若|万一|一旦)[^，,。；;:：]{1,60}(?:[，,]|则|时|者)"
    r"|(?<![待际境巧相])遇[^，,。；;:：]{0,8}(?:雨|风|雪|天[候灾气]|不可抗力|疫|取消|变更|延)[^，,。；;:：]{0,16}(?:[，,]|则|时|者)"
    r"|(?:逾(?!半)|未(?![来必满])(?:能)?(?:[于在依按]))[^，,。；;:：]{1,60}(?:者|的|时)[，,]"
    rf"|{_COMES}(?:时|者|的|的(?:情况|情形)下?)[，,]|的话[，,]|{_SEEN_TO}[^，,。；;]{{1,10}}(?:情[况形]|状况|需[要求]|而定)[，,]"
    r"|(?:方|单位|机关|厂商|业主|客户)(?:另)?(?:需要|要求|提出|认为)[^，,。；;]{1,16}(?:时|者|的)[，,]"
    r"|经[^，,。；;]{1,10}(?:[加增]购|加[印订场开]|追加)[^，,。；;]{0,4}[，,]"
    r"|(?:方|单位|机关|厂商|业主|客户)(?:得|可|有权)(?:视[^，,。；;]{1,8}|随时|另行|再)?(?:要求|请求|加购|增购|加订)"
)
_ACCEPTS = (
    r"(?!\s+(?:you|the client|the customer)\s+(?:accepts?|signs?|agrees?|approves?|confirms?)\b"
    r"[^,.;]{0,24}\b(?:this|our|the (?:offer|quotation|proposal|estimate|agreement))\b)"
)
"""If you accept this offer, we will …: what is promised once there is a contract at all."""
_AGREED = (
    r"(?!\s+(?:not\s+)?(?:otherwise|expressly|specifically|(?:it is )?agreed|stated)\b"
    r"|\s+(?:the parties|both parties|we)\s+(?:agree|decide)\b)"
)
"""Unless otherwise agreed: what follows holds."""
_NO_STUDY = (
    r"(?!\s+(?:stud(?:y|ies)|formats?|form|law|histor(?:y|ies))\b"
    r"(?!\s+(?:is|are|was|were|has|have|had|can|cannot|does|do|must|should|may|will|would)\b))"
)
"""In case studies, in case format: a case there is one that is told."""
_HAPPENS = (
    r"(?:cancel\w*|terminat\w*|postpone\w*|delay\w*|breach\w*|disputes?|defaults?|fail\w*|loss|losses|damages?|injur\w*"
    r"|illness\w*|rain|storms?|typhoons?|(?:bad|poor|severe|adverse) weather|force majeure|withdraw\w*|shortfalls?"
    r"|shortages?|non-?\w+|late\w*|absen\w*|emergenc\w*|accidents?|fire|strikes?|complaints?|defects?|over(?:run|booking|subscription)s?"
    r"|insolvency|bankruptcy|no[- ]shows?|sickness|changes?|need)"
)
_EVENT = (
    r"in the event\b(?!['’])(?!\s+(?:halls?|rooms?|spaces?|venues?|program(?:me)?s?|apps?|areas?|sites?|calendars?"
    r"|weeks?|days?|tents?|guides?|budgets?|reports?|plans?|teams?|brochures?|pages?|websites?|schedules?|kits?|series|industry)\b"
    r"(?!\s+(?:is|are|was|were|has|have|cannot|changes?|closes?|fails?|falls?|floods?|slips?|withdraws?)\b))"
    r"(?!\s+[\w-]+,)"
)
"""In the event the hall floods; in the event hall is a place."""
_CASE_OF = (
    r"in (?:the )?case\b"
    rf"(?!(?<=the case)\s+of\s+(?!(?:a|an|any)\b|[^,.;]{{0,40}}?\b{_HAPPENS}\b)){_NO_STUDY}"
)
"""In case of rain, in the case of a dispute; in the case of the harbour store is said of a store that is there."""
_ASKED = (
    r"(?:(?:up)?on (?:[\w’']+ ){0,3}request|at the [\w’']+(?:'s|’s|s') (?:[\w]+ )?request"
    r"|(?:(?:where|when|if|as and when) (?:so )?requested"
    r"|(?:where|when|as|if)(?: and when)? (?:so )?(?:required|needed|necessary))"
    r"(?!\s+(?:by|in|under|for|to)\b))"
)
_ENGLISH = re.compile(
    r"(?:^[\W\d]*|[,;:–—]\s*|\b(?:and|but|or|that|only)\s+)"
    rf"(?:(?:if|unless)\b{_ACCEPTS}{_AGREED}"
    r"|should (?=(?:the|a|an|any|it|we|you|either|there|this|that|such|[a-z]+)\s)(?!be\b)"
    r"|where (?=(?:the|a|an|any|either)\s)|were (?=(?:the|a|an|any|it|there)\s)"
    rf"|{_EVENT}|{_CASE_OF}|(?:always )?provided (?:always )?that\b|to the extent\b"
    rf"|in the absence of\b|whenever\b|(?:as|so) long as\b|assuming\b|depending on\b"
    rf"|failing (?:that|this|which)\b|{_ASKED}\b"
    r")[^.;]{0,160}?,"
    r"|\b(?:client|customer|buyer|owner)\s+may\s+(?:also\s+)?(?:request|require|ask|call|order|commission)\b"
)
_UNFULFILLED = re.compile(
    r"(?:^[\W\d]*|[,;:–—]\s*|\b(?:and|but|or|that|only)\s+)"
    rf"(?:if\b{_ACCEPTS}{_AGREED}|{_EVENT}|{_CASE_OF})[^,.;]*$"
)
"""The condition itself, up to where something stands in it: if the Client does not supply the 3 sets …"""
_BEHIND = re.compile(
    r"[^,.;:()（）\d]{0,48}?\b(?:(?:only )?if\b(?!\s+(?:not|only|ever)\b)"
    rf"|{_EVENT}|{_CASE_OF}|{_ASKED}\b|provided that\b|(?:as|so) long as\b|should (?=(?:the|an?|any|it|there)\s))"
)
_HAN_WITHIN = re.compile(
    rf"(?:(?<![例比譬诸不犹正恰宛一自真诚详悉恍])如(?:果|若|遇|因)?(?!{_IDIOM}|{_TOLD})|(?<![自宛般仿恍])若(?!干)|倘|假如|假使|一旦|万一"
    r"|逾(?!半)|未(?:能)?[于在依按])[^，,。；;:：]{1,60}$"
)
"""As `_UNFULFILLED`: 甲方如於5月10日前未提供素材3組."""
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def is_conditional(text: str, at: int, end: int | None = None) -> bool:
    """Whether what stands at `at` of a sentence is told for a case that may come or not.

    The condition goes before it, or in English right behind it (`end`): two reshoots if the weather demands it.
    One in brackets, or behind a comma further on, leaves it as it is.
    """
    plain = folded(text)
    lead = _ASIDE.sub(lambda aside: " " * len(aside.group()), plain[:at])
    signs = without_names(lead)
    if _HAN.search(signs) or _ENGLISH.search(lead):
        return True
    if _HAN_WITHIN.search(signs) or _UNFULFILLED.search(lead):
        return True
    return end is not None and _BEHIND.match(plain, end) is not None
