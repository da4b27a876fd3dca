"""What a sentence says only for a case that may never come: 若甲方加購，乙方應另提供短片3支; should it rain, two more.

A thing that is told behind such a condition is owed to nobody as long as the case has not come.
"""

from __future__ import annotations

import re

from archive.review.reading.words import folded

_IDIOM = (
    r"下|上|左|右|后(?!续)|次|前[述开款条]|附|图|表[^示]|期|实|数[交付]?[，,]?|约|同|此|何|所|本|原|述|示|列|蒙"
    r"|第[一二三四五六七八九十百\d]|无(?:其他|另|特|别)|[无未](?:经)?[另特]"
)
"""如下, 如期, 如第三條: no condition. 如蒙同意 is courtesy, 如無另行約定 leaves what follows as it stands."""
_NAME = "陈林黄李王吴刘蔡杨郑郭邱廖赖徐苏吕萧罗潘朱彭詹胡沈卢梁赵颜柯翁魏孙戴宋邓杜傅侯曹薛卓阮董蒋姚冯欧姜汪邹黎龚韩袁"
_ALSO_ENDS = "何高白江范钟"
_NO_NAME = (
    rf"(?<![{_NAME}])(?<!^张)(?<![^\d一两二三四五六七八九十每各几]张)"
    rf"(?<!^[方{_ALSO_ENDS}])(?<![^㐀-鿿][方{_ALSO_ENDS}])(?<![由请与和及][方{_ALSO_ENDS}])(?<!人[{_ALSO_ENDS}])"
)
"""林若瑜 and 张如玲 are people, 每张如有破损 is a condition. A surname that ends words too (甲方, 提高) is one only
where a word begins: 由方若晴主持, 主持人白如玉; 委托人方 is a party."""
_HAN = re.compile(
    rf"{_NO_NAME}(?<![例比譬诸不犹正恰假有宛一自真])如(?:果|若|遇|因)?(?!{_IDIOM})[^，,。；;:：]{{1,60}}(?:[，,]|则|时|者)"
    rf"|{_NO_NAME}(?<![自宛般仿恍])若(?!干|[^，,。；;]{{0,3}}是以)(?!{_IDIOM})[^，,。；;:：]{{1,60}}(?:[，,]|则|时|者)"
    r"|(?:倘|假如|假使|设若|万一|一旦)[^，,。；;:：]{1,60}(?:[，,]|则|时|者)"
    r"|(?<![待际境巧相])遇[^，,。；;:：]{0,8}(?:雨|风|雪|天[候灾气]|不可抗力|疫|取消|变更|延)[^，,。；;:：]{0,16}(?:[，,]|则|时|者)"
    r"|(?:逾(?!半)|未(?![来必满])(?:能)?(?:[于在依按]))[^，,。；;:：]{1,60}(?:者|的|时)[，,]"
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
_ENGLISH = re.compile(
    r"(?:^[\W\d]*|[,;:–—]\s*|\b(?:and|but|or|that|only)\s+)"
    rf"(?:(?:if|unless)\b{_ACCEPTS}{_AGREED}"
    r"|should (?=(?:the|a|an|any|it|we|you|either|there|this|that|such|[a-z]+)\s)(?!be\b)"
    r"|where (?=(?:the|a|an|any|either)\s)"
    rf"|in (?:the )?(?:event|case)\b{_NO_STUDY}|(?:always )?provided (?:always )?that\b|to the extent\b"
    r"|in the absence of\b)[^.;]{1,160}?,"
    r"|\b(?:client|customer|buyer|owner)\s+may\s+(?:also\s+)?(?:request|require|ask|call|order|commission)\b"
)
_UNFULFILLED = re.compile(
    r"(?:^[\W\d]*|[,;:–—]\s*|\b(?:and|but|or|that|only)\s+)"
    rf"(?:if\b{_ACCEPTS}{_AGREED}|in the event\b|in case\b{_NO_STUDY})[^,.;]*$"
)
"""The condition itself, up to where something stands in it: if the Client does not supply the 3 sets …"""
_BEHIND = re.compile(
    r"[^,.;:()（）\d]{0,48}?\b(?:(?:only )?if\b(?!\s+(?:not|only|ever)\b)|in the event\b"
    rf"|in case\b{_NO_STUDY})"
)
_HAN_WITHIN = re.compile(
    rf"(?:{_NO_NAME}(?<![例比譬诸不犹正恰宛一自真])如(?:果|若|遇|因)?(?!{_IDIOM})|{_NO_NAME}(?<![自宛般仿恍])若(?!干)|倘|假如|假使|一旦|万一"
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
    if _HAN.search(lead) or _ENGLISH.search(lead):
        return True
    if _HAN_WITHIN.search(lead) or _UNFULFILLED.search(lead):
        return True
    return end is not None and _BEHIND.match(plain, end) is not None
