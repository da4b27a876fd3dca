"""Where papers differ on the survey: how many answered, and the mean of their scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from archive.review.client.respondents import responses_in
from archive.review.client.satisfaction import Satisfaction, scores_in
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, distinct_claims
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import Row, Table, is_total


def survey_clashes(papers: Papers, satisfaction: Satisfaction) -> Iterator[Clash]:
    """The same people's scores and answers; what visitors say is no other figure for the client's."""
    order = papers.current(Role.CLIENT, Role.REPORT, Role.RETRO)
    told = [claim for paper in order for claim in _answers(paper)]
    if satisfaction.responses or any(claim.paper.role is Role.CLIENT for claim in told):
        yield from _by_people("responses", told)
    if satisfaction.mean:
        scores = [
            Claim(s.value, str(s.value), s.paper, s.evidence) for p in order for s in scores_in(p)
        ]
        yield from _by_people("satisfaction_mean", _of_one_scale(scores))


def _of_one_scale(scores: Sequence[Claim]) -> list[Claim]:
    """Nine out of ten and 4.48 out of five are not compared, nor is 12.5 minutes of waiting a mean of marks."""
    first = next((c.value for c in scores if isinstance(c.value, Decimal)), None)
    if not first:
        return list(scores)
    return [
        c for c in scores
        if isinstance(c.value, Decimal) and 1 / _OTHER_SCALE <= c.value / first <= _OTHER_SCALE
    ]  # fmt: skip


_OTHER_SCALE = Decimal("1.5")


def _answers(paper: Paper) -> list[Claim]:
    """What the paper says of how many answered; where a survey says nothing, its rows are counted."""
    told = [Claim(Decimal(r.value), r.written, r.paper, r.evidence) for r in responses_in(paper)]
    if told or paper.role is not Role.CLIENT:
        return told
    return [claim for table in paper.tables if (claim := _counted_rows(paper, table))][:1]


_LEAST_ROWS, _LEAST_MARKS = 4, 2


def _counted_rows(paper: Paper, table: Table) -> Claim | None:
    """A table with one answer in each row: marks in several columns, or a mark and a time."""
    marks = [n for n in range(len(table.header)) if n != table.name_column and table.is_numeric(n)]
    if len(marks) < _LEAST_MARKS:
        return None
    if _QUESTION.search(table.header[table.name_column]):
        return _counted_columns(paper, table, marks)
    rows = [row for row in table.rows if _is_answer(row, table, marks)]
    if len(rows) < _LEAST_ROWS or not _has_one_scale(rows, marks):
        return None
    spans = tuple(span for row in (rows[0], rows[-1]) for span in row.spans[:1])
    return Claim(Decimal(len(rows)), str(len(rows)), paper, Evidence(paper.source, spans))


_QUESTION = re.compile(
    r"[题題]|[项項]目|指[标標]|[维維]度|面向|\b(?:question|item|criteri|aspect|area)", re.IGNORECASE
)


def _counted_columns(paper: Paper, table: Table, marks: Sequence[int]) -> Claim | None:
    """Questions in rows and a person in each column, the mean of the row behind them."""
    means = [n for n in marks if words.MEAN.within(table.header[n])]
    people = [n for n in marks if n not in means]
    filled = all(table.header[n].strip() for n in people) and len(table.rows) > 1
    if len(means) != 1 or len(people) < _LEAST_ROWS or not (filled and table.header_spans):
        return None
    if not _has_one_scale(table.rows, people):
        return None
    evidence = Evidence(paper.source, table.header_spans)
    return Claim(Decimal(len(people)), str(len(people)), paper, evidence)


def _is_answer(row: Row, table: Table, marks: Sequence[int]) -> bool:
    label = row.cell(table.name_column)
    if is_total(row, table.name_column) or words.MEAN.within(" ".join(row.cells[:2])):
        return False
    return bool(label) and any(is_figure(row.cell(n)) for n in marks)


def _has_one_scale(rows: Sequence[Row], marks: Sequence[int]) -> bool:
    """All marks lie between 0 and 10: a table of counts is no list of answers."""
    cells = [row.cell(n) for row in rows for n in marks if is_figure(row.cell(n))]
    return all(_value(cell) <= 10 for cell in cells)


def _value(cell: str) -> Decimal:
    try:
        return Decimal(cell.replace(",", "").strip())
    except ArithmeticError:
        return Decimal(99)


_PUBLIC = word_list("contradictions.public")


def _by_people(subject: str, claims: Sequence[Claim]) -> Iterator[Clash]:
    """Each paper's first claim of each group of people, compared within the group; or of the one survey filed."""
    groups = [[c for c in claims if _of_public(c) is public] for public in (False, True)]
    told = [found for group in groups if len(found := _differing(group)) >= 2]
    if not told and subject == "responses" and _is_one_survey(claims):
        told = [_differing(claims)]
    yield from (Clash("count", subject, found, "medium") for found in told if len(found) >= 2)


def _differing(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.paper.source.document, claim)
    return _beyond_rounding(distinct_claims(first.values()))


def _is_one_survey(claims: Sequence[Claim]) -> bool:
    """One survey is filed that leaves out who was asked, no paper speaks of two, and the figures are of one size."""
    if any(_OF_THE_CLIENT.search(_about(c)) for c in claims if c.paper.role is Role.CLIENT):
        return False
    surveys = {c.paper.source.document for c in claims if c.paper.role is Role.CLIENT}
    others = [c.paper.source.document for c in claims if c.paper.role is not Role.CLIENT]
    values = [c.value for c in claims if isinstance(c.value, Decimal)]
    alike = bool(values) and max(values) <= min(values) * 2
    return len(surveys) == 1 and len(others) == len(set(others)) and alike


def _beyond_rounding(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """4.08 and 4.1 are one mean, told more and less exactly."""
    kept: list[Claim] = []
    for claim in claims:
        if not any(
            _rounds_to(claim.value, other.value) or _is_told_too(claim, other) for other in kept
        ):
            kept.append(claim)
    return tuple(kept)


def _is_told_too(claim: Claim, other: Claim) -> bool:
    """回收18份有效16份 and 有效16份 are one survey: one of the papers gives both figures."""
    if not _VALID.search(_about(claim) + _about(other)):
        return False
    pairs = ((claim, other), (other, claim))
    return any(a.value in {q.value for q in find_quantities(_about(b))} for a, b in pairs)


_VALID = re.compile(r"有效|\b(?:valid|usable)\b", re.IGNORECASE)


def _rounds_to(first: Decimal | str, second: Decimal | str) -> bool:
    if not (isinstance(first, Decimal) and isinstance(second, Decimal)):
        return first == second
    coarse = max(first, second, key=_exponent)
    fine = second if coarse is first else first
    return fine.quantize(Decimal(1).scaleb(_exponent(coarse)), ROUND_HALF_UP) == coarse


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


_OF_THE_CLIENT = re.compile(r"客[户戶]|甲方|[业業]主|委[托託]|\bclient", re.IGNORECASE)


def _of_public(claim: Claim) -> bool:
    """Visitors, participants, shoppers were asked, not the client's own people, who are never that many."""
    many = isinstance(claim.value, Decimal) and claim.value > _MOST_OF_A_CLIENT
    return many or _PUBLIC.within(_about(claim))


def _about(claim: Claim) -> str:
    """The claim's words with their headings and, of a survey, its title."""
    source = claim.paper.source
    said = [source.segments[n.segment].text[n.start : n.end] for n in claim.evidence.spans]
    headings = source.segments[claim.evidence.spans[0].segment].place.heading if said else ()
    title = source.title if claim.paper.role is Role.CLIENT else ""
    return " ".join((*said, *headings, title))


_MOST_OF_A_CLIENT = 60
