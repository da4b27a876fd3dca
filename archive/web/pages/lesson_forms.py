"""The form of a lesson: what it shows, what was typed in it, and what stands beside a stale save."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request, url_for

from archive.domain.lessons import BANDS, CHANNELS, PROSE, THEMES, Lesson, LessonKind
from archive.errors import ArchiveError
from archive.services.lessons.lesson_views import LessonView
from archive.web.context import language, principal, services
from archive.web.forms import choice, words
from archive.web.pages.document_choice import DocumentChoice, document_choice
from archive.web.pages.labels import class_labels
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.lessons import lesson_row, named
from archive.wording import say


def typed_of(lesson: Lesson) -> dict[str, str]:
    """The values of the form, as the lesson stands."""
    typed = {name: getattr(lesson, name) or "" for name in (*PROSE, "theme", "channel")}
    more = {"kind": lesson.kind.value, "class": lesson.class_key or "", "band": lesson.band or ""}
    return typed | more | {"industry": lesson.industry or ""}


def retyped(values: Mapping[str, str]) -> dict[str, str]:
    """The values of the form as they were typed, so that a refusal costs nobody a word."""
    return {**values, **request.form.to_dict()}


def standing(lesson_id: str) -> Standing:
    """The lesson as it stands now, for whoever saves from an older state."""
    lesson = services().lessons.get(principal(), lesson_id).lesson
    labels = {
        "title": "ui.title", "kind": "ui_lesson.by_kind", "theme": "ui_lesson.by_theme",
        "channel": "ui_lesson.by_channel", "class": "ui_lesson.applies_class",
        "industry": "ui_lesson.applies_industry", "band": "ui_lesson.applies_band",
    }  # fmt: skip
    options = {name: dict(choices) for name, choices in _choices().items()}
    return Standing(
        lesson.title,
        ("revision", str(lesson.revision)),
        url_for("lessons.show", lesson_id=lesson_id),
        tuple(
            Told(name, say(language(), labels.get(name, f"ui_lesson.{name}")), value)
            if name not in options
            else Told(name, say(language(), labels[name]), value, options[name])
            for name, value in typed_of(lesson).items()
        ),
        lesson.language,
    )


def _choices() -> dict[str, tuple[tuple[str, str], ...]]:
    """What may be chosen in each list of the form."""
    blank, spoken = ("", "–"), language()
    return {
        "kind": named("kind", tuple(LessonKind), spoken),
        "theme": (blank, *named("theme", THEMES, spoken)),
        "channel": (blank, *named("channel", CHANNELS, spoken)),
        "class": (blank, *class_labels().items()),
        "band": (blank, *named("band", BANDS, spoken)),
    }


def said() -> dict[str, object]:
    """What the form says, by the names the service takes."""
    form = request.form
    found: dict[str, object] = {name: (form.get(name) or "").strip() for name in PROSE}
    found |= {"kind": form.get("kind"), "class_key": form.get("class") or None}
    found |= {"theme": form.get("theme") or None, "channel": form.get("channel") or None}
    return found | {"industry": words(form, "industry"), "band": choice(form, "band", BANDS)}


def own_projects() -> list[tuple[str, str]]:
    """The reader's projects, to choose one from."""
    cards = services().projects.list(principal(), mine=True, per_page=100).items
    return [(card.project.code, f"{card.project.code} {card.project.name}") for card in cards]


def lesson_form(
    view: LessonView | None,
    typed: Mapping[str, str],
    refusal: str = "",
    refused: ArchiveError | None = None,
) -> str:
    """The form of a lesson, or (None) of a new one.

    Args:
        view: the lesson.
        typed: the values the fields show.
        refusal: why it was not saved.
        refused: the same as it was raised, where it was about the evidence.
    """
    choices = _choices()
    row = lesson_row(view, language()) if view else None
    documents = DocumentChoice((), "", "")
    if view is not None and view.project_shown:
        documents = document_choice(
            view.lesson.project_code, "document", [request.form.get("document")], refused
        )
    return render_template(
        "lesson_form.html",
        lesson_id=view.lesson.id if view else None,
        release_level=row.level.label if row and row.may_release else "",
        rejected=row.rejected if row else "",
        typed=typed,
        refusal=refusal,
        quoted=request.form,
        projects=() if view else own_projects(),
        documents=documents,
        quotes=[(c["quote"], view.names[str(c["document"])]) for c in view.evidence]
        if view
        else (),
        bands=choices["band"],
        prose=PROSE[1:],
        kinds=choices["kind"],
        themes=choices["theme"],
        channels=choices["channel"],
        classes=choices["class"],
    )
