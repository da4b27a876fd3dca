"""What a form answers when somebody else saved first: both versions, and nothing typed is lost."""

from __future__ import annotations

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from archive.errors import ChangedMeanwhile
from archive.web.context import language
from archive.web.pages.failures import sentence_of
from archive.web.presenters.both_versions import BothVersions, Standing, both_versions
from archive.wording import say


def stale_save(standing: Standing, first: ChangedMeanwhile) -> Response:
    """The page that lays what was typed in this request beside what stands now."""
    why = sentence_of(first)
    rebuilt = first.values.get("why") == "rebuilt"
    page = compared(standing)
    body = render_template("both_versions.html", page=page, why=why, rebuilt=rebuilt)
    return make_response(body, 409)


def compared(standing: Standing) -> BothVersions:
    """What was typed in this request, beside what stands."""
    return both_versions(standing, request.form, say(language(), "ui.nothing_there"))
