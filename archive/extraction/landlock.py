"""Landlock (linux/landlock.h): from now on this process and its children open nothing but given paths."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG: Final = 1
_PATH_BENEATH: Final = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS_BY_VERSION: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version of the interface knows."""
_PR_SET_NO_NEW_PRIVS: Final = 38


def version() -> int:
    """The version of the interface; 0 where the system has none."""
    if sys.platform != "linux":
        return 0
    known: int = ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return max(0, known)


def restrict(readable: Iterable[Path]) -> None:
    """Allow reading below the given paths and no other access to files, for good.

    Raises:
        OSError: the kernel refuses.
    """
    rights = (1 << _RIGHTS_BY_VERSION.get(version(), 16)) - 1
    libc = ctypes.CDLL(None, use_errno=True)
    attributes = struct.pack("Q", rights)
    ruleset = _checked(libc.syscall(_CREATE_RULESET, ctypes.c_char_p(attributes), 8, 0))
    try:
        for path in readable:
            _allow(libc, ruleset, path)
        _checked(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be readable
    try:
        rights = _READ_FILE | (_READ_DIR if path.is_dir() else 0)
        rule = struct.pack("=Qi", rights, handle)
        _checked(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0))
    finally:
        os.close(handle)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result
