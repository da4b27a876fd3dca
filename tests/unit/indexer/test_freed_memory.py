"""Memory that a search gave back is there for the next one."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from archive.indexer import whoosh_index
from archive.indexer.whoosh_index import WhooshIndex

ROUNDS = """
import resource
import numpy as np
from archive.indexer.freed_memory import keep_freed_memory
{call}
for number in range(8):
    if number == 4:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    arrays = [np.ones(1 << 17) for _ in range(6)]
    del arrays
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def pages_asked_for(call: str) -> int:
    """How many pages a process asks the system for while it makes the same arrays four times more."""
    told = subprocess.run(
        [sys.executable, "-c", ROUNDS.format(call=call)],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(Path(whoosh_index.__file__).parents[2])},
    )
    return int(told.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of the C library of most servers")
def test_arrays_are_made_where_others_were() -> None:
    assert pages_asked_for("keep_freed_memory()") * 10 < pages_asked_for("")


def test_an_index_sees_to_it_when_it_is_opened(tmp_path: Path) -> None:
    with mock.patch.object(whoosh_index, "keep_freed_memory") as asked:
        WhooshIndex(tmp_path / "index")
    asked.assert_called_once_with()
