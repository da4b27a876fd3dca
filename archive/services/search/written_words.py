"""Words as documents write them. The index knows words in one script; people read and type in theirs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from archive.domain.access import AccessScope
from archive.domain.folding import fold
from archive.domain.segments import Segment
from archive.indexer.analysis import is_han, plain_form
from archive.indexer.letters import HAN
from archive.indexer.marking import marker
from archive.indexer.normal_text import NormalText
from archive.indexer.port import SearchIndex, SearchRequest
from archive.services.search.kept_reads import Reading
from archive.services.search.search_hits import SearchHit, Thing, confirmed_in, texts_in

LOOKED_AT: Final = 3
SEGMENTS: Final = 400
"""Documents that are asked how they write a word, and how many pieces of their text."""
CHINESE: Final = ("zh-Hant", "zh-Hans")
_RUN = re.compile(f"[{HAN}]+")
_LAST = re.compile(r"[^\W_]+$")


class WordsAsWritten:
    """Puts words of the index into the script in which the documents that one caller sees write them.

    Documents in the script of what was typed are asked first, where that tells one, else those in the
    language of the interface.
    """

    def __init__(
        self,
        index: SearchIndex,
        reading: Reading,
        scope: AccessScope,
        hidden: Collection[str],
        typed: str,
        language: str | None,
    ) -> None:
        self._index, self._reading = index, reading
        self._scope, self._hidden = scope, hidden
        self._language = "zh-Hant" if _is_traditional(typed) else language

    def last_of(self, completed: str) -> str:
        """A query with its last word as it is written; what stands before stays."""
        last = _LAST.search(completed)
        if last is None or not is_han(last[0]):
            return completed
        return completed[: last.start()] + self.of(last[0])

    def within(self, put_right: str, typed: str) -> str:
        """A query put right with the names that nobody typed as they are written."""
        known = fold(plain_form(typed))
        return _RUN.sub(lambda run: run[0] if fold(run[0]) in known else self.of(run[0]), put_right)

    def of(self, word: str) -> str:
        """A Chinese word of the index as it is written; itself, where no text can be asked."""
        for language in dict.fromkeys((self._language, None)):
            for thing, texts in self._things(word, language):
                written = _first(word, thing, texts)
                if written:
                    return written
        return word

    def _things(self, word: str, language: str | None) -> Iterator[tuple[Thing, Sequence[Segment]]]:
        filters = {"language": (language,)} if language in CHINESE else {}
        asked = SearchRequest(f'"{word}"', filters, per_page=LOOKED_AT)
        hits = [hit.id for hit in self._index.search(asked, self._scope, self._hidden).hits]
        found = confirmed_in(self._reading, self._scope, hits)
        texts = texts_in(self._reading, found)
        return ((found[key], texts[key]) for key in hits if key in found)


def _is_traditional(typed: str) -> bool:
    plain = plain_form(typed)
    return fold(plain) != plain


def _first(word: str, thing: Thing, segments: Sequence[Segment]) -> str:
    """How a document first writes a word, in its title or its text; empty where it does not."""
    hit = SearchHit(thing, 0.0)
    sought = marker((word,))
    for text in (hit.title, *(segment.text for segment in islice(segments, SEGMENTS))):
        for found in sought.hits(NormalText.of(text))[:1]:
            return "".join(text[found.start : found.end].split())
    return ""
