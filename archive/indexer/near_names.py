"""A name that nobody wrote so: what was probably meant.

Of three characters with the middle one wrong no pair is shared with what was meant: looked for is every name
that differs there. With the first or the last one wrong a pair is shared, and brings everybody whose name
begins or ends so; of two characters nothing is shared either way. In both cases looked for is what sounds or
looks alike (陈玮, 陈伟), where the first is a surname and all of it is no word. The names offered are those of
visible documents alone, so none tells of a hidden one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from operator import add
from typing import Final

from archive.indexer.analysis import is_han, normal_form
from archive.indexer.letters import HAN
from archive.indexer.mistaken_names import mistaken_names
from archive.indexer.plan import Term
from archive.indexer.schema import GRAMS
from archive.indexer.words import is_known, is_name

NAMES_LOOKED_AT: Final = 4
"""Names of one query, at most."""
MOST_NAMES: Final = 40
"""Names that may be meant, at most: each is looked for in texts. Where more words begin and end so, as 一 and 人
do, no one of them can be said to be meant."""
OFFERED: Final = 3
_RUN = re.compile(f"[{HAN}]+")
_QUOTES = frozenset('"“”「」『』')

Holders = Callable[[Term], int]
Pairs = Callable[[str], Iterable[str]]
Saying = Callable[[str], int]


def near_names(
    typed: str, sought: str, holders: Holders, pairs_from: Pairs, saying: Saying
) -> Mapping[str, tuple[str, ...]]:
    """For every run of three characters of which nobody wrote a pair those that differ in the middle.

    For one of which only the first or the last pair was written those whose other end is mistaken for its
    own, for one of two, that nobody wrote, those with a character that is mistaken for one of it. In normal
    form, the most frequent first. What is quoted is meant as it stands.

    Args:
        typed: the query.
        sought: what it looks for in texts (`QueryPlan.sought`).
        holders: how many visible documents hold a term.
        pairs_from: the pairs of all documents that begin so; hidden ones are taken out here.
        saying: how many visible documents say a text.
    """
    if not _QUOTES.isdisjoint(typed):
        return {}
    runs = (run for run in _RUN.findall(normal_form(sought)) if len(run) in (2, 3))
    meant = {
        run: _meant(run, holders, pairs_from, saying)
        for run in islice(dict.fromkeys(runs), NAMES_LOOKED_AT)
    }
    return {run: names for run, names in meant.items() if names}


def _meant(run: str, holders: Holders, pairs_from: Pairs, saying: Saying) -> tuple[str, ...]:
    """What may be meant by one run, the most frequent first."""
    held = [holders(Term(GRAMS, pair)) > 0 for pair in map(add, run, run[1:])]
    if any(held):
        return () if all(held) else _alike_at_an_end(run, held[0], holders, saying)
    if len(run) == 2:
        return _alike(run, holders)
    names = list(islice(_differing(run, holders, pairs_from), MOST_NAMES + 1))
    return _most_said(names, saying) if len(names) <= MOST_NAMES else ()


def _most_said(names: Iterable[str], saying: Saying) -> tuple[str, ...]:
    counted = ((saying(name), name) for name in names)
    best = sorted((-count, name) for count, name in counted if count)
    return tuple(name for _, name in best)[:OFFERED]


def _alike(run: str, holders: Holders) -> tuple[str, ...]:
    """The names of two characters that sound or look like it, the most frequent in visible documents first."""
    confused = mistaken_names()
    if run[0] not in confused.surnames or is_known(run) or not is_name(run):
        return ()
    names = [run[0] + other for other in confused.given.get(run[1], ())]
    names += [other + run[1] for other in confused.surnames[run[0]]]
    counted = ((holders(Term(GRAMS, name)), name) for name in names)
    held = sorted((-count, name) for count, name in counted if count)
    return tuple(name for _, name in held if not is_known(name) or is_name(name))[:OFFERED]


def _alike_at_an_end(
    run: str, begins_so: bool, holders: Holders, saying: Saying
) -> tuple[str, ...]:
    """The names of three characters that share all but the last with it, or all but the surname.

    The dictionary guesses which of the two is a name: one of them is enough, where the other is no word.
    """
    confused = mistaken_names()
    if run[0] not in confused.surnames or is_known(run):
        return ()
    if begins_so:
        names = [run[:2] + other for other in confused.given.get(run[2], ())]
    else:
        names = [other + run[1:] for other in confused.surnames[run[0]]]
    pair = slice(1, 3) if begins_so else slice(0, 2)
    written = [name for name in names if holders(Term(GRAMS, name[pair]))]
    likely = [name for name in written if is_name(name) or (is_name(run) and not is_known(name))]
    return _most_said(likely, saying)


def _differing(run: str, holders: Holders, pairs_from: Pairs) -> Iterator[str]:
    """What visible documents may say instead: how many there are tells nothing of hidden ones either.

    Every pair is looked at: they are no more than there are characters, and a bound would count the pairs of
    hidden documents, whose names could then push out a visible one.
    """
    first, last = run[0], run[2]
    for pair in sorted(pairs_from(first)):
        middle = pair[1:]
        if len(middle) != 1 or not is_han(middle):
            continue
        if all(holders(Term(GRAMS, one)) for one in (middle + last, pair)):
            yield first + middle + last
