"""What a form answers when somebody else saved first: both versions, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from flask import make_response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from archive.errors import ChangedMeanwhile
from archive.web.context import language
from archive.web.pages.document_choice import FIND, found_document
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
    """What was typed in this request, beside what stands.

    A document that was found by words stands there as the one that was meant: sent along unseen, the words would win
    over whatever is chosen then.
    """
    typed = MultiDict(request.form)
    fields = []
    for one in standing.fields:
        found = found_document(standing.code, one.name) if standing.code else None
        if found is None:
            fields.append(one)
            continue
        typed.pop(one.name + FIND)
        kept = typed.getlist(one.name) if one.many else []
        typed.setlist(one.name, list(dict.fromkeys([*kept, found.id])))
        fields.append(replace(one, options={**one.options, found.id: found.name}))
    nothing = say(language(), "ui.nothing_there")
    return both_versions(replace(standing, fields=tuple(fields)), typed, nothing)
