"""Settings that hold for every test."""

from __future__ import annotations

import gc
import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


# A developer's own ARCHIVE_* variables must not reach the tests.
for name in [name for name in os.environ if name.startswith("ARCHIVE_")]:
    del os.environ[name]

# What is imported and collected stays to the end: there is nothing to look for until `pytest_collection_finish`.
gc.disable()


def pytest_collection_finish() -> None:
    """Modules and collected tests stay to the end: the garbage collector need not look at them again.

    What a test leaves is looked for less often than in a server: it is little, and gone with the test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
