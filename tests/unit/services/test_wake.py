"""The word that a file is coming."""

from __future__ import annotations

import os
from pathlib import Path

from archive.services.operations.wake import Wake


def test_it_is_heard_once_by_everybody_who_listens(tmp_path: Path) -> None:
    says, one, other = Wake(tmp_path), Wake(tmp_path), Wake(tmp_path)
    assert not one.heard()
    says.tell()
    assert one.heard()
    assert not one.heard()
    assert other.heard()
    assert not Wake(tmp_path).heard()  # what was said before is none of its business


def test_a_word_that_cannot_be_said_is_not_missed(tmp_path: Path) -> None:
    wake = Wake(tmp_path / "gone")
    wake.tell()
    assert not wake.heard()


def test_it_is_heard_again_when_it_is_said_again(tmp_path: Path) -> None:
    says, hears = Wake(tmp_path), Wake(tmp_path)
    says.tell()
    assert hears.heard()
    os.utime(tmp_path / "wake", ns=(1, 1))  # as a later moment: clocks are coarse
    assert hears.heard()
