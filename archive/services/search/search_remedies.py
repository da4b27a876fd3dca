"""A search that found nothing: what would find something, tried out within the caller's scope.

Every way out that is offered was searched; none leads to nothing, and none is offered because of
something the caller may not see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.indexer.port import SearchRequest

WORDS_TRIED = 6
SHORTEST_BEGINNING, LONGEST_BEGINNING = 2, 24
OFFERED = 6
OTHERS_TRIED, OTHERS_OFFERED = 6, 2
_PIECE = re.compile(r'-?"[^"]*"|-?「[^」]*」|-?“[^”]*”|\S+')
_QUOTED = re.compile(r'(?<!-)(?:"([^"]+)"|「([^」]+)」|『([^』]+)』|“([^”]+)”)')

Count = Callable[[SearchRequest], int]
Complete = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the search that finds something.

    `kind`: filter (without the filter of `facet`), filters (without any), word (without one of the
    words), quotes (the quoted words, not just so), nearest (a word that is near to what was typed).
    `text` is the query then.
    """

    kind: str
    text: str
    total: int
    facet: str | None = None
    left_out: str = ""


def remedies(
    request: SearchRequest, count: Count, complete: Complete, instead: Sequence[str] = ()
) -> tuple[Remedy, ...]:
    """The ways out of an empty result, the smallest change first.

    Args:
        request: the search that found nothing.
        count: how many hits a search has for the caller.
        complete: queries whose last word is completed out of what the caller sees.
        instead: other words for what was typed, the nearest first.
    """
    tried = request if request.page == 1 else replace(request, page=1)
    found = [
        *_filters(tried, count),
        *_quotes(tried, count),
        *_nearest(tried, count, complete),
        *_other_words(tried, count, instead),
        *_words(tried, count),
    ]
    if not found and len(tried.filters) > 1:
        found = [*_remedy("filters", replace(tried, filters={}), count)]
    return tuple(found[:OFFERED])


def _filters(request: SearchRequest, count: Count) -> Iterator[Remedy]:
    for facet in request.filters:  # six at most
        kept = {name: values for name, values in request.filters.items() if name != facet}
        yield from _remedy("filter", replace(request, filters=kept), count, facet=facet)


def _quotes(request: SearchRequest, count: Count) -> Iterator[Remedy]:
    """What was asked for just so, as words that need not stand together."""
    loose = _QUOTED.sub(lambda match: next(filter(None, match.groups())), request.text)
    if loose != request.text:
        yield from _remedy("quotes", replace(request, text=loose), count)


def _words(request: SearchRequest, count: Count) -> Iterator[Remedy]:
    pieces = _PIECE.findall(request.text)
    if not 1 < len(pieces) <= WORDS_TRIED:
        return
    for place, piece in enumerate(pieces):
        left = [*pieces[:place], *pieces[place + 1 :]]
        if all(other.startswith("-") for other in left):
            continue  # everything that does not hold a word is no answer
        rest = " ".join(left)
        yield from _remedy("word", replace(request, text=rest), count, left_out=piece)


def _nearest(request: SearchRequest, count: Count, complete: Complete) -> Iterator[Remedy]:
    """The longest beginning of the last word that words of the caller's documents share."""
    pieces = _PIECE.findall(request.text)
    if not pieces or len(pieces) > WORDS_TRIED:
        return
    before, last = " ".join(pieces[:-1]), pieces[-1].strip('"「」“”*-')
    longest = min(len(last) - 1, LONGEST_BEGINNING)
    half = min(-(-len(last) // 2), LONGEST_BEGINNING // 2)  # less is not near to what was typed
    shortest = max(SHORTEST_BEGINNING, half)
    for end in range(longest, shortest - 1, -1):
        for text in complete(f"{before} {last[:end]}".strip())[:1]:
            found = tuple(_remedy("nearest", replace(request, text=text), count))
            if found:
                yield from found
                return


def _other_words(request: SearchRequest, count: Count, instead: Sequence[str]) -> Iterator[Remedy]:
    """Other words for the one that was typed, of which a part stands somewhere: 場地費, where 場租 does not."""
    if len(_PIECE.findall(request.text)) != 1 or _QUOTED.search(request.text):
        return
    offered = 0
    for other in instead[:OTHERS_TRIED]:
        for found in _remedy("nearest", replace(request, text=other), count):
            yield found
            offered += 1
        if offered == OTHERS_OFFERED:
            return


def _remedy(
    kind: str, request: SearchRequest, count: Count, *, facet: str | None = None, left_out: str = ""
) -> Iterator[Remedy]:
    if (request.text or request.filters) and (total := count(request)):
        yield Remedy(kind, request.text, total, facet, left_out)
