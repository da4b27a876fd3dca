"""Items as they were shown last, so that looking at a batch again costs only what has changed.

A page that waits for a batch asks every second or two; of four hundred items one or two are new. An
item is kept under its id, its revision and the language: it looks the same to everybody who may see
its batch, which is asked each time before anything is taken from here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import cast

from flask import current_app

from archive.domain.intake import Item
from archive.services.intake.intake import BatchGlance
from archive.web.api.item_answers import BatchWithItems, ItemAnswer

MOST = 1_200  # items; one with its findings takes some kilobytes

Key = tuple[str, int, str]
Known = Callable[[str, int], bool]


class ShownItems:
    """The items shown last in this process. Safe for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Key, ItemAnswer] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, glance: Callable[[Known], BatchGlance], spoken: str) -> BatchWithItems:
        """A batch with its items; `glance` is told which need not be fetched."""
        kept: dict[str, ItemAnswer] = {}

        def known(item: str, revision: int) -> bool:
            answer = self._get((item, revision, spoken))
            if answer is not None:
                kept[item] = answer
            return answer is not None

        seen = glance(known)
        shown = [
            kept.get(item) or self._made(seen.news[item], spoken) for item, _ in seen.revisions
        ]
        return BatchWithItems.of_answers(seen.batch, shown)

    def _get(self, key: Key) -> ItemAnswer | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _made(self, item: Item, spoken: str) -> ItemAnswer:
        answer = ItemAnswer.from_item(item, spoken)
        with self._lock:
            self._kept[item.id, item.revision, spoken] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer


def shown_items() -> ShownItems:
    """Those of this application."""
    return cast("ShownItems", current_app.extensions.setdefault("shown_items", ShownItems()))
