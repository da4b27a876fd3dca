"""What money and surveys ask of a close: told only to those who may see them, each to be waived with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.domain.access import Principal, scope_of
from archive.domain.closeout import Missing
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Project
from archive.persistence.database import Work
from archive.review.money.money_match import CLASSES, PartyMoney
from archive.services.closeout.surveys import SurveyService
from archive.services.projects.money import MoneyService, papers_in, row_of
from archive.wording import say


class SettledMoney:
    """Every other party is settled: agreed, invoiced and paid alike."""

    def __init__(self, money: MoneyService) -> None:
        self._money = money

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing for each party with something left to do."""
        del today
        scope = scope_of(principal)
        if not self._money.shown_to(scope, project):
            return
        for party in self._money.view(work, scope, project).parties:
            if not party.settled:
                yield Missing(
                    id=row_of(party),
                    kind="money",
                    title={language: _sentence(party, language) for language in LANGUAGES},
                    classes=tuple(sorted(CLASSES)),
                    sources=tuple(sorted(papers_in(party))),
                )


class AnsweredSurvey:
    """Of the surveys that were made, one was answered. Whether there has to be one is a duty's question."""

    def __init__(self, surveys: SurveyService) -> None:
        self._surveys = surveys

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing, when clients were asked and nobody answered."""
        del today
        if not self._surveys.shown_to(scope_of(principal), project):
            return
        made = work.surveys.of_project(project.id)
        if made and not any(work.surveys.answers(survey.id) for survey in made):
            title = {language: say(language, "registers.survey_left") for language in LANGUAGES}
            yield Missing("survey:answers", "survey", title, classes=("survey",))


def _sentence(party: PartyMoney, language: str) -> str:
    flags = [say(language, f"ui_money.flag_{flag}") for flag in party.flags]
    joined = ("; " if language == "en" else "；").join(flags)
    name = party.party or say(language, "ui_money.nobody")
    return say(language, "registers.money_left", party=name, flags=joined)
