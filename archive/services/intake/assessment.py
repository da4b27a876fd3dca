"""Judging an item: the name it has, the name it should have, and every finding about both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Decision
from archive.domain.intake import FieldReason, Item, ItemFinding
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.naming.check import check_name, worst
from archive.naming.objections import CONTENT
from archive.naming.rules import Rules
from archive.naming.suggest import Suggested, suggest
from archive.naming.titles import Kept
from archive.naming.verdicts import (
    ContentFacts,
    Finding,
    NameContext,
    NameFacts,
    NameVerdict,
    Severity,
    Verdict,
)
from archive.persistence.database import Work
from archive.services.intake.name_register import NameRegister
from archive.services.operations.identifiers import Clock
from archive.services.rules.rule_history import note_in_force
from archive.services.rules.rulebook import RuleBook
from archive.team_time import day_of
from archive.understanding.wants_a_look import EXCEPTED

FITTING = (Verdict.OK, Verdict.FIXED)
ASKED_OF_A_PERSON = ("N06", "N07")
"""The rules of dates and versions: said of a file's content they ask which of two is meant."""

FILED, IN_BATCH = "intake.version_filed", "intake.version_in_batch"
"""Why a name has the next free version: a filed document has the one before, or a file of its batch."""

_MADE_ANEW = (FILED, IN_BATCH, EXCEPTED)

# A person's decision that answers what a rule asks.
ANSWERS = {
    "N11": {Decision.LINK, Decision.NEW_VERSION, Decision.KEEP_BOTH},
    "N12": {Decision.LINK, Decision.NEW_VERSION, Decision.KEEP_BOTH},
}


class Assessor:
    """Applies the rules in force to items and names, within the caller's scope."""

    def __init__(self, book: RuleBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self._book.rules()

    def note_rules(self, work: Work) -> None:
        """Keep the text of the rules in force in the transaction that files something under them."""
        note_in_force(work, self._book.in_force(), self._clock())

    def context(
        self,
        work: Work,
        principal: Principal,
        project: Project | None,
        content: ContentFacts | None = None,
        *,
        besides: Item | None = None,
    ) -> NameContext:
        """What a name is judged against.

        Names are taken by documents of the project that the caller may see and, with `besides`, by
        the other items of that item's batch.
        """
        register = NameRegister(work, scope_of(principal), project, besides=besides)
        return self.context_of(register, project, content)

    def context_of(
        self, register: NameRegister, project: Project | None, content: ContentFacts | None
    ) -> NameContext:
        """The same with a register that several names are judged against."""
        return NameContext(
            projects=register.exists,
            today=day_of(self._clock()),
            project=project.code if project else None,
            taken=register.taken,
            content=content,
        )

    def judge(self, work: Work, principal: Principal, item: Item) -> Item:
        """The item with its proposed name, its verdict and its findings made anew."""
        project = work.projects.for_maintenance(item.project)
        content = ContentFacts(
            extension=item.extension,
            state=item.content_state,
            duplicate_of=item.duplicate_name,
            similar_to=item.similar_to.name if item.similar_to else None,
            date_source=item.date_source,
            date_choices=item.date_choices,
            version_choices=item.version_choices,
        )
        context = self.context(work, principal, project, content, besides=item)
        suggested = self._suggested(item, project, context)
        verdict = check_name(item.chosen_name or item.original_name, self.rules, context)
        excused = self.excused(work, item)
        findings = tuple(
            f for f in verdict.findings if not _answered(f, item) and not excuses(excused, f)
        )
        proposed = suggested.name if suggested else None
        reasons = self._reasons(work, principal, item, suggested)
        if any(excuses(excused, f) for f in verdict.findings) and worst(findings) in FITTING:
            # It was asked for, and granted, that the file keeps the name it has.
            proposed = proposed and (item.chosen_name or item.original_name)
            reasons = (FieldReason("title", Message(EXCEPTED), 1.0), *reasons)
        return replace(
            item,
            proposed_name=proposed,
            reasons=reasons,
            verdict=worst(findings).value,
            findings=tuple(map(kept_finding, findings)),
        )

    def _reasons(
        self, work: Work, principal: Principal, item: Item, suggested: Suggested | None
    ) -> tuple[FieldReason, ...]:
        """Why each field is proposed so, its name and its version included.

        Who received a file is told which document has its version, if they see it; whoever else judges
        it again sees more or less than they do, and leaves nothing of that behind.
        """
        reasons = with_kept_title(item, suggested.kept if suggested else Kept.WHOLE)
        reasons = tuple(reason for reason in reasons if reason.message.key not in _MADE_ANEW)
        if suggested is None or suggested.taken is None or item.chosen_name:
            return reasons
        if principal.user_id != item.received_by:
            return reasons
        taken, values = suggested.taken, {"free": suggested.version}
        holder = work.documents.with_name(scope_of(principal), item.project, taken.key)
        by, named = (FILED, {"name": holder.name}) if holder else (IN_BATCH, {})
        message = Message(by, {"taken": taken.version, **values, **named})
        return (FieldReason("version", message, 1.0), *reasons)

    def excused(self, work: Work, item: Item) -> dict[str, str]:
        """Rule -> the approved exception that answers it for this item today."""
        return work.rule_exceptions.excused(item, day_of(self._clock()))

    def excused_class(self, work: Work, project_id: str, class_key: str | None) -> dict[str, str]:
        """Rule -> the approved exception that answers it for any file of that class today."""
        if class_key is None:
            return {}
        today = day_of(self._clock())
        return work.rule_exceptions.excused_class(project_id, class_key, today)

    def propose(self, item: Item, project: Project, context: NameContext) -> str | None:
        """The name the item should have; None before its class is known."""
        suggested = self._suggested(item, project, context)
        return suggested.name if suggested else None

    def _suggested(self, item: Item, project: Project, context: NameContext) -> Suggested | None:
        if item.class_key is None:
            return None
        fields = item.fields
        facts = NameFacts(
            project=project.code,
            class_key=item.class_key,
            title=fields.title,
            date=fields.date or day_of(item.received_at).isoformat(),
            extension=item.extension or item.original_name.rpartition(".")[2],
            version=fields.version,
            is_draft=item.is_draft,
            status=fields.status,
            language=fields.language,
            project_language=project.language,
        )
        return suggest(facts, self.rules, context)

    def check(
        self,
        work: Work,
        principal: Principal,
        filename: str,
        project: Project | None,
        content: ContentFacts | None = None,
    ) -> NameVerdict:
        """Judge a bare name."""
        return check_name(filename, self.rules, self.context(work, principal, project, content))


def excuses(excused: Mapping[str, str], finding: Finding) -> bool:
    """An exception answers what holds a file, never what refuses its name, nor what is asked."""
    if finding.rule in ASKED_OF_A_PERSON and finding.component == CONTENT:
        return False
    return finding.severity is Severity.HOLD and finding.rule in excused


def with_kept_title(item: Item, kept: Kept) -> tuple[FieldReason, ...]:
    """The item's reasons, with one more where its name keeps only a part of its title."""
    changed = {f"understanding.title_kept_{one.value}": one for one in Kept}
    reasons = tuple(reason for reason in item.reasons if reason.message.key not in changed)
    if kept is Kept.WHOLE or not item.fields.title or item.chosen_name:
        return reasons
    message = Message(f"understanding.title_kept_{kept.value}", {"title": item.fields.title})
    return (FieldReason("title", message, 1.0), *reasons)


def _answered(finding: Finding, item: Item) -> bool:
    return item.decision in ANSWERS.get(finding.rule, set())


def kept_finding(finding: Finding) -> ItemFinding:
    """A finding in the plain values it is kept in."""
    return ItemFinding(
        finding.rule,
        finding.component,
        finding.severity.value,
        finding.where,
        finding.found,
        finding.expected,
        finding.message,
        finding.suggestion,
    )
