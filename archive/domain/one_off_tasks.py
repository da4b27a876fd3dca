"""Tasks that are done once and teach nothing: a corrected report sent, a deposit returned, data destroyed.

An action that tells how things are to be done from now on is an experience of the house; one that settles a
loose end of this project is not.
"""

from __future__ import annotations

import re

from archive.domain.folding import fold

_ONCE = re.compile(
    r"更正|勘误|补[寄发件交送签缴]|[发寄送]出|寄[送回还]?|送(?:交|达|[^审检验测]{0,4}客户)|销毁|删[掉除]|扣款|请款|催[款收缴]|[汇付退]款"
    r"|开立|开票|退还|归还|移交|点交"
    r"|归档|结清|结账|签回|签(?:补充|订|约)|撤下|下架|公告|致歉|道歉|回复|回覆"
    r"|\b(?:re-?issue|issue v|credit note|re-?send|send|pay|refund|return|chase|correct|corrected|apologi[sz]e|invoice"
    r"|destroy|delete|hand over|hand back|settle|upload|collect|close (?:the |down )?(?:account|site|page)|take down)\b"
)
_FROM_NOW_ON = re.compile(
    r"下次|下一[次届案]|今后|以后|往后|一律|每[次份场案月周季个]|所有|范本|模[板版]|流程|标准|标配|标准作业|sop|清单|制度|机制|改[为成由用]|写进|写入|纳入|列入|固定"
    r"|提[前早]|之?前[须先由找]|[须必应]先|必须|至少|最少|备用|备援|检查表|[核查覆复]核|培训|演练|规范|预留|建立|不再|双人|两人"
    r"|\b(?:every|always|never|each|templates?|checklists?|rota|standard|process|policy|from now on|in future"
    r"|next time|ahead|before|at least|two-person|procedure|train(?:ing)?|build|default|rule"
    r"|owner for|in advance|as standard)\b"
)


def is_one_off(text: str) -> bool:
    """The task settles something of this project, and says nothing of how it is to be done next time."""
    told = fold(text)
    return bool(_ONCE.search(told)) and not _FROM_NOW_ON.search(told)
