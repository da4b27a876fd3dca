"""What past projects have for a new one, and the improvement actions of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.improvements import ImprovementState
from archive.domain.lessons import CHANNELS
from archive.domain.projects import Member
from archive.errors import ChangedMeanwhile, InvalidInput
from archive.services.closeout.improvements import ImprovementQuery
from archive.services.lessons.handed_lessons import MARKS
from archive.web.context import language, principal, services
from archive.web.forms import choice, day, needed, whole, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.document_choice import chosen_document, document_choice
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_labels
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.learned import action_row, learned_page
from archive.web.presenters.lessons import named
from archive.web.presenters.lists import pager
from archive.wording import say

blueprint = Blueprint("learned", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "hand": signed_in,
    "mark": signed_in,
    "take_up": signed_in,
    "actions": signed_in,
    "add": signed_in,
    "action": signed_in,
    "save": signed_in,
}


@blueprint.get("/projects/<code>/learned")
def show(code: str) -> str:
    """Lessons handed to the project, cases like it, actions to take up, and its own actions."""
    learned = services().handed.get(principal(), code)
    project = learned.project
    own = services().improvements.find(principal(), ImprovementQuery(project=code, per_page=100))
    members = services().projects.members(principal(), code)
    return render_template(
        "learned.html",
        page=learned_page(learned, class_labels(), language()),
        actions=[action_row(view, language()) for view in own.items],
        channels=(("", "–"), *named("channel", CHANNELS, language())),
        members=(("", "–"), *((m.username, m.display_name or m.username) for m in members)),
        may_file=project.state == "open" and may(principal(), Action.FILE, Target(project.id)),
    )


@blueprint.post("/projects/<code>/learned")
def hand(code: str) -> Response:
    """Look anew, with the brief that was pasted or sent as a file."""
    text = brief_from_form()
    channel = choice(request.form, "channel", CHANNELS)
    learned = services().handed.hand(principal(), code, text, channel)
    leave_notice("ok", "ui_learned.done_handed", n=len(learned.lessons))
    return redirect(url_for("learned.show", code=code), 303)


def brief_from_form() -> str:
    """The brief as it was pasted, and below it the text of the file that came with it."""
    text = (request.form.get("brief") or "").strip()
    sent = request.files.get("brief_file")
    if sent is not None and sent.filename:
        text = f"{text}\n{services().handed.text_of(sent.stream, sent.filename)}".strip()  # type: ignore[arg-type] # a binary stream
    return text


@blueprint.post("/projects/<code>/learned/lessons/<lesson_id>")
def mark(code: str, lesson_id: str) -> Response:
    """Apply a lesson, or say that it is not relevant."""
    chosen = choice(request.form, "mark", MARKS) or "open"
    services().handed.mark(principal(), code, lesson_id, chosen)
    return redirect(url_for("learned.show", code=code, _anchor=f"l-{lesson_id}"), 303)


@blueprint.post("/projects/<code>/learned/actions")
def take_up(code: str) -> Response:
    """Take an open action of a similar project up."""
    said = {"owner": words(request.form, "owner"), "due": day(request.form, "due")}
    source = needed(request.form, "source", 96)
    services().handed.take_up(principal(), code, source, said)
    leave_notice("ok", "ui_learned.done_taken")
    return redirect(url_for("learned.show", code=code, _anchor="actions"), 303)


@blueprint.get("/actions")
def actions() -> str:
    """Improvement actions the reader may see: all, one's own, overdue ones."""
    args = request.args
    state = choice(args, "state", tuple(ImprovementState))
    mine, overdue = args.get("mine") == "1", args.get("overdue") == "1"
    query = ImprovementQuery(
        words(args, "project", 64),
        ImprovementState(state) if state else None,
        mine,
        overdue,
    )
    found = up_to_last(lambda n: services().improvements.find(principal(), replace(query, page=n)))
    kept = {"project": query.project, "state": state, "mine": mine or None}
    return render_template(
        "actions.html",
        rows=[action_row(view, language()) for view in found.items],
        total=found.total,
        mine=mine,
        overdue=overdue,
        state=state or "",
        project=query.project or "",
        pages=pager(
            found.page,
            found.pages,
            lambda n: url_for(
                "learned.actions",
                page=n,
                project=kept["project"],
                state=kept["state"],
                mine=1 if mine else None,
                overdue=1 if overdue else None,
            ),
        ),
    )


@blueprint.post("/projects/<code>/actions")
def add(code: str) -> Response:
    """Write an action of the project."""
    form = request.form
    said = {
        "text": needed(form, "text", 2000),
        "owner": words(form, "owner"),
        "due": day(form, "due"),
    }
    services().improvements.add(principal(), code, said)
    leave_notice("ok", "ui_learned.done_added")
    return redirect(url_for("learned.show", code=code, _anchor="actions"), 303)


@blueprint.get("/actions/<action_id>")
def action(action_id: str) -> str:
    """One action, and for its project's members the form that changes it."""
    return _form(action_id)


def _form(action_id: str, refused: InvalidInput | None = None) -> str:
    view = services().improvements.get(principal(), action_id)
    code = view.action.project_code
    members: tuple[Member, ...] = ()
    documents = None
    if view.may_edit:
        members = services().projects.members(principal(), code)
        kept = [view.proof, request.form.get("proof")]
        documents = document_choice(code, "proof", kept, refused)
    owner = next((m.username for m in members if m.user_id == view.action.owner), "")
    row = action_row(view, language())
    standing = {
        "text": row.text,
        "owner": owner,
        "due": row.due,
        "state": "open" if row.open else row.state.key,
        "proof": row.proof,
        "note": row.note,
        "revision": str(row.revision),
    }
    return render_template(
        "action.html",
        row=row,
        typed=standing | request.form.to_dict(),
        members=(("", "–"), *((m.username, m.display_name or m.username) for m in members)),
        documents=documents,
        refusal=sentence_of(refused) if refused else "",
    )


@blueprint.post("/actions/<action_id>")
def save(action_id: str) -> Response:
    """Change an action: its owner and day, done with a proof, dropped with a note."""
    form = request.form
    code = services().improvements.get(principal(), action_id).action.project_code
    revision = whole(form.get("revision"), 0, 0, 2**31)
    try:
        said = {
            "text": needed(form, "text", 2000),
            "due": day(form, "due"),
            "state": choice(form, "state", tuple(ImprovementState)) or "open",
            "proof": chosen_document(code, "proof"),
            "note": words(form, "note", 2000) or "",
            "owner": words(form, "owner"),
        }
        services().improvements.edit(principal(), action_id, said, revision)
    except ChangedMeanwhile as first:
        return stale_save(_standing(action_id), first)
    except InvalidInput as error:
        return make_response(_form(action_id, error), 422)
    leave_notice("ok", "ui_learned.done_saved")
    return redirect(url_for("learned.action", action_id=action_id), 303)


def _standing(action_id: str) -> Standing:
    view, spoken = services().improvements.get(principal(), action_id), language()
    action = view.action
    members = services().projects.members(principal(), action.project_code)
    kept = [view.proof, request.form.get("proof")]
    documents = dict(document_choice(action.project_code, "proof", kept).options)
    states = {s.value: say(spoken, f"ui_learned.state_{s.value}") for s in ImprovementState}
    owner = next((m.username for m in members if m.user_id == action.owner), "")

    def told(name: str, label: str, value: str, options: Mapping[str, str] | None = None) -> Told:
        return Told(name, say(spoken, f"ui_learned.{label}"), value, options or {})

    people = {m.username: m.display_name or m.username for m in members}
    return Standing(
        action.text,
        ("revision", str(action.revision)),
        url_for("learned.action", action_id=action_id),
        (
            told("text", "what", action.text),
            told("owner", "owner", owner, people),
            told("due", "due", action.due.isoformat() if action.due else ""),
            told("state", "state", action.state.value, states),
            told("proof", "proof", view.proof or "", documents),
            told("note", "note", action.note or ""),
        ),
        code=action.project_code,
    )
