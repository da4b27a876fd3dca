"""/rules/dry-runs: trying a rule file on every filed name in the background."""

from __future__ import annotations

from flask import Response

from archive.errors import InvalidInput, NotFound
from archive.services.rules.rule_trials import TrialView
from archive.web.api.fields import Answer, Paged
from archive.web.api.resource import Contract, Resource
from archive.web.api.rules import DryRunAnswer, RuleTextBody
from archive.web.context import language, principal, services
from archive.web.policy import signed_in
from archive.web.presenters.rule_changes import names_table

resource = Resource("rule_trials")
blueprint = resource.blueprint


class TrialAnswer(Answer):
    """How far it is: `state` is waiting, done or failed; `run` what it came to, once it is done."""

    id: str
    state: str
    done: int
    total: int
    run: DryRunAnswer | None

    @classmethod
    def of(cls, view: TrialView) -> TrialAnswer:
        run = None
        if view.run is not None:
            openable = services().rules.openable(principal(), view.run)
            run = DryRunAnswer.of(view.run, openable, language())
        return cls(id=view.id, state=view.state, done=view.done, total=view.total, run=run)


@resource.route(
    "POST",
    "/rules/dry-runs",
    signed_in,
    Contract(TrialAnswer, 202, body=RuleTextBody, errors=(InvalidInput,)),
)
def begin(body: RuleTextBody) -> TrialAnswer:
    """Have a rule file tried on every filed name; one that cannot be used is answered at once."""
    return TrialAnswer.of(services().rule_trials.begin(principal(), body.text))


@resource.route(
    "GET",
    "/rules/dry-runs/<trial_id>",
    signed_in,
    Contract(TrialAnswer, query=Paged, errors=(NotFound,)),
)
def show(trial_id: str, query: Paged) -> TrialAnswer:
    """How far one of the caller's is, and what it came to."""
    view = services().rule_trials.get(principal(), trial_id, query.page, query.per_page)
    return TrialAnswer.of(view)


@resource.route(
    "GET",
    "/rules/dry-runs/<trial_id>/names.csv",
    signed_in,
    Contract("text/csv", errors=(NotFound,)),
)
def names(trial_id: str) -> Response:
    """Every name it would fail, as a table for other programs."""
    found = services().rule_trials.names(principal(), trial_id)
    response = Response(names_table(found, language()), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="dry-run.csv"'
    return response


POLICIES = resource.POLICIES
