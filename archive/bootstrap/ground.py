"""What every use case stands on: data folder, database, blobs, rules, readers, clock."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from archive.blobs import LocalBlobStore
from archive.domain.messages import Message
from archive.errors import SettingInvalid
from archive.extraction.limits import Limits
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.indexer.thesaurus import Thesaurus, team_thesaurus
from archive.indexer.whoosh_index import WhooshIndex
from archive.persistence.database import Database
from archive.persistence.migrations import upgrade
from archive.services.intake.assessment import Assessor
from archive.services.operations.identifiers import Clock
from archive.services.operations.wake import Wake
from archive.services.rules.rule_history import last_good
from archive.services.rules.rulebook import RuleBook, rule_file
from archive.settings import Settings
from archive.team_time import day_of, use_zone

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Ground:
    """`limit` is the most bytes of one file; `key` signs form tokens and survey links."""

    settings: Settings
    data: Path
    key: bytes
    database: Database
    blobs: LocalBlobStore
    book: RuleBook
    reader: Reader
    wake: Wake
    recogniser: Recogniser
    thesaurus: Thesaurus
    index: WhooshIndex
    assessor: Assessor
    limit: int
    clock: Clock


def ground_of(settings: Settings, reader: Reader | None, clock: Clock) -> Ground:
    """Open the archive in `settings.data`, making and migrating what is not there yet."""
    use_zone(settings.time_zone)
    data = prepared_folder(settings.data)
    database = Database(settings.resolved_database_url)
    upgrade(database)
    book = RuleBook(
        rule_file(settings.rules, Path.cwd()), lambda: day_of(clock()), last_good(database)
    )
    wake = Wake(data)
    reader = reader or Reader(
        Limits(parsed=settings.max_parse_mb << 20),
        on_look=wake.tell,
        renewed_after=max(1, settings.sandbox_files),
    )
    thesaurus = team_thesaurus(data)
    return Ground(
        settings=settings,
        data=data,
        key=secret_key(data),
        database=database,
        blobs=LocalBlobStore(data / "blobs"),
        book=book,
        reader=reader,
        wake=wake,
        recogniser=Recogniser(reader, settings.ocr_idle_seconds, enabled=settings.ocr),
        thesaurus=thesaurus,
        index=WhooshIndex(data / "index", thesaurus),
        assessor=Assessor(book, clock),
        limit=settings.max_upload_mb << 20,
        clock=clock,
    )


def prepared_folder(data: Path) -> Path:
    """The data folder, for its owner alone: it holds keys, and index files that are pickles.

    Raises:
        SettingInvalid: it cannot be made, or belongs to somebody else.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
    except OSError as error:
        allowed = Message("errors.why_own_folder")
        raise SettingInvalid(name="ARCHIVE_DATA", value=data, allowed=allowed) from error
    return data


def secret_key(data: Path) -> bytes:
    """The key that signs form tokens, made at the first start and kept in the data folder."""
    file = data / "secret.key"
    if not file.exists():
        # Written whole under another name first: a second process never reads half a key.
        fresh = data / f"secret.key.{os.getpid()}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_bytes()
