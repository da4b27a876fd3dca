"""Write archive/domain/traditional.py from OpenCC's tables (development dependency `opencc`).

Run `python scripts/generate_folding.py` after raising the opencc version; tests/unit/domain checks
that the written module is what this script would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import opencc

TARGET = Path(__file__).parents[1] / "archive" / "domain" / "traditional.py"
RANGES = (range(0x2E80, 0xA000), range(0x20000, 0x31350))
CONFIGURATIONS = ("t2s", "hk2s", "tw2s")
"""Later ones only add characters the earlier ones leave alone: variants used in Hong Kong, Taiwan."""
LEFT_ALONE = frozenset("么著")
"""Regional forms whose other reading is as common: 什么 is not 什幺, 著名 is not 着名."""
PER_LINE = 40

HEADER = '''"""Traditional character -> Simplified character. Generated: scripts/generate_folding.py.

Made from the conversion tables of OpenCC {version} (Apache License 2.0): every single character
that the configurations t2s, hk2s and tw2s convert. Position by position, `SIMPLIFIED` answers
`TRADITIONAL`.
"""

from __future__ import annotations'''


def single_characters() -> dict[str, str]:
    """Every character that OpenCC converts on its own, with what it becomes in the end."""
    found: dict[str, str] = {}
    for configuration in CONFIGURATIONS:
        convert = opencc.OpenCC(configuration).convert
        for code in (code for block in RANGES for code in block):
            character = chr(code)
            simplified = convert(character)
            if character not in LEFT_ALONE and simplified != character and len(simplified) == 1:
                found.setdefault(character, simplified)
    return {character: _end_of_chain(found, character) for character in sorted(found)}


def _end_of_chain(found: dict[str, str], character: str) -> str:
    """Follow conversions of conversions, so that folding twice changes nothing more."""
    seen = {character}
    while (following := found.get(character)) is not None and following not in seen:
        seen.add(following)
        character = following
    return character


def _literal(name: str, characters: str) -> Iterator[str]:
    yield f"\n{name} = ("
    for start in range(0, len(characters), PER_LINE):
        yield f'    "{characters[start : start + PER_LINE]}"'
    yield ")"


def module_text() -> str:
    """The whole generated module."""
    pairs = {old: new for old, new in single_characters().items() if old != new}
    lines = [HEADER.format(version=opencc.__version__)]
    lines += _literal("TRADITIONAL", "".join(pairs))
    lines += _literal("SIMPLIFIED", "".join(pairs.values()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(module_text(), "utf-8")
    sys.stdout.write(f"{TARGET}\n")
