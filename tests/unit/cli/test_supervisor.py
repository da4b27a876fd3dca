"""What the command line says of where the archive listens reaches every process it starts."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from archive.cli.supervisor import WORKER, Supervisor
from archive.settings import load_settings


def test_letters_link_to_the_port_of_the_command_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[dict[str, Any]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **how: started.append(how))
    settings = load_settings({}, {"data": tmp_path, "port": 8931})
    Supervisor(settings, ())._popen([WORKER], lifeline=True)
    (how,) = started
    assert load_settings(how["env"], {}).address == "http://127.0.0.1:8931"
