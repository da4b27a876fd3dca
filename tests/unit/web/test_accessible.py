"""The rules pages are held to notice what they are there for."""

from __future__ import annotations

import pytest

from tests.support.accessible import faults

SOUND = """<!doctype html><html lang="en"><head><title>Reef · Archive</title></head><body>
<header><nav aria-label="Ways">
<a href="/">Home</a></nav></header><main><h1>Reef</h1><h2>Boats</h2><p lang="zh-Hant">船</p>
<form><label for="a">Name</label><input id="a"><label>Day <input type="date"></label><button>Save</button></form>
<table><caption>Boats</caption><tr><th scope="col">Boat</th></tr></table><img src="x" alt="A boat">
<svg aria-hidden="true"></svg><div role="region" aria-label="List" tabindex="0"></div></main></body></html>"""


def test_a_sound_page_has_no_fault() -> None:
    assert faults(SOUND, "en") == []


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        ('lang="en"', 'lang="fr"', "language of the page"),
        ('lang="zh-Hant"', 'lang="cn"', "unknown language"),
        ("<title>Reef · Archive", "<title> · ", "no title"),
        ("<main>", "<main></main><main>", "landmarks"),
        (' aria-label="Ways"', "", "a nav without a name"),
        ("<h1>Reef</h1>", "", "headings of the first level"),
        ("<h2>", "<h3>", "h3 follows h1"),
        ('<label for="a">Name</label>', "", "no label"),
        ("Save", "", "no name"),
        (' alt="A boat"', "", "no words for a picture"),
        ('<svg aria-hidden="true">', "<svg>", "a drawing nobody is told of"),
        ("<caption>Boats</caption>", "", "a table without a caption"),
        (' scope="col"', "", "a head without a scope"),
        (' aria-label="List"', "", "no name"),
        ('tabindex="0"', 'tabindex="3"', "order of its own"),
        ('id="a">', 'id="a" aria-describedby="tip">', "leads nowhere"),
        ("<h2>Boats</h2>", '<h2 id="a">Boats</h2>', "id twice"),
    ],
)
def test_each_rule_goes_red(sound: str, broken: str, fault: str) -> None:
    assert sound in SOUND
    assert any(fault in found for found in faults(SOUND.replace(sound, broken, 1), "en"))
