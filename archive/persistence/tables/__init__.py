"""The tables. Columns are what is asked for; `details` holds, as JSON, what is only shown.

A change here needs a migration (archive/persistence/migrations/versions); a test proves that the
migrated schema and this one are the same.
"""

from __future__ import annotations

from archive.persistence.tables.closeout import (
    calendar_feeds,
    closeout_evidence,
    closeout_plans,
    closeout_rows,
    closings,
)
from archive.persistence.tables.columns import metadata
from archive.persistence.tables.documents import (
    document_access,
    documents,
    versions,
)
from archive.persistence.tables.intake import (
    batch_acts,
    batches,
    blobs,
    class_lessons,
    class_words,
    items,
    uploads,
)
from archive.persistence.tables.lessons import (
    lesson_access,
    lesson_answers,
    lessons,
)
from archive.persistence.tables.notices import (
    duties,
    notices,
)
from archive.persistence.tables.operation import (
    audit_events,
    content_stamp,
    jobs,
)
from archive.persistence.tables.people import (
    api_tokens,
    sessions,
    sign_in_failures,
    users,
)
from archive.persistence.tables.projects import (
    memberships,
    projects,
)
from archive.persistence.tables.reading_paths import (
    handed_lessons,
    improvements,
    project_briefs,
    reading_confirmations,
    reading_paths,
)
from archive.persistence.tables.readings import (
    readings,
    segments,
    sketches,
)
from archive.persistence.tables.registers import (
    access_decisions,
    clause_evidence,
    clauses,
    closing_things,
    paper_loans,
    paper_originals,
)
from archive.persistence.tables.reviews import (
    approved_figures,
    review_approvals,
    review_edits,
    reviews,
)
from archive.persistence.tables.rules import (
    exception_uses,
    rule_exceptions,
    rule_trial_names,
    rule_trials,
    rule_versions,
)
from archive.persistence.tables.saved_searches import (
    recent_searches,
    saved_searches,
)
from archive.persistence.tables.surveys import survey_invitations, surveys

__all__ = [
    "access_decisions",
    "api_tokens",
    "approved_figures",
    "audit_events",
    "batch_acts",
    "batches",
    "blobs",
    "calendar_feeds",
    "class_lessons",
    "class_words",
    "clause_evidence",
    "clauses",
    "closeout_evidence",
    "closeout_plans",
    "closeout_rows",
    "closing_things",
    "closings",
    "content_stamp",
    "document_access",
    "documents",
    "duties",
    "exception_uses",
    "handed_lessons",
    "improvements",
    "items",
    "jobs",
    "lesson_access",
    "lesson_answers",
    "lessons",
    "memberships",
    "metadata",
    "notices",
    "paper_loans",
    "paper_originals",
    "project_briefs",
    "projects",
    "reading_confirmations",
    "reading_paths",
    "readings",
    "recent_searches",
    "review_approvals",
    "review_edits",
    "reviews",
    "rule_exceptions",
    "rule_trial_names",
    "rule_trials",
    "rule_versions",
    "saved_searches",
    "segments",
    "sessions",
    "sign_in_failures",
    "sketches",
    "survey_invitations",
    "surveys",
    "uploads",
    "users",
    "versions",
]
