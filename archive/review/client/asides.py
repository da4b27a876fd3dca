"""What a letter says of itself: thanks for the report, that one writes, that marks were asked for.

None of it is an opinion of the work.
"""

from __future__ import annotations

import re

from archive.review.reading.polarity import tone_of
from archive.review.reading.words import folded, word_list

_COURTESY = word_list("client_words.courtesy")
_ACKNOWLEDGED = word_list("client_words.acknowledged")
_NOTHING_ELSE = 2
_PAPERS_EN = (
    "report|wrap|recap|mail|e-?mail|note|file|document|draft|deck|summary|message|letter|form|survey"
    "|figures|numbers|results|slides|pack|paper|update|reminder"
)
_PAPERS = "来信|寄来|报告书?|资料|文件|附件|邮件|回信|来函|简报|问卷|档案"
_THANKS = "谢谢|感谢|多谢|辛苦"
_THANKS_FOR_PAPERS = re.compile(
    r"^(?:thank you|thanks|many thanks)(?: so much| very much)? for (?:the|your|sending|sharing) "
    rf"(?:[a-z]+[ -]){{0,3}}(?:{_PAPERS_EN})s?\b[^,;]{{0,20}}$"
    rf"|^(?:{_THANKS})[^,。]{{0,6}}(?:{_PAPERS})[^,]{{0,4}}$"
    rf"|^[^,。]{{0,6}}(?:{_PAPERS})[^,。]{{0,4}}(?:收到|收悉|看了|看完|拜读|睇咗|睇完)[^,。]{{0,3}}"
    rf"(?:,\s*(?:{_THANKS})\S{{0,4}})?$"
    rf"|^(?:收到|收悉|看完|拜读)[^,。]{{0,8}}(?:{_PAPERS})[^,。]{{0,4}}$"
)
_SOME = "[几两三]|一[些点]?"
_WRITES = re.compile(
    rf"[说讲写聊提](?:{_SOME})(?:句|点)|(?:{_SOME})句(?:心里)?话(?:想|要)|写(?:这|一)?封信|信写得[长短]"
    r"|(?:必须|也须|亦须|容我)(?:坦[诚白率言]|直[说言])(?:指出)?$|以下(?:是|为)\S{0,8}(?:意见|想法|感想|回[馈复覆])"
    r"|谨[^,。]{0,16}(?:致[谢意]|申谢)|一并[致申]谢|来[信函]致[意谢]|^兹(?:感谢|致谢)|特颁|颁发此"
    r"|\b(?:i|we)(?: am| are|'m|'re)?\s+(?:writ(?:e|ing)|wrote) to "
    r"(?:thank|express|convey|confirm|give|set out|follow|pass)\b"
    r"|\b(?:put|putting|set|setting)\b[^.,]{0,28}\b(?:in writing|on paper)\b"
    r"|\bhere (?:they|it|we) (?:are|is|go)\b|^here (?:is|are) (?:my|our|the|what|some|a few)\b"
    r"|^(?:just )?(?:a few|some|two|three|my|our) (?:quick |honest |short |further )?"
    r"(?:words|thoughts|lines|remarks)\b|\bmy own [a-z -]{2,18} (?:below|above)\b"
    r"|^you asked (?:me |us )?for\b|^as (?:promised|requested|agreed|asked)\b"
    r"|^(?:but )?i (?:must|will|should|shall|want to|would like to|have to) (?:also )?be "
    r"(?:plain|frank|honest|blunt|candid|clear|direct|brief)\b"
)
_LONGEST, _LONGEST_HAN, _GREETING = 84, 28, 8
_LEAD = re.compile(
    r"^(?:[^:：。，,;；]{0,6}[，,])?\s*(?:[^:：。，,;；]{0,12}"
    r"(?:[说說讲講提](?:一下|一句|[几幾]句|的是)?|想法|感想)"
    r"|(?:but |and |so )?(?:i|we|let me|what i|what we|one thing i)[^:.,;]{0,18}"
    r"\b(?:say|add|tell you|said|mention)(?: this| it| again| is| one thing)*)\s*[:：]\s*(?=\S.{5})",
    re.IGNORECASE,
)


def is_acknowledged(text: str) -> bool:
    """收到多謝 🙏, Noted, thanks!: nothing said of the work."""
    return len(re.sub(r"[\W\d_]", "", _ACKNOWLEDGED.without(text))) <= _NOTHING_ELSE


def is_courtesy(text: str) -> bool:
    """Greetings, closings, the head and the foot of a letter."""
    return _COURTESY.within(text)


def is_about_itself(text: str) -> bool:
    """Every part of it thanks for papers, acknowledges them or says that and why one writes."""
    parts = [part for part in re.split(r"[。！!]|\.\s", text) if part.strip(" .")]
    return all(map(_is_aside, (part.strip(" .。,，") for part in parts)))


def _is_aside(part: str) -> bool:
    plain = folded(part)
    greets = len(part) <= _GREETING and tone_of(part) == "neutral" and _ACKNOWLEDGED.within(part)
    if greets or _THANKS_FOR_PAPERS.match(plain) or is_acknowledged(part):
        return True
    longest = _LONGEST if part.isascii() else _LONGEST_HAN
    told = re.search(r":\s*\S", plain) or tone_of(part) == "negative"
    return len(part) <= longest and not told and bool(_WRITES.search(plain))


def lead_in(text: str) -> int:
    """Where a remark begins that is announced: 不過有句話我還是要說：…, I would say this: …; 0 without such a lead."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0
