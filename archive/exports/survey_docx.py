"""The result of a survey as a Word file: each question with its mean, and every word that was said."""

from __future__ import annotations

from collections.abc import Callable

from archive.domain.surveys import ScoreSummary, Summary, Survey
from archive.exports.word_pages import Pages
from archive.wording import say


def survey_docx(survey: Survey, summary: Summary, invited: int, language: str) -> bytes:
    """The bytes of a .docx.

    Args:
        survey: its title and questions.
        summary: what the answers come to.
        invited: how many were asked.
        language: of headings; what was said stays as it was said.
    """

    def words(key: str, **values: object) -> str:
        return say(language, f"surveys.{key}", **values)

    pages = Pages(language, title=survey.title, subject=words("subject"))
    pages.heading(survey.title)
    pages.paragraph(words("responses", n=summary.answers, invited=invited))
    if summary.overall is not None and summary.overall.mean is not None:
        scale = summary.overall.question.scale
        pages.paragraph(words("overall", mean=str(summary.overall.mean), scale=scale))
    if summary.answers and any(score.count for score in summary.scores):
        head = [words(f"column_{name}") for name in ("question", "mean", "count")]
        rows = [_row(score, words) for score in summary.scores if score.count]
        pages.table(head, rows, widths=(10.6, 3, 3), right=(1, 2))
    for part in summary.words:
        if part.said:
            pages.heading(part.question.text, 2)
        for who, said in part.said:
            quote = words("quote", text=" ".join(said.split()), who=who)
            pages.paragraph(quote, style="List Bullet")
    return pages.to_bytes()


def _row(score: ScoreSummary, words: Callable[..., str]) -> list[str]:
    asked = words("scaled", text=score.question.text, scale=score.question.scale)
    return [asked, str(score.mean), str(score.count)]
