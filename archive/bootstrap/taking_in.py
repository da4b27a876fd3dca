"""Files on their way in and where they are kept: intake, reading, filing, documents, naming rules."""

from __future__ import annotations

from dataclasses import dataclass

from archive.blobs.parts import PartStore
from archive.bootstrap.ground import Ground
from archive.services.absorption import AbsorptionService
from archive.services.analysis import AnalysisService
from archive.services.batch_acts import BatchActService
from archive.services.documents import DocumentService
from archive.services.filing import FilingService
from archive.services.holding import HoldingService
from archive.services.intake import IntakeService
from archive.services.member_names import MemberNameService
from archive.services.names import NameService
from archive.services.notices import NoticeService
from archive.services.rule_exceptions import ExceptionService
from archive.services.rule_trials import RuleTrialService
from archive.services.rules import RuleService
from archive.services.uploads import UploadService


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
    analysis: AnalysisService
    absorption: AbsorptionService
    filing: FilingService
    batch_acts: BatchActService
    member_names: MemberNameService
    documents: DocumentService


def taking_in(ground: Ground, notices: NoticeService) -> TakingIn:
    """The services of intake and filing."""
    database, blobs, reader, clock = ground.database, ground.blobs, ground.reader, ground.clock
    assessor, limit, recogniser = ground.assessor, ground.limit, ground.recogniser
    filing = FilingService(database, blobs, reader, assessor, limit, clock)
    return TakingIn(
        names=NameService(database, ground.book, assessor),
        rules=RuleService(database, ground.book, clock),
        rule_trials=RuleTrialService(database, ground.book, clock),
        holding=HoldingService(database, ground.book, clock),
        exceptions=ExceptionService(database, assessor, notices, clock),
        intake=IntakeService(database, blobs, reader, assessor, limit, clock),
        uploads=UploadService(database, blobs, PartStore(ground.data / "uploads"), limit, clock),
        analysis=AnalysisService(database, blobs, reader, recogniser, assessor, clock),
        absorption=AbsorptionService(database, blobs, reader, recogniser, assessor, clock),
        filing=filing,
        batch_acts=BatchActService(database, filing, assessor, clock),
        member_names=MemberNameService(database, assessor, clock),
        documents=DocumentService(database, blobs, reader, assessor, clock),
    )
