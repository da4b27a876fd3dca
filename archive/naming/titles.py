"""Titles for proposed names: what a heading or an old file name says, without what is no title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.domain.dates import find_dates
from archive.domain.messages import LANGUAGES
from archive.naming.interpret import read_version
from archive.naming.judges import is_label_of, title_breaches
from archive.naming.normalise import clean_name, clean_title
from archive.naming.rules import DocumentClass, Rules
from archive.naming.verdicts import NameFacts

_FILE_WORDS = {"zh-Hant": "檔案", "zh-Hans": "文件", "en": "-file"}
_LONGEST_READ = 400
_LONGEST_FALLBACK, _FALLBACK_BYTES = 34, 54
"""Room for a number after it, within any limits a rule file may set."""
_NUMBER = len("-99")
_LONG_CODE = 5  # letters and digits from which a code is told also without the signs between them
_QUOTES = re.compile(r"['\"‘’“”`´]")
_HAN_PLANES = range(0x20000, 0x3FFFE)
"""Han characters newer than the running Python's tables are letters all the same."""

_LEADS_TO = (
    r"(?:(?<![A-Za-z])(?:as of|up to|to|until|till|by|on|of|for|dated|from)"
    r"|(?:資料|数据|數據)?(?:統計|统计)?(?:截至|截止|至|到|迄)|於|于)"
)
_LEADS_TO_DATE = re.compile(rf"{_LEADS_TO}[\s_\-:：]*$", re.IGNORECASE)
_LEADS_NOWHERE = re.compile(rf"[(（]\s*{_LEADS_TO}\s*[)）]|(?<=\s){_LEADS_TO}\s*$", re.IGNORECASE)
"""Left behind where somebody took the date out of a title before."""
_FOLLOWS_DATE = re.compile(r"^\s*(?:止|為止|为止)")
_BREAKS = re.compile(
    r"[-，、。；：:·|/]|(?<=[^\W\d_a-zA-Z])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[^\W\d_a-zA-Z])"
)
_CLOSES = re.compile(r"(?:[。．｡；;？?！]|(?<![A-Za-z0-9])[.!])+$")
"""What ends a sentence ends no title. Behind Latin letters a dot may be of Inc. or U.S., and an ! of the name."""
_OPEN_TAIL = re.compile(r"[(（\[【「『《〈“][^)）\]】」』》〉”]*$")


class Kept(StrEnum):
    """What a proposed title keeps of the words a file or a person gives it."""

    WHOLE = "whole"
    BEGINNING = "beginning"  # too long for a name
    JOINED = "joined"  # cannot be a title alone: with the label of the class behind it
    NOTHING = "nothing"  # only the label of the class


@dataclass(frozen=True, slots=True)
class TitleTry:
    """A title for a name, and what it keeps."""

    title: str
    kept: Kept


def is_unusual(char: str) -> bool:
    """True for emoji and other pictures, private and unassigned characters: not every disk shows them."""
    if ord(char) in _HAN_PLANES:
        return False
    return unicodedata.category(char) in ("So", "Co", "Cn", "Sk", "Cf")


def plain_title(text: str, rules: Rules) -> str:
    """A title with only characters that no system objects to."""
    unwanted = rules.forbidden.chars | rules.forbidden.warn_chars
    text = _QUOTES.sub("", clean_name(text[:_LONGEST_READ], rules.cleaning).text)
    kept = "".join("-" if char in unwanted else char for char in text if not is_unusual(char))
    plain = clean_title(without_close(kept), rules)
    return _without_leading_marks(without_close(plain).rstrip("-. "))


def titles(
    facts: NameFacts, kind: DocumentClass, rules: Rules, room: tuple[int, int]
) -> Iterator[TitleTry]:
    """Titles to try, best first: what the file says, that with the class's label, the label alone.

    Args:
        facts: what is known of the file.
        kind: its class.
        rules: the rules in force.
        room: the characters and the bytes of UTF-8 that are left for the title.
    """
    words = _own_words(facts, rules)
    own = cut(words, *room)
    if own and not title_breaches(own, kind, rules):
        yield TitleTry(own, Kept.WHOLE if own == words else Kept.BEGINNING)
    fallback = fallback_title(kind, facts.project_language or facts.language, rules)
    if own and not is_label_of(kind, own):
        joined = cut(f"{own}-{fallback}", *room)
        if joined.startswith(f"{own}-") and not title_breaches(joined, kind, rules):
            yield TitleTry(joined, Kept.JOINED)
    yield TitleTry(fallback, Kept.NOTHING)
    for number in range(2, 100):
        yield TitleTry(f"{fallback}-{number}", Kept.NOTHING)


def fallback_title(kind: DocumentClass, language: str | None, rules: Rules) -> str:
    """The class's label with the word for "file": what a document without any title is called.

    Where the rules on a title's length leave no room for it, or ask for more, the labels of the other
    languages stand for it or with it.
    """
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    ordered = sorted(LANGUAGES, key=lambda other: other != spoken)
    labels = [labelled(kind, one, rules) for one in ordered]
    shortest, longest = rules.components.title_length
    room = max(shortest, min(_LONGEST_FALLBACK, longest - _NUMBER))
    tried = [cut(label, room, _FALLBACK_BYTES) for label in (*labels, "-".join(labels))]
    return next((title for title in tried if not title_breaches(title, kind, rules)), tried[0])


def labelled(kind: DocumentClass, language: str, rules: Rules) -> str:
    """The class's label in a language with the word for "file", of whatever length."""
    label = kind.labels[LANGUAGES.index(language)]
    return plain_title(f"{label}{_FILE_WORDS[language]}", rules)


def _own_words(facts: NameFacts, rules: Rules) -> str:
    """The facts' title without versions, states, fillers, its own date and the project's code."""
    title = without_lead_in(_without_date(facts.title[:_LONGEST_READ], facts.date))
    title = read_version(title).title
    title = _without_code(title, facts.project)
    title = plain_title(title, rules)
    while (hint := read_version(title.replace("-", " "))).marks:  # each round is shorter
        title = plain_title(hint.title, rules)
    return title


def without_close(title: str) -> str:
    """Without the marks that close a sentence (待補。); what may be of an abbreviation or a name stays (Inc., U.S.)."""
    return _CLOSES.sub("", title.rstrip())


def without_lead_in(title: str) -> str:
    """Without the words that led up to a date which is no longer there: results to, （統計至 ）."""
    return _LEADS_NOWHERE.sub("", title)


def _without_date(title: str, date: str) -> str:
    """Without the document's own date, and without the words that led up to it (截至, as of)."""
    for mention in reversed(find_dates(title, loose=True)):
        if mention.value == date:
            before = _LEADS_TO_DATE.sub("", title[: mention.start])
            title = f"{before} {_FOLLOWS_DATE.sub('', title[mention.end :])}"
    return title


def _without_code(title: str, code: str) -> str:
    """Without the project's code, whatever signs stand between its pieces: TR/1187, TR 1187 for TR-1187."""
    pieces = re.findall(r"[^\W_]+", code)
    if not pieces:
        return title
    least = 0 if sum(map(len, pieces)) >= _LONG_CODE else 1  # A-1 is not the A1 of a poster
    between = rf"[\W_]{{{least},3}}"
    edges = [r"[A-Za-z0-9]" if edge.isascii() else r"\w" for edge in (pieces[0][0], pieces[-1][-1])]
    form = rf"(?<!{edges[0]}){between.join(map(re.escape, pieces))}(?!{edges[1]})"
    return re.sub(form, " ", title, flags=re.IGNORECASE)


def cut(title: str, characters: int, size: int) -> str:
    """The longest beginning within both limits that ends where a reader would break off."""
    fitting = _prefix(title, characters, size)
    if len(fitting) == len(title):
        return title
    earliest = max(2, len(fitting) * 2 // 3)
    breaks = [match.start() for match in _BREAKS.finditer(title[: len(fitting) + 1])]
    good = [place for place in breaks if earliest <= place <= len(fitting)]
    if good:
        fitting = fitting[: good[-1]]
    if (tail := _OPEN_TAIL.search(fitting)) and tail.start() >= 2:
        fitting = fitting[: tail.start()]
    return fitting.strip("-. ")


def _prefix(title: str, characters: int, size: int) -> str:
    """As many whole characters (with their combining marks) as fit."""
    end = used = 0
    for at, char in enumerate(title):
        used += len(char.encode())
        if at >= characters or used > size:
            break
        end = at + 1
    while 0 < end < len(title) and unicodedata.category(title[end]).startswith("M"):
        end -= 1
    return title[:end]


def _without_leading_marks(title: str) -> str:
    while title and unicodedata.category(title[0]).startswith("M"):
        title = title[1:].lstrip("-. ")
    return title
