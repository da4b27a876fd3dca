"""Children of `archive serve` end when it is gone, however it went."""

from __future__ import annotations

import os
import signal
import threading


def watch(lifeline: int) -> None:
    """End this process when the one that holds the other end of the pipe is gone."""

    def wait() -> None:
        os.read(lifeline, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
