"""Client satisfaction: scale, mean score, number of answers, and the client's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.domain.segments import SegmentKind
from archive.review.client.client_words import ClientWords, client_words
from archive.review.client.noted_scores import noted_scores
from archive.review.client.respondents import Responses, about_survey, responses_in
from archive.review.client.scales import scale_in
from archive.review.client.score import Score
from archive.review.client.tabled_scores import reckoned_scores, tabled_scores
from archive.review.client.told_scores import told_scores
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence, Span

_ORDER = (Role.CLIENT, Role.REPORT, Role.RETRO, Role.DATA, Role.OTHER)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What the project's papers say of the client's satisfaction."""

    mean: Score | None
    scale: int | None
    scale_evidence: Evidence | None
    responses: Responses | None
    quotes: tuple[ClientWords, ...]


def satisfaction_of(papers: Papers) -> Satisfaction:
    """Score and answers from the survey before any report; the client's words from what they wrote."""
    scores = [s for paper in papers.current(*_ORDER) for s in scores_in(paper)]
    told = [r for paper in papers.current(*_ORDER) for r in responses_in(paper)]
    mean = _with_answers(scores, told)
    scale, where = (mean.scale, mean.evidence) if mean else (None, None)
    if mean and scale is None:
        scale, where = _scale_elsewhere(mean, papers)
    elif mean and scale is not None and scale_in(_cited(mean.evidence)) != scale:
        where = _place_of_scale(mean.paper, scale)
    answers = [r for r in told if mean is None or r.paper is mean.paper] or told
    return Satisfaction(
        mean, scale, where, answers[0] if answers else None, tuple(client_words(papers))
    )


def _with_answers(scores: Sequence[Score], told: Sequence[Responses]) -> Score | None:
    """The first score of a survey that says how many answered; else the first score.

    A score and a number of answers of two different groups of people make no whole.
    """
    counted = [id(r.paper) for r in told if r.paper.role is Role.CLIENT]
    whole = (s for s in scores if s.paper.role is Role.CLIENT and id(s.paper) in counted)
    return next(whole, scores[0] if scores else None)


def scores_in(paper: Paper) -> list[Score]:
    """The mean scores a paper gives: its survey's table first, then its sentences, last what its rows come to."""
    tabled = list(tabled_scores(paper)) or list(noted_scores(paper))
    told = [*tabled, *told_scores(paper)]
    return told or list(reckoned_scores(paper))


def _scale_elsewhere(mean: Score, papers: Papers) -> tuple[int | None, Evidence | None]:
    """The scale may be explained in another line of the same paper, or in another paper."""
    others = [p for p in papers.current(*_ORDER) if p is not mean.paper]
    for paper in (mean.paper, *others):
        for sentence in paper.sentences:
            top = scale_in(sentence.text)
            if top and top >= mean.value and about_survey(paper, sentence.trail, sentence.text):
                return top, sentence.evidence
        for table in paper.tables if paper.role is Role.CLIENT else ():
            for row in table.every_row:
                top = scale_in(" ".join(row.cells))
                if top and top >= mean.value:
                    return top, table.evidence(row)
    return None, None


def _place_of_scale(paper: Paper, scale: int) -> Evidence | None:
    """Where the paper of the score names its scale: above the table, in its head, in another line."""
    rows = ((table, row) for table in paper.tables for row in table.every_row)
    places = (
        *(table.evidence(row) for table, row in rows if row.spans),
        *(passage.evidence for passage in paper.sentences),
        *(
            Evidence(paper.source, (Span(ordinal, 0, len(segment.text)),))
            for ordinal, segment in enumerate(paper.source.segments)
            if segment.kind is SegmentKind.HEADING
        ),
    )
    return next((place for place in places if scale_in(_cited(place)) == scale), None)


def _cited(evidence: Evidence) -> str:
    segments = evidence.source.segments
    return " ".join(segments[s.segment].text[s.start : s.end] for s in evidence.spans)
