"""The colours of the style sheet, recomputed: text has contrast 4.5, shapes and borders 3."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "archive" / "web" / "static"
TEMPLATES = STATIC.parent / "templates"

TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("surface", "paper", "sunken")
    ),
    ("ink-3", "accent-soft"),
    ("ink", "accent-soft"),
    ("accent", "surface"),
    ("accent", "paper"),
    ("accent-2", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
    ("ok", "ok-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("bad", "surface"),
    ("ink", "ok-soft"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("mark-ink", "mark"),
    ("on-inverse", "inverse"),
    ("on-inverse-2", "inverse"),
    ("ink", "bar-2"),
]
SHAPES = [
    ("edge", "surface"),
    ("ok-mark", "surface"),
    ("warn-mark", "surface"),
    ("bad-mark", "surface"),
    ("bar", "surface"),
    ("accent", "surface"),
]


@cache
def tokens(selector: str) -> dict[str, str]:
    """The colours declared under one selector."""
    style = (STATIC / "css" / "10-tokens.css").read_text("utf-8")
    start = style.index(selector) + len(selector)
    block = style[start : style.index("}", start)]
    return dict(re.findall(r"--([a-z0-9-]+):(#[0-9A-Fa-f]{6})", block))


THEMES = {"light": ":root{", "dark": "[data-theme=dark]{"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    known = tokens(THEMES[theme])
    assert contrast(known[ink], known[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_and_borders_stand_out(theme: str, shape: str, ground: str) -> None:
    known = tokens(THEMES[theme])
    assert contrast(known[shape], known[ground]) >= 3


def test_the_dark_theme_is_the_same_by_choice_and_by_the_system() -> None:
    assert tokens("[data-theme=dark]{") == tokens(":root:not([data-theme]){")


def test_every_colour_has_a_dark_one() -> None:
    assert set(tokens(":root{")) == set(tokens("[data-theme=dark]{"))


def test_colours_are_named_in_one_place() -> None:
    loose = {
        path.name: found
        for path in sorted((STATIC / "css").glob("*.css"))
        if path.name not in ("10-tokens.css", "95-print.css")
        and (found := set(re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))))
    }
    # the picture of a page is paper in both themes, and what marks it has to be seen on white
    assert loose == {"50-batch.css": {"#1D2227", "#FFE58A", "#FFD84D"}}


def test_every_class_used_by_the_style_sheet_stands_in_a_template_or_script() -> None:
    style = "\n".join(path.read_text("utf-8") for path in sorted((STATIC / "css").glob("*.css")))
    style = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", re.sub(r'"[^"]*"|url\([^)]*\)', "", style))
    used = set(re.findall(r"\.([a-z][a-z0-9-]*)", style))
    places = [*TEMPLATES.glob("*.html"), *(STATIC / "js").glob("*.js")]
    places += (STATIC.parent / "presenters").glob("*.py")
    words = set(re.findall(r"[a-zA-Z][\w-]*", " ".join(p.read_text("utf-8") for p in places)))
    by_value = re.compile(r"^(part|k|f|t|b|g)-|^h[1-4]$")  # written as prefix plus a value
    made_by_libraries = {"htmx-request"}
    assert {c for c in used - words - made_by_libraries if not by_value.match(c)} == set()


def test_no_template_carries_style_or_handlers() -> None:
    for template in sorted(TEMPLATES.glob("*.html")):
        text = template.read_text("utf-8")
        assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=|hx-on|javascript:|<style", text), template
        inline = re.search(r"<script(?![^>]*\ssrc=)", text)
        assert inline is None, template


def test_the_sprite_holds_every_icon_that_is_asked_for() -> None:
    known = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    asked = {
        name
        for template in TEMPLATES.glob("*.html")
        for name in re.findall(r'icon\("([\w-]+)"', template.read_text("utf-8"))
    }
    assert asked <= known
