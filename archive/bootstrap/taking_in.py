"""Files on their way in and where they are kept: intake, filing, documents, naming rules."""

from __future__ import annotations

from dataclasses import dataclass

from archive.blobs.parts import PartStore
from archive.bootstrap.ground import Ground
from archive.services.documents.documents import DocumentService
from archive.services.documents.enclosures import EnclosureService
from archive.services.documents.proposal_reasons import ProposalReasonService
from archive.services.intake.batch_acts import BatchActService
from archive.services.intake.filing import FilingService
from archive.services.intake.holding import HoldingService
from archive.services.intake.intake import IntakeService
from archive.services.intake.member_names import MemberNameService
from archive.services.intake.names import NameService
from archive.services.intake.page_lists import PageListService
from archive.services.intake.uploads import UploadService
from archive.services.operations.notices import NoticeService
from archive.services.rules.rule_exceptions import ExceptionService
from archive.services.rules.rule_trials import RuleTrialService
from archive.services.rules.rules import RuleService


@dataclass(frozen=True, slots=True)
class TakingIn:
    """Everything between a dropped file and a filed document."""

    names: NameService
    rules: RuleService
    rule_trials: RuleTrialService
    holding: HoldingService
    exceptions: ExceptionService
    intake: IntakeService
    uploads: UploadService
    page_lists: PageListService
    filing: FilingService
    batch_acts: BatchActService
    member_names: MemberNameService
    documents: DocumentService
    enclosures: EnclosureService
    proposal_reasons: ProposalReasonService


def taking_in(ground: Ground, notices: NoticeService) -> TakingIn:
    """The services of intake and filing."""
    database, blobs, reader, clock = ground.database, ground.blobs, ground.reader, ground.clock
    assessor, limit, recogniser = ground.assessor, ground.limit, ground.recogniser
    filing = FilingService(database, blobs, reader, assessor, limit, clock)
    documents = DocumentService(database, blobs, reader, assessor, clock)
    return TakingIn(
        names=NameService(database, ground.book, assessor),
        rules=RuleService(database, ground.book, clock),
        rule_trials=RuleTrialService(database, ground.book, clock),
        holding=HoldingService(database, ground.book, clock),
        exceptions=ExceptionService(database, assessor, notices, clock),
        intake=IntakeService(database, blobs, reader, assessor, limit, clock),
        uploads=UploadService(database, blobs, PartStore(ground.data / "uploads"), limit, clock),
        page_lists=PageListService(database, blobs, reader, recogniser, clock),
        filing=filing,
        batch_acts=BatchActService(database, filing, assessor, clock),
        member_names=MemberNameService(database, assessor, clock),
        documents=documents,
        enclosures=EnclosureService(database, documents),
        proposal_reasons=ProposalReasonService(database, documents),
    )
