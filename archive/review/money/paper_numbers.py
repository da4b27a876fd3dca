"""The number a paper of money bears: of the invoice, the receipt, the transfer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.domain.folding import fold

_LABEL = (
    r"(?:(?:统一)?发票|请款单?|收据|凭证|付款单?|单据|账单|帐单|交易|流水|汇款)\s{0,2}(?:号码|编号|单号|序号|流水号|号)"
    r"|(?:tax\s+)?(?:invoice|inv|receipt|bill|voucher|transaction|payment|remittance)[.]?\s{0,2}"
    r"(?:no|number|num|ref|reference|id|#)"
)
_NUMBER = re.compile(
    rf"(?:{_LABEL})(?![a-z])[\s:：.#\t|]{{0,6}}(?P<number>[a-z0-9][a-z0-9/ -]{{2,30}}[0-9])(?![a-z0-9])"
)
_FEWEST_DIGITS = 3
_DAY = re.compile(r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])")


def paper_number(texts: Iterable[str]) -> str | None:
    """The first number that stands behind a label of one, without signs; None where none does.

    Args:
        texts: the paper's pieces in order. A label and its number stand in one of them, or in a row.
    """
    for text in texts:
        for found in _NUMBER.finditer(fold(text)):
            number = found["number"]
            bare = re.sub(r"[^a-z0-9]", "", number)
            if sum(map(str.isdigit, bare)) >= _FEWEST_DIGITS and not _DAY.fullmatch(number.strip()):
                return bare
    return None
