"""The strip above the hits: what a search names, beside each other in the projects whose reviews tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.services.search.compared_figures import ComparedFigure, Comparison
from archive.web.presenters.citations import Address, Cite, Citer
from archive.web.presenters.marks import counted
from archive.web.presenters.own_language import name_language
from archive.web.presenters.review_figures import figure_words
from archive.web.presenters.review_lines import metric_line
from archive.web.presenters.review_teller import Teller


@dataclass(frozen=True, slots=True)
class ComparedView:
    """One project of the strip. `url` is the statement in its review; `scale` stands behind a mean."""

    code: str
    project: str
    lang: str | None
    url: str
    name: str
    actual: str
    target: str
    scale: str
    outcome: str
    tone: str
    answers: str
    ended: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class StripView:
    """The figure as it was typed, and the newest projects that tell it; `more`: older ones do too."""

    name: str
    more: bool
    projects: tuple[ComparedView, ...]


def strip_view(
    compared: Comparison | None, typed: str, language: str, address: Address
) -> StripView | None:
    """The strip of a search; None where nothing is compared."""
    if compared is None:
        return None
    names = {key: name for figure in compared.figures for key, name in figure.papers.items()}
    teller = Teller({}, language, address, Citer(names, language, address))
    said = re.search(re.escape(compared.name), typed, re.IGNORECASE)
    return StripView(
        said[0] if said else compared.name,
        compared.more,
        tuple(_project(teller, figure) for figure in compared.figures),
    )


def _project(teller: Teller, figure: ComparedFigure) -> ComparedView:
    project, part = figure.project, figure.part
    line = metric_line(teller, part)
    actual, scale, answers, anchor = line.actual, "", "", f"f-{line.key}"
    if figure.satisfaction:
        actual, anchor = figure_words(part.get("mean"), ""), "satisfaction"
        scale = figure_words(part.get("scale"), "")
        if part.get("responses") is not None:
            answers = counted(teller.language, "ui_review.responses", int(part["responses"]))
    return ComparedView(
        code=project.code,
        project=project.name,
        lang=name_language(project.name, project.language),
        url=teller.address("reviews.show", code=project.code, _anchor=anchor),
        name=line.name,
        actual=actual,
        target=line.planned,
        scale=scale,
        outcome=line.outcome,
        tone=line.tone,
        answers=answers,
        ended=project.ended_on.isoformat() if project.ended_on else "",
        cites=line.cites,
    )
