"""Which language a name from the archive is in: the one place that decides it, for every page.

A page has one language, what is filed has its own. A screen reader speaks, and a browser picks the
face of a character, by the `lang` that stands nearest; so every name that is not in the page's language
carries its own. What decides is the name itself, not the project's language: a Chinese project may have
an English name. The language that is known is asked where the characters do not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from archive.understanding.language import script_of

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_ANY_HAN = re.compile(f"[{_HAN}]")
_RUN = re.compile(rf"(?:(?<![\w./-])\d+(?=[年月日]))?[{_HAN}](?:[^A-Za-z]*[{_HAN}])?")
"""Chinese in a line of English, with the figures and signs inside it, and the figures a date begins with."""
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]{2,}")
"""A word; codes, units and file endings are none."""
_CHINESE = ("zh-Hant", "zh-Hans")


def name_language(text: str, known: object = None) -> str | None:
    """The language of a name; None where it says none, as a number or a code does.

    `known` is the language of what it names (zh-Hant, zh-Hans, en, bi or nothing).
    """
    if _ANY_HAN.search(text):
        return script_of(text, str(known) if known in _CHINESE else None)
    return "en" if _WORD.search(text) else None


def named(text: str, page: str, known: object = None) -> Markup:
    """A name as markup for a page in the language `page`, with its own `lang` where that is another.

    On an English page what is Chinese in it is marked, and the code before it is not.
    """
    if page not in _CHINESE:
        return _chinese_marked(text, known)
    own = name_language(text, known if known in _CHINESE else page)
    return escape(text) if own in (None, page) else _span(text, own)


def mixed(text: str, page: str, known: object = None) -> Markup:
    """A sentence of the interface with names in it: what is Chinese in an English one is marked.

    In a Chinese sentence nothing tells where a name ends; it stays in the page's language.
    """
    return escape(text) if page in _CHINESE else _chinese_marked(text, known)


def lang_attribute(text: object, page: str, known: object = None) -> Markup:
    """` lang="…"` for an element that holds nothing else (an option, an input); nothing where it is the page's."""
    written = str(text or "")
    own = name_language(written, known if known in _CHINESE or page not in _CHINESE else page)
    return Markup("") if own in (None, page) else Markup(' lang="{}"').format(own)


def in_page(
    show: Callable[[str, str, object], Markup], page: Callable[[], str]
) -> Callable[..., Markup]:
    """One of these as a filter of the templates, which know the language of their page."""

    def filtered(text: object, known: object = None) -> Markup:
        return show(str(text if text is not None else ""), page(), known)

    return filtered


def _chinese_marked(text: str, known: object) -> Markup:
    pieces: list[Markup] = []
    done = 0
    for run in _RUN.finditer(text):
        own = name_language(run[0], known)
        pieces += [escape(text[done : run.start()]), _span(run[0], own)]
        done = run.end()
    return Markup("").join((*pieces, escape(text[done:])))


def _span(text: str, language: str | None) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, text)
