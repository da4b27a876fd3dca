"""Papers that the list of a contract has its things accepted by: 記者會 | 2場 | 剪報, under 驗收依據."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.gaps.document_nouns import paper_nouns
from archive.review.papers.askings import Told
from archive.review.papers.papers import Paper
from archive.review.tables.cells import in_one_line

_PROVED_BY = re.compile(
    r"(?:[验驗]收|交付|履[约約]|佐[证證]|[证證]明)?(?:依[据據]|[凭憑][证證据據]|佐[证證](?:[资資]料)?|[证證]明(?:文件)?|文件)"
    r"|(?:proof|evidence)(?: of delivery)?|accepted (?:on|against)",
    re.IGNORECASE,
)
_NOT_OWED = re.compile(
    r"如有|若有|[视視](?!觉|覺|频|頻|[听聽])[^，,。；;]{0,6}(?:需要|要求|情[况況形])|[必需]要[时時]|免[附交提]|[无無毋][须須需]|不[须須需必用]|甲方(?:提供|出具|自[备備行])"
    r"|\b(?:if (?:any|required|needed|applicable)|where (?:required|needed|applicable)|not required|client[- ]supplied"
    r"|(?:supplied|provided) by the client)\b",
    re.IGNORECASE,
)
"""簽到表（如有）, 免附剪報, 甲方提供之許可證: a paper that may never be, or that the client has."""


def proofs_in_lists(paper: Paper) -> Iterator[tuple[str, Told]]:
    """The papers named in the column that says by what each row is accepted, with the row."""
    for table in paper.tables:
        headed = (n for n, head in enumerate(table.header) if _PROVED_BY.fullmatch(head.strip()))
        if (column := next(headed, None)) is None:
            continue
        for row in table.rows:
            text = in_one_line([cell.strip() for cell in row.cells if cell.strip()])
            told = Told(text, paper, table.evidence(row), row=True)
            cell = row.cell(column)
            if _NOT_OWED.search(cell):
                continue
            for noun in paper_nouns(cell, promised=False):
                yield noun.name, told
