"""What kind of thing a figure counts: figures of different kinds are never compared."""

from __future__ import annotations

from archive.domain.folding import fold
from archive.review.reading.quantities import Quantity

_KINDS = {
    "people": "人 名 位 人次 people persons visitors guests attendees participants",
    "sessions": "場 场 場次 场次 sessions events shows",
    "time": "小時 小时 工作日 工作天 個工作日 个工作日 個工作天 个工作天 "
    "時 时 分鐘 分钟 天 日 週 周 個月 个月 hours hour minutes days day weeks months",
    "pieces": "支 件 份 篇 則 则 張 张 部 款 組 组 pieces posts videos films articles photos sets",
    "rate": "% percent",
}
_KIND_OF = {fold(word): kind for kind, words in _KINDS.items() for word in words.split()}


def comparable(first: Quantity, second: Quantity) -> bool:
    """False where the two surely count different kinds of things: people and sessions, pieces and hours.

    So are amounts of two currencies. A figure without a unit, or with one that is not known here, is
    taken to mean what the other does.
    """
    if first.currency and second.currency and first.currency != second.currency:
        return False
    kinds = {_kind(first), _kind(second)}
    if None not in kinds:
        return len(kinds) == 1
    # Of something counted, per cent are no amount, whatever it is.
    return not ("rate" in kinds and first.unit and second.unit)


def is_time(quantity: Quantity) -> bool:
    """It counts hours, days or weeks."""
    return _kind(quantity) == "time"


def _kind(quantity: Quantity) -> str | None:
    return _KIND_OF.get(fold(quantity.unit).strip())
