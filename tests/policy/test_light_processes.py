"""What a process that only answers pages does not read: it costs every start, and memory for as long as it runs."""

from __future__ import annotations

import subprocess
import sys

LOADED = "import sys, archive.bootstrap, archive.web.app; print(*sys.modules)"


def test_only_who_writes_reviews_reads_what_writes_them() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=300
    )
    loaded = run.stdout.split()
    assert "archive.services.reviews.reviews" in loaded
    assert "archive.review.compose" not in loaded
