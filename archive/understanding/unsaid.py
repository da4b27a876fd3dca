"""What stands for a fact that a file does not say itself, and how sure it is at most.

Whoever shows an item asks whether something of it rests on its own words: that must not need what reads files.
"""

from __future__ import annotations

from typing import Final

OTHER: Final = "other"
"""The class of a file that speaks for none."""

NOTHING_REASON: Final = "understanding.class_nothing"
"""Why it is `other`: nothing speaks for any class."""

NOTHING_SAID: Final = 0.6
"""How sure `other` is at most where nothing speaks for it: that nothing was told is no proof of a class.

Of the papers in measured folders that say nothing, six of eight were of no class; so few prove a little less.
"""

BORROWED: Final = 0.2
"""How sure anything is that only other files say."""

SOURCE: Final = "siblings"
"""The `date_source` of a date that only other files say."""
