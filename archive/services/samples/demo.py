"""The three sample projects and the account that manages them, through the real pipeline."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.domain.access import Principal, Role
from archive.domain.documents import BatchState
from archive.errors import AlreadyExists
from archive.persistence.database import Database
from archive.samples import SampleProject, write_samples
from archive.services.accounts.accounts import SYSTEM, AccountService
from archive.services.accounts.passwords import one_time_password
from archive.services.intake.filing import FilingService
from archive.services.intake.intake import IntakeService
from archive.services.projects.project_details import NewProject
from archive.services.projects.projects import ProjectService
from archive.services.reviews.reviews import ReviewService
from archive.services.samples.demo_knowledge import DemoKnowledge
from archive.services.samples.demo_registers import DemoRegisters

USERNAME = "demo"
PASSWORD_FILE = "demo-password.txt"  # noqa: S105 - a file's name
Progress = Callable[[str, int, int], None]


class DemoService:
    """Makes what `make run` shows. Running it again adds only what is missing."""

    def __init__(  # noqa: PLR0913 - the journeys it walks
        self,
        data: Path,
        database: Database,
        accounts: AccountService,
        projects: ProjectService,
        intake: IntakeService,
        filing: FilingService,
        reviews: ReviewService,
        knowledge: DemoKnowledge,
        registers: DemoRegisters,
    ) -> None:
        self._data = data
        self._database = database
        self._accounts = accounts
        self._projects = projects
        self._intake = intake
        self._filing = filing
        self._reviews = reviews
        self._knowledge = knowledge
        self._registers = registers

    def account(self) -> tuple[str, str]:
        """(name, password) of the demo account, made at the first call.

        The password is random and stays in the data folder, readable by its owner alone; it is not
        a secret worth more than the samples it opens.
        """
        file = self._data / PASSWORD_FILE
        if not file.exists():
            password = one_time_password()
            try:
                self._accounts.add_as(SYSTEM, USERNAME, Role.MEMBER, password, "Demo")
            except AlreadyExists:
                return USERNAME, ""
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w") as stream:
                stream.write(password)
        return USERNAME, file.read_text().strip()

    def install(self, progress: Progress, work: Callable[[], None]) -> None:
        """Drop, file and review the samples, write what they taught, and what became of them.

        What an interrupted run left is taken up again.

        Args:
            progress: told (project code, files read, files in all) as it goes.
            work: called while waiting; a command without a running worker does the jobs in it.
        """
        with tempfile.TemporaryDirectory(prefix="samples-") as folder:
            samples = write_samples(Path(folder))
            for (
                sample
            ) in samples:  # all of them first: who searches meanwhile is told what is still read
                self._make(sample)
                self._drop(self._principal(), sample)
            for sample in samples:
                self._file(self._principal(), sample, progress, work)
        self._knowledge.install(self._principal(), work)
        self._registers.install(self._principal(), self.account()[1], work)

    def _principal(self) -> Principal:
        self.account()
        with self._database.read() as db:
            account = db.accounts.by_username(USERNAME)
            principal = db.accounts.principal(account.id) if account else None
        if principal is None:
            raise AlreadyExists(what=USERNAME)
        return principal

    def _make(self, sample: SampleProject) -> None:
        new = NewProject(
            code=sample.code,
            name=sample.name,
            client=sample.client,
            industry=sample.industry,
            budget=sample.budget,
            currency=sample.currency,
            language=sample.language,
            started_on=sample.started,
            ended_on=sample.ended,
        )
        with contextlib.suppress(AlreadyExists):
            self._projects.create(self._principal(), new)

    def _drop(self, principal: Principal, sample: SampleProject) -> None:
        begun = self._intake.batches(principal, sample.code)
        batch = begun[-1] if begun else self._intake.open_batch(principal, sample.code)
        if batch.state is BatchState.DONE:
            return
        received = {item.path for item in self._intake.batch(principal, batch.id).items}
        for file in sorted(path for path in sample.folder.rglob("*") if path.is_file()):
            path = file.relative_to(sample.folder).as_posix()
            if path not in received:
                with file.open("rb") as stream:
                    self._intake.receive(principal, batch.id, stream, path)

    def _file(
        self,
        principal: Principal,
        sample: SampleProject,
        progress: Progress,
        work: Callable[[], None],
    ) -> None:
        batch = self._intake.batches(principal, sample.code)[-1]
        if batch.state is BatchState.DONE:
            return
        self._wait(principal, batch.id, sample.code, progress, work)
        self._filing.file_batch(principal, batch.id, "all", accept_suggestions=True)
        self._reviews.request(principal, sample.code)
        work()

    def _wait(
        self,
        principal: Principal,
        batch_id: str,
        code: str,
        progress: Progress,
        work: Callable[[], None],
    ) -> None:
        while True:
            batch = self._intake.batch(principal, batch_id).batch
            unread = batch.counts.get("received", 0) + batch.counts.get("analysing", 0)
            total = batch.counts.get("total", 0)
            progress(code, total - unread, total)
            if batch.state in (BatchState.READY, BatchState.DONE):
                return
            work()
            time.sleep(0.2)
