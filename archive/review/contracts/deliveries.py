"""How much of a promised thing was delivered, and what each paper says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.papers.askings import told_in
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.counts import Count, counts_in, head_of, is_ordinal, names_it
from archive.review.reading.names import core, features, mentioned, same_thing, sides
from archive.review.reading.passages import Part, Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities, number_text
from archive.review.reading.words import folded, word_list
from archive.review.results.totals import Counted, counted_in, in_first_rows
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table, total_row

_TELLERS = (Role.DATA, Role.PROOF, Role.MONEY, Role.RETRO, Role.CLIENT, Role.REPORT, Role.OTHER)
_PLAUSIBLE = (Decimal("0.34"), Decimal("2.5"))


@dataclass(frozen=True, slots=True)
class Promised:
    """A thing and its quantity, as a contract has it."""

    name: str
    quantity: Decimal
    unit: str
    counted_by: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one paper says was delivered. A lower rank is believed first; `name` is that paper's own."""

    value: Decimal
    written: str
    rank: int
    paper: Paper
    evidence: Evidence
    name: str = ""
    computed: bool = False
    """Promised less what a paper says was called off: no paper writes the figure itself."""


def deliveries_of(promised: Sequence[Promised], papers: Papers) -> dict[str, list[Delivery]]:
    """For each promised thing every figure the papers give, the most reliable first."""
    tellers = papers.current(*_TELLERS)
    found: dict[str, list[Delivery]] = {p.name: [] for p in promised}
    for paper in tellers:
        data = paper.role in (Role.DATA, Role.PROOF)
        counted = [*counted_in([paper]), *in_first_rows(paper)] if data else []
        for thing in promised:
            found[thing.name] += [
                *_in_tables(thing, paper),
                *_in_totals(thing, counted),
                *_beside_totals(thing, paper),
            ]
        for name, delivery in (*_in_text(promised, paper), *_called_off(promised, paper)):
            found[name].append(delivery)
    for thing in promised:
        found[thing.name] = _ranked(thing, [*found[thing.name], *_by_filing(thing, papers)])
    return found


_CLOSING_REPORT = word_list("deliveries.closing_report")


def _by_filing(thing: Promised, papers: Papers) -> Iterator[Delivery]:
    """The closing report itself, promised once, is delivered when a final one is filed."""
    if (
        thing.quantity != 1
        or not _CLOSING_REPORT.within(thing.name)
        or words.INTERIM.within(thing.name)
    ):
        return
    for paper in papers.of_class("final_report"):
        if paper.source.segments and not (paper.source.draft or paper.source.superseded):
            first = paper.source.segments[0]
            evidence = Evidence(paper.source, (Span(0, 0, len(first.text)),))
            yield Delivery(Decimal(1), paper.source.title or first.text, 1, paper, evidence)
            return


def _ranked(thing: Promised, found: Iterable[Delivery]) -> list[Delivery]:
    low, high = (share * thing.quantity for share in _PLAUSIBLE)
    plausible = [d for d in found if low <= d.value <= high]
    return sorted(plausible, key=lambda d: (d.rank, d.paper.source.name, d.evidence.spans))


def _unit_fits(thing: Promised, unit: str) -> bool:
    return bool(unit and thing.unit) and folded(unit) == folded(thing.unit)


def _is_other_unit(thing: Promised, unit: str) -> bool:
    """Both have counters, and of kinds that no two people use for one thing."""
    if not (unit and thing.unit) or _unit_fits(thing, unit):
        return False
    one, other = folded(unit), folded(thing.unit)
    return not any(one in alike and other in alike for alike in _SAME_UNITS)


_SAME_UNITS = tuple(
    frozenset(map(folded, units.split()))
    for units in (
        "場 场次 场 站 次 梯 梯次 檔 档 回 堂 班",
        "條 条 支 部 則 则 篇 件",
        "份 期 本 冊 册",
        "位 名 人",
        "款 組 组 套 個 个 件",
    )
)
"""Counters that people use for one thing: 12场 of a contract are 11站 in the data."""


# ------------------------------------------------------------------ tables
def _in_tables(thing: Promised, paper: Paper) -> Iterator[Delivery]:
    for table in paper.tables:
        kind = kind_of(paper, table)
        if kind in (TableKind.METRICS, TableKind.DELIVERIES, TableKind.BREAKDOWN):
            yield from _compared(thing, paper, table)
        if kind is TableKind.BREAKDOWN:
            yield from _split(thing, paper, table)
        if kind is TableKind.COST:
            yield from _in_notes(thing, paper, table)


def _in_totals(thing: Promised, counted: Sequence[Counted]) -> Iterator[Delivery]:
    for total in counted:
        quantity = total.quantity
        if not quantity.is_rate and _is_total_of(thing, total.name, quantity.unit):
            yield Delivery(quantity.value, quantity.written, 0, total.paper, total.evidence)


def _is_total_of(thing: Promised, name: str, unit: str) -> bool:
    """A total is of the thing by its name, or by what stands for one of them (schools of school talks)."""
    if thing.counted_by and core(name) == core(thing.counted_by):
        return True
    if _is_other_unit(thing, unit):
        return False
    done = _AS_DONE.sub("", head_of(name)).strip()
    named = names_it(thing.name, name, same_unit=_unit_fits(thing, unit))
    return (
        (named and _ends_alike(thing.name, done))
        or _is_its_noun(thing, done)
        or _is_counter_of(thing, name, done)
    )


def _is_counter_of(thing: Promised, name: str, done: str) -> bool:
    """巡游场次 of 巡游表演64场: the counting word says which figure of theirs it is; 主播数 is not of 主播视频30条."""
    head, whole = folded(done), folded(thing.name)
    if len(head) < 2 or head == folded(name):
        return False
    if thing.unit and folded(thing.unit)[0] in folded(name)[len(head) :]:
        return head in whole
    return whole.startswith(head) and not (thing.unit and folded(name)[len(head) :] == "数")


_AS_DONE = re.compile(
    r"^(?:累[计計]|[实實][际際]|已)|(?:上[线線架]|[发發]布|[发發]出|完成|交付|[执執]行|播出|派[发發]|出刊|刊[发發登])+$"
    r"|\s+(?:sent|issued|published|delivered|run|held|live|posted|produced|completed|done|to date)$",
    re.IGNORECASE,
)
"""What a list says was done with them: 短片上線, Digests sent."""


def _is_its_noun(thing: Promised, name: str) -> bool:
    """Digests, of daily coverage digests: the noun of an English name and nothing that says another."""
    if not (name.isascii() and thing.name.isascii()):
        return False
    said, head = features(name), thing.name.split()[-1:]
    return bool(said) and said <= features(thing.name) and features("".join(head)) <= said


def _beside_totals(thing: Promised, paper: Paper) -> Iterator[Delivery]:
    """11場 in the remarks of the total of a table by city: how many rows there were of the thing."""
    for table in paper.tables if paper.role in (Role.DATA, Role.PROOF) else ():
        total = total_row(table)
        if total is None or not thing.unit:
            continue
        about = " ".join((*table.about, table.header[table.name_column]))
        if not mentioned(about, thing.name) and not mentioned(head_of(thing.name), about):
            continue
        for cell in total.cells:
            count = next(iter(counts_in(cell)), None) if len(cell) <= _SHORT_CELL else None
            if count and _unit_fits(thing, count.unit) and not count.before:
                text = cell[count.start : count.end]
                yield Delivery(count.value, text, 0, paper, table.evidence(total))


_SHORT_CELL = 8


def _ends_alike(first: str, second: str) -> bool:
    """The noun at the end of a Chinese name says what is counted: 創作者 are not 創作者貼文."""
    one, other = (_LATIN.sub("", folded(head_of(name))).strip() for name in (first, second))
    if not (one and other):
        return True
    return one.endswith(other[-2:]) or other.endswith(one[-2:])


_LATIN = re.compile(r"[\x00-\x7f]+$|^[\x00-\x7f]+(?=[^\x00-\x7f])")
"""The English side of a name in two languages."""


def _compared(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """A row of that name whose planned figure is the promised one."""
    planned, actual = table.planned_and_actual or (0, 0)
    for row in table.rows:
        name = row.cell(table.name_column)
        meant = read_cell(row.cell(planned), column_unit(name))
        done = read_cell(row.cell(actual), column_unit(name))
        if name and meant and done and meant.value == thing.quantity and _same(thing.name, name):
            rank = 0 if paper.role is Role.DATA else 1
            yield Delivery(done.value, done.written, rank, paper, table.evidence(row), name)


def _same(first: str, second: str) -> bool:
    alike = any(same_thing(head_of(side), head_of(second)) for side in sides(first))
    return alike or names_it(first, second, same_unit=True)


def _split(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """A table of one thing by theme, city or month: its planned sum is the promised figure."""
    total, columns = total_row(table), table.planned_and_actual
    if total is None or columns is None:
        return
    meant, done = (read_cell(total.cell(n), column_unit()) for n in columns)
    about = " ".join((*table.about, table.header[table.name_column], *map(_first, table.titles)))
    named = mentioned(head_of(thing.name), about) > 0 or _short_title_of(thing.name, table.about)
    if meant and done and meant.value == thing.quantity and named:
        yield Delivery(done.value, done.written, 0, paper, table.evidence(total))


def _first(row: Row) -> str:
    return next((cell for cell in row.cells if cell.strip()), "")


def _short_title_of(name: str, titles: Sequence[str]) -> bool:
    return any(len(t) >= 2 and folded(t) in folded(name) for t in titles)


def _in_notes(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """Counts in the remarks of a settlement: 57篇, "5 pages built"."""
    note = table.column(words.NOTE, where=lambda n: table.share(n, is_figure) < 1)
    for row in table.rows:
        line = row.cell(table.name_column)
        for count in counts_in(row.cell(note)):
            fits = _unit_fits(thing, count.unit)
            in_line = _same(thing.name, line) or names_it(line, thing.name, same_unit=False)
            if (in_line and (fits or not count.unit)) or _named([thing], count):
                text = row.cell(note)[count.start : count.end]
                yield Delivery(count.value, text, 1, paper, table.evidence(row))


# ------------------------------------------------------------------ sentences
def _in_text(promised: Sequence[Promised], paper: Paper) -> Iterator[tuple[str, Delivery]]:
    rank = {Role.REPORT: 3, Role.OTHER: 4}.get(paper.role, 2)
    previous: Promised | None = None
    for passage in map(without_mark, (*paper.sentences, *_long_cells(paper))):
        counts = counts_in(passage.text)
        mention = _mentioned_thing(promised, passage.text)
        for count in counts:
            thing = _named(promised, count)
            if thing is None and not _names_other(count):
                thing = mention or previous
            if thing is None and mention and not count.after and _unit_fits(mention, count.unit):
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


def _called_off(promised: Sequence[Promised], paper: Paper) -> Iterator[tuple[str, Delivery]]:
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
        if _unit_fits(thing, unit) and names_it(thing.name, text, same_unit=True):
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


def _named(promised: Sequence[Promised], count: Count) -> Promised | None:
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
    fits = _unit_fits(thing, count.unit)
    if side is not count.after[:24] and _USED.search(side):
        return False
    if _is_other_unit(thing, count.unit) or _is_label(thing, count, side):
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
