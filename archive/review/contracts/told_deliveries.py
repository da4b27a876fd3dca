"""What sentences say was delivered, or called off, of the things a contract promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.contracts.delivery import Delivery, Promised, is_other_unit, unit_fits
from archive.review.papers.askings import told_in
from archive.review.papers.papers import Paper, Role
from archive.review.reading.counts import Count, counts_in, head_of, is_ordinal, names_it
from archive.review.reading.names import features, mentioned, sides
from archive.review.reading.passages import Part, Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities, number_text


def in_text(promised: Sequence[Promised], paper: Paper) -> Iterator[tuple[str, Delivery]]:
    """The name of each thing that a sentence or a long cell counts, with what it says."""
    rank = {Role.REPORT: 3, Role.OTHER: 4}.get(paper.role, 2)
    previous: Promised | None = None
    for passage in map(without_mark, (*paper.sentences, *_long_cells(paper))):
        counts = counts_in(passage.text)
        mention = _mentioned_thing(promised, passage.text)
        for count in counts:
            thing = thing_named(promised, count)
            if thing is None and not _names_other(count):
                thing = mention or previous
            if thing is None and mention and not count.after and unit_fits(mention, count.unit):
                thing = mention  # 第四场直播取消，实际只播了5场
            if thing is None or count.reported:
                continue
            written = _counted_words(passage.text, count, thing)
            yield thing.name, Delivery(count.value, written, rank, paper, passage.evidence)
        previous = mention


# ------------------------------------------------------------------ what was called off
_OFF = re.compile(
    r"取消|停[办辦]|未[办辦]|[没沒][办辦]|少了?|缺|流[会會團团]"
    r"|\b(?:cancelled|canceled|called off|rained out|lost|dropped"
    r"|never (?:happened|held|delivered|ran|sent|aired|made|went out|opened|arrived|came))\b",
    re.IGNORECASE,
)
_REACH, _REACH_ENGLISH = 12, 24


def called_off(promised: Sequence[Promised], paper: Paper) -> Iterator[tuple[str, Delivery]]:
    """Afterwards somebody says how many were cancelled: the rest took place. It is computed, and says so."""
    if paper.role not in (Role.RETRO, Role.CLIENT, Role.DATA, Role.PROOF):
        return
    for told in told_in(paper):
        off = _OFF.search(told.text)
        if off is None:
            continue
        for figure in find_quantities(told.text):
            apart = min(abs(figure.start - off.end()), abs(off.start() - figure.end))
            near = apart <= (_REACH_ENGLISH if told.text.isascii() else _REACH)
            first, last = sorted(((figure.start, figure.end), off.span()))
            near = near and not (told.row and re.search("[,，;；]", told.text[first[1] : last[0]]))
            thing = _thing_of(promised, figure, told.text) if near else None
            if thing is None or not 0 < figure.value <= thing.quantity * _MOST_OFF:
                continue
            rest = thing.quantity - figure.value
            shown = f"{number_text(rest)}{thing.unit} ({number_text(thing.quantity)} − {figure.written})"
            yield thing.name, Delivery(rest, shown, _COMPUTED, paper, told.evidence, computed=True)
            break


_MOST_OFF = Decimal("0.5")
_COMPUTED = 2


def _thing_of(promised: Sequence[Promised], figure: Quantity, text: str) -> Promised | None:
    """The one promised thing that the remark names; its counter must be that of the figure."""
    if figure.is_rate or figure.currency or figure.value != figure.value.to_integral_value():
        return None
    if is_ordinal(text, figure):
        return None
    for thing in promised:
        unit = "" if figure.unit.isascii() else figure.unit
        if figure.unit.endswith("s") and not features(figure.unit) & features(thing.name):
            continue  # three digests are no statements, though the row speaks of both
        if unit_fits(thing, unit) and names_it(thing.name, text, same_unit=True):
            return thing
        if not thing.unit and figure.unit.isascii() and names_it(thing.name, text, same_unit=False):
            return thing
    return None


def _mentioned_thing(promised: Sequence[Promised], text: str) -> Promised | None:
    """The promised thing that the text names best."""
    named = [p for p in promised if names_it(p.name, text, same_unit=False)]
    return max(named, key=lambda p: max(mentioned(n, text) for n in sides(p.name)), default=None)


def _counted_words(text: str, count: Count, thing: Promised) -> str:
    """The count as it is written, in English with what is counted: six landing pages."""
    words_behind = re.match(r"(?:\s?[A-Za-z][A-Za-z\-]*){0,4}", text[count.end :])
    reach = words_behind.group() if words_behind and text[: count.end].isascii() else ""
    ends = [
        m.end()
        for m in re.finditer(r"[A-Za-z\-]+", reach)
        if features(m.group()) & features(thing.name)
    ]
    return text[count.start : count.end + (ends[-1] if ends else 0)]


def thing_named(promised: Sequence[Promised], count: Count) -> Promised | None:
    """The thing that is counted: named right behind the figure, else before it."""
    before = "" if _counts_something_else(count) else count.before[-16:]
    for side in (count.after[:24], before):
        for thing in promised:
            if _names(thing, count, side):
                return thing
    return None


def _counts_something_else(count: Count) -> bool:
    """發布會之後有兩個電台節目: between the name and the figure a verb, behind the figure a noun of its own."""
    return bool(_THEN.search(count.before) and re.search(r"[\u4e00-\u9fff]{2}", count.after))


_THEN = re.compile(
    r"(?:[之以]?[后後前]|[時时]|期[间間])?(?:[还還又另也]?有|[来來]了|收到|[带帶][来來])$"
)


def _names(thing: Promised, count: Count, side: str) -> bool:
    fits = unit_fits(thing, count.unit)
    if side is not count.after[:24] and _USED.search(side):
        return False
    if is_other_unit(thing, count.unit) or _is_label(thing, count, side):
        return False
    return names_it(thing.name, side, same_unit=fits)


_USED = re.compile(
    r"(?:[换換兑兌]|核[销銷]|[领領]取|使用|[赎贖]回|[点點][击擊])[领領换換回用]?[共計计约約]?$"
    r"|\b(?:redeemed|used|claimed|clicked|opened)$",
    re.IGNORECASE,
)
"""獎賞券換領10,930張: how many were used, not how many were made."""


def _is_label(thing: Promised, count: Count, side: str) -> bool:
    """Station 4 is one of the stations, not four: the noun stands alone before a bare number."""
    word = side.split()[-1].lower() if side.isascii() and side.split() else ""
    noun = head_of(thing.name).split()[-1].lower() if head_of(thing.name).split() else ""
    return bool(word) and not count.unit and noun in (f"{word}s", f"{word}es")


def _names_other(count: Count) -> bool:
    """The count has a noun of its own, so it is of something else; only a bare English count has none."""
    return not count.before.isascii() or bool(count.after) or bool(count.unit)


def _long_cells(paper: Paper) -> Iterator[Passage]:
    """Remarks written into one cell of a list: a sentence, though it stands in a table."""
    if paper.role not in (Role.DATA, Role.PROOF):
        return
    for table in paper.tables:
        for row in table.rows:
            filled = [cell for cell in row.cells if cell.strip()]
            if len(filled) == 1 and len(filled[0]) >= 8:
                span = row.spans[0]
                text = table.source.segments[span.segment].text[span.start : span.end]
                parts = (Part(0, len(text), span.segment, span.start),)
                yield Passage(table.source, text, parts)
