"""The team's rule file and the copy that an installed package falls back on are one file."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_both_copies_are_the_same_bytes():
    team, packaged = ROOT / "naming_rules.yaml", ROOT / "archive/naming/naming_rules.yaml"
    assert team.read_bytes() == packaged.read_bytes(), (
        "run: cp naming_rules.yaml archive/naming/naming_rules.yaml"
    )
