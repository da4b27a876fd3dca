"""Commands that need background work: by the server's worker, or by themselves without one."""

from __future__ import annotations

from collections.abc import Callable

from archive.bootstrap import Services
from archive.worker import drain, only_holder


def background_work(services: Services) -> Callable[[], None]:
    """A function to call while waiting: it does the waiting jobs unless a worker is running."""

    def work() -> None:
        with only_holder(services.settings.data / "worker.lock") as alone:
            if alone:
                drain(services)

    return work
