"""A small archive to test against: people, projects and documents, made through the real services."""

from __future__ import annotations

import atexit
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from argon2 import PasswordHasher
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, ProjectRole, Role
from archive.domain.documents import Document, Level
from archive.domain.projects import Project
from archive.extraction.limits import Limits as ReadingLimits
from archive.extraction.reader import Reader
from archive.persistence.database import Database
from archive.persistence.migrations import upgrade
from archive.services.accounts.passwords import Passwords
from archive.services.operations.identifiers import Clock, now_utc
from archive.services.projects.project_details import NewProject
from archive.settings import Settings
from archive.web import create_app
from archive.web.openapi import openapi_text
from archive.worker import drain
from tests.support.made_once import share

PASSWORD = "three quiet harbours"  # noqa: S105 - of accounts that live as long as one test
SYSTEM = "system"
BOUNDARY = "----quay0105edge"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class SharedReader(Reader):
    """The real sandbox, started once for all the archives of a test run."""

    def close(self) -> None:
        """Left to the end of the run: `really_close`."""

    def really_close(self) -> None:
        super().close()


READER = SharedReader(ReadingLimits())
atexit.register(READER.really_close)
share()


DESCRIBED = {
    (operation["operationId"], status)
    for methods in json.loads(openapi_text())["paths"].values()
    for operation in methods.values()
    for status in operation["responses"]
}


@dataclass
class World:
    """One archive in a folder of its own. `close` it; `tests.support.world.open_world` makes it."""

    services: Services
    settings: Settings
    clock: Clock = now_utc
    secrets: dict[str, str] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)
    """Operation and status of every answer of the interface."""

    @cached_property
    def app(self) -> Flask:
        """The web application, made for the tests that ask it something."""
        app = create_app(self.services, self.settings)

        @app.after_request
        def note(response: Response) -> Response:
            if (request.endpoint or "").startswith("api_") and request.method != "OPTIONS":
                operation = (request.endpoint or "").replace(".", "_")
                self.answered.add((operation, str(response.status_code)))
            return response

        return app

    # people

    def account(self, username: str, role: Role = Role.MEMBER, language: str | None = None) -> str:
        """Make an account and a bearer token for it; returns the name."""
        made = self.services.accounts.add_as(
            SYSTEM, username, role, PASSWORD, username.title(), language
        )
        self.secrets[username] = self.services.tokens.create_as(made.account.id, "tests").secret
        return username

    def as_(self, username: str) -> Principal:
        """The account with the rights of this moment."""
        return self.services.tokens.principal_of_token(self.secrets[username])

    # projects and documents

    def project(self, code: str, manager: str, **values: Any) -> Project:
        """A project made by its manager."""
        new = NewProject(code=code, name=values.pop("name", f"Project {code}"), **values)
        return self.services.projects.create(self.as_(manager), new)

    def member(
        self,
        code: str,
        manager: str,
        username: str,
        role: ProjectRole = ProjectRole.MEMBER,
        clearance: Level = Level.INTERNAL,
    ) -> None:
        """Put somebody in a project."""
        self.services.projects.set_member(self.as_(manager), code, username, role, clearance)

    def document(
        self,
        code: str,
        by: str,
        name: str,
        text: str,
        *,
        level: Level | None = None,
        manager: str = "",
    ) -> Document:
        """File a text file; the project's manager sets its confidentiality."""
        document = self.services.filing.file_directly(
            self.as_(by), code, io.BytesIO(text.encode()), name
        )
        if level is not None and level is not document.level:
            changes = {"confidentiality": level.key}
            document = self.services.documents.edit(self.as_(manager or by), document.id, changes)
        return document

    def drain(self) -> None:
        """Do all background work that is due."""
        drain(self.services)

    # over HTTP

    def client(self) -> FlaskClient:
        """A browser or program of its own."""
        return self.app.test_client()

    def call(
        self,
        username: str | None,
        method: str,
        path: str,
        *,
        json: object | None = None,
        form: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """One call of the HTTP interface with a bearer token, or as a stranger (None)."""
        sent = {"Accept-Language": "en", **(headers or {})}
        if username is not None:
            sent["Authorization"] = f"Bearer {self.secrets[username]}"
        options: dict[str, Any] = {"headers": sent}
        if json is not None:
            options["json"] = json
        if form is not None:
            options["data"] = form
            options["content_type"] = f"multipart/form-data; boundary={BOUNDARY}"
        return self.client().open(f"/api/v1{path}", method=method, buffered=True, **options)

    def upload(
        self, username: str, path: str, name: str, content: bytes, /, **fields: str
    ) -> TestResponse:
        """Send one file."""
        return self.call(username, "POST", path, form=multipart(fields, name, content))

    def again(self, folder: Path) -> World:
        """This archive, which is closed, as it was left, in a folder of its own and with the same tokens."""
        shutil.copytree(self.settings.data, folder, dirs_exist_ok=True)
        copy = open_world(folder, clock=self.clock)
        copy.secrets |= self.secrets
        return copy

    def close(self) -> None:
        """Give processes and files back. Every answer there was must be one that is described."""
        self.services.close()
        undescribed = sorted(self.answered - DESCRIBED)
        assert undescribed == [], undescribed


def multipart(fields: Mapping[str, str], name: str, content: bytes) -> bytes:
    """The body of an upload, as browsers write it."""
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    shown = name.replace('"', "%22")
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n\r\n'
    )
    return b"".join(lines) + head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@cache
def _empty_archive() -> bytes:
    """The database of an archive that was just made: its migrations are run once, not by each world."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite3"
        database = Database(f"sqlite:///{file}")
        upgrade(database)
        database.close()
        return file.read_bytes()


def _lay_down(url: str) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_empty_archive())


def open_world(folder: Path, *, clock: Clock = now_utc, **settings: Any) -> World:
    """An empty archive in a folder; passwords are hashed cheaply, scans are not read, nothing is printed."""
    chosen = Settings(
        **{"data": folder, "ocr": False, "pdf": False, "default_language": "en"} | settings
    )
    if not chosen.database_url:
        _lay_down(chosen.resolved_database_url)
    services = build_services(chosen, passwords=Passwords(CHEAP), reader=READER, clock=clock)
    return World(services, chosen, clock)
