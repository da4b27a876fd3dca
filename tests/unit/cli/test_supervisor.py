"""What the command line says of where the archive listens reaches every process it starts."""

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from archive.cli import supervisor
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


def test_the_c_library_of_every_process_keeps_one_arena(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    started: list[dict[str, Any]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **how: started.append(how))
    Supervisor(load_settings({}, {"data": tmp_path}), ())._popen([WORKER], lifeline=True)
    assert [how["env"]["MALLOC_ARENA_MAX"] for how in started] == ["1"]


def test_what_ran_once_beside_them_and_ended_is_let_go_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(supervisor, "LOOK_EVERY", 0.01)
    watching = Supervisor(load_settings({}, {"data": tmp_path}), ())
    watching._base = [sys.executable, "-c"]
    watching.once(["pass"])
    (child,) = watching._others
    looks = threading.Thread(target=watching.wait)
    looks.start()
    end = time.monotonic() + 20
    while watching._others and time.monotonic() < end:
        time.sleep(0.01)
    left, ended = list(watching._others), child.returncode
    watching._stopping.set()
    looks.join()
    assert (left, ended) == ([], 0)
