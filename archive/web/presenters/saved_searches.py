"""Saved and recent searches as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.domain.saved_searches import Alert, RecentSearch
from archive.services.search.saved_searches import SavedView
from archive.web.presenters.citations import Address
from archive.web.presenters.search import value_label
from archive.wording import say


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search: what it asks, what is new, when its owner is told."""

    id: str
    name: str
    text: str
    filters: tuple[str, ...]
    new: int
    alert: str
    alert_label: str
    """Empty where nobody is told."""


def saved_rows(
    kept: Iterable[SavedView], labels: Mapping[str, str], language: str
) -> tuple[SavedRow, ...]:
    """The rows of the page, in the order of the names."""
    return tuple(
        SavedRow(
            id=view.saved.id,
            name=view.saved.name,
            text=view.saved.text,
            filters=tuple(
                value_label(facet, value, value, labels, language)
                for facet, values in view.saved.filters.items()
                for value in values
            ),
            new=view.new,
            alert=view.saved.alert.value,
            alert_label=say(language, f"ui_search.alert_{view.saved.alert.value}")
            if view.saved.alert is not Alert.NONE
            else "",
        )
        for view in kept
    )


def alerts(language: str) -> tuple[tuple[str, str], ...]:
    """When somebody may be told, to choose from."""
    return tuple((alert.value, say(language, f"ui_search.alert_{alert.value}")) for alert in Alert)


def recent_rows(recent: Iterable[RecentSearch], address: Address) -> tuple[tuple[str, str], ...]:
    """What was searched for, and where to search for it again."""
    return tuple((one.text, address("search.show", q=one.text)) for one in recent)
