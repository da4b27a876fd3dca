"""What a command does while it starts."""

from __future__ import annotations

import gc
import subprocess
import sys

from archive.cli.main import importing

STARTED = """
import gc
from archive.cli.main import Shell, main
main.get_command(None, "web")
print(gc.get_stats()[2]["collections"], gc.isenabled(), gc.get_freeze_count() > 100_000)
"""


def test_modules_are_imported_without_looking_for_garbage_among_them() -> None:
    said = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["0", "True", "True"]


def test_what_was_there_before_is_still_looked_at_when_nothing_was_imported() -> None:
    before = gc.get_freeze_count()
    with importing():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == before
