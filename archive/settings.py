"""Settings: one frozen object read once from ARCHIVE_* variables. docs/configuration.md lists them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from archive.errors import SettingInvalid
from archive.team_time import DEFAULT_ZONE, is_zone


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs. Every field is a variable ARCHIVE_<FIELD> in upper case."""

    data: Path = Path("data")
    """The data folder: database, blobs, index, keys."""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite inside the data folder."""
    rules: str = ""
    """Path of naming_rules.yaml; empty: ./naming_rules.yaml, then the packaged copy."""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """Address people use, behind a proxy; empty: http://host:port."""
    allow_plain_http: bool = False
    """Serve another address than loopback without TLS in front."""
    trusted_proxies: int = 0
    """How many reverse proxies stand in front and set X-Forwarded-*."""
    max_upload_mb: int = 2048
    max_parse_mb: int = 100
    session_idle_minutes: int = 240
    session_hours: int = 12
    token_days: int = 90
    """How long a bearer token is valid unless asked for less."""
    default_language: str = "zh-Hant"
    time_zone: str = DEFAULT_ZONE
    """The zone the team reckons days in, by its name in the IANA database."""
    ocr: bool = True
    """Read scans, where the `ocr` extra is installed."""
    pdf: bool = True
    """Print reviews as PDF, where LibreOffice is installed."""
    sandbox_files: int = 100
    """The process that readers of files are forked from is made anew after so many."""
    ocr_idle_seconds: int = 180
    """The reader of scans gives its memory back after this long without work."""
    workers: int = 2
    """Threads that read files; readers of scans apart."""
    lease_seconds: int = 120
    web_threads: int = 8
    """Threads of each web process."""
    web_processes: int = 0
    """Web processes at most; 0: one for each processor, two at most. The first is always there."""
    smtp_url: str = ""
    """Mail server for digests of notices: smtp://[name:password@]host[:port] or smtps://…; empty: no mail."""
    mail_from: str = ""
    """The address mail comes from; needed with `smtp_url`."""

    @property
    def resolved_database_url(self) -> str:
        """The URL the database is opened with."""
        return self.database_url or f"sqlite:///{self.data / 'archive.db'}"

    @property
    def most_web_processes(self) -> int:
        """How many web processes there may be."""
        return self.web_processes or min(2, os.cpu_count() or 1)

    @property
    def address(self) -> str:
        """Where people reach the archive."""
        return self.public_url or f"http://{self.host}:{self.port}"


def load_settings(
    environ: Mapping[str, str] | None = None, overrides: Mapping[str, object] | None = None
) -> Settings:
    """Read ARCHIVE_* variables; `overrides` win, as far as they are not None.

    Raises:
        SettingInvalid: an unknown name or an unusable value.
    """
    environ = os.environ if environ is None else environ
    known = {f"ARCHIVE_{f.name.upper()}": f for f in fields(Settings)}
    values: dict[str, object] = {}
    for name, raw in environ.items():
        if not name.startswith("ARCHIVE_"):
            continue
        if name not in known:
            raise SettingInvalid(name=name, value=raw, allowed=", ".join(sorted(known)))
        field = known[name]
        values[field.name] = _parse(name, raw, field.default)
    values |= {k: v for k, v in (overrides or {}).items() if v is not None}
    if not isinstance(values.get("data", Path()), Path):
        values["data"] = Path(str(values["data"]))
    zone = str(values.get("time_zone", DEFAULT_ZONE))
    if not is_zone(zone):
        raise SettingInvalid(
            name="ARCHIVE_TIME_ZONE", value=zone, allowed="Asia/Hong_Kong, UTC ..."
        )
    return Settings(**values)  # type: ignore[arg-type] # every value was made for its field above


def _parse(name: str, raw: str, default: object) -> object:
    if isinstance(default, bool):
        choices = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
        if raw.lower() not in choices:
            raise SettingInvalid(name=name, value=raw, allowed=", ".join(choices))
        return choices[raw.lower()]
    if isinstance(default, int):
        if not raw.isascii() or not raw.isdigit():
            raise SettingInvalid(name=name, value=raw, allowed="0, 1, 2 ...")
        return int(raw)
    if isinstance(default, Path):
        return Path(raw)
    return raw
