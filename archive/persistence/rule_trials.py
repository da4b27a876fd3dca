"""Rule files that were tried, how far each is, and the names it would fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, delete, func, insert, select, update

from archive.domain.rule_versions import RuleTrial
from archive.persistence.tables import rule_trial_names, rule_trials

KEPT = 5
"""Trials of one account that are kept; older ones are forgotten."""


class RuleTrialRepository:
    """A trial is asked for once, gets on, and ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, trial: RuleTrial) -> None:
        """Keep a trial that was asked for, and only the last few of its account."""
        self._connection.execute(
            insert(rule_trials).values(
                id=trial.id,
                user_id=trial.by,
                text=trial.text,
                state=trial.state,
                done=trial.done,
                total=trial.total,
                outcome=trial.outcome,
                asked_at=trial.asked_at,
            )
        )
        query = (
            select(rule_trials.c.id)
            .where(rule_trials.c.user_id == trial.by)
            .order_by(rule_trials.c.asked_at.desc(), rule_trials.c.id)
            .offset(KEPT)
        )
        old = list(self._connection.execute(query).scalars())
        self._forget_names(old)
        self._connection.execute(delete(rule_trials).where(rule_trials.c.id.in_(old)))

    def get(self, trial_id: str, by: str | None = None) -> RuleTrial | None:
        """A trial, of an account where one is named."""
        query = select(rule_trials).where(rule_trials.c.id == trial_id)
        if by is not None:
            query = query.where(rule_trials.c.user_id == by)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        return RuleTrial(
            row["id"],
            row["user_id"],
            row["text"],
            row["state"],
            row["done"],
            row["total"],
            cast("Mapping[str, object] | None", row["outcome"]),
            row["asked_at"],
        )

    def get_on(self, trial_id: str, done: int, total: int) -> None:
        """So many names are judged."""
        self._change(trial_id, done=done, total=total)

    def end(
        self, trial_id: str, outcome: Mapping[str, object], names: Sequence[Mapping[str, Any]]
    ) -> None:
        """Keep what a trial came to, in place of what an interrupted run left."""
        self._forget_names([trial_id])
        rows = [
            {"trial_id": trial_id, "ordinal": place, "details": dict(details)}
            for place, details in enumerate(names)
        ]
        if rows:
            self._connection.execute(insert(rule_trial_names), rows)
        self._change(trial_id, state="done", outcome=dict(outcome))

    def fail(self, trial_id: str) -> None:
        """A trial could not be carried out."""
        self._change(trial_id, state="failed")

    def names(self, trial_id: str, offset: int, limit: int) -> tuple[dict[str, Any], ...]:
        """The names a trial would fail, in order."""
        query = (
            select(rule_trial_names.c.details)
            .where(rule_trial_names.c.trial_id == trial_id)
            .order_by(rule_trial_names.c.ordinal)
            .offset(offset)
            .limit(limit)
        )
        return tuple(cast("dict[str, Any]", d) for d in self._connection.execute(query).scalars())

    def count(self, trial_id: str) -> int:
        """How many names a trial would fail."""
        query = select(func.count()).where(rule_trial_names.c.trial_id == trial_id)
        return int(self._connection.execute(query).scalar_one())

    def _change(self, trial_id: str, **values: object) -> None:
        self._connection.execute(
            update(rule_trials).where(rule_trials.c.id == trial_id).values(**values)
        )

    def _forget_names(self, trial_ids: Sequence[str]) -> None:
        self._connection.execute(
            delete(rule_trial_names).where(rule_trial_names.c.trial_id.in_(trial_ids))
        )
